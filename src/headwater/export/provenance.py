"""A story in the words of W3C PROV: what was derived, or quoted, from what, and to whom it is attributed."""

from __future__ import annotations

import io
import json
from typing import Any

from prov.constants import PROV, PROV_LABEL, PROV_TYPE
from prov.model import Namespace, ProvDocument, QualifiedName
from prov.serializers.provrdf import ProvRDFSerializer
from rdflib import PROV as PROV_O
from rdflib import Graph

from headwater.export.evidence import Evidence, Finder
from headwater.export.index import UNNAMED_TYPES
from headwater.export.interchange import dumps
from headwater.export.text import shorten
from headwater.model import (
    Article,
    Assertion,
    Derivation,
    DerivationKind,
    Link,
    Quotation,
    SourceType,
    Story,
    content_id,
)

_THINGS = Namespace("hw", "urn:headwater:thing:")
_WORDS = Namespace("hwv", "urn:headwater:word:")
_ORGANISATIONS = {SourceType.ORGANISATION, SourceType.PUBLICATION}
# What a qualified relation says besides, in one triple: to whom or what it leads, and by which property.
_PLAIN = {
    "qualifiedDerivation": ("entity", "wasDerivedFrom"),
    "qualifiedQuotation": ("entity", "wasQuotedFrom"),
    "qualifiedPrimarySource": ("entity", "hadPrimarySource"),
    "qualifiedAttribution": ("agent", "wasAttributedTo"),
}
# Characters of a sentence or a name; what is longer is none.
_SENTENCE = 2000
_COPIES = {DerivationKind.REPRINT, DerivationKind.QUOTATION}


def prov_json(story: Story) -> bytes:
    """The provenance of every claim as W3C PROV-JSON."""
    target = io.StringIO()
    document(story).serialize(target, format="json")
    return (dumps(json.loads(target.getvalue()), indent=1) + "\n").encode()


def prov_n(story: Story) -> bytes:
    """The provenance of every claim as W3C PROV-N, for people to read."""
    return (str(document(story).get_provn()) + "\n").encode()


def turtle(story: Story) -> bytes:
    """The provenance of every claim as RDF by the ontology PROV-O, in Turtle."""
    made = document(story)
    graph = Graph()
    for prefix, namespace in (("hw", _THINGS), ("hwv", _WORDS)):
        graph.bind(prefix, namespace.uri)
    for triple in ProvRDFSerializer(made).encode_document(made).default_graph:
        graph.add(triple)
    for qualified, (whom, plain) in _PLAIN.items():
        for subject, relation in list(graph.subject_objects(PROV_O[qualified])):
            for each in graph.objects(relation, PROV_O[whom]):
                graph.add((subject, PROV_O[plain], each))
    return graph.serialize(format="turtle", encoding="utf-8")


def document(story: Story) -> ProvDocument:
    """Articles, claims, assertions, and one account for each source in a chain; every relation with its evidence."""
    return _Provenance(story).document


