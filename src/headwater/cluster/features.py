"""How alike two profiles are, in numbers: for many pairs at once, as arrays. What is not known is not a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from headwater.cluster.backgrounds import ABOUT, Backgrounds
from headwater.cluster.deeds import Deeds
from headwater.cluster.neighbours import Neighbours, neighbours
from headwater.cluster.profiles import Background, Profile
from headwater.cluster.repetition import Repetitions
from headwater.cluster.sets import Postings, Sets, Shared, Vocabulary, rarity
from headwater.cluster.vectors import CACHED, beside, common_to, joined, products, vectors
from headwater.inference import ONE_CLAIM, OPPOSED, Statements
from headwater.linkage import Floats, Integers
from headwater.scoring import Vectors

TOGETHER = 4096
"""Pairs that are compared at once: enough for the arrays, few enough for the memory."""
KEPT = {"words": 40, "names": 16, "slot": 10, "values": 8}
"""How many words of a set are compared, the weightiest first."""
KINDS = {
    "own": "words",
    "words": "words",
    "names": "names",
    "who": "slot",
    "whom": "slot",
    "speaker": "slot",
    "numbers": "values",
    "years": "values",
    "days": "values",
    "stated": "values",
}
"""The sets of a profile that are compared."""
NAMES = (
    *("deed.same", "deed.alike", "deed.kin", "deed.common", "sense", "sense.meaning"),
    *("meaning", "meaning.here", "meaning.beyond", "speaker.dice", "speaker.differ"),
    *("own.dice", "own.contained", "own.shared", "own.fewest", "words.dice", "words.contained", "words.shared"),
    *("names.dice", "names.contained", "names.differ", "whom.dice", "whom.differ", "crossed"),
    *("numbers.dice", "numbers.differ", "years.dice", "years.differ", "days.dice", "days.differ"),
    *ABOUT,
)
"""The features, in the order of the columns.

