"""Claims that stay as they are: a set linked as a whole, then what has come since linked to it, then people's word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from threading import Lock

import numpy as np

from headwater.cluster.extraction import location
from headwater.cluster.features import Features
from headwater.cluster.grouping import grouped, profiled, ties
from headwater.cluster.latecomers import arrived
from headwater.cluster.profiles import Page
from headwater.cluster.regrouping import Parted, decided, joined
from headwater.cluster.repetition import repeated, wording
from headwater.cluster.standing import Ground, Group, Present, Standing
from headwater.cluster.told_twice import told_twice
from headwater.linkage import Groups, Verdict
from headwater.model import Article, Assertion, Reading, Spans
from headwater.threads import one_thread

Key = tuple[object, int]
_Given = tuple[Iterable[Assertion], Iterable[Reading]]


def claims(
    asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Verdict] = ()
) -> Groups:
    """Indices into `asserted`, grouped by proposition; those that deny it are in its group as well.

    `readings` give the text around an assertion, for contents that do not say by themselves what they are about ("it
    was run from Paris"), and what the encoder makes of it. The order of `asserted` and of `readings` makes no
    difference to who is with whom.
    """
    known = tuple(readings)
    return Linked.of(asserted, known).claims(asserted, known, decisions)


@dataclass(frozen=True, slots=True)
class _Set:
    """What was linked: the readings and the numbers of their articles, what is asserted in the order of the texts, and
    where each of that is.
    """

    readings: Mapping[str, Reading]
    asserted: tuple[Assertion, ...]
    at: Mapping[Key, int]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, asserted: Iterable[Assertion], readings: Iterable[Reading]) -> _Set:
        ordered = tuple(sorted(asserted, key=_order))
        at = {key: position for position, key in enumerate(_keys(ordered))}
        numbers = {id_: number for number, id_ in enumerate(sorted({a.article for a in ordered}))}
        return cls({reading.article.id: reading for reading in readings}, ordered, at, numbers)


class Linked:
    """Assertions linked as a whole: the ground on which later ones are linked, and on which people decide.

    Nothing that comes later changes how these were compared, so that a claim stays what it is until something in it is
    gone, something new belongs to it, or somebody says so. What comes of it follows from the set, from what there is
    now and from what people say, whatever it was asked for before.
    """

    def __init__(self, articles: Collection[str], make: Callable[[], _Given], groups: Groups | None = None) -> None:
        """`make` gives what is asserted, and the readings, when they are asked for; `articles` are the ids of these.

        `groups` are those of the same set at an earlier time, if they are known.
        """
        self.articles, self._make = articles, make
        self._given, self._known, self._parted = groups, dict[str, Present](), Parted()
        self._making = Lock()

    @classmethod
    def of(
        cls, asserted: Iterable[Assertion], readings: Iterable[Reading] = (), groups: Groups | None = None
    ) -> Linked:
        known = tuple(readings)
        return cls({reading.article.id for reading in known}, lambda: (asserted, known), groups)

    @cached_property
    def _set(self) -> _Set:
        asserted, readings = self._make()
        return _Set.of(asserted, readings)

    @cached_property
    def groups(self) -> Groups:
        """The claims of the set by itself, as positions in the order of the texts."""
        return self._given if self._given is not None else self._made[1]

    def gather(self) -> None:
        """Makes what is wanted of others to be `warm`."""
        _ = self._set

    @one_thread()
    def warm(self) -> None:
        """Makes what takes long and is needed only where something new is linked, or a claim is parted. Another thread
        may ask for claims meanwhile.
        """
        _ = self._made[0].features.postings

    def claims(
        self, asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Verdict] = ()
    ) -> Groups:
        """Indices into `asserted`, by claim: of all that there is now, in `readings` as they are now.

        What is decided of two assertions changes the claims that hold them, and no others: those that are one become
        one, and one that is two is linked again without what is barred.
        """
        told: dict[str, list[int]] = defaultdict(list)
        for index, each in enumerate(asserted):
            told[each.article].append(index)
        given, present, order = {reading.article.id: reading for reading in readings}, [], []
        for id_, indices in sorted(told.items()):
            here = self._here(id_, [asserted[i] for i in indices], given.get(id_) or _unread(id_))
            present.append(here)
            order += [indices[i] for i in here.order]
        now = Standing(self.size, len(self._set.numbers), present, lambda: self._made[0])
        groups = now.left(self.groups)
        if now.pool:
            groups = joined(groups, now)
        if decisions := tuple(decisions):
            slot = dict(zip(order, now.slots, strict=True))
            verdicts = [Verdict(slot[d.first], slot[d.second], d.same) for d in decisions]
            groups = decided(groups, now, verdicts, self._parted)
        return _as_given(groups, now.slots, order)

    # -- the set --

    @property
    def size(self) -> int:
        return len(self._set.asserted) if self._given is None else sum(map(len, self._given))

    @property
    def _made(self) -> tuple[Ground, Groups]:
        with self._making:
            return self._linked

    @cached_property
    def _linked(self) -> tuple[Ground, Groups]:
        profiles, backgrounds = profiled(self._set.asserted, self._set.readings.values())
        again = repeated(profiles)
        features = Features(profiles, backgrounds, again)
        told = ties(profiles, [a.attribution is not None for a in self._set.asserted], again, features)
        worded = {words: i for i in range(len(profiles) - 1, -1, -1) if (words := wording(profiles[i])) is not None}
        groups = self._given if self._given is not None else grouped(profiles, features, told, again)
        return Ground(features, tuple(told), worded), groups

    # -- what there is now --

    def _here(self, id_: str, given: Sequence[Assertion], reading: Reading) -> Present:
        """One article; if it has not changed since the last time what was found then."""
        known = self._known.get(id_)
        if known is None or known.reading is not reading or known.given != tuple(given):
            order = tuple(sorted(range(len(given)), key=lambda i: _order(given[i])))
            known = self._known[id_] = self._placed(id_, tuple(given), order, reading)
        return known

    def _placed(self, id_: str, given: tuple[Assertion, ...], order: tuple[int, ...], reading: Reading) -> Present:
        there, asserted = self._set, [given[i] for i in order]
        before = there.readings.get(id_) or _unread(id_)
        positions = tuple(there.at.get(key) for key in _keys(asserted))
        if id_ in there.numbers and None not in positions and (reading is before or reading == before):
            return Present(reading, given, order, positions, None, ())
        page, old = Page(reading, there.numbers.get(id_, -1)), Page(before, there.numbers.get(id_, -1))
        profiles = [page.of(each) for each in asserted]
        positions = tuple(
            at if at is not None and old.of(there.asserted[at]) == profile else None
            for at, profile in zip(positions, profiles, strict=True)
        )
        new = [index for index, at in enumerate(positions) if at is None]
        if not new:
            return Present(reading, given, order, positions, None, ())
        attributed = [each.attribution is not None for each in asserted]
        twice = tuple(each for each in told_twice(profiles, attributed) if {each.first, each.second} & {*new})
        background = None if id_ in there.numbers else page.background
        later = arrived([profiles[i] for i in new], [attributed[i] for i in new], background, self._made[0].features)
        return Present(reading, given, order, positions, later, twice)


def _as_given(groups: Sequence[Group], slots: Sequence[int], order: Sequence[int]) -> Groups:
    """Groups of slots as indices, in the order of the texts: `order` are the indices of `slots`, which are in it."""
    rank = np.zeros(max(slots, default=0) + 1, dtype=np.int64)
    rank[slots] = np.arange(len(slots))
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    flat = rank[np.fromiter(chain.from_iterable(groups), np.int64, len(slots))]
    starts = np.cumsum(sizes) - sizes
    first = np.minimum.reduceat(flat, starts) if len(flat) else flat
    flat = flat[np.lexsort((flat, np.repeat(first, sizes)))]
    indices = np.array(order, dtype=np.int64)[flat].tolist()
    stops = np.cumsum(sizes[np.argsort(first)]).tolist()
    return tuple(tuple(indices[start:stop]) for start, stop in pairwise([0, *stops]))


def _order(assertion: Assertion) -> tuple[str, Spans, str, str]:
    return (*location(assertion), assertion.text)


def _keys(asserted: Iterable[Assertion]) -> Iterator[Key]:
    """Each by its place; of several at one place each by its number."""
    met: Counter[object] = Counter()
    for assertion in asserted:
        key = location(assertion)
        yield key, met[key]
        met[key] += 1


def _unread(article: str) -> Reading:
    return Reading(Article(article, "", ""), (), (), (), (), ())
