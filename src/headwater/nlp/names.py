"""Encoded windows > names: which stretches of the text name somebody, something, a place or a date."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.model import Mention
from headwater.nlp.network import Encoded
from headwater.nlp.tagging import labelled
from headwater.nlp.wordpieces import Window, WordPieces

LABELS = ("PERSON", "ORGANISATION", "PLACE", "GROUP", "WORK", "DATE", "NUMBER")


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
