"""Claims that stay as they are: a set linked as a whole, then what has come since linked to it, then people's word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby, pairwise
from threading import Lock

import numpy as np

from headwater.cluster.extraction import location
from headwater.cluster.features import Features
from headwater.cluster.grouping import grouped, profiled, ties
from headwater.cluster.latecomers import Arrived, arrived
from headwater.cluster.profiles import Page
from headwater.cluster.regrouping import Parted, decided, joined
from headwater.cluster.repetition import repeated, wording
from headwater.cluster.scores import Scores
from headwater.cluster.standing import Ground, Group, Later, Present, Standing
from headwater.cluster.told_twice import Twice, told_twice
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


@dataclass(frozen=True, slots=True)
class Came:
    """What is `later` in one article, as in `Present`: known by the places of the rest, and without being looked at."""

    article: str
    positions: tuple[int | None, ...]
    twice: tuple[Twice, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a linked set: what of it is one claim by itself, and how crowded the places of all are, as doubles
    (neither if that was not looked at); what `came` later, the groups of all `joined` before people's word, as slots;
    and claims of the set that were parted.
    """

    ties: tuple[Verdict, ...] | None = None
    crowding: bytes = b""
    came: tuple[Came, ...] = ()
    joined: Groups = ()
    parted: tuple[tuple[Group, tuple[Verdict, ...], Groups], ...] = ()

    def fits(self, size: int) -> bool:
        """Whether it can be of a set of so many."""
        named = [
            *(slot for tie in self.ties or () for slot in (tie.first, tie.second)),
            *(position for each in self.came for position in each.positions if position is not None),
            *(slot for members, _, _ in self.parted for slot in members),
        ]
        whole = all(sorted(chain.from_iterable(groups)) == sorted(members) for members, _, groups in self.parted)
        whole &= all(0 <= t.first < t.second < len(each.positions) for each in self.came for t in each.twice)
        return whole and all(0 <= slot < size for slot in named) and len(self.crowding) in (0, 8 * size)


class UnreadyError(Exception):
    """What is wanted soon needs what is not made yet."""


