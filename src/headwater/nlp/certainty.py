"""A cue's words > how certain they make what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from headwater.model import Certainty, Span
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
SUBJECT, NEAR = 2, 4
"""Words up to which "that" is the subject ("that may be true"), and before a hedge in which its purpose stands."""
SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s|,[”\"’]\s(?=[“\"‘][A-Z])")
"""Also where somebody is said to say the one sentence before the next begins: "“… before lunch,” “There were …"."""


class CertaintyWords:
    """The word lists of one language: for each certainty words and phrases, and the negations that turn them."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._whole = frozenset(lists["whole"])
        self._phrases = {
            certainty: frozenset(tuple(self._stems(entry)) for entry in lists[certainty.value]) for certainty in ORDER
        }
        self._hedges = frozenset(lists["hedges"])
        self._lists = {name: frozenset(words) for name, words in lists.items()}
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
        """How a content is put by its cue or, where that is neutral, by a hedge at the content's own beginning."""
        certainty = self.certainty(cue)
        if certainty is not Certainty.ATTRIBUTED:
            return certainty
        opening = list(WORD.finditer(SENTENCE_END.split(content)[0]))[:OPENING]
        return Certainty.HEDGED if opening and self.hedge(content[: opening[-1].end()]) else certainty

    def hedge(self, text: str) -> Span | None:
        """Where the first word stands that hedges what `text` says in its own voice: "may", "appears to", "could"."""
        return next(self._hedging(text), None)

    def hedges(self, text: str, sentences: Iterable[Span]) -> Iterator[Span]:
        """The hedges of all sentences, in the order of the text."""
        for sentence in sorted(sentences):
            for start, end in self._hedging(text[slice(*sentence)]):
                yield sentence[0] + start, sentence[0] + end

    def _hedging(self, text: str) -> Iterator[Span]:
        matches = list(WORD.finditer(text))
        words = ["", *(match[0].lower() for match in matches), ""]
        for number, match in enumerate(matches, start=1):
            before, word, after = words[number - 1 : number + 2]
            pair = f"{word} {after}" in self._hedges
            if not pair and (word not in self._hedges or (word == "may" and _is_month(text, match.span()))):
                continue
            aside = before in self._lists["subordinating"] and number > SUBJECT
            purpose = self._lists["purposes"].intersection(words[max(0, number - NEAR) : number])
            if not aside and not purpose and self._hedges_here(word, before, after):
                yield match.start(), matches[number if pair else number - 1].end()

    def _hedges_here(self, word: str, before: str, after: str) -> bool:
        """Whether a word that can hedge does, between these two."""
        lists = self._lists
        if word in ("likely", "unlikely"):
            return before not in lists["comparing"] and (after == "to" or before in lists["likely_after"])
        if word == "could":
            return after not in lists["abilities"]
        return word != "can" or after in lists["effects"]

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


def _is_month(text: str, may: Span) -> bool:
    """Is "May" a month? It is where it has a capital that its neighbours lack, or stands beside a number."""
    start, end = may
    if text[start].islower():
        return False
    beside = text[max(0, start - 4) : start].strip()[-1:] + text[end : end + 3].strip(" ,")[:1]
    following = WORD.search(text, end)
    return any(map(str.isdigit, beside)) or not following or following[0].islower()
