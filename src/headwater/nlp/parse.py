"""Encoded windows > words, each with its part of speech and the word that it depends on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from headwater.model import Span
from headwater.nlp.network import DEPENDENCIES, PARTS_OF_SPEECH, Encoded
from headwater.nlp.wordpieces import Window, WordPieces

PARAGRAPH = re.compile(r"\n\s*\n")
INSIDE = DEPENDENCIES.index("inside")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its universal part of speech, the index of its head (its own for a root) and what it is to that."""

    span: Span
    part: str
    head: int
    dependency: str


@dataclass(frozen=True)
class Parse:
    """The words of a text, in order. Heads may form loops: a network, not a grammar, says what they are."""

    words: tuple[Word, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Of every word the words that depend on it, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if word.head != index:
                found[word.head].append(index)
        return tuple(map(tuple, found))

    def below(self, index: int, without: Iterable[int] = ()) -> list[int]:
        """A word and all that depends on it, in order; `without` these and what depends on them."""
        seen, waiting = {*without}, [index]
        found = []
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                found.append(here)
                waiting += self.children[here]
        return sorted(found)


def parse(text: str, pieces: WordPieces, batches: Sequence[tuple[Encoded, Sequence[Window]]]) -> Parse:
    """The words of a text from all its windows; a piece is read in the window whose core it stands in.

    A word whose head the network sees in another paragraph is a root.
    """
    size = len(pieces)
    if not size:
        return Parse(())
    heads, labels, parts = np.arange(size), np.full(size, INSIDE), np.zeros(size, dtype=np.int64)
    for encoded, windows in batches:
        for row, window in enumerate(windows):
            core = slice(window.core_start, window.core_end)
            places = slice(core.start - window.start + 1, core.stop - window.start + 1)
            found = encoded.heads[row, places]
            inside = (found > 0) & (found <= window.end - window.start)
            heads[core] = np.where(inside, found + window.start - 1, np.arange(core.start, core.stop))
            labels[core], parts[core] = encoded.dependencies[row, places], encoded.words[row, places]
    paragraph = np.searchsorted([match.start() for match in PARAGRAPH.finditer(text)], pieces.starts)
    heads = np.where(paragraph[heads] == paragraph, heads, np.arange(size))
    # A piece goes on with a word only where nothing stands between them.
    begins = np.ones(size, dtype=bool)
    begins[1:] = (labels[1:] != INSIDE) | (pieces.starts[1:] != pieces.ends[:-1])
    firsts = np.flatnonzero(begins)
    word_of = np.cumsum(begins) - 1
    ends = np.append(firsts[1:], size) - 1
    columns = (pieces.starts[firsts], pieces.ends[ends], parts[firsts], word_of[heads[firsts]], labels[firsts])
    return Parse(
        tuple(
            Word((start, end), PARTS_OF_SPEECH[part], head, DEPENDENCIES[label] if label != INSIDE else "dep")
            for start, end, part, head, label in zip(*(column.tolist() for column in columns), strict=True)
        )
    )
