"""A cue's words > how certain they make what they introduce."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from headwater.model import Certainty
from headwater.stemming import stem

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
ORDER = (Certainty.DENIED, Certainty.HEDGED, Certainty.DOUBTED, Certainty.ASSERTED)
"""Where a cue has words of several kinds ("suggested, but denied"), the first of these holds."""
TURNED = {
    Certainty.ASSERTED: Certainty.HEDGED,
    Certainty.DENIED: Certainty.HEDGED,
    Certainty.HEDGED: Certainty.DENIED,
    Certainty.DOUBTED: Certainty.ATTRIBUTED,
}
"""What a negation makes of a certainty: "did not confirm", "would not deny", "does not believe", "has no doubt"."""


OPENING = 12
"""Words of a content in which the verb of its main clause stands, as a rule."""
SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s")


class CertaintyWords:
    """The word lists of one language: for each certainty words and phrases, and the negations that turn them."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._whole = frozenset(lists["whole"])
        self._phrases = {
            certainty: frozenset(tuple(self._stems(entry)) for entry in lists[certainty.value]) for certainty in ORDER
        }
        self._modals = frozenset(lists["modals"])
        self._negations = frozenset(map(stem, lists["negations"]))

    def certainty(self, cue: str) -> Certainty:
        """How a content is put by `cue`, by its words alone; a cue that no list knows is neutral."""
        stems = self._stems(cue)
        for certainty in ORDER:
            if self._said(stems, certainty):
                negated = any(word in self._negations or word.endswith("n't") for word in stems)
                return TURNED[certainty] if negated else certainty
        return Certainty.ATTRIBUTED

    def put(self, cue: str, content: str) -> Certainty:
        """How a content is put by its cue or, where that is neutral, by a modal at the content's own beginning."""
        certainty = self.certainty(cue)
        if certainty is not Certainty.ATTRIBUTED:
            return certainty
        opening = [word.lower() for word in WORD.findall(SENTENCE_END.split(content)[0])[:OPENING]]
        pairs = {f"{one} {two}" for one, two in pairwise(opening)}
        return Certainty.HEDGED if self._modals & {*opening, *pairs} else certainty

    def _stems(self, phrase: str) -> list[str]:
        words = [word.lower() for word in WORD.findall(phrase)]
        return [word if word in self._whole else stem(word) for word in words]

    def _said(self, stems: list[str], certainty: Certainty) -> bool:
        phrases = self._phrases[certainty]
        longest = max(map(len, phrases))
        return any(
            tuple(stems[first : first + size]) in phrases
            for size in range(1, longest + 1)
            for first in range(len(stems) - size + 1)
        )