class _Provenance:
    """Fills a document; whatever is said twice is one record, since ids are computed from content."""

    def __init__(self, story: Story) -> None:
        self.document = ProvDocument()
        self.document.add_namespace(_THINGS)
        self.document.add_namespace(_WORDS)
        self._finder = Finder(story)
        self._known: set[QualifiedName] = set()
        self._publishers = {reading.article.id: reading.article.publisher for reading in story.articles}
        self._quoted = {
            (reading.article.id, each.id): each.kind for reading in story.articles for each in reading.attributions
        }
        for reading in story.articles:
            self._article(reading.article)
        for derivation in story.derivations:
            self._derivation(derivation)
        for claim in story.claims:
            name = _name("claim", claim.id)
            self._entity(name, "Claim", claim.text)
            for at, assertion in enumerate(claim.assertions):
                self._assertion(name, _name("assertion", claim.id, at), assertion)

    def _article(self, article: Article) -> None:
        facts = {"published": article.published, "uri": article.address or article.uri, "id": article.id}
        name = _name("article", article.id)
        self._entity(name, "Article", article.title or article.uri, facts, holds=True)
        if article.publisher:
            self._attributed(name, Link(article.publisher, SourceType.PUBLICATION, True, (0, 0)), article.id)
        if article.byline:
            self._attributed(name, Link(article.byline, SourceType.PERSON, True, (0, 0)), article.id)

    def _derivation(self, found: Derivation) -> None:
        """An article from what a publication printed, by way of others; the text tells of an account, not which one."""
        taker = _name("article", found.article)
        evidence = _evidence(self._finder.at(found.article, found.evidence[:1])) | {"kind": found.kind.value}
        for publication in (*found.via, found.publication):
            giver = _name("account", publication)
            self._entity(giver, "Account", f"What {_short(publication)} published")
            self._attributed(giver, Link(publication, SourceType.PUBLICATION, True, (0, 0)), found.article)
            if found.directed:
                copied = found.kind in _COPIES and publication == found.publication
                kind = "Quotation" if copied else None
                self._derived(taker, giver, kind, evidence, stated=found.stated)
            taker = giver

    def _assertion(self, claim: QualifiedName, name: QualifiedName, assertion: Assertion) -> None:
        evidence = _evidence(self._finder.at(assertion.article, assertion.span))
        self._entity(name, "Assertion", assertion.text, {"certainty": assertion.certainty.value, **evidence})
        self.document.specializationOf(name, claim)
        self.document.hadMember(_name("article", assertion.article), name)
        kind = self._quoted.get((assertion.article, assertion.attribution or ""), Quotation.INDIRECT)
        said, taker = "Quotation" if kind is Quotation.DIRECT else None, name
        publisher = self._publishers[assertion.article]
        if publisher and assertion.attribution is None:
            self._attributed(name, Link(publisher, SourceType.PUBLICATION, True, (0, 0)), assertion.article)
        for at, link in enumerate(assertion.chain):
            giver = _name("saying", str(name), at)
            self._entity(giver, "Saying", f"What {_short(link.name)} said of it")
            self._attributed(giver, link, assertion.article)
            last = at == len(assertion.chain) - 1
            place = _evidence(self._finder.at(assertion.article, (link.evidence,)))
            self._derived(taker, giver, said if last else None, place, stated=link.stated)
            if last and link.type is not SourceType.PUBLICATION:
                self._derived(name, giver, "PrimarySource", place, stated=link.stated)
            taker = giver

    # -- records --

    def _entity(
        self,
        name: QualifiedName,
        kind: str,
        label: str,
        facts: dict[str, Any] | None = None,
        *,
        holds: bool = False,
    ) -> None:
        if name in self._known:
            return
        self._known.add(name)
        types = [_WORDS[kind], *([PROV["Collection"]] if holds else [])]
        attributes = [(PROV_LABEL, _short(label)), *((PROV_TYPE, each) for each in types), *_attributes(facts or {})]
        self.document.entity(name, attributes)

    def _attributed(self, name: QualifiedName, link: Link, article: str) -> None:
        """To a person or an organisation; one that is not named is one of its article's alone."""
        agent = _name("agent", link.type.value, link.name, article if link.type in UNNAMED_TYPES else "")
        if agent not in self._known:
            self._known.add(agent)
            kind = "Organization" if link.type in _ORGANISATIONS else "Person" if link.type is SourceType.PERSON else ""
            types = [_WORDS[link.type.value], *([PROV[kind]] if kind else [])]
            self.document.agent(agent, [(PROV_LABEL, _short(link.name)), *((PROV_TYPE, each) for each in types)])
        relation = _name("attribution", str(name), str(agent))
        if relation not in self._known:
            self._known.add(relation)
            self.document.wasAttributedTo(name, agent, identifier=relation)

    def _derived(
        self, taker: QualifiedName, giver: QualifiedName, kind: str | None, facts: dict[str, Any], *, stated: bool
    ) -> None:
        relation = _name("derivation", str(taker), str(giver), kind or "", facts)
        if relation in self._known:
            return
        self._known.add(relation)
        types = [(PROV_TYPE, PROV[kind])] if kind else []
        attributes = [*types, *_attributes({"stated": stated, **facts})]
        self.document.wasDerivedFrom(taker, giver, identifier=relation, other_attributes=attributes)


def _short(text: str) -> str:
    return shorten(text, _SENTENCE)


def _name(kind: str, *parts: Any) -> QualifiedName:
    """A name that the same thing has in every run."""
    return _THINGS[f"{kind}-{content_id(kind, *parts)}"]


def _evidence(found: Evidence) -> dict[str, Any]:
    start, end = found.whole
    return {"article": found.article.id, "start": start, "end": end, "sentence": found.quote}


def _attributes(facts: dict[str, Any]) -> list[tuple[QualifiedName, Any]]:
    return [
        (_WORDS[key], _short(value) if isinstance(value, str) else value)
        for key, value in facts.items()
        if value is not None
    ]
