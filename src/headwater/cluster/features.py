"""How alike two profiles are, in numbers: for many pairs at once, as arrays. What is not known is not a number."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.cluster.neighbours import neighbours
from headwater.cluster.profiles import Background, Profile
from headwater.cluster.sets import Sets, Vocabulary, rarity
from headwater.linkage import Floats, Integers
from headwater.stemming import stem

Vectors = NDArray[np.float32]

TOGETHER = 4096
"""Pairs that are compared at once: enough for the arrays, few enough for the memory."""
KEPT = {"words": 40, "names": 16, "slot": 10, "values": 8, "article": 80}
"""How many words of a set are compared, the weightiest first."""
STEM = 16
"""Letters of a deed's stem that are compared."""
SAME = 1e-3
"""Length of what is left beside the mean under which there is nothing to compare."""
HASHED = 2048
"""Components of the vector of an article's words."""

NAMES = (
    *("deed.same", "deed.alike", "deed.kin", "deed.common", "sense", "sense.meaning"),
    *("meaning", "meaning.here", "meaning.beyond", "speaker.dice", "speaker.differ"),
    *("own.dice", "own.contained", "own.shared", "own.fewest", "words.dice", "words.contained", "words.shared"),
    *("names.dice", "names.contained", "names.differ", "whom.dice", "whom.differ", "crossed"),
    *("numbers.dice", "numbers.differ", "years.dice", "years.differ", "days.dice", "days.differ"),
    *("article.same", "article.meaning", "article.words", "article.names", "article.years", "article.years.differ"),
)
"""The features, in the order of the columns.

"sense" compares the predicates' vectors, "meaning" those of the clauses; "dice" and "contained" are shares of what both
have and of what the poorer one has, "shared" how much that is; "differ" is 1 where both have something and share
nothing. "kin" are deeds that begin alike (resign, resignation), "crossed" where one's "who" is the other's "whom";
"here" is how near two meanings are beside what all in the set have in common, "beyond" by how much nearer than either
is to its nearest (Conneau et al. 2018); "fewest" is how many words the poorer one has.
"""


class Features:
    """Profiles and the articles that they stand in, ready to be compared; a word is the weightier the rarer it is.

    `near` are the profiles whose meanings are nearest to each other's, those `repeated` left out.
    """

    def __init__(
        self, profiles: Sequence[Profile], backgrounds: Sequence[Background], repeated: Iterable[int] = ()
    ) -> None:
        clauses = {(p.article, p.own): p.words for p in profiles}
        rare = rarity(Counter(w for words in clauses.values() for w in words), len(clauses))
        vocabulary = Vocabulary()

        def take(sets: Iterable[frozenset[str]], kind: str) -> Sets:
            return Sets(sets, rare, KEPT[kind], vocabulary)

        self._own = take((p.own for p in profiles), "words")
        self._words = take((p.words for p in profiles), "words")
        self._names = take((p.names for p in profiles), "names")
        self._who = take((p.who for p in profiles), "slot")
        self._whom = take((p.whom for p in profiles), "slot")
        self._numbers = take((p.numbers for p in profiles), "values")
        self._years = take((p.years for p in profiles), "values")
        self._days = take((p.days for p in profiles), "values")
        self._stated = take((p.stated for p in profiles), "values")
        self._speaker = take((p.speaker for p in profiles), "slot")
        self._fewest = np.log1p(np.array([len(p.own) for p in profiles], dtype=np.float64))
        self._meanings = vectors([p.meaning for p in profiles])
        self._senses = vectors([p.sense for p in profiles])
        self._deeds = _Deeds(profiles, vocabulary)
        self._articles = _Articles(backgrounds, vocabulary)
        self._article = np.array([p.article for p in profiles], dtype=np.int64)
        self._here = _centred(self._meanings)
        once = self._here.copy()
        once[list(repeated)] = np.nan
        self.near = neighbours(once, self._article)

    def __call__(self, firsts: Integers, seconds: Integers) -> Vectors:
        """One row for each pair of indices, a column for each of NAMES; the order within a pair changes nothing."""
        parts = [
            self._some(firsts[i : i + TOGETHER], seconds[i : i + TOGETHER]) for i in range(0, len(firsts), TOGETHER)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(NAMES)), dtype=np.float32)

    def _some(self, one: Integers, other: Integers) -> Vectors:
        own, words = self._own.shared(one, other), self._words.shared(one, other)
        names, whom = self._names.shared(one, other), self._whom.shared(one, other)
        crossed = np.fmax(self._who.shared(one, other, self._whom).dice, self._whom.shared(one, other, self._who).dice)
        speaker, here = self._speaker.shared(one, other), _cosine(self._here, one, self._here, other)
        beyond = here - (self.near.crowding[one] + self.near.crowding[other]) / 2
        numbers, years = self._numbers.shared(one, other), self._years.shared(one, other)
        days = self._days.shared(one, other)
        columns = (
            *self._deeds(one, other),
            _cosine(self._senses, one, self._senses, other),
            (_cosine(self._senses, one, self._meanings, other) + _cosine(self._meanings, one, self._senses, other)) / 2,
            _cosine(self._meanings, one, self._meanings, other),
            *(here, beyond),
            *(speaker.dice, speaker.differ, own.dice, own.contained, own.total),
            np.minimum(self._fewest[one], self._fewest[other]),
            *(words.dice, words.contained, words.total),
            *(names.dice, names.contained, names.differ, whom.dice, whom.differ, crossed),
            *(numbers.dice, numbers.differ, years.dice, self._stated.shared(one, other).differ, days.dice, days.differ),
            *self._articles(self._article[one], self._article[other]),
        )
        return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


