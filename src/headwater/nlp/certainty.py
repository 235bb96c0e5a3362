"""A cue's words > how certain they make what they introduce."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import snowballstemmer

from headwater.model import Certainty

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
ORDER = (Certainty.DENIED, Certainty.HEDGED, Certainty.DOUBTED, Certainty.ASSERTED)
"""Where a cue has words of several kinds ("suggested, but denied"), the first of these holds."""
TURNED = {
    Certainty.ASSERTED: Certainty.HEDGED,
    Certainty.DENIED: Certainty.HEDGED,
    Certainty.HEDGED: Certainty.DENIED,
}
"""What a negation makes of a certainty: "did not confirm", "would not deny", "does not believe"."""


@cache
def stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word.lower().replace("’", "'"))
    return stemmed


@cache
def _stemmer() -> snowballstemmer.stemmer.Stemmer:
    return snowballstemmer.stemmer("english")


class CertaintyWords:
    """The word lists of one language: for each certainty words and phrases, and the negations that turn them."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._phrases = {
            certainty: frozenset(tuple(stem(word) for word in WORD.findall(entry)) for entry in lists[certainty.value])
            for certainty in ORDER
        }
        self._negations = frozenset(lists["negations"])

    def certainty(self, cue: str) -> Certainty:
        """How a content is put by `cue`, by its words alone; a cue that no list knows is neutral."""
        words = [word.lower().replace("’", "'") for word in WORD.findall(cue)]
        stems = [stem(word) for word in words]
        for certainty in ORDER:
            if self._said(stems, certainty):
                negated = any(word in self._negations or word.endswith("n't") for word in words)
                return TURNED.get(certainty, certainty) if negated else certainty
        return Certainty.ATTRIBUTED

    def own_voice(self, sentence: str) -> Certainty:
        """How an article puts a sentence that it attributes to nobody: asserted, unless a word in it hedges."""
        stems = [stem(word) for word in WORD.findall(sentence)]
        for certainty in (Certainty.HEDGED, Certainty.DOUBTED):
            if self._said(stems, certainty):
                return certainty
        return Certainty.ASSERTED

    def _said(self, stems: list[str], certainty: Certainty) -> bool:
        phrases = self._phrases[certainty]
        longest = max(map(len, phrases))
        return any(
            tuple(stems[first : first + size]) in phrases
            for size in range(1, longest + 1)
            for first in range(len(stems) - size + 1)
        )
