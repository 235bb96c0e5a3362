"""Assertions to claims: which of them put one proposition."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from headwater.cluster.extraction import beside, location, merged
from headwater.cluster.language import YEAR, definite, introduced, names, phrases, points_back, settings, stems
from headwater.linkage import Decision, each, link
from headwater.model import Assertion, Reading, Span


@dataclass(frozen=True, slots=True)
class _Wording:
    """What an assertion is compared by: word stems of its own and of what it points back to."""

    own: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    context: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]


def claims(
    asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Decision] = ()
) -> tuple[tuple[int, ...], ...]:
    """Indices into `asserted`, grouped by proposition; those that deny it are in its group as well.

    `readings` give the sentences around an assertion, for contents that do not say by themselves what they are about
    ("it was run from Paris"). The order of `asserted` and of `readings` makes no difference to who is with whom.
    """
    rules = settings()["claims"]
    order = sorted(range(len(asserted)), key=lambda i: (location(asserted[i]), asserted[i].text))
    place = {index: position for position, index in enumerate(order)}
    surroundings = {reading.article.id: _Surroundings(reading) for reading in readings}
    wordings = [_wording(asserted[i], surroundings.get(asserted[i].article)) for i in order]
    comparison = _Comparison(wordings)
    # A sentence that three hundred outlets run is compared once.
    first: dict[_Wording, int] = {}
    repeated = {i: first.setdefault(w, i) for i, w in enumerate(wordings) if len(w.own) >= rules["elliptical"]}
    repeats = [Decision(original, i, True) for i, original in repeated.items() if original != i]
    groups = link(
        [comparison.keys(w) if repeated.get(i, i) == i else () for i, w in enumerate(wordings)],
        each(wordings, comparison.score),
        rules["threshold"],
        [*repeats, *(Decision(place[d.first], place[d.second], d.same) for d in decisions)],
    )
    return tuple(tuple(order[position] for position in group) for group in groups)


def _wording(assertion: Assertion, surroundings: _Surroundings | None) -> _Wording:
    own = stems(assertion.text)
    around = surroundings.of(assertion) if surroundings else ""
    named = frozenset(stem for word in names(assertion.text + " . " + around) for stem in stems(word))
    years = frozenset(YEAR.findall(assertion.text)) or frozenset(YEAR.findall(around))
    return _Wording(own, phrases(assertion.text), stems(around) - own, named, years)


class _Comparison:
    """How alike two wordings are, given how rare each word is among all of them."""

    def __init__(self, wordings: Sequence[_Wording]) -> None:
        self._rules = settings()["claims"]
        self._context_weight = float(self._rules["context_weight"])
        counts = Counter(stem for wording in wordings for stem in wording.own | wording.context)
        most = math.log(1 + max(len(wordings), 1))
        self._weights: dict[str, float] = {
            stem: (math.log(1 + len(wordings) / n) / most) ** self._rules["rarity"] for stem, n in counts.items()
        }
        # Every retelling adds words that nobody else uses: they tell less against it than words that others do use.
        self._weights.update({stem: self._rules["lone_weight"] for stem, n in counts.items() if n == 1})
        self._counts = counts

    def keys(self, wording: _Wording) -> Iterator[tuple[str, str]]:
        """Pairs of the rarest words that others have too."""
        shared = (stem for stem in wording.own | wording.context if self._counts[stem] > 1)
        rarest = sorted(shared, key=lambda stem: (self._counts[stem], stem))[: self._rules["rarest"]]
        yield from combinations(sorted(rarest), 2)

    def score(self, one: _Wording, other: _Wording) -> float:
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

    def _weight(self, stem: str, wording: _Wording) -> float:
        return self._weights[stem] * (1.0 if stem in wording.own else self._context_weight)

    def _total(self, wording: _Wording) -> float:
        return self._sum(wording.own) + self._context_weight * self._sum(wording.context)


def _overlap(shared: float, one: float, other: float) -> float:
    """Between the Dice and the overlap coefficient: their geometric mean, so that a short text may equal a long one."""
    if min(one, other) <= 0:
        return 0.0
    return min(1.0, math.sqrt(2 * shared / (one + other) * shared / min(one, other)))


class _Surroundings:
    """What the text around an assertion adds to it."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._sentences = sorted(reading.sentences)
        self._starts = [start for start, _ in self._sentences]
        self._cues = merged(span for a in reading.attributions for span in (*a.source, *a.cue))
        self._names = sorted((m, entity.name) for entity in reading.entities for m in entity.mentions)

    def of(self, assertion: Assertion) -> str:
        if not assertion.span or not self._sentences:
            return ""
        first, last = assertion.span[0][0], assertion.span[-1][1]
        number = max(0, bisect_right(self._starts, first) - 1)
        mentioned = self._names[bisect_left(self._names, ((first, first), "")) :]
        parts = [name for (_, end), name in takewhile(lambda m: m[0][0] < last, mentioned) if end <= last]
        pointing = assertion.text
        if self._elliptical(assertion):
            sentence = self._without(self._sentences[number], merged([*assertion.span, *self._cues_in(number)]))
            parts.append(sentence)
            pointing += " " + sentence
            if points_back(assertion.text) and len(stems(sentence)) < settings()["claims"]["elliptical"] and number:
                parts.append(self._without(self._sentences[number - 1], self._cues))
        parts.extend(self._antecedents(pointing, number))
        return " ".join(parts)

    def _elliptical(self, assertion: Assertion) -> bool:
        few = len(stems(assertion.text)) < settings()["claims"]["elliptical"]
        return assertion.attribution is not None and few

    def _cues_in(self, number: int) -> Sequence[Span]:
        start, end = self._sentences[number]
        return self._cues[max(0, bisect_left(self._cues, (start,)) - 1) : bisect_left(self._cues, (end,))]

    def _without(self, sentence: Span, spans: Sequence[Span]) -> str:
        return " ".join(self._text[start:end] for start, end in beside(sentence, spans))

    def _antecedents(self, text: str, number: int) -> Iterator[str]:
        """The sentences before that introduce ("an operation") what `text` points back to ("the operation")."""
        sought = definite(text)
        if not sought:
            return
        for sentence in self._sentences[max(0, number - settings()["claims"]["reach"]) : number]:
            words = self._text[slice(*sentence)]
            if sought & introduced(words):
                yield self._without(sentence, self._cues)
