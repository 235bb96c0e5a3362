"""What a linked set holds now: its assertions that are there still, those that came later, and how any are linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from headwater.cluster.features import Features
from headwater.cluster.grouping import likeness, tied
from headwater.cluster.language import settings
from headwater.cluster.latecomers import Arrived, candidates
from headwater.cluster.profiles import Profile
from headwater.cluster.repetition import Repetitions, Wording, wording
from headwater.cluster.scores import Scores
from headwater.cluster.told_twice import Twice
from headwater.linkage import Floats, Integers, Score, Verdict, distinct, link
from headwater.model import Assertion, Reading

Slot = int
"""A position in the set or, from its size on, the number of something that came later."""
Group = tuple[Slot, ...]
Pairs = tuple[Integers, Integers]
"""Two arrays of slots."""
DIGITS = 6
"""Of a score."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What later ones are compared with: the features of the set, which of it are one claim by themselves (positions),
    and where words stand first.
    """

    features: Features
    ties: tuple[Verdict, ...]
    worded: Mapping[Wording, int]


class Later:
    """What one article has that the set has not, or has otherwise: so many, looked at when that is asked for."""

    def __init__(self, size: int, make: Callable[[], Arrived]) -> None:
        self.size, self._make = size, make

    @cached_property
    def arrived(self) -> Arrived:
        return self._make()


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """One article as it is now: its assertions as they were `given`, and in the `order` of the text (indices).

    In that order: `positions` are those in the set, None of those that came `later`; `twice` are pairs of them that
    may tell of one event, of which the set has not both.
    """

    reading: Reading
    given: tuple[Assertion, ...]
    order: tuple[int, ...]
    positions: tuple[int | None, ...]
    later: Later | None
    twice: tuple[Twice, ...]


class Standing:
    """A set of `size` assertions in `articles` as it is now; `slots` are those of all assertions there are."""

    def __init__(
        self,
        size: int,
        articles: int,
        present: Sequence[Present],
        ground: Callable[[], Ground],
        ties: Callable[[], Sequence[Verdict]],
        scores: Scores | None = None,
    ) -> None:
        """`ties` are those of the ground, which may be known where the rest of it is not; `scores` what was compared of
        the set before.
        """
        self.size, self._articles, self._ground, self._ties = size, articles, ground, ties
        self._scores = scores or Scores()
        self.pool = [each.later for each in present if each.later]
        self.slots: list[Slot] = []
        self._twice: list[Twice] = []
        number = size
        for each in present:
            first = len(self.slots)
            if each.later is None:
                self.slots += each.positions  # type: ignore[arg-type]
                continue
            for position in each.positions:
                self.slots.append(number if position is None else position)
                number += position is None
            here = self.slots[first:]
            for told in each.twice:
                self._twice.append(replace(told, first=here[told.first], second=here[told.second]))
        self._there = np.zeros(number, dtype=bool)
        self._there[self.slots] = True

    @property
    def made_of(self) -> tuple[object, ...]:
        """What comes of the set before people's word follows from these."""
        return self.pool, self.slots, self._twice

    @property
    def later(self) -> list[Slot]:
        """All that came later."""
        return [*range(self.size, len(self._there))]

    @cached_property
    def _arrived(self) -> list[Arrived]:
        return [each.arrived for each in self.pool]

    @cached_property
    def _profiles(self) -> list[Profile]:
        return list(_numbered(self._arrived, self._articles))

    def left(self, groups: Iterable[Group]) -> list[Group]:
        """The groups of the set without what is gone."""
        if self._there[: self.size].all():
            return list(groups)
        gone = set(np.flatnonzero(~self._there[: self.size]).tolist())
        kept = (g if gone.isdisjoint(g) else tuple([slot for slot in g if slot not in gone]) for g in groups)
        return [group for group in kept if group]

    @cached_property
    def compared(self) -> tuple[Integers, Integers, Floats]:
        """Pairs of what came later with all that it is to be compared with; how crowded the place of each later is."""
        articles = np.array([profile.article for profile in self._profiles], dtype=np.int64)
        return candidates(self._arrived, articles, np.flatnonzero(self._there[: self.size]), self.size)

    @cached_property
    def same_words(self) -> list[Verdict]:
        """What came later with what is in the same words, in the set or before it."""
        if not self.pool:
            return []
        known, first = self._ground().worded, dict[Wording, Slot]()
        found = []
        for slot, profile in zip(self.later, self._profiles, strict=True):
            words = wording(profile)
            if words is not None:
                at = known.get(words, -1)
                original = at if at >= 0 and self._there[at] else first.setdefault(words, slot)
                found += [Verdict(original, slot, True)] if original != slot else []
        return found

    @cached_property
    def twice(self) -> list[Verdict]:
        """What an article tells twice, of which something came later."""
        if not self._twice:
            return []
        slots = sorted({slot for each in self._twice for slot in (each.first, each.second)})
        at = {slot: index for index, slot in enumerate(slots)}
        told = (replace(each, first=at[each.first], second=at[each.second]) for each in self._twice)
        ties = tied(told, self.features(slots))
        pairs = (sorted((slots[tie.first], slots[tie.second])) for tie in ties)
        return [Verdict(one, other, True) for one, other in pairs]

    def tied(self, members: Iterable[Slot]) -> list[Verdict]:
        """What is one claim by itself among these."""
        here = set(members)
        ties = [*self._ties(), *((*self.twice, *self.same_words) if max(here, default=0) >= self.size else ())]
        return [tie for tie in ties if tie.first in here and tie.second in here]

    @cached_property
    def alike(self) -> Score:
        """How likely two slots put one proposition."""
        later = [(each, len(each.profiles)) for each in self._arrived]
        return self._scores.beside(self._there[: self.size], later, self._crowding, self._looked_at)

    def linked(self, members: Sequence[Slot], ties: Iterable[Verdict], pairs: Pairs) -> list[Group]:
        """Groups of some slots (ascending) by how alike `pairs` of them are, those tied together to begin with."""
        at, here = {slot: index for index, slot in enumerate(members)}, np.array(members, dtype=np.int64)
        firsts, seconds = np.searchsorted(here, np.minimum(*pairs)), np.searchsorted(here, np.maximum(*pairs))
        codes = distinct(firsts * len(members) + seconds)
        found = link(
            [()] * len(members),
            lambda one, other: self.alike(here[one], here[other]),
            settings()["claims"]["threshold"],
            [Verdict(at[tie.first], at[tie.second], tie.same) for tie in ties],
            near=np.divmod(codes, max(1, len(members))),
            bond=settings()["claims"]["bond"],
        )
        return [tuple(members[index] for index in group) for group in found]

    def features(self, members: Sequence[Slot] | Integers) -> Features:
        """What some slots (ascending) are compared by."""
        slots = np.asarray(members, dtype=np.int64)
        later = slots[np.searchsorted(slots, self.size) :] - self.size
        return self._features.among(
            slots[: len(slots) - len(later)], [self._profiles[i] for i in later], self._crowding[later]
        )

    @cached_property
    def _features(self) -> Features:
        return self._ground().features.beside([each.background for each in self._arrived if each.background])

    @cached_property
    def _crowding(self) -> Floats:
        return self.compared[2] if self.pool else np.zeros(0)

    @cached_property
    def _repetitions(self) -> Repetitions:
        every = self._ground().features.repetitions.among(np.arange(self.size), self._profiles)
        return every.only(self._there)

    def _looked_at(self, firsts: Integers, seconds: Integers) -> Floats:
        """The scores of pairs that were not compared before.

        They are rounded: a last digit may be another with other pairs beside them, and those that are as alike as
        others are to stay that.
        """
        _, ones, others = self._repetitions.in_one_article(firsts, seconds)
        slots = distinct(np.concatenate([firsts, seconds, ones, others]))
        score = likeness(self.features(slots))
        return np.round(score(np.searchsorted(slots, firsts), np.searchsorted(slots, seconds)), DIGITS)


def _numbered(pool: Iterable[Arrived], articles: int) -> Iterable[Profile]:
    """The profiles in the pool; each article that is new to the set has a number of its own."""
    for each in pool:
        for profile in each.profiles:
            yield replace(profile, article=articles) if each.background else profile
        articles += each.background is not None