class _Deeds:
    """What is done: the same word, words for one thing, words of one family; and how many profiles have it."""

    def __init__(self, profiles: Sequence[Profile], vocabulary: Vocabulary) -> None:
        self._known = np.array([bool(p.deed) for p in profiles], dtype=bool)
        self._lemmas = np.array([vocabulary[p.deed] for p in profiles], dtype=np.int64)
        self._alike = np.array([vocabulary[p.alike] for p in profiles], dtype=np.int64)
        stems = [stem(p.deed.split()[0])[:STEM] if p.deed else "" for p in profiles]
        self._letters = np.array([[ord(c) for c in s.ljust(STEM, "\0")] for s in stems], np.int64).reshape(-1, STEM)
        self._lengths = np.array([len(s) for s in stems], dtype=np.float64)
        often = Counter(p.alike for p in profiles)
        self._common = np.array([math.log(1 + often[p.alike]) / math.log(1 + len(profiles)) for p in profiles])

    def __call__(self, one: Integers, other: Integers) -> list[Floats]:
        agreed = np.cumprod((self._letters[one] == self._letters[other]) & (self._letters[one] > 0), axis=1).sum(1)
        kin = agreed / np.maximum(np.maximum(self._lengths[one], self._lengths[other]), 1.0)
        columns = (
            self._lemmas[one] == self._lemmas[other],
            self._alike[one] == self._alike[other],
            kin,
            np.maximum(self._common[one], self._common[other]),
        )
        known = self._known[one] & self._known[other]
        return [np.where(known, column, np.nan) for column in columns]


class _Articles:
    """Whole articles: near each other if they are about the same affair."""

    def __init__(self, backgrounds: Sequence[Background], vocabulary: Vocabulary) -> None:
        rare = rarity(Counter(word for b in backgrounds for word in b.words), len(backgrounds))
        self._words = np.stack([_hashed(b.words, rare) for b in backgrounds] or [np.zeros(HASHED, np.float32)])
        named = Counter(name for b in backgrounds for name in b.names)
        self._names = Sets((b.names for b in backgrounds), rarity(named, len(backgrounds)), KEPT["article"], vocabulary)
        self._years = Sets((b.years for b in backgrounds), {}, KEPT["values"], vocabulary)
        self._meanings = vectors([_mean(b.meanings) for b in backgrounds])

    def __call__(self, one: Integers, other: Integers) -> list[Floats]:
        """Of many pairs of assertions few pairs of articles: these are compared once."""
        size = len(self._words)
        pairs, place = np.unique(one * size + other, return_inverse=True)
        first, second = pairs // size, pairs % size
        years = self._years.shared(first, second)
        columns = (
            first == second,
            _cosine(self._meanings, first, self._meanings, second),
            _cosine(self._words, first, self._words, second),
            self._names.shared(first, second).dice,
            years.dice,
            years.differ,
        )
        return [np.asarray(column, dtype=np.float64)[place] for column in columns]


def _hashed(words: Counter[str], rare: Mapping[str, float]) -> Vectors:
    """Words by how often they stand here and how rare they are, hashed to a vector (Weinberger et al. 2009)."""
    vector = np.zeros(HASHED, dtype=np.float32)
    for word, count in words.items():
        digest = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        vector[digest % HASHED] += (1 if digest >> 31 else -1) * (1 + math.log(count)) * rare[word]
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _mean(meanings: Sequence[bytes]) -> bytes | None:
    if not meanings:
        return None
    mean = np.stack([np.frombuffer(m, dtype=np.int8) for m in meanings]).mean(0)
    steps = np.round(mean * 127 / max(float(np.abs(mean).max()), 1e-9))
    return bytes(steps.astype(np.int8).tobytes())


def vectors(meanings: Sequence[bytes | None]) -> Vectors:
    """Of length one; not numbers where nothing is known."""
    width = max((len(m) for m in meanings if m), default=1)
    vectors = np.full((len(meanings), width), np.nan, dtype=np.float32)
    for index, meaning in enumerate(meanings):
        if meaning:
            vector = np.frombuffer(meaning, dtype=np.int8).astype(np.float32)
            vectors[index] = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return vectors


def _centred(vectors: Vectors) -> Vectors:
    """Beside their mean, of length one again."""
    if len(vectors) < 2 or np.isnan(vectors[:, 0]).all():
        return vectors
    beside = vectors - np.nanmean(vectors, axis=0)
    lengths = np.linalg.norm(beside, axis=1, keepdims=True)
    centred: Vectors = np.where(lengths > SAME, beside / np.maximum(lengths, SAME), vectors)
    return centred


def _cosine(vectors: Vectors, one: Integers, others: Vectors, other: Integers) -> Floats:
    if vectors.shape[1] != others.shape[1]:
        return np.full(len(one), np.nan)
    products: Floats = np.einsum("pd,pd->p", vectors[one], others[other]).astype(np.float64)
    return products
