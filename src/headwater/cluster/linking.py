"""Claims that stay as they are: a set linked as a whole, then what has come since linked to it, then people's word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import groupby

from headwater.cluster.extraction import location
from headwater.cluster.features import Features
from headwater.cluster.grouping import grouped, profiled, repeated, ties, wording
from headwater.cluster.latecomers import arrived
from headwater.cluster.profiles import Page
from headwater.cluster.regrouping import Ground, Parted, Present, Regrouping
from headwater.cluster.told_twice import told_twice
from headwater.linkage import Groups, Verdict
from headwater.model import Article, Assertion, Reading, Spans

Key = tuple[object, int]


def claims(
    asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Verdict] = ()
) -> Groups:
    """Indices into `asserted`, grouped by proposition; those that deny it are in its group as well.

    `readings` give the text around an assertion, for contents that do not say by themselves what they are about ("it
    was run from Paris"), and what the encoder makes of it. The order of `asserted` and of `readings` makes no
    difference to who is with whom.
    """
    known = tuple(readings)
    return Linked(asserted, known).claims(asserted, known, decisions)


class Linked:
    """Assertions linked as a whole: the ground on which later ones are linked, and on which people decide.

    Nothing that comes later changes how these were compared, so that a claim stays what it is until something in it is
    gone, something new belongs to it, or somebody says so. What comes of it follows from the set, from what there is
    now and from what people say, whatever it was asked for before.
    """

    def __init__(
        self, asserted: Iterable[Assertion], readings: Iterable[Reading] = (), groups: Groups | None = None
    ) -> None:
        """`groups` are those of the same set at an earlier time, if they are known."""
        self._readings = {reading.article.id: reading for reading in readings}
        self._asserted = tuple(sorted(asserted, key=_order))
        self._at = {key: position for position, key in enumerate(_keys(self._asserted))}
        self._numbers = {id_: number for number, id_ in enumerate(sorted({a.article for a in self._asserted}))}
        self._given, self._known, self._parted = groups, dict[str, Present](), Parted()

    @cached_property
    def groups(self) -> Groups:
        """The claims of the set by itself, as positions in the order of the texts."""
        return self._given if self._given is not None else self._made[1]

    def warm(self) -> None:
        """Makes what takes long and is needed only where something new is linked, or a claim is parted."""
        _ = self._made

    def claims(
        self, asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Verdict] = ()
    ) -> Groups:
        """Indices into `asserted`, by claim: of all that there is now, in `readings` as they are now.

        What is decided of two assertions changes the claims that hold them, and no others: those that are one become
        one, and one that is two is linked again without what is barred.
        """
        order = sorted(range(len(asserted)), key=lambda i: _order(asserted[i]))
        given = {reading.article.id: reading for reading in readings}
        here = self._here([asserted[i] for i in order], given)
        now = Regrouping(self.size, len(self._numbers), here, lambda: self._made[0], self._parted)
        place = dict(zip(order, now.slots, strict=True))
        rank = {slot: position for position, slot in enumerate(now.slots)}
        verdicts = [Verdict(place[d.first], place[d.second], d.same) for d in decisions]
        told = sorted(sorted(rank[slot] for slot in group) for group in now.groups(self.groups, verdicts))
        return tuple(tuple(order[position] for position in group) for group in told)

    # -- the set --

    @property
    def size(self) -> int:
        return len(self._asserted)

    @property
    def articles(self) -> Set[str]:
        """The ids of the articles that the set was made of."""
        return self._readings.keys()

    @cached_property
    def _made(self) -> tuple[Ground, Groups]:
        profiles, backgrounds = profiled(self._asserted, self._readings.values())
        again = repeated(profiles)
        features = Features(profiles, backgrounds, again)
        told = ties(profiles, [a.attribution is not None for a in self._asserted], again)
        worded = {words: i for i in range(len(profiles) - 1, -1, -1) if (words := wording(profiles[i])) is not None}
        groups = self._given if self._given is not None else grouped(profiles, features, told, again)
        return Ground(features, tuple(told), worded), groups

    # -- what there is now --

    def _here(self, present: Sequence[Assertion], readings: Mapping[str, Reading]) -> list[Present]:
        """Article by article; of one that has not changed since the last time what was found then."""
        found = []
        for id_, told in groupby(present, key=lambda assertion: assertion.article):
            asserted, reading = tuple(told), readings.get(id_) or _unread(id_)
            known = self._known.get(id_)
            if known is None or known.reading is not reading or known.asserted != asserted:
                known = self._placed(id_, asserted, reading)
                self._known[id_] = known
            found.append(known)
        return found

    def _placed(self, id_: str, asserted: tuple[Assertion, ...], reading: Reading) -> Present:
        before = self._readings.get(id_) or _unread(id_)
        positions = tuple(self._at.get(key) for key in _keys(asserted))
        if id_ in self._numbers and None not in positions and (reading is before or reading == before):
            return Present(reading, asserted, positions, None, ())
        page, old = Page(reading, self._numbers.get(id_, -1)), Page(before, self._numbers.get(id_, -1))
        profiles = [page.of(each) for each in asserted]
        positions = tuple(
            at if at is not None and old.of(self._asserted[at]) == profile else None
            for at, profile in zip(positions, profiles, strict=True)
        )
        new = [index for index, at in enumerate(positions) if at is None]
        if not new:
            return Present(reading, asserted, positions, None, ())
        attributed = [each.attribution is not None for each in asserted]
        twice = tuple(pair for pair in told_twice(profiles, attributed) if {*pair} & {*new})
        background = None if id_ in self._numbers else page.background
        later = arrived([profiles[i] for i in new], [attributed[i] for i in new], background, self._made[0].features)
        return Present(reading, asserted, positions, later, twice)


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
