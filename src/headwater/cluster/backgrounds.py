"""Whole articles, compared: near each other if they are about the same affair."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache

import numpy as np

from headwater.cluster.profiles import Background
from headwater.cluster.sets import LONE, Sets, Vocabulary, rarity
from headwater.cluster.vectors import cosines, joined, vectors
from headwater.linkage import Integers
from headwater.scoring import Vectors

ABOUT = ("article.same", "article.meaning", "article.words", "article.names", "article.years", "article.years.differ")
"""What is known of a pair by their articles, in the order of the columns."""
KEPT, KEPT_YEARS = 80, 8
"""How many names, and years, of an article are compared, the weightiest first."""
TOGETHER = 4096
"""Pairs of articles that are compared at once."""
HASHED = 2048
"""Components of the vector of an article's words."""


class Backgrounds:
    """Whole articles: near each other if they are about the same affair."""

    def __init__(self, backgrounds: Sequence[Background], vocabulary: Vocabulary) -> None:
        self._rare = rarity(Counter(word for b in backgrounds for word in b.words), len(backgrounds))
        self._words = _words(backgrounds, self._rare)
        named = Counter(name for b in backgrounds for name in b.names)
        self._names = Sets((b.names for b in backgrounds), rarity(named, len(backgrounds)), KEPT, vocabulary)
        self._years = Sets((b.years for b in backgrounds), {}, KEPT_YEARS, vocabulary)
        self._meanings = vectors([_mean(b.meanings) for b in backgrounds])

    def among(self, backgrounds: Sequence[Background]) -> Backgrounds:
        """All of these, and further ones behind them."""
        found, every = copy(self), np.arange(len(self._meanings))
        found._words = np.concatenate([self._words[: len(every)], _words(backgrounds, self._rare)[: len(backgrounds)]])
        found._names = self._names.among(every, (b.names for b in backgrounds))
        found._years = self._years.among(every, (b.years for b in backgrounds))
        found._meanings = joined(self._meanings, [_mean(b.meanings) for b in backgrounds])
        return found

    def __call__(self, one: Integers, other: Integers) -> Vectors:
        """Of many pairs of assertions few pairs of articles: these are compared once."""
        size = len(self._words)
        pairs, place = np.unique(one * size + other, return_inverse=True)
        chunks = (pairs[at : at + TOGETHER] for at in range(0, len(pairs), TOGETHER))
        parts = [self._some(some // size, some % size) for some in chunks]
        return np.concatenate(parts)[place] if parts else np.zeros((0, len(ABOUT)), dtype=np.float32)

    def _some(self, first: Integers, second: Integers) -> Vectors:
        years = self._years.shared(first, second)
        columns = (
            first == second,
            cosines(self._meanings, first, second),
            cosines(self._words, first, second),
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
