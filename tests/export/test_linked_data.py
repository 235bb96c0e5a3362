"""schema.org read as JSON-LD by pyld; STIX by the parser of stix2."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import stix2
from pyld import jsonld

from headwater.export import schema_org, stix
from headwater.model import Story

from .story import EMPTY, STORY, TEXTS, hostile

STORIES = pytest.mark.parametrize("story", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])
# Properties and types that schema.org has, of those that are ours; its context makes a term of each.
TERMS = {
    "Claim", "NewsArticle", "CreativeWork", "Quotation", "Person", "Organization", "NewsMediaOrganization",
    "PropertyValue", "text", "appearance", "firstAppearance", "temporalCoverage", "isPartOf", "description", "keywords",
    "identifier", "propertyID", "value", "abstract", "creator", "headline", "datePublished", "author", "publisher",
    "url", "name",
}  # fmt: skip


def graph(story: Story) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(schema_org.write(story))["@graph"]
    return found


def loaded(url: str, _: Any) -> dict[str, Any]:
    assert url == "https://schema.org"
    context = {"@context": {term: f"http://schema.org/{term}" for term in TERMS}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


@STORIES
def test_every_term_is_one_of_schema_org(story: Story) -> None:
    written = json.loads(schema_org.write(story))
    expanded = jsonld.expand(written, {"documentLoader": loaded})
    assert len(expanded) == len(written["@graph"])
    text = json.dumps(expanded)
    for term in TERMS - {"Claim"}:
        assert text.count(f'"http://schema.org/{term}"') == json.dumps(written).count(f'"{term}"'), term


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
