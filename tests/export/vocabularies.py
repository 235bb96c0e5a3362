"""What a vocabulary allows: its classes and properties, what a property belongs to, and what its values are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import OWL

# JSON-LD's own numbers, and strings, fit where a literal does; schema.org takes a text for anything.
_ID, _TYPE, _VALUE, _LIST = "@id", "@type", "@value", "@list"


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary in RDF; `of` and `to` are its words for what a property belongs to and what its values are."""

    graph: Graph
    namespace: str
    of: URIRef
    to: URIRef

    def faults(self, expanded: Any, known: dict[str, frozenset[str]] | None = None) -> Iterator[str]:
        """What expanded JSON-LD has that the vocabulary has not, or not there. Terms of others are not looked at."""
        known = known if known is not None else dict(_types(expanded))
        for each in expanded if isinstance(expanded, list) else [expanded]:
            if not isinstance(each, dict):
                continue
            types = each.get(_TYPE, ())
            yield from (f"no class: {one}" for one in types if self._ours(one) and not self._is(one, _CLASSES))
            for name, values in each.items():
                if self._ours(name):
                    yield from self._property(name, types, values, known)
                yield from self.faults(values, known)

    def _property(
        self, name: str, types: Any, values: list[dict[str, Any]], known: dict[str, frozenset[str]]
    ) -> Iterator[str]:
        if not self._is(name, _PROPERTIES):
            yield f"no property: {name}"
            return
        if types and not self._fits(name, self.of, types):
            yield f"{name} is no property of {types}"
        for value in values:
            for one in value.get(_LIST, [value]):
                its = one.get(_TYPE) or known.get(one.get(_ID, ""), ())
                if _VALUE not in one and its and not self._fits(name, self.to, its):
                    yield f"{name} is no {its}"

    def _ours(self, name: str) -> bool:
        return name.startswith(self.namespace)

    def _is(self, name: str, kinds: tuple[URIRef, ...]) -> bool:
        return any((URIRef(name), RDF.type, kind) in self.graph for kind in kinds)

    def _fits(self, name: str, how: URIRef, types: Any) -> bool:
        """Whether one of the types, or what it is a kind of, is one that the property is meant for, if it says any."""
        meant = set(self.graph.objects(URIRef(name), how))
        kinds = {kind for each in types for kind in self.graph.transitive_objects(URIRef(each), RDFS.subClassOf)}
        return not meant or RDFS.Resource in meant or bool(meant & kinds)


_CLASSES = (RDFS.Class, OWL.Class)
_PROPERTIES = (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty)


def _types(value: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """The types of each node that says them, by its id."""
    if isinstance(value, list):
        for each in value:
            yield from _types(each)
    elif isinstance(value, dict):
        if _ID in value and _TYPE in value:
            yield value[_ID], frozenset(value[_TYPE])
        for each in value.values():
            yield from _types(each)
