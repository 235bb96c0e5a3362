"""How much of their wording two profiles share, the rarer words counting more: it holds where nothing is parsed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.cluster.language import phrases, settings
from headwater.cluster.profiles import Profile


@dataclass(frozen=True, slots=True)
class Wording:
    """Word stems of an assertion's own, its pairs of neighbours, and the stems of what it points back to."""

    own: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    context: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]

    @classmethod
    def of(cls, profile: Profile, text: str) -> Wording:
        return cls(profile.own, phrases(text), profile.around - profile.own, profile.names, profile.years)


class Overlap:
    """Compares wordings, given how rare each word is among all of them."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._rules = settings()["claims"]
        self._context_weight = float(self._rules["context_weight"])
        counts = Counter(stem for wording in wordings for stem in wording.own | wording.context)
        most = math.log(1 + max(len(wordings), 1))
        self._weights: dict[str, float] = {
            stem: (math.log(1 + len(wordings) / n) / most) ** self._rules["rarity"] for stem, n in counts.items()
        }
        # Every retelling adds words that nobody else uses: they tell less against it than words that others do use.
        self._weights.update({stem: self._rules["lone_weight"] for stem, n in counts.items() if n == 1})

    def __call__(self, one: Wording, other: Wording) -> float:
        own = one.own & other.own
        everything = (one.own | one.context) & (other.own | other.context)
        if not own or self._sum(everything) < self._rules["shared_weight"]:
            return 0.0
        phrases = one.phrases & other.phrases
        alike = self._sum(own) + self._sum(min(pair, key=self._weights.__getitem__) for pair in phrases)
        by_words = _overlap(alike, self._sum(one.own), self._sum(other.own))
        shared = sum(min(self._weight(s, one), self._weight(s, other)) for s in sorted(everything))
        by_context = max(by_words, _overlap(shared, self._total(one), self._total(other)))
        result = (by_words + by_context) / 2
        if one.years and other.years and not one.years & other.years:
            result *= self._rules["different_years"]
        if one.names and other.names and not one.names & other.names:
            result *= self._rules["different_names"]
        return result

    def _sum(self, words: Iterable[str]) -> float:
        return math.fsum(self._weights[stem] for stem in words)

    def _weight(self, stem: str, wording: Wording) -> float:
        return self._weights[stem] * (1.0 if stem in wording.own else self._context_weight)

    def _total(self, wording: Wording) -> float:
        return self._sum(wording.own) + self._context_weight * self._sum(wording.context)


def _overlap(shared: float, one: float, other: float) -> float:
    """Between the Dice and the overlap coefficient: their geometric mean, so that a short text may equal a long one."""
    if min(one, other) <= 0:
        return 0.0
    return min(1.0, math.sqrt(2 * shared / (one + other) * shared / min(one, other)))
