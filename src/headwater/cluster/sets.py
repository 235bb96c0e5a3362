"""What sets of words have in common, for many pairs of sets at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from headwater.linkage import Floats, Integers

LONE = 0.5
"""Weight of a word that one set alone has: every retelling adds some, so they tell less than words that others use."""


def rarity(counts: Counter[str], total: int) -> dict[str, float]:
    """A weight from 0 to 1 for each word: its inverse document frequency, in parts of the greatest."""
    most = math.log(1 + total)
    return {word: LONE if n == 1 else math.log(1 + total / n) / most for word, n in counts.items()}


class Shared:
    """What two sets have in common, for many pairs: sums of weights."""

    def __init__(self, total: Floats, one: Floats, other: Floats) -> None:
        self.total, self._one, self._other = total, one, other

    @property
    def known(self) -> NDArray[np.bool_]:
        return (self._one > 0) & (self._other > 0)

    @property
    def dice(self) -> Floats:
        return self._share(2 * self.total, self._one + self._other)

    @property
    def contained(self) -> Floats:
        return self._share(self.total, np.minimum(self._one, self._other))

    @property
    def differ(self) -> Floats:
        return np.where(self.known, self.total <= 0, 0.0)

    def _share(self, part: Floats, whole: Floats) -> Floats:
        return np.where(self.known, part / np.maximum(whole, 1e-9), np.nan)


class Vocabulary(dict[str, int]):
    """Numbers for words, in the order in which they come."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """For each word the sets (indices) that hold it, as rows sorted by the words' numbers; and the words' weights."""

    vocabulary: Mapping[str, int]
    weights: Mapping[str, float]
    words: NDArray[np.int32]
    sets: Integers

    def holding(self, word: str) -> Integers:
        number = self.vocabulary.get(word, -1)
        first, last = np.searchsorted(self.words, [number, number + 1])
        return self.sets[first:last]


class Sets:
    """Sets of words, each as a row of numbers: of every set the weightiest words."""

    def __init__(
        self, sets: Iterable[frozenset[str]], weights: Mapping[str, float], kept: int, vocabulary: Vocabulary
    ) -> None:
        self._known, self._kept, self._vocabulary = weights, kept, vocabulary
        self._numbers, self._weights = self._rows(sets), np.zeros(1)
        self._weigh()
        self._totals = self._weights[self._numbers].sum(1)

    def _rows(self, sets: Iterable[frozenset[str]]) -> NDArray[np.int32]:
        weights, given = self._known, list(sets)
        ordered = sorted(frozenset().union(*given), key=lambda word: (-weights.get(word, 1.0), word))
        rank = {word: place for place, word in enumerate(ordered)}
        sizes = np.fromiter(map(len, given), np.int64, len(given))
        flat = np.fromiter(map(rank.__getitem__, chain.from_iterable(given)), np.int64, int(sizes.sum()))
        row = np.repeat(np.arange(len(given)), sizes)
        flat = flat[np.argsort(row * max(1, len(ordered)) + flat)]
        place = np.arange(len(flat)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        here = place < self._kept
        found = np.full((len(given), min(self._kept, int(sizes.max(initial=0)))), -1, dtype=np.int32)
        found[row[here], place[here]] = np.array([self._vocabulary[word] for word in ordered], dtype=np.int32)[
            flat[here]
        ]
        return found

    def _weigh(self) -> None:
        """Weighs the words that have come since; behind all weights stands that of no word."""
        further = islice(self._vocabulary, len(self._weights) - 1, None)
        weights = [self._known.get(word, 1.0) for word in further]
        self._weights = np.concatenate([self._weights[:-1], weights, [0.0]])

    def among(self, indices: Integers, further: Iterable[frozenset[str]]) -> Sets:
        """The sets with these indices, and behind them further ones, weighed in the same way."""
        rows = self._rows(further)
        self._weigh()
        found = copy(self)
        width = max(self._numbers.shape[1], rows.shape[1])
        tables = (self._numbers[indices], rows)
        found._numbers = np.concatenate(
            [np.pad(table, ((0, 0), (0, width - table.shape[1])), constant_values=-1) for table in tables]
        )
        found._totals = np.concatenate([self._totals[indices], found._weights[rows].sum(1)])
        return found

    def postings(self) -> Postings:
        """Which sets hold a word."""
        flat = self._numbers.ravel()
        order = np.flatnonzero(flat >= 0)
        order = order[np.argsort(flat[order], kind="stable")]
        return Postings(self._vocabulary, self._known, flat[order], order // max(1, self._numbers.shape[1]))

    def shared(self, one: Integers, other: Integers, others: Sets | None = None) -> Shared:
        """Between the sets with these indices, here and in `others` (here as well unless given)."""
        others = others or self
        mine, theirs = self._totals[one], others._totals[other]
        known = np.flatnonzero((mine > 0) & (theirs > 0))
        both = np.sort(np.concatenate([self._numbers[one[known]], others._numbers[other[known]]], axis=1), axis=1)
        twice = np.flatnonzero((both[:, 1:] == both[:, :-1]) & (both[:, 1:] >= 0))
        pairs, places = np.divmod(twice, max(1, both.shape[1] - 1))
        total: Floats = np.bincount(known[pairs], self._weights[both[pairs, places]], len(one)).astype(np.float64)
        return Shared(total, mine, theirs)