"sense" compares the predicates' vectors, "meaning" those of the clauses; "dice" and "contained" are shares of what both
have and of what the poorer one has, "shared" how much that is; "differ" is 1 where both have something and share
nothing. "kin" are deeds that begin alike (resign, resignation), "crossed" where one's "who" is the other's "whom";
"here" is how near two meanings are beside what all in the set have in common, "beyond" by how much nearer than either
is to its nearest (Conneau et al. 2018); "fewest" is how many words the poorer one has.
"""


INFERRED = ("inferred.same", "inferred.opposed")
"""Further features, which take longer: only pairs that may be one claim are asked for them."""


class Features:
    """Profiles and the articles that they stand in, ready to be compared; a word is the weightier the rarer it is.

    `near` are the profiles whose meanings are nearest to each other's, those `repeated` left out; the set had
    `size` of them at first.
    """

    def __init__(
        self,
        profiles: Sequence[Profile],
        backgrounds: Sequence[Background],
        repeated: Iterable[int] = (),
        crowding: Floats | None = None,
    ) -> None:
        """`crowding`: that of all `near`, if it is known."""
        clauses = {(p.article, p.own): p.words for p in profiles}
        rare = rarity(Counter(w for words in clauses.values() for w in words), len(clauses))
        vocabulary = Vocabulary()
        self.size = len(profiles)
        self._sets = {
            name: Sets((getattr(p, name) for p in profiles), rare, KEPT[kind], vocabulary)
            for name, kind in KINDS.items()
        }
        self._fewest = _fewest(profiles)
        self._meanings = vectors([p.meaning for p in profiles])
        self._senses = vectors([p.sense for p in profiles])
        self._deeds = Deeds(profiles, vocabulary)
        self._statements = Statements([p.statement for p in profiles])
        self._articles = Backgrounds(backgrounds, vocabulary)
        self.article, self.headline = _article(profiles), _headline(profiles)
        self.repetitions = Repetitions.of(profiles)
        self._common = common_to(self._meanings)
        self.here = beside(self._meanings, self._common)
        self.once = self.here.copy()
        self.once[list(repeated)] = np.nan
        self.crowding = self.near.crowding if crowding is None else crowding

    @cached_property
    def near(self) -> Neighbours:
        return neighbours(self.once, self.article)

    def beside(self, backgrounds: Sequence[Background]) -> Features:
        """The same profiles; others that come later may stand in these further articles."""
        found = copy(self)
        found._articles = self._articles.among(backgrounds)
        return found

    def among(self, indices: Integers, profiles: Sequence[Profile], crowding: Floats) -> Features:
        """The profiles with these indices, and behind them others that came later, all compared as these are.

        How rare a word is and what meanings have in common stays as it was; `crowding` is that of the later ones.
        """
        found = copy(self)
        found._sets = {
            name: sets.among(indices, (getattr(p, name) for p in profiles)) for name, sets in self._sets.items()
        }
        found._fewest = np.concatenate([self._fewest[indices], _fewest(profiles)])
        found._meanings = joined(self._meanings[indices], [p.meaning for p in profiles])
        found._senses = joined(self._senses[indices], [p.sense for p in profiles])
        found._deeds = self._deeds.among(indices, profiles)
        found._statements = self._statements.among(indices, [p.statement for p in profiles])
        found.article = np.concatenate([self.article[indices], _article(profiles)])
        found.headline = np.concatenate([self.headline[indices], _headline(profiles)])
        found.repetitions = self.repetitions.among(indices, profiles)
        found.here = np.concatenate([self.here[indices], self.placed(profiles)])
        found.crowding = np.concatenate([self.crowding[indices], crowding])
        return found

    def placed(self, profiles: Sequence[Profile]) -> Vectors:
        """The meanings of later profiles, beside what those here have in common."""
        return beside(joined(self._meanings[:0], [p.meaning for p in profiles]), self._common)

    @cached_property
    def postings(self) -> Postings:
        """Which profiles hold a word."""
        return self._sets["words"].postings()

    def __call__(self, firsts: Integers, seconds: Integers) -> Vectors:
        """One row for each pair of indices, a column for each of NAMES; the order within a pair changes nothing."""
        articles = self._articles(self.article[firsts], self.article[seconds])
        parts = [
            self._some(firsts[i : i + TOGETHER], seconds[i : i + TOGETHER], articles[i : i + TOGETHER])
            for i in range(0, len(firsts), TOGETHER)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(NAMES)), dtype=np.float32)

    def inferred(self, firsts: Integers, seconds: Integers) -> Vectors:
        """What `headwater.inference` says of the pairs, a column for each of INFERRED."""
        return self._statements(firsts, seconds)[:, [ONE_CLAIM, OPPOSED]]

    def _some(self, one: Integers, other: Integers, articles: Vectors) -> Vectors:
        def both(name: str, across: str | None = None) -> Shared:
            return self._sets[name].shared(one, other, self._sets[across or name])

        own, words, names, whom = both("own"), both("words"), both("names"), both("whom")
        crossed = np.fmax(both("who", "whom").dice, both("whom", "who").dice)
        speaker = both("speaker")
        here, senses, across, meanings = self._cosines(one, other)
        beyond = here - (self.crowding[one] + self.crowding[other]) / 2
        numbers, years, days = both("numbers"), both("years"), both("days")
        columns = (
            *self._deeds(one, other),
            *(senses, across, meanings, here, beyond),
            *(speaker.dice, speaker.differ, own.dice, own.contained, own.total),
            np.minimum(self._fewest[one], self._fewest[other]),
            *(words.dice, words.contained, words.total),
            *(names.dice, names.contained, names.differ, whom.dice, whom.differ, crossed),
            *(numbers.dice, numbers.differ, years.dice, both("stated").differ, days.dice, days.differ),
            *articles.T,
        )
        return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)

    def _cosines(self, one: Integers, other: Integers) -> Floats:
        """How near two are beside what all have in common; by their predicates; by one's predicate and the other's
        meaning; by their meanings.
        """
        tables = self.here, self._senses, self._meanings
        found = np.empty((4, len(one)))
        rows = max(1, CACHED // sum(table.shape[1] for table in tables))
        for at in range(0, len(one), rows):
            some = slice(at, at + rows)
            (here, there), (sense, sensed), (told, heard) = ((t[one[some]], t[other[some]]) for t in tables)
            across = (products(sense, heard) + products(told, sensed)) / 2
            found[:, some] = products(here, there), products(sense, sensed), across, products(told, heard)
        return found


def _fewest(profiles: Sequence[Profile]) -> Floats:
    return np.log1p(np.array([len(p.own) for p in profiles], dtype=np.float64))


def _article(profiles: Sequence[Profile]) -> Integers:
    return np.array([p.article for p in profiles], dtype=np.int64)


def _headline(profiles: Sequence[Profile]) -> NDArray[np.bool_]:
    return np.array([p.headline for p in profiles], dtype=bool)
