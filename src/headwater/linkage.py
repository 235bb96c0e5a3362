"""Who belongs with whom: block, score, judge, merge by average linkage; for entities and for claims alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
Groups = tuple[tuple[int, ...], ...]
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Number = TypeVar("Number", bound=np.integer[Any])
Score = Callable[[Integers, Integers], Floats]
"""How alike items are, pair by pair: two arrays of indices, the lower first, to an array of scores."""

SAMPLE = 8
"""Members by which a larger group is compared: what keeps the cost of a merger from growing with the groups."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on two items (indices): the same, or not the same. It outranks every score."""

    first: int
    second: int
    same: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the search for candidates goes. These bounds keep their number in proportion to that of the items.

    In a block of up to `block` items each is a candidate of every other. A larger block is sorted by the other keys of
    its items, and each is a candidate of its `neighbours` on either side (Hernández and Stolfo 1995). Of all these an
    item keeps the `most` that it shares the rarest keys with.
    """

    block: int = 24
    neighbours: int = 4
    most: int = 32


def components(size: int, joins: Iterable[Pair]) -> Groups:
    """The connected components of `size` items, each in ascending order, the one with the smallest member first."""
    parent = list(range(size))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for first, second in joins:
        one, other = sorted((root(first), root(second)))
        parent[other] = one
    groups: dict[int, list[int]] = defaultdict(list)
    for item in range(size):
        groups[root(item)].append(item)
    return tuple(tuple(group) for group in groups.values())


def link(
    blocks: Sequence[Iterable[Hashable]],
    score: Score,
    threshold: float,
    decisions: Iterable[Verdict] = (),
    reach: Reach = Reach(),
    near: tuple[Integers, Integers] | None = None,
    bond: float = 0.0,
) -> Groups:
    """Groups of items, as from `components`: average linkage among the candidates, which share a block or are `near`.

    Of two groups that are each other's nearest one is made as long as the mean score over their pairs reaches
    `threshold` (so that no chain of weak links snowballs), one of the pairs reaches `bond` (so that nothing is together
    that is nowhere alike) and no pair in them was judged "not the same"; pairs judged
    "same" are together before any score is looked at. Of two decisions on one pair the later holds; a "same" that would
    bring a "not the same" pair together by way of others is left out. Equal scores are taken in the order of the items,
    so sort them, and the keys of each, for a stable result. `blocks` are the keys of each item, `near` two arrays of
    indices, the lower first.
    """
    verdicts = {(min(d.first, d.second), max(d.first, d.second)): d.same for d in decisions}
    groups = _Groups(len(blocks), [pair for pair, same in verdicts.items() if not same])
    for first, second in sorted(pair for pair, same in verdicts.items() if same):
        one, other = sorted((int(groups.labels[first]), int(groups.labels[second])))
        if one != other and not groups.barred([one * groups.size + other])[0]:
            groups.merge(one, other)
    firsts, seconds = candidates(blocks, reach)
    if near is not None:
        codes = distinct(np.r_[firsts * len(blocks) + seconds, near[0] * len(blocks) + near[1]])
        firsts, seconds = codes // max(1, len(blocks)), codes % max(1, len(blocks))
    _agglomerate(groups, firsts, seconds, score, threshold, bond)
    return groups.all()


def distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """Each of the numbers once, ascending: a million in a twentieth of the time of `np.unique`, which hashes them."""
    ordered = np.sort(numbers)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def among(codes: Integers, known: Integers) -> NDArray[np.bool_]:
    """Which of the codes are among the known ones, which ascend."""
    found: NDArray[np.bool_] = np.append(known, -1)[np.searchsorted(known, codes)] == codes
    return found


# -- candidates -------------------------------------------------------------------------------------------------------


def candidates(blocks: Sequence[Iterable[Hashable]], reach: Reach) -> tuple[Integers, Integers]:
    """Pairs of items that share a block, each once, ascending, the lower item first."""
    size = len(blocks)
    keys, items, counts = _entries(blocks)
    # Rare keys tell more.
    weights = np.log1p(size / counts)
    codes: list[Integers] = []
    worth: list[Floats] = []
    for distance in range(1, max(reach.block, reach.neighbours + 1)):
        near = np.flatnonzero(keys[distance:] == keys[:-distance])
        block = counts[keys[near]]
        near = near[(block <= reach.block) | (distance <= reach.neighbours)]
        one, other = items[near], items[near + distance]
        codes.append(np.minimum(one, other) * size + np.maximum(one, other))
        worth.append(weights[keys[near]])
    pairs, place = np.unique(np.concatenate(codes), return_inverse=True)
    total: Floats = np.bincount(place, np.concatenate(worth), len(pairs)).astype(np.float64)
    kept = _nearest(pairs, total, size, reach.most)
    return kept // size, kept % size


def _entries(blocks: Sequence[Iterable[Hashable]]) -> tuple[Integers, Integers, Integers]:
    """Keys that several items have, with these items, in blocks; and how many items each key has."""
    numbers: dict[Hashable, int] = defaultdict(count().__next__)
    rows = [[numbers[key] for key in dict.fromkeys(keys)] for keys in blocks]
    total = max(1, len(numbers))
    counts = np.bincount(np.fromiter(chain.from_iterable(rows), np.int64), minlength=len(numbers))
    often = counts.tolist()
    # Within a block those stand together that share their other keys, the rarest first; a number: how often and which.
    shared = [sorted([often[key] * total + key for key in row if often[key] > 1]) for row in rows]
    order = sorted(range(len(rows)), key=shared.__getitem__)
    items = np.repeat(np.array(order, dtype=np.int64), [len(shared[item]) for item in order])
    keys = np.fromiter(chain.from_iterable(shared[item] for item in order), np.int64) % total
    sorted_by_key = np.argsort(keys, kind="stable")
    return keys[sorted_by_key], items[sorted_by_key], counts


def _nearest(pairs: Integers, worth: Floats, size: int, most: int) -> Integers:
    """Of all pairs those that are among the `most` worth of one of their two items."""
    one, other = pairs // size, pairs % size
    item, place = np.concatenate([one, other]), np.tile(np.arange(len(pairs)), 2)
    order = np.lexsort((place, -worth[place], item))
    item, place = item[order], place[order]
    starts = np.flatnonzero(np.r_[True, item[1:] != item[:-1]]) if len(item) else item
    rank = np.arange(len(item)) - np.repeat(starts, np.diff(np.r_[starts, len(item)]))
    kept: Integers = pairs[distinct(place[rank < most])]
    return kept


# -- average linkage --------------------------------------------------------------------------------------------------


class _Groups:
    """Disjoint groups of items, known by their smallest member, some of which may never be one."""

    def __init__(self, size: int, apart: Sequence[Pair]) -> None:
        self.size = size
        self.labels: Integers = np.arange(size)
        self._members = {item: [item] for item in range(size)}
        self._samples = np.zeros((size, SAMPLE), dtype=np.int64)
        self._samples[:, 0] = self.labels
        self._sampled = np.ones(size, dtype=np.int64)
        self._apart = np.array(apart, dtype=np.int64).reshape(-1, 2)

    def codes(self, firsts: Integers, seconds: Integers) -> Integers:
        """The pairs of different groups that these pairs of items lie in, each once: lower label * size + higher."""
        one, other = self.labels[firsts], self.labels[seconds]
        different = one != other
        one, other = one[different], other[different]
        return distinct(np.minimum(one, other) * self.size + np.maximum(one, other))

    def barred(self, codes: Sequence[int] | Integers) -> NDArray[np.bool_]:
        return among(np.asarray(codes, dtype=np.int64), self.codes(self._apart[:, 0], self._apart[:, 1]))

    def merge(self, one: int, other: int) -> None:
        self.labels[self._members[other]] = one
        members = self._members[one] = sorted(self._members[one] + self._members.pop(other))
        if len(members) > SAMPLE:
            members = [members[i * (len(members) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)]
        self._samples[one, : len(members)], self._sampled[one] = members, len(members)

    def between(self, codes: Integers) -> tuple[Integers, Integers, Integers]:
        """All pairs of items from the samples of two groups, the lower item first, each with the place of its code."""
        one, other = codes // self.size, codes % self.size
        width = self._sampled[other]
        sizes = self._sampled[one] * width
        place = np.repeat(np.arange(len(codes)), sizes)
        number = np.arange(len(place)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        first = self._samples[one[place], number // width[place]]
        second = self._samples[other[place], number % width[place]]
        return place, np.minimum(first, second), np.maximum(first, second)

    def all(self) -> Groups:
        return tuple(tuple(members) for _, members in sorted(self._members.items()))


class _Remembered:
    """A score that compares no pair of items twice."""

    def __init__(self, score: Score, size: int) -> None:
        self._score, self._size = score, size
        self._codes, self._scores = np.zeros(0, dtype=np.int64), np.zeros(0)

    def __call__(self, firsts: Integers, seconds: Integers) -> Floats:
        codes = firsts * self._size + seconds
        fresh = distinct(codes[~among(codes, self._codes)])
        place = np.searchsorted(self._codes, fresh)
        scores = self._score(fresh // self._size, fresh % self._size)
        self._codes, self._scores = np.insert(self._codes, place, fresh), np.insert(self._scores, place, scores)
        found: Floats = self._scores[np.searchsorted(self._codes, codes)]
        return found


def _agglomerate(
    groups: _Groups, firsts: Integers, seconds: Integers, score: Score, threshold: float, bond: float
) -> None:
    """Merges all pairs of groups that are each other's nearest, again and again, until none is near enough.

    For the mean score this gives what merging the nearest pair of all, one at a time, would give (Murtagh 1983).
    """
    score = _Remembered(score, groups.size)
    likely = score(firsts, seconds) >= threshold
    fresh = groups.codes(firsts[likely], seconds[likely])
    codes, means = fresh[:0], np.zeros(0)
    while True:
        fresh = fresh[~groups.barred(fresh)]
        codes, means = np.append(codes, fresh), np.append(means, _means(groups, fresh, score, bond))
        merged = _mutual(codes[means >= threshold], means[means >= threshold], groups.size)
        if not merged:
            return
        for one, other in merged:
            groups.merge(one, other)
        grown = np.zeros(groups.size, dtype=bool)
        grown[np.array(merged)] = True
        stale = grown[codes // groups.size] | grown[codes % groups.size]
        fresh = groups.codes(codes[stale] // groups.size, codes[stale] % groups.size)
        codes, means = codes[~stale], means[~stale]


def _means(groups: _Groups, codes: Integers, score: Score, bond: float) -> Floats:
    """The mean score over the pairs of two groups, of a sample of them where they are large; 0 without a `bond`."""
    place, firsts, seconds = groups.between(codes)
    scores = score(firsts, seconds)
    means = np.bincount(place, scores, len(codes)) / np.bincount(place, minlength=len(codes))
    bound = np.bincount(place, scores >= bond, len(codes)) > 0
    result: Floats = np.where(bound, means, 0.0)
    return result


def _mutual(codes: Integers, means: Floats, size: int) -> list[Pair]:
    """The pairs that are nearest to each other; of equally near ones the first counts."""
    one, other = np.r_[codes // size, codes % size], np.r_[codes % size, codes // size]
    order = np.lexsort((other, -np.r_[means, means], one))
    one, other = one[order], other[order]
    first = np.flatnonzero(np.r_[True, one[1:] != one[:-1]]) if len(one) else one
    nearest = dict(zip(one[first].tolist(), other[first].tolist(), strict=True))
    return [(a, b) for a, b in nearest.items() if a < b and nearest[b] == a]
