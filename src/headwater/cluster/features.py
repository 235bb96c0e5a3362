"""How alike two profiles are, in numbers: for many pairs at once, as arrays. What is not known is not a number."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache

import numpy as np

from headwater.cluster.neighbours import neighbours
from headwater.cluster.profiles import Background, Profile
from headwater.cluster.sets import LONE, Postings, Sets, Shared, Vocabulary, rarity
from headwater.inference import ONE_CLAIM, OPPOSED, Statements
from headwater.linkage import Floats, Integers
from headwater.scoring import Vectors
from headwater.stemming import stem

TOGETHER = 4096
"""Pairs that are compared at once: enough for the arrays, few enough for the memory."""
KEPT = {"words": 40, "names": 16, "slot": 10, "values": 8, "article": 80}
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
STEM = 16
"""Letters of a deed's stem that are compared."""
SAME = 1e-3
"""Length of what is left beside the mean under which there is nothing to compare."""
CACHED = 200_000
"""Components of vectors that are multiplied at once: more do not stay in a processor's cache."""
HASHED = 2048
"""Components of the vector of an article's words."""

ABOUT = ("article.same", "article.meaning", "article.words", "article.names", "article.years", "article.years.differ")
"""What is known of a pair by their articles."""
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
        self, profiles: Sequence[Profile], backgrounds: Sequence[Background], repeated: Iterable[int] = ()
    ) -> None:
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
        self._deeds = _Deeds(profiles, vocabulary)
        self._statements = Statements([p.statement for p in profiles])
        self._articles = _Articles(backgrounds, vocabulary)
        self.article = _article(profiles)
        self._common = _common(self._meanings)
        self.here = _beside(self._meanings, self._common)
        self.once = self.here.copy()
        self.once[list(repeated)] = np.nan
        self.near = neighbours(self.once, self.article)
        self._crowding = self.near.crowding

    def among(
        self, indices: Integers, profiles: Sequence[Profile], backgrounds: Sequence[Background], crowding: Floats
    ) -> Features:
        """The profiles with these indices, and behind them others that came later, all compared as these are.

        How rare a word is and what meanings have in common stays as it was; `crowding` is that of the later ones, in
        articles of which `backgrounds` are those that are not here yet.
        """
        found = copy(self)
        found._sets = {
            name: sets.among(indices, (getattr(p, name) for p in profiles)) for name, sets in self._sets.items()
        }
        found._fewest = np.concatenate([self._fewest[indices], _fewest(profiles)])
        found._meanings = _joined(self._meanings[indices], [p.meaning for p in profiles])
        found._senses = _joined(self._senses[indices], [p.sense for p in profiles])
        found._deeds = self._deeds.among(indices, profiles)
        found._statements = self._statements.among(indices, [p.statement for p in profiles])
        found._articles = self._articles.among(backgrounds)
        found.article = np.concatenate([self.article[indices], _article(profiles)])
        found.here = np.concatenate([self.here[indices], self.placed(profiles)])
        found._crowding = np.concatenate([self._crowding[indices], crowding])
        return found

    def placed(self, profiles: Sequence[Profile]) -> Vectors:
        """The meanings of later profiles, beside what those here have in common."""
        return _beside(_joined(self._meanings[:0], [p.meaning for p in profiles]), self._common)

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
        beyond = here - (self._crowding[one] + self._crowding[other]) / 2
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
            across = (_products(sense, heard) + _products(told, sensed)) / 2
            found[:, some] = _products(here, there), _products(sense, sensed), across, _products(told, heard)
        return found


