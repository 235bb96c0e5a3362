"""Two places of one deed: the same, one of them within the other, or in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.people import same_name
from headwater.model import Reading
from headwater.places import Relation, relation, stated
from headwater.places.phrases import meant


class Stated:
    """What the articles write of where their places lie ("Lyon, France"), looked for when it is first asked for."""

    def __init__(self, readings: Iterable[Reading] = ()) -> None:
        self._readings = readings

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Each place with what it lies in."""
        found: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for reading in self._readings:
            spans = [m for entity in reading.entities if entity.type != "person" for m in entity.mentions]
            for inner, outer in stated(reading.article.text, spans).items():
                found[inner] += outer
        return dict(found)


DIFFERENCES = {
    Relation.SAME: Difference.SAME,
    Relation.WITHIN: Difference.MORE_PRECISE,
    Relation.CONTAINS: Difference.MORE_PRECISE,
    Relation.APART: Difference.CONFLICT,
    Relation.UNKNOWN: Difference.COMPATIBLE,
}


def compare(one: frozenset[str], other: frozenset[str], said: Stated) -> Difference | None:
    """How two places, each with all the names in its phrase, differ; None where either has no name.

    "Lyon, France" is Lyon, and "Austria or another European country" Austria. Of several places one that fits is enough
    for no conflict. Two names of which nobody has heard are two places; of one, nobody knows where it lies.
    """
    if not one or not other:
        return None
    if one == other:
        return Difference.SAME
    first, second = _narrowest(one, said), _narrowest(other, said)
    found = {_difference(a, b, said) for a in first for b in second}
    if Difference.SAME in found:
        return Difference.SAME if len(first) == len(second) == 1 else Difference.COMPATIBLE
    kinds = (Difference.COMPATIBLE, Difference.MORE_PRECISE, Difference.CONFLICT)
    return next(kind for kind in kinds if kind in found)


def _difference(one: str, other: str, said: Stated) -> Difference:
    if same_name(one, other):
        return Difference.SAME
    known = relation(one, other, said.places)
    if known is Relation.UNKNOWN and not _heard_of(one) and not _heard_of(other):
        return Difference.CONFLICT
    return DIFFERENCES[known]


@cache
def _heard_of(name: str) -> bool:
    return bool(meant(name, {}))


def _narrowest(names: frozenset[str], said: Stated) -> list[str]:
    """The names in which none of the others lies."""
    wide = {a for a in names for b in names if a != b and relation(b, a, said.places) is Relation.WITHIN}
    return sorted(names - wide)
