"""Of what kind each bearer is: one name is of one kind, as most articles have it, or as one is sure of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from headwater.model import SourceType
from headwater.resolve.across.bearers import BODY, PERSON, PLACE, UNNAMED, VESSEL, Bearer, only_initials

Kind = tuple[str, str]
"""A bearer's kind and the type of its entity."""


class Kinds:
    """Gives bearers their kinds, again and again: what is made of the very same bearer is the very same."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, Kind], tuple[Bearer, Bearer]] = {}

    def __call__(self, found: Iterable[Bearer]) -> list[Bearer]:
        """The bearers, in their order, each of the kind that its name has in the story."""
        known = _persons_known(found)
        names = [bearer.plain for bearer in known]
        often = Counter([(n, b.kind, b.entity.type) for n, b in zip(names, known, strict=True) if b.kind != UNNAMED])
        named: dict[str, Counter[Kind]] = defaultdict(Counter)
        longer: set[str] = set()
        for (name, kind, type_), count in often.items():
            named[name][kind, type_] = count
            if kind == PERSON and " " in name:
                longer.update(name.split())
        agreed = {name: one for name, kinds in named.items() if (one := _agreed(name, kinds, longer))}
        last, self._made = self._made, {}
        for index, name in enumerate(names):
            if name in agreed:
                key = id(known[index]), agreed[name]
                made = self._made[key] = last.get(key) or (known[index], _as(known[index], agreed[name]))
                known[index] = made[1]
        return known


def _persons_known(found: Iterable[Bearer]) -> list[Bearer]:
    """The bearers, with those of initials as persons whom another mention shows to be persons."""
    known = list(found)
    bare = {index: bearer.plain for index, bearer in enumerate(known) if only_initials(bearer.name)}
    persons = {name for index, name in bare.items() if known[index].kind == PERSON}
    for index, name in bare.items():
        if name in persons and known[index].kind != PERSON:
            known[index] = replace(known[index], kind=PERSON)
    return known


def _agreed(name: str, kinds: Counter[tuple[str, str]], longer: Collection[str]) -> tuple[str, str] | None:
    """The kind and type that a name has in all articles; None where each may have its own.

    "Lissen" is a place if one article says so and none has somebody of that family name; a ship is no organisation.
    """
    if len(kinds) == 1:
        return None
    if (BODY, PLACE) in kinds and name not in longer and VESSEL not in {kind for kind, _ in kinds}:
        return BODY, PLACE
    if {kind for kind, _ in kinds} == {VESSEL, BODY} and (BODY, PLACE) not in kinds:
        return VESSEL, VESSEL
    most = kinds.most_common(2)
    return most[0][0] if " " in name and most[0][1] > most[1][1] else None


def _as(bearer: Bearer, agreed: tuple[str, str]) -> Bearer:
    if bearer.kind == UNNAMED or bearer.entity.type == SourceType.PUBLICATION:
        return bearer
    return replace(bearer, kind=agreed[0], entity=replace(bearer.entity, type=agreed[1]))