class _Deeds:
    """What is done: the same word, words for one thing, words of one family; and how many profiles have it."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        vocabulary: Vocabulary,
        often: Counter[str] | None = None,
        size: int | None = None,
    ) -> None:
        """`often` and `size` are those of the set that the profiles came to; their own if they are the set."""
        self._vocabulary = vocabulary
        self._often = Counter(p.alike for p in profiles) if often is None else often
        self._size = len(profiles) if size is None else size
        self._known = np.array([bool(p.deed) for p in profiles], dtype=bool)
        self._lemmas = np.array([vocabulary[p.deed] for p in profiles], dtype=np.int64)
        self._alike = np.array([vocabulary[p.alike] for p in profiles], dtype=np.int64)
        stems = [stem(p.deed.split()[0])[:STEM] if p.deed else "" for p in profiles]
        self._letters = np.array(stems, dtype=f"<U{STEM}").view(np.uint32).reshape(-1, STEM)
        self._lengths = np.array([len(s) for s in stems], dtype=np.float64)
        most = math.log(1 + max(1, self._size))
        self._common = np.array([math.log(1 + self._often[p.alike]) / most for p in profiles])

    def among(self, indices: Integers, profiles: Sequence[Profile]) -> _Deeds:
        found = _Deeds(profiles, self._vocabulary, self._often, self._size)
        for name in ("_known", "_lemmas", "_alike", "_letters", "_lengths", "_common"):
            setattr(found, name, np.concatenate([getattr(self, name)[indices], getattr(found, name)]))
        return found

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
        self._rare = rarity(Counter(word for b in backgrounds for word in b.words), len(backgrounds))
        self._words = _words(backgrounds, self._rare)
        named = Counter(name for b in backgrounds for name in b.names)
        self._names = Sets((b.names for b in backgrounds), rarity(named, len(backgrounds)), KEPT["article"], vocabulary)
        self._years = Sets((b.years for b in backgrounds), {}, KEPT["values"], vocabulary)
        self._meanings = vectors([_mean(b.meanings) for b in backgrounds])

    def among(self, backgrounds: Sequence[Background]) -> _Articles:
        """All of these, and further ones behind them."""
        found, every = copy(self), np.arange(len(self._meanings))
        found._words = np.concatenate([self._words[: len(every)], _words(backgrounds, self._rare)[: len(backgrounds)]])
        found._names = self._names.among(every, (b.names for b in backgrounds))
        found._years = self._years.among(every, (b.years for b in backgrounds))
        found._meanings = _joined(self._meanings, [_mean(b.meanings) for b in backgrounds])
        return found

    def __call__(self, one: Integers, other: Integers) -> Vectors:
        """Of many pairs of assertions few pairs of articles: these are compared once."""
        size = len(self._words)
        pairs, place = np.unique(one * size + other, return_inverse=True)
        parts = [self._some(some // size, some % size) for some in _parts(pairs, TOGETHER)]
        return np.concatenate(parts)[place] if parts else np.zeros((0, len(ABOUT)), dtype=np.float32)

    def _some(self, first: Integers, second: Integers) -> Vectors:
        years = self._years.shared(first, second)
        columns = (
            first == second,
            _cosine(self._meanings, first, second),
            _cosine(self._words, first, second),
            self._names.shared(first, second).dice,
            years.dice,
            years.differ,
        )
        return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _words(backgrounds: Sequence[Background], rare: Mapping[str, float]) -> Vectors:
    """Words by how often they stand there and how rare they are, hashed to vectors (Weinberger et al. 2009)."""
    found = np.zeros((max(1, len(backgrounds)), HASHED), dtype=np.float32)
    for number, background in enumerate(backgrounds):
        vector = [0.0] * HASHED
        for word, count in background.words.items():
            place, sign = _hashed(word)
            vector[place] += sign * (1 + math.log(count)) * rare.get(word, LONE)
        found[number] = vector
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return found


@lru_cache(maxsize=65536)
def _hashed(word: str) -> tuple[int, int]:
    digest = zlib.crc32(word.encode("utf-8", "surrogatepass"))
    return digest % HASHED, 1 if digest >> 31 else -1


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
    known = [index for index, meaning in enumerate(meanings) if meaning and len(meaning) == width]
    for at in range(0, len(known), TOGETHER):
        some = known[at : at + TOGETHER]
        found = np.frombuffer(b"".join([meanings[i] or b"" for i in some]), dtype=np.int8).reshape(len(some), -1)
        lengths = np.linalg.norm(found.astype(np.float32), axis=1, keepdims=True)
        vectors[some] = found / np.maximum(lengths, np.float32(1e-9))
    return vectors


def _joined(known: Vectors, meanings: Sequence[bytes | None]) -> Vectors:
    """Vectors with further ones behind them; one of another width is not known."""
    found = np.full((len(meanings), known.shape[1]), np.nan, dtype=np.float32)
    further = vectors(meanings)
    if further.shape[1] == known.shape[1]:
        found[:] = further
    return np.concatenate([known, found])


def _common(vectors: Vectors) -> Vectors | None:
    """What all have in common: their mean; None where nothing is left beside it."""
    if len(vectors) < 2 or np.isnan(vectors[:, 0]).all():
        return None
    mean: Vectors = np.nanmean(vectors, axis=0)
    return mean


def _beside(vectors: Vectors, common: Vectors | None) -> Vectors:
    """What is left beside what all have in common, of length one again."""
    if common is None:
        return vectors
    beside = vectors - common
    lengths = np.linalg.norm(beside, axis=1, keepdims=True)
    centred: Vectors = np.where(lengths > SAME, beside / np.maximum(lengths, SAME), vectors)
    return centred


def _fewest(profiles: Sequence[Profile]) -> Floats:
    return np.log1p(np.array([len(p.own) for p in profiles], dtype=np.float64))


def _article(profiles: Sequence[Profile]) -> Integers:
    return np.array([p.article for p in profiles], dtype=np.int64)


def _cosine(vectors: Vectors, one: Integers, other: Integers) -> Floats:
    rows = max(1, CACHED // vectors.shape[1])
    parts = zip(_parts(one, rows), _parts(other, rows), strict=True)
    return np.concatenate([np.zeros(0), *(_products(vectors[here], vectors[there]) for here, there in parts)])


def _products(some: Vectors, others: Vectors) -> Floats:
    """Of each row with the other one; not numbers where they are of two widths."""
    if some.shape[1] != others.shape[1]:
        return np.full(len(some), np.nan)
    products: Floats = np.einsum("pd,pd->p", some, others).astype(np.float64)
    return products


def _parts(indices: Integers, size: int) -> list[Integers]:
    return [indices[i : i + size] for i in range(0, len(indices), size)]
