"""How likely two values are of one matter, so that they conflict: what training/values.py learned."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from headwater import scoring
from headwater.disagreement.deeds.given import Given
from headwater.disagreement.deeds.phrases import content
from headwater.disagreement.lexicon import bearing, in_line
from headwater.disagreement.values.quantities import bounds, same_unit
from headwater.model import Quantity, Reading

NAMES = (
    *("article.same", "meaning", "own.dice", "own.contained", "near.dice", "clause.dice", "several"),
    *("deed.same", "deed.related", "deed.opposite", "deed.nominal", "names.differ", "names.dice", "known"),
    *("part", "kind.same", "ratio", "unit.same", "unit.none", "approximate", "when"),
)
"""The features, in the order of the columns.

"own" are the words of the two assertions beside the values, "near" those next to the values, "clause" those of the
deeds' clauses; "dice" and "contained" are shares of what both have and of what the poorer one has. "Several" is how
many values of the slot there are, "known" whether the article of the one gives the value of the other, too. "Part" is 1
where two numbers count a part of something, "kind" what happens to those counted (they die, they are hurt),
"ratio" the logarithm of how many times the one is the other; "when" is 1 for dates.
"""
MOST = 3.0
"""A greater logarithm of a ratio tells no more."""


class Rarity:
    """How rare words are in the sentences of a story: the rarer, the more it tells that two values share them."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._counts, self._size = Counter[str](), 0
        for reading in readings:
            self._count(reading, 1)
        self._weights = _Weights(self._counts, self._size)

    def changed(self, gone: Iterable[Reading], new: Iterable[Reading]) -> Rarity:
        """The same without some readings, and with others."""
        found = Rarity(())
        found._counts, found._size = self._counts.copy(), self._size
        for readings, sign in ((gone, -1), (new, 1)):
            for reading in readings:
                found._count(reading, sign)
        found._weights = _Weights(found._counts, found._size)
        return found

    def _count(self, reading: Reading, sign: int) -> None:
        for start, end in reading.sentences:
            self._size += sign
            for word in content(reading.article.text[start:end]):
                self._counts[word] += sign

    def weight(self, said: Iterable[str]) -> float:
        return sum(map(self._weights.__getitem__, said))

    def dice(self, one: frozenset[str], other: frozenset[str]) -> float:
        whole = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / whole if whole else math.nan

    def contained(self, one: frozenset[str], other: frozenset[str]) -> float:
        fewest = min(self.weight(one), self.weight(other))
        return self.weight(one & other) / fewest if fewest else math.nan


class _Weights(dict[str, float]):
    """Of words, in a story of so many sentences, of which so many hold each."""

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        super().__init__()
        self._counts, self._unseen = counts, math.log(1 + size)

    def __missing__(self, word: str) -> float:
        count = self._counts.get(word, 0)
        self[word] = self._unseen - math.log(count) if count else self._unseen
        return self[word]


def features(one: Given, other: Given, rarity: Rarity) -> list[float]:
    """One number for each of NAMES, nan for what is not known; the order of the two values changes nothing."""
    first, second = one.deed, other.deed
    known = bool(first.verb and second.verb)
    sign = bearing(first.verb, second.verb) if known else 0
    return [
        one.page is other.page,
        one.page.alike(one.assertion.span, other.page, other.assertion.span),
        rarity.dice(one.own, other.own),
        rarity.contained(one.own, other.own),
        rarity.dice(one.near, other.near),
        rarity.dice(first.said, second.said),
        math.log(one.several * other.several),
        known and first.verb == second.verb,
        known and (sign > 0 or in_line("deeds", "related", first.verb, second.verb)),
        sign < 0,
        first.nominal != second.nominal,
        bool(one.names and other.names and one.names.isdisjoint(other.names)),
        2 * len(one.names & other.names) / max(1, len(one.names) + len(other.names)),
        _known(one, other) + _known(other, one),
        one.part or other.part,
        not one.kinds.isdisjoint(other.kinds),
        *_numbers(one.phrase.quantity, other.phrase.quantity),
        one.slot == "when",
    ]


def _known(one: Given, other: Given) -> bool:
    """Whether the article of the one gives the value of the other, too."""
    if one.page is other.page:
        return False
    if quantity := other.phrase.quantity:
        return any(
            bounds(each) == bounds(quantity) and same_unit(each.unit, quantity.unit)
            for each in one.page.counted.values()
        )
    return not one.page.named_days.isdisjoint(other.phrase.dates)


def _numbers(one: Quantity | None, other: Quantity | None) -> tuple[float, float, float, float]:
    if one is None or other is None:
        return math.nan, math.nan, math.nan, math.nan
    unnamed = not one.unit or not other.unit
    same = not unnamed and same_unit(one.unit, other.unit)
    return _ratio(one, other), same, unnamed, one.approximate or other.approximate


def _ratio(one: Quantity, other: Quantity) -> float:
    low, high = sorted(each.low or each.high or 0.0 for each in (one, other))
    return min(MOST, math.log(high / low)) if low > 0 else MOST


@cache
def _scorer() -> scoring.Scorer:
    return scoring.load("disagreement/contrasts", "likeness.json", NAMES)


def likely(rows: Sequence[Sequence[float]]) -> list[float]:
    """How likely each pair is of one matter, from its features."""
    found: list[float] = _scorer()(np.array(rows, dtype=np.float32).reshape(-1, len(NAMES))).tolist()
    return found
