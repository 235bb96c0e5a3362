"""Readings > reuses: which articles share wording, how much of it, where, and whether it is only what both quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.kept import Kept
from headwater.model import Reading, Reuse
from headwater.reuse.direction import Standing, cites, direction, standing
from headwater.reuse.lists import thresholds
from headwater.reuse.matching import Matches
from headwater.reuse.names import AS_WRITTEN, Names
from headwater.reuse.tiling import Tile, Words
from headwater.reuse.wording import Wording, Wordings, direct

_FEW = 8
"""Of more articles that run one text word for word, each is paired with the first of these only."""


@dataclass(frozen=True, slots=True)
class _Known:
    reading: Reading
    wording: Wording
    standing: Standing

    @property
    def size(self) -> int:
        return len(self.wording.words)

    @property
    def ids(self) -> tuple[int, int, int]:
        """What is the same as long as all of it is."""
        return id(self.reading), id(self.wording), id(self.standing)


@dataclass(frozen=True, slots=True)
class _Version:
    """One text, word for word, and the articles (indices) that run it."""

    wording: Wording
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two wordings share: tiles, and how many of their words stand in runs that neither side quotes (`own`), that
    only the first or only the second quotes, or that both quote. `copied`: the own ones are enough by themselves.
    """

    tiles: tuple[Tile, ...]
    own: int
    by_first: int
    by_second: int
    by_both: int
    copied: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """What two wordings share, if it is enough; these have the same ids as long as this is kept."""

    first: Wording
    second: Wording
    tiles: tuple[Tile, ...]
    shared: _Shared | None


def reuses(readings: Iterable[Reading], names: Names = AS_WRITTEN) -> tuple[Reuse, ...]:
    """The pairs of articles that share enough wording, whatever the order of `readings`.

    Of many articles with one text not every pair is given, but enough of them to connect all.
    """
    return Reuses(names)(readings)


class Reuses:
    """As `reuses`, again and again: only what is new, or reads otherwise, is compared again."""

    def __init__(self, names: Names = AS_WRITTEN, before: tuple[Reuse, ...] | None = None) -> None:
        """`before`: what was found of the readings that are given first, if it is known."""
        self._names, self._before = names, before
        self._wordings, self._matches = Wordings(), Matches()
        self._standings = Kept[Reading, Standing]()
        self._known: dict[tuple[int, int], _Compared] = {}
        self._told: dict[tuple[int, ...], tuple[_Known, _Known, _Shared, Reuse]] = {}
        self._last: tuple[list[Reading], tuple[Reuse, ...]] = ([], ())

    def __call__(self, readings: Iterable[Reading]) -> tuple[Reuse, ...]:
        ordered = sorted(readings, key=lambda reading: reading.article.id)
        last, found = self._last
        if self._before is not None:
            found, self._before = self._before, None
            self._last = ordered, found
        elif len(last) != len(ordered) or not all(map(self._is_same, last, ordered)):
            found = self._found(ordered)
            self._last = ordered, found
        return found

    def _is_same(self, one: Reading, other: Reading) -> bool:
        """Whether two readings are the same in all that is looked at here."""
        return one is other or (
            one.article == other.article
            and [*direct(one)] == [*direct(other)]
            and standing(one, self._names) == standing(other, self._names)
        )

    def warm(self, *, worded_only: bool = False) -> None:
        """Makes what is needed only where something is compared, or the words that are compared, half of it."""
        worded = self._wordings(self._last[0])
        if not worded_only and not self._known:
            self._found(self._last[0])
            self._matches.warm(_by_key(_versions(worded)))

    def _found(self, ordered: Sequence[Reading]) -> tuple[Reuse, ...]:
        worded = self._wordings(ordered)
        standings = self._standings.each(ordered, lambda reading: standing(reading, self._names))
        known = [_Known(*each) for each in zip(ordered, worded, standings, strict=True)]
        told, self._told = self._told, {}
        for first, second, shared in self._sharing(_versions(worded)):
            for pair in _pairs(first.articles, second.articles):
                one, other = (known[index] for index in pair)
                key = (*one.ids, *other.ids, id(shared))
                self._told[key] = told.get(key) or (one, other, shared, _reuse(one, other, shared))
        found = [reuse for *_, reuse in self._told.values()]
        return tuple(sorted(found, key=lambda reuse: (sorted(reuse.articles), reuse.articles)))

    def _sharing(self, versions: Sequence[_Version]) -> Iterator[tuple[_Version, _Version, _Shared]]:
        known, self._known = self._known, {}
        for first, second, tiles in _laid(versions, self._matches):
            key = id(first.wording), id(second.wording)
            found = known.get(key)
            if found is None or found.tiles != tiles:
                shared = _enough(first.wording, second.wording, tiles)
                found = _Compared(first.wording, second.wording, tiles, shared)
            self._known[key] = found
            if found.shared:
                yield first, second, found.shared


