"""Encoded windows > names: which stretches of the text name somebody, something, a place or a date."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.model import Mention, Span
from headwater.nlp.network import Encoded
from headwater.nlp.tagging import labelled
from headwater.nlp.wordpieces import Window, WordPieces

LABELS = ("PERSON", "ORGANISATION", "PLACE", "GROUP", "WORK", "DATE", "NUMBER")
NAMED = ("PERSON", "ORGANISATION")


def names(pieces: WordPieces, encoded: Encoded, windows: Sequence[Window]) -> list[Mention]:
    """The names in the cores of a batch of windows, on whole words; of two in one word the first holds."""
    found = []
    for row, window in enumerate(windows):
        last = 0
        size = window.end - window.start
        for first, end, label in labelled(encoded.names[row, 1 : size + 1], LABELS):
            first, end = first + window.start, end + window.start
            if not window.core_start <= first < window.core_end:
                continue
            first, end = pieces.whole_words(first, end)
            if first >= last:
                found.append(Mention((int(pieces.starts[first]), int(pieces.ends[end - 1])), label))
                last = end
    return found


def of_firms(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The names in order, those on both sides of "&" one organisation's: "Lorne & Pask" is no two people."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        last = found[-1] if found else None
        if last and last.label in NAMED and mention.label in NAMED and _by_ampersand(last.span, mention.span, text):
            found[-1] = Mention((last.span[0], mention.span[1]), "ORGANISATION")
        else:
            found.append(mention)
    return found


def _by_ampersand(one: Span, other: Span, text: str) -> bool:
    between = text[one[1] : other[0]]
    return between == " & " or (between == " " and text.startswith("& ", other[0]))
