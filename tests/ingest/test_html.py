"""Web pages: the headline and every credit line are in the text, page furniture and hidden text are not."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from headwater.ingest import Limits, read
from headwater.model import Article, Failure

LEDE = "The harbour board said on Sunday that two of its cranes had failed and that a third one would be taken down."
QUOTE = (
    "“Nobody was hurt,” the board’s chair, Ann Other, said at a news conference on the quay, where three ships waited."
)
LAST = "The harbour has been a matter of dispute for years, with the union fearing the loss of three hundred jobs."
PARAGRAPHS = f"<p>{LEDE}</p>\n<p>{QUOTE}</p>\n<p>{LAST}</p>"


def article(body: str, head: str = "", attributes: str = "") -> Article:
    (record,) = parsed(f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode())
    assert isinstance(record, Article)
    return record


def parsed(data: bytes) -> list[Article | Failure]:
    """What is read in a page; one that takes more than ten seconds of the processor is a failure of another kind."""
    return list(read(["-"], standard_input=io.BytesIO(data), limits=Limits(seconds=10)))


def linked_data(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    assert article(f"<article>{PARAGRAPHS}</article>").text == f"{LEDE}\n\n{QUOTE}\n\n{LAST}"


def test_a_plain_text_that_a_browser_has_saved_keeps_its_lines_and_what_they_say_of_it() -> None:
    text = f"Crane falls\n\nNorhaven Courier\n3 March 2024\n\n{LEDE}\n\n{QUOTE[:60]}\n{QUOTE[61:]}\n\n{LAST}\n"
    found = article(
        f'<pre style="word-wrap: break-word">{text}</pre>', '<meta name="color-scheme" content="light dark">'
    )
    assert found.text == text.strip()
    assert (found.title, found.publisher, found.published) == ("Crane falls", "Norhaven Courier", "2024-03-03")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<article><h1>Crane falls – report</h1>{PARAGRAPHS}</article>"),
        ('<meta property="og:title" content="Crane falls – report">', f"<article>{PARAGRAPHS}</article>"),
        (linked_data(headline="Crane falls – report"), f"<article>{PARAGRAPHS}</article>"),
        (
            "<title>Crane falls – report</title>",
            f"<header><h1>Crane falls – report</h1></header><main>{PARAGRAPHS}</main>",
        ),
    ],
)
def test_the_text_begins_with_the_headline_once(head: str, body: str) -> None:
    found = article(body, head)
    assert found.title == "Crane falls – report"
    assert found.text.startswith(f"Crane falls – report\n\n{LEDE[:20]}")
    assert found.text.count("Crane falls") == 1


@pytest.mark.parametrize(
    "line",
    [
        "h/t: Example Post",
        "Hat tip to Example Post",
        "John Roe contributed to this report.",
        "John Roe in Paris contributed reporting",
        "Translated by Zoë Moe",
        "Reporting by Jane Doe; Editing by John Roe",
        "With files from Example Press",
        "This article first appeared in Example Post.",
        "Source: Example Wire",
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p>",
        "<div class='tagline'>{}</div>",
        "<p><em>{}</em></p>",
        "<footer><small>{}</small></footer>",
        "<ul><li>{}</li></ul>",
    ],
)
def test_a_credit_line_at_the_foot_is_kept_in_its_place(line: str, markup: str) -> None:
    found = article(f"<nav>Home</nav><article>{PARAGRAPHS}{markup.format(line)}</article><footer>Terms</footer>")
    assert found.text.split("\n\n")[2:] == [LAST, line]


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='byline'>By Jane Doe</p>",
        "<div class='author'><span>By</span> <a href='/x'>Jane Doe</a></div>",
        "<address>By Jane Doe</address>",
    ],
)
def test_the_byline_is_kept_between_headline_and_body(markup: str) -> None:
    found = article(f"<article><h1>Crane falls</h1>{markup}{PARAGRAPHS}</article>")
    assert found.byline == "Jane Doe"
    assert found.text.split("\n\n")[:3] == ["Crane falls", "By Jane Doe", LEDE]


def test_a_wire_mark_stays_where_it_is() -> None:
    assert article(f"<article><p>PORT TOWN (Example Press) – {LEDE}</p>{PARAGRAPHS}</article>").text.startswith(
        f"PORT TOWN (Example Press) – {LEDE}"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<script>var leaked = 'leaked by a script';</script>",
        "<style>.leaked { color: red }</style>",
        "<template><p>Text leaked from a template, long enough to be a paragraph of its own.</p></template>",
        "<noscript><p>Text leaked from noscript, long enough to be a paragraph of its own.</p></noscript>",
        "<p hidden>Text leaked though hidden, long enough to be a paragraph of its own.</p>",
        "<p style='color: red; display:none'>Text leaked though hidden, long enough to be a paragraph of its own.</p>",
        "<div style='visibility: hidden'><p>Text leaked though hidden, long enough to be a paragraph.</p></div>",
        "<!-- <p>Text leaked from a comment, long enough to be a paragraph of its own.</p> -->",
        "<section id='comments'><p>By Leaked Reader</p><p>h/t: a leaked comment</p></section>",
        "<aside class='related'><p>By Leaked Reporter</p><p>Source: Leaked Wire</p></aside>",
    ],
)
def test_what_a_reader_does_not_see_as_the_report_is_not_its_text(markup: str) -> None:
    found = article(f"<article><p>{LEDE}</p>{markup}<p>{QUOTE}</p><p>{LAST}</p></article>")
    assert found.text == f"{LEDE}\n\n{QUOTE}\n\n{LAST}"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            linked_data(datePublished="2024-03-03T10:47:48-04:00"),
            {"published": "2024-03-03T10:47:48-04:00", "updated": None},
        ),
        (
            linked_data(datePublished="2024-03-03", dateModified="2024-03-05T08:00:00Z"),
            {"published": "2024-03-03", "updated": "2024-03-05T08:00:00Z"},
        ),
        (
            linked_data(datePublished="2024-03-03", dateModified="2024-03-03"),
            {"published": "2024-03-03", "updated": None},
        ),
        (
            '<meta property="article:published_time" content="2024-03-03T10:00+02:00">'
            '<meta property="article:modified_time" content="2024-03-04">',
            {"published": "2024-03-03T10:00+02:00", "updated": "2024-03-04"},
        ),
        (linked_data(datePublished=20240303, dateModified="soon"), {"published": None, "updated": None}),
        (linked_data(publisher={"name": "Example Post"}), {"publisher": "Example Post"}),
        (linked_data(publisher=[{"name": "Example Post"}]), {"publisher": "Example Post"}),
        (
            linked_data(publisher="Example Post") + '<meta property="og:site_name" content="Other">',
            {"publisher": "Example Post"},
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],'
            '"publisher": {"@id": "#p"}}, {"@id": "#p", "@type": "Organization", "name": "Example Post"}]}</script>',
            {"publisher": "Example Post"},
        ),
        ('<meta property="og:site_name" content="Example Post">', {"publisher": "Example Post"}),
        (linked_data(author=[{"name": "Jane Doe"}, {"name": "John Roe"}]), {"byline": "Jane Doe; John Roe"}),
        ('<script type="application/ld+json">{bad</script>', {"publisher": None, "published": None, "byline": None}),
        (linked_data(x=json.loads("[" * 500 + "]" * 500)), {"publisher": None}),
    ],
)
def test_metadata(head: str, expected: dict[str, Any]) -> None:
    found = article(f"<article>{PARAGRAPHS}</article>", head)
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    found = article(f"<article><p>{LEDE} It had been built on 12 September 2016.</p>{PARAGRAPHS}</article>")
    assert (found.published, found.updated) == (None, None)


@pytest.mark.parametrize(
    ("attributes", "language"),
    [("lang='en-GB'", "en"), ("lang=de", "de"), ("", None), ("lang='?'", None), ("xml:lang='fr'", "fr")],
)
def test_a_short_page_is_in_the_language_that_it_says(attributes: str, language: str | None) -> None:
    assert article("<p>Port Town: 2 cranes, 3 ships.</p>", attributes=attributes).language == language


def test_a_page_is_in_the_language_of_its_text_whatever_its_template_says() -> None:
    assert article(PARAGRAPHS, attributes="lang=de").language == "en"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("ascii", "utf-8"), ("utf-8", "cp1252"), ("latin-1", "cp1252"), ("zip", "utf-8"), ("nonsense", "cp1252")],
)
def test_a_wrong_declared_encoding_garbles_no_quotation_mark(declared: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{QUOTE}</p><p>{LAST}</p></body></html>'
    (found,) = parsed(page.encode(encoding))
    assert isinstance(found, Article)
    assert found.text == f"{QUOTE}\n\n{LAST}"


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 100_000 + PARAGRAPHS,
        "<html><body>" + PARAGRAPHS + "<b>" * 100_000,
        "<html><body>" + PARAGRAPHS + "<p><b></p></i>" * 5_000,
        "<html><body " + "a=b " * 50_000 + ">" + PARAGRAPHS,
        "<html><body>" + PARAGRAPHS + "<!DOCTYPE x [" * 50_000,
        "<html><body>" + PARAGRAPHS + "<p>&#0;&#11;&#xD800;&#x110000;&nbsp;&bogus;</p>",
        "<html><body>" + PARAGRAPHS + "<table>" * 3_000,
        "<html><head><title>" + PARAGRAPHS,
        "<html><body>" + PARAGRAPHS + "</body></html>" * 1_000 + "<frameset>",
    ],
)
def test_malformed_pages_neither_crash_nor_hang(page: str) -> None:
    (record,) = parsed(page.encode())
    assert isinstance(record, Article) or record.kind in {"no-text", "unreadable"}


def test_entities_that_a_page_declares_do_not_expand() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    page += f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{LEDE}</p><p>&e11; &x;</p><p>{LAST}</p></body></html>'
    (record,) = parsed(page.encode())
    assert isinstance(record, Article)
    assert record.text.startswith(LEDE)
    assert len(record.text) < 500
    assert "root:" not in record.text


def test_a_declaration_of_entities_is_no_text() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "ha">]><html><body><p>The board met.</p></body></html>'
    (record,) = parsed(page.encode())
    assert isinstance(record, Article)
    assert record.text == "The board met."


@pytest.mark.parametrize("control", ["\x01", "\x0b", "\x0c", "\x1b", "\x1f", "\ufffe"])
def test_a_control_character_costs_no_page(control: str) -> None:
    found = article(
        f"<article><h1>Crane{control}falls</h1>{PARAGRAPHS}</article>", f"<title>Crane{control}falls</title>"
    )
    assert found.text.startswith("Crane falls")


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (PARAGRAPHS + "<div>h/t: Example</div><ul><li>1</li></ul>" * 20_000, "too-long"),
        (PARAGRAPHS + "<p>" + "The board met. " * 200_000, "too-long"),
        (PARAGRAPHS + linked_data(x=[[]] * 1_000_000), None),
        (PARAGRAPHS + "<script>" + "12 March 2024 " * 500_000 + "</script>", None),
    ],
    ids=["elements", "text", "JSON-LD", "script"],
)
def test_a_huge_page_is_done_with_in_time(page: str, kind: str | None) -> None:
    (record,) = parsed(page.encode())
    assert getattr(record, "kind", None) == kind


def test_pictures_in_a_page_saved_as_one_file_do_not_count() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 500_000
    style = f"<style>@font-face {{ src: url({picture}) }}</style>"
    found = article(f"<article>{PARAGRAPHS}<img src='{picture}'><img src=\"{picture}\"></article>", style)
    assert found.text == f"{LEDE}\n\n{QUOTE}\n\n{LAST}"


@pytest.mark.parametrize("reference", ["&#1;", "&#12;", "&#xB;", "&#xFFFF;", "&#xD800;", "&#99999999;", "&#0"])
def test_a_reference_to_no_character_costs_no_page(reference: str) -> None:
    assert article(f"<article><p>{reference}{LEDE}</p><p>{QUOTE}</p><p>{LAST}</p></article>").text.endswith(LAST)


def test_references_to_characters_are_what_a_browser_shows() -> None:
    found = article(
        "<p>&#147;Wait,&#148; &#8220;she&#x201D; said, &#60;b&#62; &lt;i&gt; &amp;#60; &laquo;so&raquo;.</p>"
    )
    assert found.text == "“Wait,” “she” said, <b> <i> &#60; «so»."


def test_a_bad_address_in_the_markup_costs_no_page() -> None:
    head = "<link rel='canonical' href='http://[bad'><meta property='og:url' content='http://[bad'><base href='http://[bad'>"
    assert article(f"<article>{PARAGRAPHS}</article>", head).text.endswith(LAST)


def test_a_page_behind_a_paywall_is_read_whole_where_its_markup_has_it() -> None:
    head = linked_data(headline="Crane falls", articleBody=f"{LEDE}\n{QUOTE}\n\n{LAST}", isAccessibleForFree=False)
    teaser = f"<article><h1>Crane falls</h1><p>By Ann Other</p><p>{LEDE}</p><p>Subscribe now to read on.</p></article>"
    assert article(teaser, head).text == f"Crane falls\n\nBy Ann Other\n\n{LEDE}\n\n{QUOTE}\n\n{LAST}"
    whole = article(f"<article><h1>Crane falls</h1>{PARAGRAPHS}</article>", head)
    assert whole.text == f"Crane falls\n\n{LEDE}\n\n{QUOTE}\n\n{LAST}"


@pytest.mark.parametrize("mark", ["\u00ad", "&shy;", "&#173;", "&#xAD;", "\u200b", "&ZeroWidthSpace;", "&#8203;"])
def test_where_a_word_may_break_is_no_part_of_it(mark: str) -> None:
    assert article(f"<article>{PARAGRAPHS.replace('harbour', f'har{mark}bour')}</article>").text.startswith(LEDE)


def test_a_live_page_is_called_by_its_own_headline() -> None:
    updates = [{"@type": "BlogPosting", "headline": "10:15", "articleBody": LEDE}]
    head = linked_data(headline="Crane falls: as it happened", liveBlogUpdate=updates).replace(
        "NewsArticle", "LiveBlogPosting"
    )
    body = f"<main><h1>Crane falls: as it happened</h1><h2>10:15</h2>{PARAGRAPHS}</main>"
    found = article(body, head)
    assert found.title == "Crane falls: as it happened"
    assert found.text.startswith("Crane falls: as it happened\n\n10:15\n\n")
