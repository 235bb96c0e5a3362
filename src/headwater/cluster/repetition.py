"""What several articles have in the same words: a sentence of a wire copy, a line of a speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headwater.cluster.language import settings
from headwater.cluster.profiles import Profile
from headwater.linkage import Integers

Wording = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]
LONE = -1
FEWEST = 5
"""Words in common by which a sentence is known again."""


def wording(profile: Profile) -> Wording | None:
    """What two that are in the same words have in common; None where there are too few."""
    enough = len(profile.own) >= settings()["claims"]["elliptical"]
    return (profile.own, profile.who, profile.whom, profile.years) if enough else None


def repeated(profiles: Sequence[Profile]) -> dict[int, int]:
    """A sentence that three hundred outlets run is compared once: each repetition with the first one."""
    first: dict[Wording, int] = {}
    found = {}
    for index, profile in enumerate(profiles):
        words = wording(profile)
        if words is not None and first.setdefault(words, index) != index:
            found[index] = first[words]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Repetitions:
    """Items in the same words: the number of the wording of each (LONE if that is too short), and of its article."""

    known: dict[frozenset[str], int]
    number: Integers
    article: Integers

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> Repetitions:
        none = np.zeros(0, dtype=np.int64)
        return cls({}, none, none).among(none, profiles)

    def among(self, indices: Integers, profiles: Sequence[Profile]) -> Repetitions:
        """The items with these indices, and behind them others."""
        known = dict(self.known)
        later = [known.setdefault(p.own, len(known)) if len(p.own) >= FEWEST else LONE for p in profiles]
        articles = [profile.article for profile in profiles]
        return Repetitions(
            known,
            np.concatenate([self.number[indices], np.array(later, dtype=np.int64)]),
            np.concatenate([self.article[indices], np.array(articles, dtype=np.int64)]),
        )

    def only(self, there: NDArray[np.bool_]) -> Repetitions:
        """The same items, of which only those that are `there` have words."""
        return replace(self, number=np.where(there, self.number, LONE))

    def in_one_article(self, firsts: Integers, seconds: Integers) -> tuple[Integers, Integers, Integers]:
        """For pairs in two articles, one of which has both in the same words: the pair there.

        The places of such pairs among those given, and the pairs, the lower index first. A place may come twice.
        """
        codes, width = self._codes()
        often = np.bincount(self.number[self.number != LONE])
        shared = np.append(often > 1, False)[self.number]
        apart = (self.article[firsts] != self.article[seconds]) & (self.number[firsts] != self.number[seconds])
        apart = np.flatnonzero(apart & (shared[firsts] | shared[seconds]))
        one, other = firsts[apart], seconds[apart]
        here, there = (self._at(codes, width, *pair) for pair in ((other, one), (one, other)))
        first, second = here != LONE, there != LONE
        places = np.concatenate([apart[first], apart[second]])
        pairs = np.concatenate([np.stack([one, here])[:, first], np.stack([there, other])[:, second]], axis=1)
        return places, pairs.min(0), pairs.max(0)

    def _codes(self) -> tuple[tuple[Integers, Integers], int]:
        width = int(self.article.max(initial=0)) + 1
        worded = np.flatnonzero(self.number != LONE)
        codes = self.number[worded] * width + self.article[worded]
        order = np.argsort(codes, kind="stable")
        return (codes[order], worded[order]), width

    def _at(self, codes: tuple[Integers, Integers], width: int, of: Integers, beside: Integers) -> Integers:
        """What stands in the article of each of `beside` in the words of each `of`; LONE where nothing does."""
        ordered, items = codes
        wanted = np.where(self.number[of] == LONE, LONE, self.number[of] * width + self.article[beside])
        place = np.searchsorted(ordered, wanted)
        found: Integers = np.where(np.append(ordered, LONE)[place] == wanted, np.append(items, LONE)[place], LONE)
        return found
