"""Every page, and the same data as JSON; what is asked for wrongly is answered with what can be asked for."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from headwater.web.openapi import description
from headwater.web.views import PAGES
from headwater.web.views.search import FLAGS

from .conftest import Desk

LISTS = ["/story", "/inbox", "/articles", "/sources", "/timeline", "/search?q=ramp", "/history"]


def addresses(desk: Desk) -> list[str]:
    """Every address of a page to which the lists lead."""
    found = dict.fromkeys(LISTS)
    for path in LISTS:
        found |= dict.fromkeys(re.findall(r'href="(/(?:claims|articles|sources)/[\w-]+)', desk.page(path)))
    article = desk.json("/articles")["articles"][0]["address"]
    found |= dict.fromkeys(re.findall(r'href="(/articles/[\w-]+/[\w/-]+)"', desk.page(article)))
    return list(found)


def schema_of(path: str) -> dict[str, Any]:
    """The schema of what is at a path, by the description of the interface."""
    described = description()
    template = next(t for t in described["paths"] if fits(t, path.partition("?")[0] + ".json"))
    found = described["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**found, "components": described["components"]}


def fits(template: str, path: str) -> bool:
    """Whether the path is one of those that a path with {parts} stands for."""
    pairs = zip(template.split("/"), path.split("/"), strict=False)
    return template.count("/") == path.count("/") and all(
        re.fullmatch(re.sub(r"{\w+}", r"[\\w-]+", part), given) for part, given in pairs
    )


def test_every_page_is_there_and_its_data_is_as_it_is_described(reading_desk: Desk) -> None:
    found = addresses(reading_desk)
    assert {len([a for a in found if a.startswith(f"/{kind}/")]) > 5 for kind in ("claims", "articles", "sources")} == {
        True
    }
    for address in found:
        page = reading_desk.page(address)
        assert page.count("<h1") == 1, address
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), address
        data = reading_desk.json(address)
        errors = list(Draft202012Validator(schema_of(address)).iter_errors(data))
        assert not errors, (address, errors[0])


def test_every_link_of_every_page_leads_somewhere(reading_desk: Desk) -> None:
    wanted: set[str] = set()
    for address in addresses(reading_desk):
        page = reading_desk.page(address)
        own = set(re.findall(r' id="([^"]+)"', page))
        for link in re.findall(r'(?<!<use )href="([^"]+)"', page):
            path, _, fragment = link.replace("&amp;", "&").partition("#")
            if not path:
                assert fragment in own, (address, link)
            elif "/export/" not in path:
                wanted.add(path)
    assert len(wanted) > 100
    for path in sorted(wanted)[:: max(len(wanted) // 150, 1)]:
        assert reading_desk.client.get(path).status_code == 200, path


def test_the_interface_is_described_as_openapi_3_1_says_and_whole() -> None:
    validate(description())
    described = set(description()["paths"])
    assert {f"{page.path}.json" for page in PAGES} <= described


def test_every_route_for_programs_is_described(reading_desk: Desk) -> None:
    described = description()["paths"]
    for route in reading_desk.app.routes:
        path, methods = route.path, route.methods  # type: ignore[attr-defined]
        if path.endswith((".json", "{format}")):
            assert path in described, path
        elif "POST" in methods and path not in ("/sign-in", "/sign-out"):
            assert "post" in described[path], path


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/claims/0123456789abcdef", 404, "no such claim"),
        ("/articles/nothing", 404, "no such article"),
        ("/sources/nothing", 404, "no such source"),
        ("/nothing", 404, "here is nothing at this address"),
        ("/story?page=0", 400, "from 1"),
        ("/story?page=x", 400, "whole number"),
        ("/story?page=99999999999999999999", 400, "whole number"),
        ("/story?show=nothing", 400, "one of all, several"),
        ("/search?certainty=sure", 400, "one of asserted"),
        ("/search?q=-ramp", 400, "no word to search for"),
        ('/search?q="!"&flag=dispute', 400, "no word to search for"),
        ("/search?since=March", 400, "2024-02"),
        ("/articles/nothing/remove", 404, "no such article"),
        ("/articles/nothing/attributions/a1", 404, "no such article"),
        ("/export/nothing", 404, "no such format"),
    ],
)
def test_what_cannot_be_asked_for_is_said(reading_desk: Desk, address: str, status: int, words: str) -> None:
    answer = reading_desk.client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text
    path, _, query = address.partition("?")
    answer = reading_desk.client.get(f"{path}.json?{query}")
    assert answer.status_code == status
    assert words in answer.json()["error"]


def test_the_story_lists_its_claims_by_kind_and_by_pages(reading_desk: Desk) -> None:
    whole = reading_desk.json("/story")
    pages = [reading_desk.json("/story", page=page) for page in range(1, whole["paging"]["pages"] + 1)]
    numbers = [claim["number"] for page in pages for claim in page["claims"]]
    assert numbers == list(range(1, whole["paging"]["total"] + 1))
    disputed = reading_desk.json("/story", show="dispute")["claims"]
    assert disputed
    assert all("dispute" in claim["kinds"] for claim in disputed)


def test_a_claim_is_found_under_each_of_its_assertions(reading_desk: Desk) -> None:
    claim = reading_desk.disputed()
    assert len(claim["keys"]) > 3
    for key in claim["keys"]:
        assert reading_desk.json(f"/claims/{key}")["claim"]["id"] == claim["claim"]["id"]


def test_a_cell_leads_to_its_sentence(reading_desk: Desk) -> None:
    """From the claim to the article, at the sentence, which the page shows."""
    claim = reading_desk.disputed()
    assertion = claim["claim"]["assertions"][0]
    link = reading_desk.workbench.edition.to_sentence(assertion["article"], assertion["span"][0][0])
    assert link in reading_desk.page(claim["address"])
    seen = re.search(r'class="sentence seen" id="at">(.*?)</span></p>', reading_desk.page(link.partition("#")[0]), re.S)
    assert seen
    assert assertion["text"].split()[0] in seen[1]


@pytest.mark.parametrize(
    ("query", "every"),
    [
        ({"q": "ramp"}, lambda hit: "ramp" in hit["text"].lower()),
        ({"source": "Oakes"}, lambda hit: any("Oakes" in name for name in hit["sources"])),
        ({"publisher": "Skerry"}, lambda hit: hit["publisher"] == "Radio Skerry"),
        ({"certainty": "denied"}, lambda hit: "denied" in hit["certainties"]),
        ({"since": "2024-03-01"}, lambda hit: hit["published"] >= "2024-03-01"),
        ({"q": "ramp", "flag": "dispute"}, lambda hit: "ramp" in hit["text"].lower()),
        ({"until": "2024-02-27"}, lambda hit: hit["published"] <= "2024-02-27"),
        ({"until": "2024-02"}, lambda hit: hit["published"] < "2024-03"),
        ({"since": "2024-02-28", "until": "2024-02-28"}, lambda hit: hit["published"] == "2024-02-28"),
        ({"q": '"the ramp" -fell'}, lambda hit: "the ramp" in hit["text"].lower() and "fell" not in hit["text"]),
        (
            {"q": "ramp", "publisher": "ledger", "certainty": "hedged"},
            lambda hit: hit["publisher"] == "The Evening Ledger" and "hedged" in hit["certainties"],
        ),
    ],
)
def test_search_finds_what_fits(reading_desk: Desk, query: dict[str, str], every: Any) -> None:
    found = reading_desk.json("/search", **query)["found"]
    assert found
    assert all(every(each["hit"]) for each in found)


def test_search_finds_what_somebody_has_tagged(desk: Desk) -> None:
    """A passage, an article as a whole, and a source; with a flag as well, and not what bears another tag."""
    claim, article = desk.disputed(), desk.json("/articles")["articles"][0]
    assertion = claim["claim"]["assertions"][0]
    desk.decide("tag", claim=claim["keys"][0], tag="victims")
    desk.decide("tag", article=article["address"].rpartition("/")[2], tag="to check")
    desk.decide("tag", source="Maren Oakes", tag="victims")
    found = desk.json("/search", tag="victims")
    assert found["tags"] == ["to check", "victims"]
    assert [name for name, _ in found["sources"]] == ["Maren Oakes"]
    assert desk.client.get(found["sources"][0][1]).text.count("Maren Oakes") > 1
    (start, end), *_ = assertion["span"]
    assert found["found"]
    for each in found["found"]:
        assert each["hit"]["article"] == assertion["article"]
        assert each["hit"]["span"][0] < end
        assert start < each["hit"]["span"][1]
    kinds = desk.workbench.edition.rows[claim["number"] - 1].kinds
    for flag in FLAGS:
        flagged = desk.json("/search", tag="victims", flag=flag)["found"]
        assert flagged == (found["found"] if flag in kinds else []), flag
    whole = desk.json("/search", tag="to check")["found"]
    assert len(whole) > 5
    assert {each["hit"]["article"] for each in whole} == {article["id"]}
    assert desk.json("/search", tag="nothing")["found"] == []


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_finds_the_sentences_of_such_claims(reading_desk: Desk, flag: str) -> None:
    rows = reading_desk.workbench.edition.rows
    found, page = [], 1
    while (answer := reading_desk.json("/search", flag=flag, page=page))["found"]:
        found += answer["found"]
        page += 1
    assert all(any(flag in rows[number - 1].kinds for number in each["claims"]) for each in found)
    told = {number for each in found for number in each["claims"]}
    assert {row.number for row in rows if flag in row.kinds} <= told


def test_what_the_machine_is_least_sure_of_comes_first(reading_desk: Desk) -> None:
    found = [each["confidence"] for each in reading_desk.json("/inbox")["doubtful"]]
    assert found == sorted(found)
    assert found[0] < 0.6


def test_a_format_whose_library_is_not_installed_says_so_in_the_form_that_is_asked_for(
    reading_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "headwater.export.ical", raising=False)
    answer = reading_desk.client.get("/export/ical", headers={"accept": "application/json"})
    assert answer.status_code == 501
    assert "headwater[timeline]" in answer.json()["error"]
    assert "headwater[timeline]" in reading_desk.page("/export")
    assert reading_desk.client.get("/export/ical").headers["content-type"] == "text/html; charset=utf-8"


def test_the_story_and_one_claim_are_exported(reading_desk: Desk) -> None:
    story = reading_desk.client.get("/export/json")
    assert story.headers["content-disposition"] == 'attachment; filename="story.json"'
    assert len(story.json()["articles"]) == 11
    claim = reading_desk.disputed()
    alone = reading_desk.client.get(f"{claim['address']}/export/json")
    assert [each["id"] for each in alone.json()["claims"]] == [claim["claim"]["id"]]
    assert reading_desk.client.get(f"{claim['address']}/export/csv").content.startswith(b"PK")
