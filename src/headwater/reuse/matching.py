"""Which of many wordings share stretches: found by an index of runs, then laid side by side.

Nearly linear in their number. Wordings come in groups: the longest version of a text, and what is mostly taken from it.
Of a group only a few are laid beside what follows, and a run that a group has is listed once for the group, so that a
thousand versions of one wire story cost a few thousand comparisons, not half a million.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.reuse.lists import thresholds
from headwater.reuse.tiling import Tile, Words, indexed, runs, tiles

LATE = 0.1
"""Of more wordings than this share that are new all are compared again."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two wordings (indices, the lower first) and the tiles that they share."""

    first: int
    second: int
    tiles: tuple[Tile, ...]


class Matches:
    """As `matches`, again and again: what two wordings share is found once.

    A wording that comes later is laid beside those there that have most of its runs, group or no group.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[bytes, bytes], tuple[Tile, ...]] = {}
        self._keys: list[bytes] = []
        self._postings = _Postings()

    def __call__(self, known: Mapping[bytes, Words]) -> list[Match]:
        """`known` are the wordings, under keys that are equal where all words are; the indices are by its order."""
        keys, wordings = [*known], [*known.values()]
        if keys != self._keys:
            late = set(keys) - set(self._keys)
            if not self._keys or len(late) > len(keys) * LATE:
                self._postings = _Postings()
                found = {(keys[m.first], keys[m.second]): m.tiles for m in matches(wordings)}
            else:
                found = dict(self._found)
                self._postings.add(known)
                for number, key in enumerate(keys):
                    for match in self._late(number, keys, wordings) if key in late else ():
                        found[keys[match.first], keys[match.second]] = match.tiles
            self._found, self._keys = found, keys
        places = {key: index for index, key in enumerate(keys)}
        there = ((places.get(one, -1), places.get(other, -1), tiles) for (one, other), tiles in self._found.items())
        return [Match(min(a, b), max(a, b), t if a < b else _turned(t)) for a, b, t in there if a >= 0 and b >= 0]

    def warm(self, known: Mapping[bytes, Words]) -> None:
        """Makes what is needed only where a wording comes later."""
        self._postings.add(known)

    def _late(self, number: int, keys: Sequence[bytes], wordings: Sequence[Words]) -> Iterator[Match]:
        """What one wording shares with those that have enough of its runs."""
        limits = thresholds()["comparing"]
        shared = self._postings.shared(wordings[number])
        hits = {other: shared[key] for other, key in enumerate(keys) if other != number and key in shared}
        likely = sorted((o for o in hits if hits[o] >= limits["runs"]), key=lambda o: (-hits[o], o))
        for other in likely[: limits["reports"] * limits["kept"]]:
            first, second = sorted((number, other))
            yield Match(first, second, tiles(wordings[first], indexed(wordings[second])))


class _Postings:
    """Which wordings hold a run; one that is gone does no harm."""

    def __init__(self) -> None:
        self._keys: dict[bytes, int] = {}
        self._runs, self._holders = np.empty(0, np.uint64), np.empty(0, np.int64)

    def add(self, wordings: Mapping[bytes, Words]) -> None:
        """Those that are not there yet."""
        new = {key: np.unique(runs(words)) for key, words in wordings.items() if key not in self._keys}
        if not new:
            return
        numbers = [self._keys.setdefault(key, len(self._keys)) for key in new]
        every = np.concatenate([self._runs, *new.values()])
        holders = np.concatenate([self._holders, np.repeat(numbers, [len(each) for each in new.values()])])
        order = np.argsort(every, kind="stable")
        self._runs, self._holders = every[order], holders[order]

    def shared(self, words: Words) -> dict[bytes, int]:
        """How many runs each wording has in common with this one."""
        own = np.unique(runs(words))
        first, stop = np.searchsorted(self._runs, own), np.searchsorted(self._runs, own, "right")
        held = [self._holders[begin:end] for begin, end in zip(first.tolist(), stop.tolist(), strict=True)]
        often = np.bincount(np.concatenate([*held, self._holders[:0]]), minlength=len(self._keys)).tolist()
        return {key: often[number] for key, number in self._keys.items() if often[number]}


def _turned(tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
    return tuple(sorted(Tile(second, first, length) for first, second, length in tiles))


def matches(wordings: Sequence[Words]) -> Iterator[Match]:
    """Pairs of wordings that share stretches, each once; they have to differ, and the longest come first.

    Of a text in many versions not every pair is given, but each version with some of the longest ones.
    """
    limits = thresholds()["comparing"]
    shared = _shared_runs(wordings)
    holders: dict[int, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    for number, words in enumerate(wordings):
        hits = Counter(group for run in shared[number] for group in holders[run])
        likely = sorted((group for group in hits if hits[group] >= limits["runs"]), key=lambda g: (-hits[g], g))
        index = indexed(words) if likely else None
        found = [
            Match(other, number, tiles(wordings[other], index))
            for group in likely[: limits["reports"]] if index
            for other in groups[group]
        ]  # fmt: skip
        yield from found
        home = _home(found, groups, likely, len(words))
        if home is None:
            home = len(groups)
            groups.append([])
        if len(groups[home]) < limits["kept"]:
            groups[home].append(number)
        for run in shared[number]:
            if home not in holders[run] and len(holders[run]) < limits["holders"]:
                holders[run].append(home)


def _home(found: Sequence[Match], groups: Sequence[Sequence[int]], likely: Sequence[int], size: int) -> int | None:
    """The group that has most of a wording of `size` words, if one has nearly all."""
    covered = {match.first: sum(tile.length for tile in match.tiles) for match in found}
    most = {group: max(covered.get(member, 0) for member in groups[group]) for group in likely}
    best = max(likely, key=lambda group: (most[group], -group), default=None)
    enough = thresholds()["copying"]["reprint"] * size
    return best if best is not None and most[best] >= enough else None


def _shared_runs(wordings: Sequence[Words]) -> list[list[int]]:
    """For each wording its runs that another one has too, by their numbers."""
    numbers = [np.unique(runs(words)) for words in wordings]
    known, counts = np.unique(np.concatenate([*numbers, np.empty(0, np.uint64)]), return_counts=True)
    several: NDArray[np.bool_] = counts > 1
    return [each[several[np.searchsorted(known, each)]].tolist() for each in numbers]
