"""What was made the last time, kept as long as it would be made of the very same again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from headwater.model import Reading

Integers = NDArray[np.int64]

Thing = TypeVar("Thing")
Made = TypeVar("Made")
FEW = 1_000
"""Things that are put in their places one by one."""


class Kept(Generic[Thing, Made]):
    """What one step makes of each of many things."""

    def __init__(self) -> None:
        self._given: tuple[object, ...] = ()
        self._known: dict[int, tuple[Thing, Made]] = {}

    def each(
        self,
        things: Sequence[Thing],
        make: Callable[[Thing], Made],
        *given: object,
        still: Callable[[Thing], bool] = lambda _: False,
    ) -> list[Made]:
        """In their order; anew of a thing that is not the very same as the last time, or if what is `given` is not.

        `still` says of a thing that what is made of it stays the same all the same.
        """
        known = self._known
        if given != self._given:
            known = {id(thing): known[id(thing)] for thing in things if id(thing) in known and still(thing)}
        found = [known.get(id(thing)) or (thing, make(thing)) for thing in things]
        self._known, self._given = dict(zip(map(id, things), found, strict=True)), given
        return [made for _, made in found]


class Sorted(Generic[Thing]):
    """Things in order: those that were there the last time are in their order already."""

    def __init__(self, key: Callable[[Thing], Any]) -> None:
        """The `key` of a thing has to stay what it is."""
        self._key, self._keys, self._things = key, list[Any](), list[Thing]()

    def __call__(self, things: Collection[Thing]) -> list[Thing]:
        here, before = set(map(id, things)), set(map(id, self._things))
        gone = [thing for thing in self._things if id(thing) not in here]
        return self.changed(gone, [thing for thing in things if id(thing) not in before])

    def changed(self, gone: Collection[Thing], new: Collection[Thing]) -> list[Thing]:
        """As they were the last time, without those that are `gone` and with those that are `new`."""
        if len(gone) + len(new) > FEW:
            out = set(map(id, gone))
            kept = [pair for pair in zip(self._keys, self._things, strict=True) if id(pair[1]) not in out]
            pairs = sorted([*kept, *((self._key(thing), thing) for thing in new)], key=itemgetter(0))
            self._keys, self._things = [key for key, _ in pairs], [thing for _, thing in pairs]
        else:
            for thing in gone:
                self._remove(thing)
            for thing in new:
                self._insert(thing)
        return [*self._things]

    def _remove(self, thing: Thing) -> None:
        at = bisect_left(self._keys, self._key(thing))
        while self._things[at] is not thing:
            at += 1
        del self._keys[at], self._things[at]

    def _insert(self, thing: Thing) -> None:
        at = bisect_right(self._keys, key := self._key(thing))
        self._keys.insert(at, key)
        self._things.insert(at, thing)


class Rows:
    """Groups of things, each known by the ids of these, laid in one row."""

    def __init__(self, ids: Integers, sizes: Integers) -> None:
        self._ids, self._sizes, self._starts = ids, sizes, np.cumsum(sizes) - sizes

    @classmethod
    def of(cls, groups: Sequence[Sequence[int]], ids: Sequence[int]) -> Rows:
        """Of groups that are not empty, as indices of things with these ids."""
        sizes = np.fromiter(map(len, groups), np.int64, len(groups))
        flat = np.fromiter(chain.from_iterable(groups), np.int64, int(sizes.sum()))
        return cls(np.array(ids, dtype=np.int64)[flat], sizes)

    def among(self, others: Rows) -> Integers:
        """For each group the place of the one among others that holds the same, or -1; no two others share a thing."""
        found = np.full(len(self._sizes), -1)
        if not len(found) or not len(others._sizes):
            return found
        first, theirs = self._ids[self._starts], others._ids[others._starts]
        order = np.argsort(theirs)
        place = order[np.minimum(np.searchsorted(theirs, first, sorter=order), len(order) - 1)]
        here = np.flatnonzero((theirs[place] == first) & (others._sizes[place] == self._sizes))
        sizes = self._sizes[here]
        mine, other = (runs(r._starts[at], sizes) for r, at in ((self, here), (others, place[here])))
        same = (
            np.logical_and.reduceat(self._ids[mine] == others._ids[other], np.cumsum(sizes) - sizes)
            if len(here)
            else here
        )
        found[here[same]] = place[here[same]]
        return found


def runs(starts: Integers, sizes: Integers) -> Integers:
    """The numbers from each start on, so many of each, one run after the other."""
    return np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


class Settled:
    """Readings that are the very same as the last time if what a step sees of them is equal: all, unless told."""

    def __init__(self, seen: Callable[[Reading], object] = lambda reading: reading) -> None:
        self._seen, self._known = seen, dict[str, Reading]()

    def __call__(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        known = self._known
        found = tuple(
            before
            if (before := known.get(r.article.id)) and (before is r or self._seen(before) == self._seen(r))
            else r
            for r in readings
        )
        self._known = {reading.article.id: reading for reading in found}
        return found


class Same(Generic[Made]):
    """The one thing that one step makes; `behind` says that what was given last is older than it should be."""

    def __init__(self) -> None:
        self._last: tuple[tuple[object, ...], Made] | None = None
        self.behind = False

    def take(self, made: Made, *given: object) -> None:
        """What somebody else has made of what is given."""
        self._last = given, made

    @property
    def last(self) -> Made | None:
        """What was made the last time."""
        return self._last[1] if self._last else None

    def __call__(self, make: Callable[[], Made], *given: object, older: bool = False) -> Made:
        """Anew if what it is made of, all that is `given`, is not what it was; `older`: the last one will do."""
        self.behind = older and self._last is not None and self._last[0] != given
        if self._last is None or (self._last[0] != given and not older):
            self._last = given, make()
        return self._last[1]


@contextmanager
def aside(*steps: object) -> Iterator[None]:
    """What the steps make meanwhile is forgotten, and what they made before is as it was."""
    before = [dict(vars(step)) for step in steps]
    yield
    for step, known in zip(steps, before, strict=True):
        vars(step).update(known)
