"""Articles that want to act: whatever is in one is shown as text, on every page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from headwater.case import Case
from headwater.export.text import visible
from headwater.web.rendering import FILES

from .conftest import Desk, running

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea></title></style><svg onload=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "\u202egnihtemos\u202c \u2067right\u2069 \u200f",
    "a\u0000b\u0007c\u001b[31m",
    "\ud800",
    "]]><!--",
    "&lt;b&gt; &amp; &#60;",
]
SCRIPTS = [f"/static/{name}" for name in FILES if name.endswith(".js")]
ENDLESS = "w" * 150_000


def articles() -> list[dict[str, str]]:
    """As they are kept: lone surrogates are no text, and an id holds nothing that a database cannot keep."""
    found = [{name: value.replace("\ud800", "\ufffd") for name, value in each.items()} for each in sent()]
    return [each | {"id": each["id"].replace("\0", "\ufffd")} for each in found]


def sent() -> list[dict[str, str]]:
    found = [
        {
            "id": attack if number % 2 else f"h{number}",
            "uri": f"https://news.example/{attack}",
            "title": f"Minister {attack} quits",
            "publisher": f"The {attack} Post",
            "byline": attack,
            "published": "2024-03-05",
            "text": f"“The board {attack} was warned on 5 March,” the minister {attack} Jane {attack} Doe said.\n\n"
            f"The Daily {attack} reported that four people {attack} had died.\r\nThe harbour {attack} was closed.",
        }
        for number, attack in enumerate(ATTACKS)
    ]
    found.append(
        {"id": "endless", "uri": "endless", "text": f"The minister said that {ENDLESS} was closed.", "title": ENDLESS}
    )
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("hostile")
    lines = Path(folder / "hostile.jsonl")
    lines.write_text("".join(json.dumps(each) + "\n" for each in sent()), "utf-8")
    with Case.create(str(folder / "hostile.hw"), who="<b>ada</b>") as case:
        assert {added.what for added in case.add([str(lines)])} == {"added"}
        with running(case) as desk:
            yield desk.sign_in()


def pages(desk: Desk) -> dict[str, str]:
    """Every page of the case, by its address."""
    found = {path: desk.page(path) for path in ("/story", "/inbox", "/articles", "/sources", "/timeline", "/history")}
    found |= {path: desk.page(path) for path in ("/search?q=minister", "/search?q=%3Cscript%3E&source=%22%27")}
    for page in list(found.values()):
        for link in re.findall(r'href="(/(?:claims|articles|sources)/[\w-]+)"', page):
            found[link] = desk.page(link)
    for address in [each for each in found if each.startswith("/articles/")]:
        for link in re.findall(r'href="(/articles/[\w-]+/[\w/-]+)"', found[address])[:2]:
            found[link] = desk.page(link)
    return found


def test_nothing_in_an_article_becomes_an_element_or_an_attribute(hostile: Desk) -> None:
    found = pages(hostile)
    assert len(found) > 40
    for address, page in found.items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page), address
        document = lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(huge_tree=True))
        assert all(each.get("src") in SCRIPTS and not each.text for each in document.iter("script")), address
        assert not list(document.iter("img", "b-", "iframe", "object", "style")), address
        for element in document.iter():
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), (address, name)
                assert name not in ("style", "srcdoc"), address
                if name in ("href", "action"):
                    assert value.startswith(("/", "#")), (address, value)
                    assert not value.startswith("//"), (address, value)


def test_every_word_of_every_article_is_shown_at_its_offset(hostile: Desk) -> None:
    """What is selected in the page has the same offsets as in the article's text."""
    for given in articles():
        key = next(k for k, id_ in hostile.workbench.edition.article_ids.items() if id_ == given["id"])
        document = lxml_html.document_fromstring(
            hostile.page(f"/articles/{key}"), parser=lxml_html.HTMLParser(huge_tree=True)
        )
        text = given["text"]
        pieces = document.xpath("//*[@data-start]")
        assert pieces
        for piece in pieces:
            start = int(piece.get("data-start"))
            shown = piece.text_content()
            there = text[start : start + len(shown)]
            assert [a for a, b in zip(visible_each(there), shown, strict=True) if a != b and not a.isspace()] == []
        assert "".join("".join(p.text_content() for p in pieces).split()) == "".join(visible(text).split())


def visible_each(text: str) -> list[str]:
    return [visible(each) for each in text]


def test_the_data_is_json_whatever_is_in_it(hostile: Desk) -> None:
    texts = {each["article"]["id"]: each["article"]["text"] for each in map(hostile.json, addresses(hostile))}
    assert texts == {each["id"]: each["text"] for each in articles()}


def addresses(desk: Desk) -> list[str]:
    return [each["address"] for each in desk.json("/articles")["articles"]]


def test_a_megabyte_is_no_megabyte_in_a_list(hostile: Desk) -> None:
    for path in ("/story", "/inbox", "/articles", "/sources", "/timeline", "/search?q=minister"):
        assert len(hostile.page(path)) < 300_000, path
