"""The groups of a set as it is now: without what is gone, with what came later, and as people say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from headwater.cluster.features import Features
from headwater.cluster.grouping import Wording, likeness, wording
from headwater.cluster.language import settings
from headwater.cluster.latecomers import Arrived, candidates
from headwater.cluster.neighbours import neighbours
from headwater.cluster.profiles import Profile
from headwater.linkage import Groups, Integers, Pair, Verdict, components, link
from headwater.model import Assertion, Reading

Slot = int
"""A position in the set or, from its size on, the number of something that came later."""
Group = tuple[Slot, ...]
Parted = dict[tuple[Group, tuple[Verdict, ...]], list[Group]]
"""Claims of the set, by what is known of their members, linked again without what is barred."""
TOGETHER = 256
"""Members of claims that are parted, up to which each is compared with every other."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What later ones are compared with: the features of the set, which of it are one claim by themselves (positions),
    and where words stand first.
    """

    features: Features
    ties: tuple[Verdict, ...]
    worded: Mapping[Wording, int]


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """One article as it is now: the positions of its assertions in the set, None of those that came `later`.

    `twice` are pairs of its assertions that tell of one event, of which the set has not both.
    """

    reading: Reading
    asserted: tuple[Assertion, ...]
    positions: tuple[int | None, ...]
    later: Arrived | None
    twice: tuple[Pair, ...]


class Regrouping:
    """A set of `size` assertions in `articles` as it is now; `slots` are those of all assertions there are."""

    def __init__(
        self, size: int, articles: int, present: Sequence[Present], ground: Callable[[], Ground], parted: Parted
    ) -> None:
        """`parted` is what was found before of the same set, and gets what is found now."""
        self._size, self._ground, self._parts = size, ground, parted
        self._pool = [each.later for each in present if each.later]
        self._profiles = list(_numbered(self._pool, articles))
        self.slots: list[Slot] = []
        self._twice: list[Verdict] = []
        number = size
        for each in present:
            first = len(self.slots)
            for position in each.positions:
                self.slots.append(number if position is None else position)
                number += position is None
            self._twice += [Verdict(self.slots[first + a], self.slots[first + b], True) for a, b in each.twice]
        self._there = {slot for slot in self.slots if slot < size}

    def groups(self, whole: Groups, verdicts: Sequence[Verdict]) -> list[Group]:
        """The groups, given those of the set and people's word on slots."""
        all_there = len(self._there) == self._size
        kept = whole if all_there else [tuple(slot for slot in group if slot in self._there) for group in whole]
        found = [group for group in kept if group]
        if self._pool:
            found = self._joined(found)
        return self._decided(found, verdicts) if verdicts else found

    # -- what came later ----------------------------------------------------------------------------------------------

    def _joined(self, groups: Sequence[Group]) -> list[Group]:
        """The groups with what came later in them, or beside them; what was together stays so."""
        again = self._same_words
        firsts, seconds = self._compared
        out = np.array(sorted(tie.second for tie in again), dtype=np.int64)
        here = ~(np.isin(firsts, out) | np.isin(seconds, out))
        pairs = list(zip(firsts[here].tolist(), seconds[here].tolist(), strict=True))
        own = [*again, *self._twice]
        met = {slot for pair in pairs for slot in pair} | {slot for tie in own for slot in (tie.first, tie.second)}
        touched = [group for group in groups if not met.isdisjoint(group)]
        ties = [*(Verdict(group[0], slot, True) for group in touched for slot in group[1:]), *own]
        members = sorted({slot for group in touched for slot in group}) + self._later
        return [*(group for group in groups if met.isdisjoint(group)), *self._linked(members, ties, pairs)]

    @property
    def _later(self) -> list[Slot]:
        return [self._size + index for index in range(len(self._profiles))]

    @cached_property
    def _candidates(self) -> tuple[Integers, Integers, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        there = np.array(sorted(self._there), dtype=np.int64)
        articles = np.array([profile.article for profile in self._profiles], dtype=np.int64)
        return candidates(self._pool, articles, there, self._size)

    @property
    def _compared(self) -> tuple[Integers, Integers]:
        return self._candidates[:2]

    @cached_property
    def _same_words(self) -> list[Verdict]:
        """What came later with what is in the same words, in the set or before it."""
        known, first = self._ground().worded, dict[Wording, Slot]()
        found = []
        for slot, profile in zip(self._later, self._profiles, strict=True):
            words = wording(profile)
            if words is not None:
                at = known.get(words, -1)
                original = at if at in self._there else first.setdefault(words, slot)
                found += [Verdict(original, slot, True)] if original != slot else []
        return found

    def _linked(self, members: Sequence[Slot], ties: Iterable[Verdict], pairs: Iterable[Pair]) -> list[Group]:
        """Groups of some slots (ascending) by how alike `pairs` of them are, those tied together to begin with."""
        at = {slot: index for index, slot in enumerate(members)}
        near = np.array(sorted({(at[min(p)], at[max(p)]) for p in pairs}), dtype=np.int64).reshape(-1, 2)
        found = link(
            [()] * len(members),
            likeness(self._features(members)),
            settings()["claims"]["threshold"],
            [Verdict(at[tie.first], at[tie.second], tie.same) for tie in ties],
            near=(near[:, 0], near[:, 1]),
        )
        return [tuple(members[index] for index in group) for group in found]

    def _features(self, members: Sequence[Slot]) -> Features:
        inside = np.array([slot for slot in members if slot < self._size], dtype=np.int64)
        later = [slot - self._size for slot in members if slot >= self._size]
        backgrounds = [each.background for each in self._pool if each.background]
        crowding = self._candidates[2][later] if later else np.zeros(0)
        return self._ground().features.among(inside, [self._profiles[i] for i in later], backgrounds, crowding)

    # -- people's word ------------------------------------------------------------------------------------------------

    def _decided(self, groups: Sequence[Group], verdicts: Sequence[Verdict]) -> list[Group]:
        """The groups that hold what is one claim as one; those that hold what is not, linked again without it."""
        word = {(min(v.first, v.second), max(v.first, v.second)): v.same for v in verdicts}
        number = {slot: index for index, group in enumerate(groups) for slot in group}
        same = [(number[one], number[other]) for (one, other), is_same in word.items() if is_same]
        barred: dict[int, list[Pair]] = defaultdict(list)
        together = components(len(groups), same)
        place = {index: order for order, joined in enumerate(together) for index in joined}
        for (one, other), is_same in word.items():
            if not is_same and place[number[one]] == place[number[other]]:
                barred[place[number[one]]].append((one, other))
        found: list[Group] = []
        for order, joined in enumerate(together):
            members = sorted(slot for index in joined for slot in groups[index])
            found += self._parted(members, word) if order in barred else [tuple(members)]
        return found

    def _parted(self, members: Sequence[Slot], word: Mapping[Pair, bool]) -> list[Group]:
        here, ties = set(members), (*self._ground().ties, *self._twice, *(self._same_words if self._pool else ()))
        known = [tie for tie in ties if tie.first in here and tie.second in here]
        said = [Verdict(*pair, is_same) for pair, is_same in word.items() if {*pair} <= here]
        key = tuple(members), (*known, *said)
        if members[-1] >= self._size:  # what came later has no number of its own
            return self._parted_by(members, [*known, *said], said)
        if key not in self._parts:
            self._parts[key] = self._parted_by(members, [*known, *said], said)
        return self._parts[key]

    def _parted_by(self, members: Sequence[Slot], ties: Sequence[Verdict], said: Sequence[Verdict]) -> list[Group]:
        if len(members) <= TOGETHER:
            return self._linked(members, ties, combinations(members, 2))
        features = self._features(members)
        near = neighbours(features.here, features.article)
        pairs = {(members[a], members[b]) for a, b in zip(near.firsts.tolist(), near.seconds.tolist(), strict=True)}
        named = {slot for verdict in said for slot in (verdict.first, verdict.second)}
        pairs |= {(one, other) for one in named for other in members if one != other}
        return self._linked(members, ties, pairs)


def _numbered(pool: Iterable[Arrived], articles: int) -> Iterable[Profile]:
    """The profiles in the pool; each article that is new to the set has a number of its own."""
    for each in pool:
        for profile in each.profiles:
            yield replace(profile, article=articles) if each.background else profile
        articles += each.background is not None
