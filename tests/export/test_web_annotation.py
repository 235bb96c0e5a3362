"""Web Annotations read as JSON-LD by pyld and written again, and checked against W3C's own ontology of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from rdflib import RDF, RDFS, Graph, URIRef

from headwater.export import web_annotation
from headwater.model import Story

from .story import EMPTY, STORY, TEXTS, hostile
from .vocabularies import Vocabulary

OA = "http://www.w3.org/ns/oa#"
ONTOLOGY = Path(__file__).parents[2] / ".venv/npm/node_modules/@vocabulary/oa/oa.nq"
# The terms that we use as W3C's context (http://www.w3.org/ns/anno.jsonld) defines them: a term that is not here would
# fall out. No package has that context, and it is not ours to copy; these terms were compared with it, as the working
# group published it (jsonld/anno.jsonld of w3c/web-annotation), by hand on 27 November 2026, and the sample's export of
# 263 annotations came through it, expanded and compacted, unchanged.
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "exact", "prefix", "suffix")},
    **{name: f"{OA}{name}" for name in ("TextQuoteSelector", "TextPositionSelector", "identifying", "classifying")},
    **{name: f"{OA}{name}" for name in ("linking", "tagging", "describing")},
    "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
    "generator": {"@id": "http://www.w3.org/ns/activitystreams#generator", "@type": "@id"},
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "name": "http://xmlns.com/foaf/0.1/name",
    "format": "http://purl.org/dc/elements/1.1/format",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "start": {"@id": f"{OA}start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
}


def loaded(url: str, _: Any) -> dict[str, Any]:
    assert url == web_annotation.CONTEXT
    context = {"@context": CONTEXT}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


def written(story: Story) -> Any:
    return json.loads(web_annotation.write(story))


def keys(value: Any) -> set[str]:
    """Every key below a value."""
    if isinstance(value, dict):
        return {*value, *(key for each in value.values() for key in keys(each))}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()


def values(expanded: Any, *names: str) -> Iterator[str]:
    """The ids that stand under these names, anywhere."""
    for each in expanded if isinstance(expanded, list) else expanded.values() if isinstance(expanded, dict) else ():
        yield from values(each, *names)
    if isinstance(expanded, dict):
        yield from (one["@id"] for name in names for one in expanded.get(name, ()))


@pytest.mark.parametrize("story", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])
def test_every_term_is_one_of_the_vocabulary(story: Story) -> None:
    page = written(story)
    assert keys(page) - {"@context"} <= set(CONTEXT)
    [expanded] = jsonld.expand(page, {"documentLoader": loaded})
    found = expanded["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(found) == len(page["items"])
    for each in found:
        assert each["@type"] == [f"{OA}Annotation"]
        assert each[f"{OA}hasTarget"]
        assert all(target[f"{OA}hasSource"] for target in each[f"{OA}hasTarget"])


def single(value: Any) -> Any:
    """The value without lists of one, which the context does not tell from what is in them."""
    if isinstance(value, dict):
        return {key: single(each) for key, each in value.items()}
    if isinstance(value, list):
        return single(value[0]) if len(value) == 1 else [single(each) for each in value]
    return value


@pytest.mark.parametrize("story", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])
def test_a_page_is_the_same_when_read_and_written_again(story: Story) -> None:
    page = written(story)
    options = {"documentLoader": loaded}
    again = jsonld.compact(jsonld.expand(page, options), web_annotation.CONTEXT, options)
    assert single(again) == single(page)


@pytest.mark.skipif(not ONTOLOGY.exists(), reason="W3C's ontology is not installed (make npm)")
@pytest.mark.parametrize("story", [STORY, hostile()], ids=["story", "hostile"])
def test_every_term_is_one_of_the_ontology_and_stands_where_it_may(story: Story) -> None:
    quads = ONTOLOGY.read_text(encoding="utf-8").splitlines()
    ontology = Graph().parse(data="".join(f"{quad.rsplit(None, 2)[0]} .\n" for quad in quads), format="nt")
    vocabulary = Vocabulary(ontology, OA, RDFS.domain, RDFS.range)
    expanded = jsonld.expand(written(story), {"documentLoader": loaded})
    assert list(vocabulary.faults(expanded)) == []
    motivations = set(ontology.subjects(RDF.type, URIRef(f"{OA}Motivation")))
    used = {URIRef(each) for each in values(expanded, f"{OA}motivatedBy", f"{OA}hasPurpose")}
    assert used
    assert used <= motivations


def test_selectors_select_what_they_quote() -> None:
    sources: dict[str, str] = {}
    for item in written(STORY)["items"]:
        for target in item["target"]:
            quote, place = target["selector"]
            [text] = [each for each in TEXTS.values() if each[place["start"] : place["end"]] == quote["exact"]]
            assert quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") in text
            assert sources.setdefault(target["source"], text) == text
    assert len(sources) == 3


def test_each_attribution_and_each_assertion_is_annotated_once() -> None:
    items = written(STORY)["items"]
    assert len({item["id"] for item in items}) == len(items)
    said = sum(len(reading.attributions) for reading in STORY.articles)
    told = sum(len(claim.assertions) for claim in STORY.claims)
    assert len(items) == said + told


def test_an_assertion_says_whose_it_is_and_of_which_claim() -> None:
    bodies = [item["body"] for item in written(STORY)["items"] if item["motivation"] == "linking"]
    linked, claim, chain, certainty = bodies[1]
    assert linked["source"] == bodies[0][0]["source"]
    assert claim["value"] == "The board ignored two warnings"
    assert chain["value"] == "Evening Courier, citing Kalmar Ledger’s translation of The Ember Post"
    assert certainty["value"] == "hedged"
