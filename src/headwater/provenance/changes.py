"""What has changed between two lineages: the articles and names of which a claim may not stand as it stood."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.model import Affiliation, Assertion, Derivation, Reading, Spokesperson, folded
from headwater.provenance.lineage import Lineage

BY_ARTICLE = ("readings", "roots", "whole", "partial", "own", "heard", "texts")
BY_NAME = ("translations", "affiliations", "spokespeople", "aliases")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is looked up where the origins of a claim are counted: by the ids of articles, and by names.

    It stays the same from one lineage to the next, as long as these are not touched.
    """

    articles: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of articles, and names as keys or folded, of which something else is known now."""

    articles: frozenset[str]
    names: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.articles or self.names)

    def touch(self, grounds: Grounds) -> bool:
        """Whether what assertions of one claim stand on may be another by now."""
        return not (self.articles.isdisjoint(grounds.articles) and self.names.isdisjoint(grounds.names))


def changes(before: Lineage, after: Lineage) -> Changes:
    """What is known otherwise in the one than in the other."""
    if before is after:
        return Changes(frozenset(), frozenset())
    articles = {key for field in BY_ARTICLE for key in _differing(getattr(before, field), getattr(after, field))}
    names = {key for field in BY_NAME for key in _differing(getattr(before, field), getattr(after, field))}
    names |= {folded(name) for loop in {*before.loops} ^ {*after.loops} for name in loop.publications}
    # Who speaks for somebody, or is translated by somebody, is concerned by what that one is called.
    for lineage in (before, after) if names else ():
        names |= {
            key
            for field in BY_NAME[:3]
            for key, value in getattr(lineage, field).items()
            if not names.isdisjoint(map(folded, _named(value)))
        }
    return Changes(frozenset(articles), frozenset(names))


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is not other and one != other:
            yield key


def _named(value: Sequence[Affiliation | Derivation] | Spokesperson) -> Iterable[str]:
    if isinstance(value, Spokesperson):
        return (value.body,)
    return (each.publication for each in value)


def grounds(told: Sequence[Assertion], lineage: Lineage) -> Grounds:
    """What the origins of one claim's assertions are looked up by."""
    articles = tuple(dict.fromkeys(assertion.article for assertion in told))
    found: set[str] = set()
    for assertion in told:
        for link in assertion.chain:
            found |= {folded(link.name), lineage.key(link.name), f"{assertion.article} {folded(link.name)}"}
    for article in articles:
        reading = lineage.readings.get(article)
        for name in _frame(reading) if reading else ():
            found |= {folded(name), lineage.key(name)}
    return Grounds(articles, tuple(map(sys.intern, found)))


def _frame(reading: Reading) -> Iterable[str]:
    if reading.article.publisher:
        yield reading.article.publisher
    for derivation in reading.derivations:
        yield from (derivation.publication, *derivation.via)
