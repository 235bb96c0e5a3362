"""Text > word pieces: the encoder's input, with the letter case and the layout that its vocabulary leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from headwater.errors import ModelError
from headwater.quotation import quoted

Integers = NDArray[np.int64]

CASES = 4
"""Letter case of a piece: 0 none or lower, 1 capital first, 2 all capitals, 3 mixed."""
LAYOUTS = 4
"""Layout of a piece: 1 if it opens a paragraph, plus 2 if it stands inside quotation marks."""
PARAGRAPH, SENTENCE = 3, 2
CLOSING = ".!?”\"’'…"
"""What a sentence may end with."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair: no character, so that no tokenizer takes it; read as the replacement character."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """Parallel arrays over the pieces of one text; `starts` and `ends` are code-point offsets into it.

    `whole` is true where a piece starts a word; `breaks` grades how good a place a piece is to start a window:
    PARAGRAPH, SENTENCE, 1 a word, 0 inside a word.
    """

    ids: Integers
    starts: Integers
    ends: Integers
    cases: Integers
    layouts: Integers
    whole: NDArray[np.bool_]
    breaks: Integers

    def __len__(self) -> int:
        return len(self.ids)

    def whole_words(self, first: int, end: int) -> tuple[int, int]:
        """The run of pieces from `first` to `end`, extended to whole words."""
        while first > 0 and not self.whole[first]:
            first -= 1
        while end < len(self) and not self.whole[end]:
            end += 1
        return first, end


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of pieces that the encoder sees at once; only `core` is taken from it, the rest is context."""

    start: int
    end: int
    core_start: int
    core_end: int


def load_tokenizer(folder: Path) -> Tokenizer:
    path = folder / "tokenizer.json"
    try:
        tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises nothing narrower
        raise ModelError(f"{path} cannot be loaded ({error}): reinstall headwater") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split(tokenizer: Tokenizer, text: str) -> WordPieces:
    """The pieces of `text`, in order, without the special ones."""
    encoding = tokenizer.encode(SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    words = np.array([-1 if word is None else word for word in encoding.word_ids], dtype=np.int64)
    whole = np.ones(len(words), dtype=bool)
    whole[1:] = words[1:] != words[:-1]
    inside = quoted(text)
    written = [text[start:end] for start, end in encoding.offsets]
    cases = np.array([_case(piece) for piece in written], dtype=np.int64)
    breaks = np.array(_breaks(text, encoding.offsets, whole.tolist()), dtype=np.int64)
    layouts = (breaks == PARAGRAPH) + 2 * inside[starts]
    return WordPieces(np.array(encoding.ids, dtype=np.int64), starts, ends, cases, layouts, whole, breaks)


def _breaks(text: str, offsets: Sequence[tuple[int, int]], whole: Sequence[bool]) -> list[int]:
    found = [int(one) for one in whole]
    previous = 0
    for index, (start, end) in enumerate(offsets):
        if not index or "\n" in text[previous:start]:
            found[index] = PARAGRAPH
        elif previous < start and text[previous - 1] in CLOSING and not text[start].islower():
            found[index] = SENTENCE
        previous = end
    return found


@lru_cache(maxsize=65_536)
def _case(piece: str) -> int:
    if piece.islower() or not any(c.isalpha() for c in piece):
        return 0
    if piece.isupper():
        return 2 if len(piece) > 1 else 1
    return 1 if piece[0].isupper() and piece[1:].islower() else 3


def windows(pieces: WordPieces, size: int, context: int) -> Iterator[Window]:
    """Windows of at most `size` pieces whose cores tile the text, cut at the best break in their last fifth.

    What is decided in a core has seen what stands around it: a window begins between three eighths of `context` and
    all of it before its core, at the best break there, and ends between half of it and all of it past its core.
    `context` is lowered where `size` has no room for it on both sides of a core.
    """
    context = min(context, (size - 1) // 2)
    total, core = len(pieces), 0
    while core < total:
        start = 0
        if core:
            start = _best_break(pieces, max(0, core - context), max(0, core - 3 * context // 8), earliest=True)
        if start + size >= total:
            yield Window(start, total, core, total)
            return
        reach = start + size - 3 * context // 4
        stop = _best_break(pieces, max(core + 1, reach - (reach - core) // 5), reach, earliest=False)
        near, far = (min(start + size, stop + more) for more in (context - context // 2, context))
        end = _best_break(pieces, near, far, earliest=False)
        yield Window(start, end, core, stop)
        core = stop


def _best_break(pieces: WordPieces, low: int, high: int, *, earliest: bool) -> int:
    """The position in [low, high] with the strongest break; of equals the first or the last."""
    grades = pieces.breaks[low : high + 1]
    if earliest:
        return low + int(np.argmax(grades))
    return low + len(grades) - 1 - int(np.argmax(grades[::-1]))
