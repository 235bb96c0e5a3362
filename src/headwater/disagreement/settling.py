"""Contrasts between pairs > disagreements: which values there are for one matter, and who holds which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.values.difference import DIFFERING, NEAR, VARIATIONS, Difference
from headwater.linkage import components
from headwater.model import Disagreement, Value

Pair = tuple[int, int]


def settle(contrasts: Iterable[Contrast]) -> tuple[Disagreement, ...]:
    """The disagreements in them, of every kind: by slot, then by the first assertion that holds a value.

    An assertion that gives two values for one matter itself ("rose, then fell") takes no part in what they disagree on.
    Values that are close to each other are one in a conflict with a third; one that fits both sides is on neither.
    """
    found = [disagreement for matter in _matters(contrasts) for disagreement in matter.disagreements()]
    return tuple(sorted(dict.fromkeys(found), key=lambda d: (d.slot, d.values[0].assertions, d.kind)))


def _matters(contrasts: Iterable[Contrast]) -> Iterator[_Matter]:
    """What is told of one thing: values that are compared with each other, directly or by way of others."""
    contrasts = list(contrasts)
    told = sorted(
        {side for c in contrasts for side in (c.one, c.other)},
        key=lambda t: (t.slot, t.assertion, t.places[0].span, t.value),
    )
    place = {side: index for index, side in enumerate(told)}
    pairs = {(min(place[c.one], place[c.other]), max(place[c.one], place[c.other])): c.difference for c in contrasts}
    for group in components(len(told), pairs):
        members = set(group)
        yield _Matter(told, group, {pair: d for pair, d in pairs.items() if pair[0] in members})


class _Matter:
    """The values told of one thing, and the differences between them."""

    def __init__(self, told: Sequence[Told], members: Sequence[int], differences: Mapping[Pair, Difference]) -> None:
        self._told, self._differences = told, differences
        torn = {
            self._told[one].assertion
            for (one, other), difference in differences.items()
            if difference is Difference.CONFLICT and told[one].assertion == told[other].assertion
        }
        self._members = [index for index in members if told[index].assertion not in torn]

    def disagreements(self) -> Iterator[Disagreement]:
        conflict = self._conflict()
        told = {index for side in conflict for index in side} if len(conflict) > 1 else set()
        if told:
            yield self._disagreement(conflict, Difference.CONFLICT)
        for kind in VARIATIONS:
            # What is in conflict for sure is not told once more as what may be.
            known = told if kind is Difference.POSSIBLE else set()
            held = {index for pair in self._pairs(kind) if not known.issuperset(pair) for index in pair}
            if held:
                yield self._disagreement(self._alike(sorted(held)), kind)

    def _pairs(self, *kinds: Difference) -> list[Pair]:
        members = set(self._members)
        return [
            pair for pair, difference in self._differences.items() if difference in kinds and members.issuperset(pair)
        ]

    def _between(self, one: int, other: int) -> Difference | None:
        """How two values differ; two in the same words are the same, though their sentences were not compared."""
        alike = self._told[one].value.casefold() == self._told[other].value.casefold()
        return self._differences.get((min(one, other), max(one, other)), Difference.SAME if alike else None)

    def _conflict(self) -> list[list[int]]:
        """The sides: whoever conflicts with somebody, by greedy complete linkage, and those near to one side alone."""
        held = {index for index in self._members if self._told[index].held}
        opposed = sorted(
            {index for pair in self._pairs(Difference.CONFLICT) if held.issuperset(pair) for index in pair}
        )
        sides: list[list[int]] = []
        for index in opposed:
            fitting = [side for side in sides if self._fits(index, side)]
            if fitting:
                fitting[0].append(index)
            else:
                sides.append([index])
        for index in self._members:
            if index in held and index not in opposed:
                near = [side for side in sides if any(self._between(index, other) in NEAR for other in side)]
                if len(near) == 1:
                    near[0].append(index)
        return self._of_one_side(sides)

    def _of_one_side(self, sides: Sequence[Sequence[int]]) -> list[list[int]]:
        """The sides without those assertions that give values of several: "not one, but a handful"."""
        given = [{self._told[index].assertion for index in side} for side in sides]
        met = Counter(assertion for side in given for assertion in side)
        left = [[index for index in side if met[self._told[index].assertion] == 1] for side in sides]
        return [side for side in left if side]

    def _fits(self, index: int, side: Sequence[int]) -> bool:
        differences = [self._between(index, other) for other in side]
        # There are only two polarities; other values that are not in conflict may not have been compared.
        return DIFFERING.isdisjoint(differences) and (any(differences) or self._told[index].slot == "polarity")

    def _alike(self, held: Sequence[int]) -> list[list[int]]:
        """Values that are the same, together."""
        position = {index: number for number, index in enumerate(held)}
        same = [(position[a], position[b]) for a, b in combinations(held, 2) if self._between(a, b) is Difference.SAME]
        return [[held[number] for number in group] for group in components(len(held), same)]

    def _disagreement(self, groups: Iterable[Sequence[int]], kind: Difference) -> Disagreement:
        values = []
        for group in groups:
            told = [self._told[index] for index in sorted(group)]
            places = dict.fromkeys(place for each in told for place in each.places)
            values.append(Value(told[0].value, tuple(sorted({each.assertion for each in told})), tuple(places)))
        return Disagreement(
            self._told[self._members[0]].slot, tuple(sorted(values, key=lambda v: v.assertions)), kind.value
        )
