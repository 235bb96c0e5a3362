"""Two names of places: the same, one of them in the other, or apart; unknown where neither data nor text tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from itertools import pairwise
from math import asin, cos, pi, radians, sin, sqrt

from headwater.model import Span
from headwater.places.gazetteer import Area, Cells, Gazetteer, key, load
from headwater.places.phrases import DEEPEST, Said, lies_in, meant, named

DENSITY = 1_500
"""People a square kilometre in a city at the least (Degree of Urbanisation, UN Statistical Commission 2020), so that
its size follows from their number: what is nearer to its middle than its edge may lie in it."""
EARTH = 6_371
"""Its radius in kilometres."""
BESIDE = re.compile(r",? in (?:the )?|, ")
CLOSING = ("", ",", ".", ";", ":", ")", "\n")
LISTED = re.compile(r", (?:and |or )?| and | or ")


class Relation(StrEnum):
    """How one place lies to another."""

    SAME = "same"
    CONTAINS = "contains"
    WITHIN = "within"
    APART = "apart"
    UNKNOWN = "unknown"


def relation(one: str, other: str, stated: Mapping[str, Collection[str]] | None = None) -> Relation:
    """How the place of one name lies to that of the other.

    Of several places of a name those are meant that lie in each other. `stated` is what an article says that places lie
    in; it outranks the data.
    """
    if key(one) == key(other):
        return Relation.SAME
    said = {key(inner): tuple(sorted(outer)) for inner, outer in (stated or {}).items()}
    if _told(one, other, said):
        return Relation.WITHIN
    if _told(other, one, said):
        return Relation.CONTAINS
    known = load()
    found = {_between(a, b, known) for a in meant(one, said) for b in meant(other, said)}
    if len(found) == 1:
        return found.pop()
    nested = found & {Relation.CONTAINS, Relation.WITHIN}
    if Relation.SAME in found:
        return Relation.SAME
    return nested.pop() if len(nested) == 1 else Relation.UNKNOWN


def stated(text: str, names: Iterable[Span]) -> dict[str, tuple[str, ...]]:
    """What a text says that its places, at the spans, lie in: "Tarn, Norway", "Tarn in Norway".

    A list ("Tarn, Oslo and Bergen") says nothing, unless the data knows the one to lie in the other.
    """
    found: dict[str, tuple[str, ...]] = {}
    spans = sorted(names)
    for (inner, outer), following in zip(pairwise(spans), [*spans[2:], None], strict=False):
        one, other = text[slice(*inner)], text[slice(*outer)]
        if not BESIDE.fullmatch(text[inner[1] : outer[0]][:10]):
            continue
        listed = following is not None and LISTED.fullmatch(text[outer[1] : following[0]][:10])
        if any(lies_in(a, b) for a in named(one) for b in named(other)) or (
            not listed and _may_lie(one, other, closed=text[outer[1] : outer[1] + 1] in CLOSING)
        ):
            found[one] = (*found.get(one, ()), other)
    return found


def _may_lie(inner: str, outer: str, *, closed: bool) -> bool:
    """Whether "inner, outer" says that the one lies in the other, of which the data does not know.

    A small place may have the name of a large one ("Tarnow, Norway,"); but "In Paris, Germany said" does not say so.
    """
    known = relation(inner, outer)
    wide = any(area.covers and not area.covers <= load().points.keys() for area in named(outer))
    return known is Relation.UNKNOWN or (known is Relation.APART and closed and wide)


def _told(inner: str, outer: str, said: Said) -> bool:
    """Whether the text itself says that the one lies in the other, at most a few steps up."""
    here = {key(inner)}
    for _ in range(DEEPEST):
        here = {key(outer) for each in here for outer in said.get(each, ())}
        if key(outer) in here:
            return True
    return False


def _between(one: Area, other: Area, known: Gazetteer) -> Relation:
    if one == other or (one.covers and one.covers == other.covers):
        return Relation.SAME
    if lies_in(one, other):
        return Relation.WITHIN
    if lies_in(other, one):
        return Relation.CONTAINS
    meet = _meet(_claimed(one.within, known), other.within) or _meet(one.within, _claimed(other.within, known))
    return Relation.UNKNOWN if meet or _close(one.within, other.within, known) else Relation.APART


def _meet(some: Cells, others: Cells) -> bool:
    return any(a == b or a.startswith(f"{b}.") or b.startswith(f"{a}.") for a in some for b in others)


def _claimed(cells: Cells, known: Gazetteer) -> Cells:
    """The cells, and whoever else claims one of them or what it lies in."""
    outer = {".".join(cell.split(".")[:depth]) for cell in cells for depth in (1, 2, 3)}
    return cells.union(*(claims for cell, claims in known.claims.items() if cell in outer))


def _close(some: Cells, others: Cells, known: Gazetteer) -> bool:
    """Whether two are cities so near that the smaller may be a part of the larger."""
    points = [known.points.get(next(iter(cells))) for cells in (some, others) if len(cells) == 1]
    if len(points) < 2 or points[0] is None or points[1] is None:
        return False
    one, other = points[0], points[1]
    north, south = radians(one.latitude), radians(other.latitude)
    east = radians(one.longitude - other.longitude)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(half)) < sqrt(max(one.population, other.population) / (pi * DENSITY))
