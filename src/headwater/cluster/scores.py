"""How alike two are, kept from one state of a set to the next for as long as they would be found so again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.linkage import Floats, Integers, Score, among

WIDTH = 1 << 31
"""More than there are slots."""


class Scores:
    """Scores of pairs in a set and of what came later, which is known by what it is and not by its slots.

    All are forgotten where something of the set has gone or is there again; of what came later those that are gone, and
    those whose place is not as crowded as it was.
    """

    def __init__(self) -> None:
        self._there, self._next = b"", 0
        self._numbers: dict[int, tuple[object, int]] = {}
        self._crowding, self._codes, self._scores = np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0)

    def beside(
        self, there: NDArray[np.bool_], later: Sequence[tuple[object, int]], crowding: Floats, score: Score
    ) -> Score:
        """The score of pairs of slots: those of the set, some of which are `there`, and behind them those that came.

        `later` is what came, in the order of its slots, each with its size; `crowding` that of each slot in it.
        """
        numbers = self._numbered(there, later, crowding)

        def remembered(firsts: Integers, seconds: Integers) -> Floats:
            one, other = numbers[firsts], numbers[seconds]
            codes = np.minimum(one, other) * WIDTH + np.maximum(one, other)
            new, at = np.unique(codes, return_index=True)
            fresh = ~among(new, self._codes)
            new, at = new[fresh], at[fresh]
            if len(new):
                place = np.searchsorted(self._codes, new)
                found = score(firsts[at], seconds[at])
                self._codes, self._scores = np.insert(self._codes, place, new), np.insert(self._scores, place, found)
            known: Floats = self._scores[np.searchsorted(self._codes, codes)]
            return known

        return remembered

    def _numbered(self, there: NDArray[np.bool_], later: Sequence[tuple[object, int]], crowding: Floats) -> Integers:
        """The number of each slot; what is not true any more of a pair is forgotten."""
        size, is_there = len(there), np.packbits(there).tobytes()
        if is_there != self._there:
            self._codes, self._scores = self._codes[:0], self._scores[:0]
        known, self._numbers = self._numbers, {}
        self._there, self._next = is_there, max(self._next, size)
        own = [np.arange(size)]
        for thing, many in later:
            if id(thing) not in known:
                known[id(thing)], self._next = (thing, self._next), self._next + many
            self._numbers[id(thing)] = known[id(thing)]
            own.append(np.arange(many) + known[id(thing)][1])
        numbers = np.concatenate(own)
        before = np.full(self._next, np.inf)
        before[:size] = 0
        before[size : size + len(self._crowding)] = self._crowding
        now = np.full(self._next, np.inf)
        now[:size], now[numbers[size:]] = 0, crowding
        self._crowding = now[size:]
        still = (now == before) | (np.isnan(now) & np.isnan(before))
        kept = still[self._codes // WIDTH] & still[self._codes % WIDTH]
        self._codes, self._scores = self._codes[kept], self._scores[kept]
        return numbers
