"""What the article around an assertion adds to it: who is meant, when, and what "the operation" points back to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from headwater.cluster.language import WORD, copular, definite, introduced, points_back, settings, stems
from headwater.cluster.pieces import beside
from headwater.model import Reading, Span, Spans
from headwater.spans import merged

WHEN, ANY = "when", ""


class Surroundings:
    """One reading, looked up by span."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._sentences = sorted(reading.sentences)
        self._cues = merged(span for a in reading.attributions for span in (*a.source, *a.cue))
        self._names = _Located((m, entity.name) for entity in reading.entities for m in entity.mentions)
        self._dates = _Located((date.span, date.when) for date in reading.dates)
        self._numbers = _Located((q.span, f"{n:g}") for q in reading.quantities if q.unit for n in (q.low, q.high) if n)
        counted = ((q.span, q.unit or ANY) for q in reading.quantities if q.low is not None or q.high is not None)
        self._values = _Located([*((date.span, WHEN) for date in reading.dates), *counted])
        self._valued = merged((*(date.span for date in reading.dates), *(q.span for q in reading.quantities)))
        self._meanings = {meaning.spans: meaning.vector for meaning in reading.meanings}

    def names(self, spans: Spans) -> list[str]:
        """The full names of whoever is mentioned there, by pronouns as well."""
        return self._names.within(spans)

    def dates(self, spans: Spans) -> list[str]:
        return self._dates.within(spans)

    def numbers(self, spans: Spans) -> list[str]:
        return self._numbers.within(spans)

    def values(self, spans: Spans) -> list[str]:
        """The kinds of value that are given there: `WHEN`, or what is counted, `ANY` if that is not told."""
        return self._values.within(spans)

    def only_values(self, spans: Spans) -> bool:
        """Whether nothing else is told there: "it was 14", "19 September"."""
        around = {
            word.lower()
            for s, e in spans
            for a, b in beside((s, e), self._valued)
            for word in WORD.findall(self._text[a:b])
        }
        return bool(self.values(spans)) and around <= copular()

    def place(self, position: int) -> int:
        """The number of the sentence in which or after which this stands."""
        return self._number(position) or 0

    def sentence(self, position: int) -> Span | None:
        number = self._number(position)
        return None if number is None else self._sentences[number]

    def meaning(self, spans: Spans) -> bytes | None:
        """The vector of just this stretch, or of the sentence in which it begins."""
        if spans in self._meanings or not spans:
            return self._meanings.get(spans)
        sentence = self.sentence(spans[0][0])
        return self._meanings.get((sentence,)) if sentence else None

    def sense(self, span: Span) -> bytes | None:
        """The vector of just this stretch."""
        return self._meanings.get((span,))

    def around(self, text: str, spans: Spans, attributed: bool) -> str:
        """What a content leaves to its surroundings to say; `text` is the content's own, at `spans`."""
        number = self._number(spans[0][0]) if spans else None
        if number is None:
            return ""
        parts, pointing = [], text
        elliptical = settings()["claims"]["elliptical"]
        if attributed and len(stems(text)) < elliptical:
            sentence = self._without(self._sentences[number], merged([*spans, *self._cues_in(self._sentences[number])]))
            parts.append(sentence)
            pointing += " " + sentence
            if points_back(text) and len(stems(sentence)) < elliptical and number:
                parts.append(self._without(self._sentences[number - 1], self._cues))
        parts.extend(self._antecedents(pointing, number))
        return " ".join(parts)

    def _number(self, position: int) -> int | None:
        """The index of the sentence in which or after which this stands."""
        if not self._sentences:
            return None
        return max(0, bisect_right(self._sentences, position, key=lambda s: s[0]) - 1)

    def _cues_in(self, sentence: Span) -> list[Span]:
        first = max(0, bisect_left(self._cues, sentence) - 1)
        return self._cues[first : bisect_left(self._cues, (sentence[1], sentence[1]))]

    def _without(self, sentence: Span, spans: Sequence[Span]) -> str:
        return " ".join(self._text[start:end] for start, end in beside(sentence, spans))

    def _antecedents(self, text: str, number: int) -> Iterator[str]:
        """The sentences before that introduce ("an operation") what `text` points back to ("the operation")."""
        sought = definite(text)
        if not sought:
            return
        for before in range(max(0, number - settings()["claims"]["reach"]), number):
            if sought & self._introduced[before]:
                yield self._without(self._sentences[before], self._cues)

    @cached_property
    def _introduced(self) -> list[set[str]]:
        """What each sentence introduces."""
        return [introduced(self._text[slice(*sentence)]) for sentence in self._sentences]


class _Located:
    """Values that stand somewhere in a text."""

    def __init__(self, values: Iterable[tuple[Span, str]]) -> None:
        self._values = sorted(values)

    def within(self, spans: Spans) -> list[str]:
        found = []
        for start, end in spans:
            at = bisect_left(self._values, start, key=lambda value: value[0][0])
            while at < len(self._values) and self._values[at][0][0] < end:
                if self._values[at][0][1] <= end:
                    found.append(self._values[at][1])
                at += 1
        return found
