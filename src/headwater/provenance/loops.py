"""Publications that credit one another in a circle: A has it from B, and B has it from A."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from headwater.model import Loop, Place, Reading, SourceType, Span, folded

Credit = tuple[tuple[str, ...], Span]
"""A path of publications that an article gives, itself first, and where it gives the last step."""
Credits = dict[tuple[str, str], set[tuple[str, Span]]]


def loops(credited: Mapping[str, tuple[Credit, ...]]) -> tuple[Loop, ...]:
    """Each set of publications from every one of which credits lead to every other, with the places of those credits.

    These are the strongly connected components of the graph of credits; each is named once, in the order of the names.
    `credited` is what each article (its id) gives.
    """
    names: dict[str, str] = {}
    given: Credits = defaultdict(set)
    for article, paths in credited.items():
        for steps, where in paths:
            for name in steps:
                names[folded(name)] = min(name, names.get(folded(name), name))
            for one, other in pairwise(map(folded, steps)):
                if one != other:
                    given[one, other].add((article, where))
    return tuple(
        Loop(
            tuple(sorted(names[key] for key in circle)),
            tuple(Place(*each) for each in sorted(set().union(*_within(circle, given)))),
        )
        for circle in _circles(given)
    )


def credits_in(reading: Reading) -> tuple[Credit, ...]:
    """What an article credits, path by path."""
    return tuple(_paths(reading))


def _paths(reading: Reading) -> Iterator[Credit]:
    own = [reading.article.publisher] if reading.article.publisher else []
    for derivation in reading.derivations:
        for where in derivation.evidence[:1]:
            yield (*own, *derivation.via, derivation.publication), where
    for attribution in reading.attributions:
        links = [link for link in attribution.chain if link.type is SourceType.PUBLICATION]
        for end in range(1, len(links) + 1):
            yield (*own, *(link.name for link in links[:end])), links[end - 1].evidence


def _within(circle: frozenset[str], given: Credits) -> Iterator[set[tuple[str, Span]]]:
    return (places for (one, other), places in given.items() if {one, other} <= circle)


def _circles(given: Credits) -> list[frozenset[str]]:
    following: dict[str, set[str]] = defaultdict(set)
    for one, other in given:
        following[one].add(other)
    reached = {start: _reachable(start, following) for start in sorted(following)}
    circles = {
        frozenset(other for other in found if start in reached.get(other, ()))
        for start, found in reached.items()
        if start in found
    }
    return sorted(circles, key=sorted)


def _reachable(start: str, following: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for key in following.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found
