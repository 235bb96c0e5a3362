"""Greedy string tiling: the longest stretches that two wordings share, each word used once, in any order.

Wise (1993); measured on news by Clough et al., "METER: MEasuring TExt Reuse" (ACL 2002). Unlike a longest common
subsequence it follows paragraphs that were moved.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.int32]

RUN = 6
"""Words of the shortest stretch: what two writers do not put alike by chance, names and dates apart."""

_MIXED = np.uint64(0x9E3779B97F4A7C15)
_REPEATED = 8  # places of one run in one text beyond which it is a refrain, which tells nothing and costs much


class Tile(NamedTuple):
    """A stretch of `length` words that starts at the word `first` of one wording and `second` of the other."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Index:
    """A wording's words, and where each run of RUN words starts, by the run's number (from `runs`)."""

    words: Sequence[int]
    places: Mapping[int, Sequence[int]]


def runs(words: Words) -> NDArray[np.uint64]:
    """A number for each run of RUN words, equal for equal runs (and, once in a long while, for others)."""
    size = max(0, len(words) - RUN + 1)
    found = np.zeros(size, dtype=np.uint64)
    for offset in range(RUN):
        found = (found ^ (words[offset : offset + size].astype(np.uint64) + np.uint64(1))) * _MIXED
        found ^= found >> np.uint64(29)
    return found


def indexed(words: Words) -> Index:
    places: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(runs(words).tolist()):
        places[number].append(place)
    return Index(words.tolist(), places)


def tiles(one: Words, other: Index) -> tuple[Tile, ...]:
    """The tiles of two wordings, in the order of the first. Swapping the two may break ties otherwise."""
    # The longest first; what an earlier one has taken a part of waits again with its longest part that is left.
    waiting = [(-match.length, match.first, match.second) for match in _matches(one, other)]
    heapq.heapify(waiting)
    used, used_there = bytearray(len(one)), bytearray(len(other.words))
    found = []
    while waiting:
        length, first, second = heapq.heappop(waiting)
        start, size = _longest_free(used[first : first - length], used_there[second : second - length])
        if size < RUN:
            continue
        if size < -length:
            heapq.heappush(waiting, (-size, first + start, second + start))
            continue
        used[first : first + size] = used_there[second : second + size] = b"\1" * size
        found.append(Tile(first, second, size))
    return tuple(sorted(found))


def _matches(one: Words, other: Index) -> Iterator[Tile]:
    """Every stretch of at least RUN words that the two share and that goes on at neither end."""
    words: list[int] = one.tolist()
    reached: dict[int, int] = {}  # for each distance between the two sides the place up to which they are compared
    for first, number in enumerate(runs(one).tolist()):
        places = other.places.get(number, ())
        for second in places if len(places) <= _REPEATED else ():
            if first >= reached.get(second - first, 0):
                match = _extended(words, other.words, first, second)
                reached[second - first] = match.first + match.length
                if match.length >= RUN:  # less where two runs have one number
                    yield match


def _extended(one: Sequence[int], other: Sequence[int], first: int, second: int) -> Tile:
    begin = 0
    while begin < min(first, second) and one[first - begin - 1] == other[second - begin - 1]:
        begin += 1
    end = 0
    most = min(len(one) - first, len(other) - second)
    while end < most and one[first + end] == other[second + end]:
        end += 1
    return Tile(first - begin, second - begin, begin + end)


def _longest_free(used: bytearray, used_there: bytearray) -> tuple[int, int]:
    """Start and size of the first of the longest stretches of which neither side has been used."""
    best, start = (0, 0), 0
    for place, taken in enumerate((*map(max, used, used_there), 1)):
        if taken:
            best = max(best, (place - start, -start))
            start = place + 1
    return -best[1], best[0]
