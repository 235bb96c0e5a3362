"""What is done, compared: the same word, words for one thing, words of one family."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from headwater.cluster.profiles import Profile
from headwater.cluster.sets import Vocabulary
from headwater.linkage import Floats, Integers
from headwater.stemming import stem

STEM = 16
"""Letters of a deed's stem that are compared."""


class Deeds:
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

    def among(self, indices: Integers, profiles: Sequence[Profile]) -> Deeds:
        found = Deeds(profiles, self._vocabulary, self._often, self._size)
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
