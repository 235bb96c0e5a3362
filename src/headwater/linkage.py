"""Who belongs with whom: block, score, judge, connected components; for entities and for claims alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two items (indices): the same, or not the same. It outranks every score."""

    first: int
    second: int
    same: bool


def components(size: int, joins: Iterable[Pair]) -> tuple[tuple[int, ...], ...]:
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


def candidates(blocks: Sequence[Iterable[Hashable]], largest: int) -> Iterator[Pair]:
    """Each pair of items that share a block, once, ascending; a block of more than `largest` items tells nothing."""
    members: dict[Hashable, list[int]] = defaultdict(list)
    for item, keys in enumerate(blocks):
        for key in set(keys):
            members[key].append(item)
    pairs = {
        (first, second)
        for group in members.values()
        if len(group) <= largest
        for position, first in enumerate(group)
        for second in group[position + 1 :]
    }
    yield from sorted(pairs)


def link(
    items: Sequence[T],
    blocks: Callable[[T], Iterable[Hashable]],
    score: Callable[[T, T], float],
    threshold: float,
    decisions: Iterable[Decision] = (),
    largest_block: int = 200,
) -> tuple[tuple[int, ...], ...]:
    """Groups of indices, as from `components`: greedy merging from the highest score down.

    Two groups merge when the mean score over all their pairs reaches `threshold` (so that no chain of weak links
    snowballs) and no pair in them was judged "not the same"; pairs judged "same" are together before any score is
    looked at. Of two decisions on one pair the later holds; a "same" that would bring a "not the same" pair together by
    way of others is left out. Equal scores are taken in the order of the items, so sort them for a stable result.
    """
    verdicts = {(min(d.first, d.second), max(d.first, d.second)): d.same for d in decisions}
    groups = _Groups(len(items), {pair for pair, same in verdicts.items() if not same})
    for pair in sorted(pair for pair, same in verdicts.items() if same):
        groups.merge(*pair, lambda _one, _other: True)

    known: dict[Pair, float] = {}

    def scored(first: int, second: int) -> float:
        pair = (first, second) if first < second else (second, first)
        if pair not in known:
            known[pair] = score(items[pair[0]], items[pair[1]])
        return known[pair]

    def close(one: Sequence[int], other: Sequence[int]) -> bool:
        return sum(scored(a, b) for a in one for b in other) >= threshold * len(one) * len(other)

    likely = candidates([tuple(blocks(item)) for item in items], largest_block)
    for pair in sorted((p for p in likely if scored(*p) >= threshold), key=lambda p: (-known[p], p)):
        groups.merge(*pair, close)
    return groups.all()


class _Groups:
    """Disjoint groups of items that merge only where nobody forbids it."""

    def __init__(self, size: int, forbidden: set[Pair]) -> None:
        self._members = {item: [item] for item in range(size)}
        self._group = list(range(size))
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._refused: set[tuple[int, int, int]] = set()
        for first, second in forbidden:
            self._apart[first].add(second)
            self._apart[second].add(first)

    def merge(self, first: int, second: int, agree: Callable[[Sequence[int], Sequence[int]], bool]) -> None:
        one, other = sorted((self._group[first], self._group[second]))
        if one == other:
            return
        mine, theirs = self._members[one], self._members[other]
        # Groups only grow, so two groups of the same sizes as before are the ones that were refused before.
        attempt = (one, other, len(mine) * len(self._group) + len(theirs))
        if attempt in self._refused:
            return
        barred = any(self._group[enemy] == other for item in mine for enemy in self._apart[item])
        if barred or not agree(mine, theirs):
            self._refused.add(attempt)
            return
        for item in theirs:
            self._group[item] = one
        mine.extend(self._members.pop(other))

    def all(self) -> tuple[tuple[int, ...], ...]:
        return tuple(sorted(tuple(sorted(group)) for group in self._members.values()))
