"""PROV read again by prov itself and, as RDF, by rdflib."""

from __future__ import annotations

import json

import pytest
from prov.model import ProvDocument
from rdflib import PROV, RDF, RDFS, Graph, Literal, URIRef

from headwater.export import provenance
from headwater.model import Story

from .story import EMPTY, STORY, hostile

STORIES = pytest.mark.parametrize("story", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])
WORD = "urn:headwater:word:"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=provenance.turtle(STORY), format="turtle")


def named(graph: Graph, label: str, kind: URIRef | str) -> URIRef:
    found = {each for each in graph.subjects(RDFS.label, Literal(label)) if (each, RDF.type, URIRef(kind)) in graph}
    assert len(found) == 1, found
    return URIRef(str(found.pop()))


@STORIES
def test_prov_json_reads_back_as_what_was_written(story: Story) -> None:
    read = ProvDocument.deserialize(content=provenance.prov_json(story).decode(), format="json")
    assert read == provenance.document(story)


@STORIES
def test_prov_n_reads_back_as_what_was_written(story: Story) -> None:
    read = ProvDocument.deserialize(content=provenance.prov_n(story).decode(), format="provn")
    assert read == provenance.document(story)


@STORIES
def test_turtle_holds_every_record(story: Story) -> None:
    graph = Graph().parse(data=provenance.turtle(story), format="turtle")
    made = json.loads(provenance.prov_json(story))
    assert len(set(graph.subjects(RDF.type, PROV.Entity))) == len(made.get("entity", {}))
    assert len(set(graph.subjects(RDF.type, PROV.Agent))) == len(made.get("agent", {}))
    assert len(set(graph.subject_objects(PROV.hadMember))) == len(made.get("hadMember", {}))


def test_an_article_derives_from_accounts_by_way_of_others(graph: Graph) -> None:
    article = named(graph, "Board “ignored warnings”", WORD + "Article")
    ledger = named(graph, "What Kalmar Ledger published", WORD + "Account")
    post = named(graph, "What The Ember Post published", WORD + "Account")
    assert (article, PROV.wasDerivedFrom, ledger) in graph
    assert (ledger, PROV.wasDerivedFrom, post) in graph
    assert (post, PROV.wasAttributedTo, named(graph, "The Ember Post", PROV.Organization)) in graph


def test_an_assertion_leads_to_its_primary_source(graph: Graph) -> None:
    assertion = named(graph, "that fourteen barges had been held back", WORD + "Assertion")
    [source] = graph.objects(assertion, PROV.hadPrimarySource)
    assert (source, PROV.wasAttributedTo, named(graph, "Lena Orsted", WORD + "person")) in graph
    claim = named(graph, "Barges were held back", WORD + "Claim")
    assert (assertion, PROV.specializationOf, claim) in graph


def test_word_for_word_is_a_quotation(graph: Graph) -> None:
    spoken = named(graph, '"It bent like a spoon,"', WORD + "Assertion")
    assert list(graph.objects(spoken, PROV.wasQuotedFrom))
    told = named(graph, "that the damage was done in April", WORD + "Assertion")
    assert not list(graph.objects(told, PROV.wasQuotedFrom))


def test_a_relation_says_where_it_stands_and_whether_it_is_stated(graph: Graph) -> None:
    told = named(graph, 'that "it bent like a spoon"', WORD + "Assertion")
    sentence = 'The paper quoted an official as saying that "it bent like a spoon".'
    assert (told, URIRef(WORD + "sentence"), Literal(sentence)) in graph
    stated = set()
    for relation in graph.subjects(RDF.type, PROV.Derivation):
        stated |= set(graph.objects(relation, URIRef(WORD + "stated")))
        assert list(graph.objects(relation, URIRef(WORD + "start")))
    assert {bool(each) for each in stated} == {True, False}


def test_what_is_not_named_is_one_in_each_article(graph: Graph) -> None:
    assert len(set(graph.subjects(RDF.type, URIRef(WORD + "anonymous")))) == 3
