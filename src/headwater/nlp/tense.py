"""Whether a sentence speaks of what was or of what is to come, at one of its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from headwater.model import Span

WORD = re.compile(r"[’']ll\b|[^\W\d_]+?(?=[’']ll\b)|[^\W\d_]+(?:[’'][^\W\d_]+)?")


class Tense(StrEnum):
    """Past takes in the perfect; future whatever is planned, expected or only possible."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The words of one language (lower case) that tell a tense.

    `others` look like past forms and are none. A word of `planned` tells what is to come ("hearings open in April"),
    unless it follows one of `passive` or of `past` ("was open", "did open"). A participle after a word of `passive`
    tells nothing; a future word before one of `perfect` ("would have") tells the past.
    """

    future: frozenset[str]
    planned: frozenset[str]
    past: frozenset[str]
    others: frozenset[str]
    passive: frozenset[str]
    perfect: frozenset[str]

    def told(self, before: str, word: str, after: str) -> Tense | None:
        """What a word tells between its neighbours."""
        if word in self.future or f"{word} {after}" in self.future:
            return Tense.PAST if after in self.perfect else Tense.FUTURE
        if word in self.planned and before not in self.passive | self.past:
            return Tense.FUTURE
        past = word in self.past or (word.endswith("ed") and len(word) > 3 and word not in self.others)
        return Tense.PAST if past and before not in self.passive else None


class Tenses:
    """The tenses of one text, sentence by sentence; each sentence is looked at once."""

    def __init__(self, text: str, words: TenseWords) -> None:
        self._text, self._words = text, words
        self._cues: dict[Span, tuple[list[int], list[Tense]]] = {}

    def at(self, position: int, sentence: Span) -> Tense | None:
        """By the nearest word before the position that tells a tense or, if there is none, the nearest after it."""
        if sentence not in self._cues:
            cues = list(self._found(sentence))
            self._cues[sentence] = [start for start, _ in cues], [tense for _, tense in cues]
        starts, tenses = self._cues[sentence]
        index = bisect_left(starts, position)
        return tenses[max(0, index - 1)] if tenses else None

    def _found(self, sentence: Span) -> Iterator[tuple[int, Tense]]:
        matches = WORD.finditer(self._text, *sentence)
        # "May" in the middle of a sentence is a month.
        words = [(m.start(), m.group() if at else m.group().lower()) for at, m in enumerate(matches)]
        alone = [word for _, word in words]
        for (start, word), before, after in zip(words, ["", *alone], [*alone[1:], ""], strict=False):
            tense = self._words.told(before, word, after)
            if tense:
                yield start, tense