class Linked:
    """Assertions linked as a whole: the ground on which later ones are linked, and on which people decide.

    Nothing that comes later changes how these were compared, so that a claim stays what it is until something in it is
    gone, something new belongs to it, or somebody says so. What comes of it follows from the set, from what there is
    now and from what people say, whatever it was asked for before.
    """

    def __init__(
        self,
        articles: Collection[str],
        make: Callable[[], _Given],
        groups: Groups | None = None,
        outcome: Outcome = Outcome(),
    ) -> None:
        """`make` gives what is asserted, and the readings, when they are asked for; `articles` are the ids of these.

        `groups` are those of the same set at an earlier time, if they are known, and `outcome` what came of it.
        """
        self.articles, self._make = articles, make
        self._given, self._known, self._outcome = groups, dict[str, Present](), outcome
        self._came: dict[str, Came] = {}
        self._parted: Parted = {(members, said): [*parted] for members, said, parted in outcome.parted}
        self._joined: tuple[tuple[object, ...], list[Group]] | None = None
        self._scores, self._making, self._soon = Scores(), Lock(), False

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
        for each in [*self._known.values()]:
            _ = each.later and each.later.arrived

    def compare(self, asserted: Sequence[Assertion], readings: Iterable[Reading]) -> None:
        """Looks at what came later beside the set, so that what comes next is looked at alone."""
        self._soon = False
        now, _ = self._now(asserted, readings)
        if now.pool:
            now.alike(*now.compared[:2])

    def claims(
        self,
        asserted: Sequence[Assertion],
        readings: Iterable[Reading] = (),
        decisions: Iterable[Verdict] = (),
        *,
        soon: bool = False,
    ) -> Groups:
        """Indices into `asserted`, by claim: of all that there is now, in `readings` as they are now.

        What is decided of two assertions changes the claims that hold them, and no others: those that are one become
        one, and one that is two is linked again without what is barred. If they are wanted `soon`, and the groups of
        the set are known, nothing that takes long is made for them: an UnreadyError says that it would have to be.
        """
        self._soon = soon and self._given is not None
        now, order = self._now(asserted, readings)
        if not now.pool:
            groups = now.left(self.groups)
        elif self._joined is None or self._joined[0] != now.made_of:
            groups = joined(now.left(self.groups), now)
            self._joined = now.made_of, groups
        else:
            groups = self._joined[1]
        if decisions := tuple(decisions):
            slot = dict(zip(order, now.slots, strict=True))
            verdicts = [Verdict(slot[d.first], slot[d.second], d.same) for d in decisions]
            groups = decided(groups, now, verdicts, self._parted)
        return _as_given(groups, now.slots, order)

    def resume(self, asserted: Sequence[Assertion], readings: Iterable[Reading]) -> None:
        """Takes what came of the set from its outcome: `asserted` and `readings` are those that it was told of."""
        self._soon, self._came = False, {each.article: each for each in self._outcome.came}
        now, _ = self._now(asserted, readings)
        self._came = {}
        if sorted(chain.from_iterable(self._outcome.joined)) == sorted(now.slots):
            self._joined = now.made_of, [*self._outcome.joined]

    @property
    def outcome(self) -> Outcome:
        """What came of the set, as it was asked for last."""
        made = self._made[0] if "_linked" in vars(self) else None
        came = tuple(Came(id_, each.positions, each.twice) for id_, each in self._known.items() if each.later)
        return Outcome(
            made.ties if made else self._outcome.ties,
            made.features.crowding.tobytes() if made else self._outcome.crowding,
            came,
            tuple(self._joined[1]) if self._joined and came else (),
            tuple((members, said, tuple(parted)) for (members, said), parted in self._parted.items()),
        )

    def _now(self, asserted: Sequence[Assertion], readings: Iterable[Reading]) -> tuple[Standing, list[int]]:
        """The set as it is now, and the indices of its slots."""
        told: dict[str, list[int]] = defaultdict(list)
        articles = [each.article for each in asserted]
        for article, run in groupby(range(len(asserted)), articles.__getitem__):
            told[article] += run
        given, present, order = {reading.article.id: reading for reading in readings}, [], []
        for id_, indices in sorted(told.items()):
            here = self._here(id_, [asserted[i] for i in indices], given.get(id_) or _unread(id_))
            present.append(here)
            order += [indices[i] for i in here.order]
        self._known = {id_: self._known[id_] for id_ in told}
        numbers = self.size, len(self._set.numbers)
        return Standing(*numbers, present, self._ground, self._ties, self._scores), order

    def _ties(self) -> tuple[Verdict, ...]:
        return self._ground().ties if self._outcome.ties is None else self._outcome.ties

    # -- the set --

    @property
    def size(self) -> int:
        return len(self._set.asserted) if self._given is None else sum(map(len, self._given))

    @property
    def _made(self) -> tuple[Ground, Groups]:
        with self._making:
            return self._linked

    def _ground(self) -> Ground:
        if self._soon and "_linked" not in vars(self):
            raise UnreadyError
        return self._made[0]

    @cached_property
    def _linked(self) -> tuple[Ground, Groups]:
        profiles, backgrounds = profiled(self._set.asserted, self._set.readings.values())
        again, known = repeated(profiles), self._outcome
        crowding = np.frombuffer(known.crowding) if known.crowding else None
        features = Features(profiles, backgrounds, again, crowding)
        told = known.ties
        if told is None:
            told = tuple(ties(profiles, [a.attribution is not None for a in self._set.asserted], again, features))
        worded = {words: i for i in range(len(profiles) - 1, -1, -1) if (words := wording(profiles[i])) is not None}
        groups = self._given if self._given is not None else grouped(profiles, features, told, again)
        return Ground(features, told, worded), groups

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
        if id_ in there.numbers and None not in positions and _is_still(reading, before):
            return Present(reading, given, order, positions, None, ())
        came = self._came.get(id_)
        if came and len(came.positions) == len(given):
            new = [index for index, at in enumerate(came.positions) if at is None]
            later = Later(len(new), lambda: self._arrived(id_, reading, [asserted[index] for index in new]))
            return Present(reading, given, order, came.positions, later, came.twice)
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
        later = Later(len(new), lambda: self._arrived(id_, reading, [asserted[index] for index in new]))
        return Present(reading, given, order, positions, later, twice)

    def _arrived(self, id_: str, reading: Reading, new: Sequence[Assertion]) -> Arrived:
        there = self._set
        page = Page(reading, there.numbers.get(id_, -1))
        background = None if id_ in there.numbers else page.background
        attributed = [each.attribution is not None for each in new]
        return arrived([page.of(each) for each in new], attributed, background, self._ground().features)


def _as_given(groups: Sequence[Group], slots: Sequence[int], order: Sequence[int]) -> Groups:
    """Groups of slots as indices, in the order of the texts: `order` are the indices of `slots`, which are in it."""
    rank = np.zeros(max(slots, default=0) + 1, dtype=np.int64)
    rank[slots] = np.arange(len(slots))
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    flat = rank[np.fromiter(chain.from_iterable(groups), np.int64, len(slots))]
    starts = np.cumsum(sizes) - sizes
    first = np.minimum.reduceat(flat, starts) if len(flat) else flat
    flat = flat[np.lexsort((flat, np.repeat(first, sizes)))]
    indices = tuple(np.array(order, dtype=np.int64)[flat].tolist())
    stops = np.cumsum(sizes[np.argsort(first)]).tolist()
    return tuple([indices[start:stop] for start, stop in pairwise([0, *stops])])


def _order(assertion: Assertion) -> tuple[str, Spans, str, str]:
    return (*location(assertion), assertion.text)


def _keys(asserted: Iterable[Assertion]) -> Iterator[Key]:
    """Each by its place; of several at one place each by its number."""
    met: Counter[object] = Counter()
    for assertion in asserted:
        key = location(assertion)
        yield key, met[key]
        met[key] += 1


def _is_still(reading: Reading, before: Reading) -> bool:
    """Whether a reading is as it was, but for what it takes from others: nothing is compared by that."""
    return reading is before or replace(reading, derivations=()) == replace(before, derivations=())


def _unread(article: str) -> Reading:
    return Reading(Article(article, "", ""), (), (), (), (), ())