def _reuse(one: _Known, other: _Known, shared: _Shared) -> Reuse:
    quoting = thresholds()["quoting"]["words"]
    known: tuple[bool, str] | None = None
    if shared.by_second >= quoting and cites(other.standing, one.standing):
        known = True, "credit"
    elif shared.by_first >= quoting and cites(one.standing, other.standing):
        known = False, "credit"
    elif shared.copied:
        known = direction(one.standing, other.standing)
    first, by = known or (True, None)
    words = sum(tile.length for tile in shared.tiles)
    spans = [(one.wording.span(t.first, t.length), other.wording.span(t.second, t.length)) for t in shared.tiles]
    articles, shares = (one.reading.article.id, other.reading.article.id), (words / one.size, words / other.size)
    if not first:
        articles, shares, spans = articles[::-1], shares[::-1], [span[::-1] for span in spans]
    return Reuse(articles, shares, tuple(sorted(spans)), not (shared.copied or by), by)


def _versions(worded: Sequence[Wording]) -> list[_Version]:
    """Different texts, the longest first; articles without words are left out."""
    articles: dict[bytes, list[int]] = defaultdict(list)
    for number, wording in enumerate(worded):
        if len(wording.words):
            articles[wording.key].append(number)
    texts = sorted(articles.values(), key=lambda numbers: (-len(worded[numbers[0]].words), numbers))
    return [_Version(worded[numbers[0]], tuple(numbers)) for numbers in texts]


def _laid(versions: Sequence[_Version], matches: Matches) -> Iterator[tuple[_Version, _Version, tuple[Tile, ...]]]:
    """Pairs of versions with the tiles of words that they share; one that several articles run with itself."""
    for version in versions:
        if len(version.articles) > 1:
            yield version, version, (Tile(0, 0, len(version.wording.words)),)
    for match in matches(_by_key(versions)):
        yield versions[match.first], versions[match.second], match.tiles


def _by_key(versions: Sequence[_Version]) -> dict[bytes, Words]:
    return {version.wording.key: version.wording.words for version in versions}


def _enough(first: Wording, second: Wording, tiles: tuple[Tile, ...]) -> _Shared | None:
    """What two wordings share, if it is a passage of their own or a longer quotation."""
    copying, quoting = thresholds()["copying"], thresholds()["quoting"]
    own = by_first = by_second = by_both = 0
    for tile in tiles:
        mine = first.own[tile.first : tile.first + tile.length]
        theirs = second.own[tile.second : tile.second + tile.length]
        own += _in_runs(mine & theirs)
        by_first += _in_runs(~mine & theirs)
        by_second += _in_runs(mine & ~theirs)
        by_both += _in_runs(~mine & ~theirs)
    smaller = min(np.count_nonzero(first.own), np.count_nonzero(second.own))
    copied = own >= copying["words"] and (own >= copying["share"] * smaller or own >= copying["passage"])
    enough = copied or by_first + by_second + by_both >= quoting["words"]
    return _Shared(tiles, own, by_first, by_second, by_both, copied) if enough else None


def _in_runs(marks: NDArray[np.bool_]) -> int:
    """How many marks are set in unbroken runs that are long enough to tell something."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.view(np.int8), [0]))))
    lengths: NDArray[np.intp] = edges[1::2] - edges[::2]
    return int(lengths[lengths >= thresholds()["copying"]["run"]].sum())


def _pairs(first: Sequence[int], second: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of articles of two texts (or of one): all of a few, of more those with the first few."""
    for place, one in enumerate(first):
        for there, other in enumerate(second):
            if (place < _FEW or there < _FEW) and (first is not second or place < there):
                yield one, other
