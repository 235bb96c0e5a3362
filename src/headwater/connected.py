"""Things that share signs, in groups: where some come or go, only the groups that they touch are made again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Thing = TypeVar("Thing")
Sign = Hashable
Integers = NDArray[np.int64]
Signs = Callable[[Thing], tuple[Iterable[Sign], Iterable[Sign]]]
"""The signs that tie a thing to every other that has them, and those that tie it only to things of the first kind."""


class Connected(Generic[Thing]):
    """The groups of things that signs connect, by way of others too."""

    def __init__(self, signs: Signs[Thing], order: Callable[[Thing], Any]) -> None:
        """`order`: by what the things of a group are put in order."""
        self._signs, self._order = signs, order
        self._numbers: dict[Sign, int] = {}
        self._groups: dict[int, tuple[Thing, ...]] = {}
        self._next = count()
        # By the id of a thing: what it bears (the number of a sign twice, and one more where it only waits for others),
        # and its group. By the number of a sign: who has it, and how many of these it ties to all.
        self._borne: dict[int, tuple[int, ...]] = {}
        self._group: dict[int, int] = {}
        self._holders, self._tying = defaultdict[int, set[int]](set), Counter[int]()

    def changed(
        self, gone: Collection[Thing], new: Collection[Thing]
    ) -> tuple[Mapping[int, tuple[Thing, ...]], Mapping[int, tuple[Thing, ...]]]:
        """The groups that are there no more, by number, and those that are new; no thing is in `new` that is there."""
        touched = {*self._left(gone)}
        borne = [self._bears(thing) for thing in new]
        for codes in borne:
            touched.update(self._met(codes))
        for thing, codes in zip(new, borne, strict=True):
            self._borne[id(thing)] = codes
            for code in codes:
                self._holders[code >> 1].add(id(thing))
                self._tying[code >> 1] += not code & 1
        left, out = {number: self._groups.pop(number) for number in sorted(touched)}, set(map(id, gone))
        staying = [thing for group in left.values() for thing in group if id(thing) not in out]
        made = dict(zip(self._next, self._parted(sorted([*staying, *new], key=self._order)), strict=False))
        for number, group in made.items():
            self._groups[number] = group
            self._group.update(zip(map(id, group), [number] * len(group), strict=True))
        return left, made

    def _left(self, gone: Iterable[Thing]) -> Iterator[int]:
        """The groups in which something is gone, which is forgotten."""
        for thing in gone:
            yield self._group.pop(id(thing))
            for code in self._borne.pop(id(thing)):
                self._holders[code >> 1].discard(id(thing))
                self._tying[code >> 1] -= not code & 1

    def _met(self, codes: Iterable[int]) -> Iterator[int]:
        """The groups that something with these signs ties."""
        for code in codes:
            holders = self._holders.get(code >> 1)
            if holders and self._tying[code >> 1]:
                yield self._group[next(iter(holders))]  # all are in one group
            elif holders and not code & 1:
                yield from {self._group[holder] for holder in holders}

    def _bears(self, thing: Thing) -> tuple[int, ...]:
        ties, waits = map(set, self._signs(thing))
        numbered = self._numbers
        bound = (2 * numbered.setdefault(sign, len(numbered)) for sign in ties)
        return (*bound, *(2 * numbered.setdefault(sign, len(numbered)) + 1 for sign in waits - ties))

    def _parted(self, things: Sequence[Thing]) -> list[tuple[Thing, ...]]:
        """The groups of some things of which no other shares a sign that ties, the one with the first thing first."""
        borne = [self._borne[id(thing)] for thing in things]
        who = np.repeat(np.arange(len(borne)), np.fromiter(map(len, borne), np.int64, len(borne)))
        codes = np.fromiter(chain.from_iterable(borne), np.int64, len(who))
        sign, waits = codes >> 1, (codes & 1).astype(bool)
        met = np.zeros(len(self._numbers), dtype=bool)
        met[sign[~waits]] = True
        linking = met[sign]
        first = _first(who[linking], sign[linking], len(borne))
        order = np.argsort(first, kind="stable")
        stops = [*(np.flatnonzero(np.diff(first[order])) + 1).tolist(), len(order)] if len(order) else []
        ordered = [things[index] for index in order.tolist()]
        return [tuple(ordered[start:stop]) for start, stop in pairwise([0, *stops])]


def _first(who: Integers, sign: Integers, size: int) -> Integers:
    """For each of so many the first one that signs connect it with, by way of others too."""
    found = np.arange(size)
    order = np.argsort(sign, kind="stable")
    holders, starts = who[order], np.flatnonzero(np.diff(sign[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    while len(starts):
        least = np.repeat(np.minimum.reduceat(found[holders], starts), sizes)
        nearer = found.copy()
        np.minimum.at(nearer, holders, least)
        nearer = nearer[nearer]
        if np.array_equal(nearer, found):
            break
        found = nearer
    return found
