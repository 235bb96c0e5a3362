"""Words > vectors: what each stands for where it stands, so that statements can be laid side by side word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from headwater.model import WordVectors
from headwater.nlp.network import PARTS_OF_SPEECH, Encoded, Floats, session
from headwater.nlp.wordpieces import Integers, Window, WordPieces

MARK = PARTS_OF_SPEECH.index("PUNCT")


class Projection:
    """The vectors that the pairs were learned on: fewer components than the states have, each a signed byte."""

    def __init__(self, folder: Path, empty: NDArray[np.bool_]) -> None:
        """`empty` are the pieces that tell nothing, as from `without`."""
        self._session, self._empty = session(folder / "words.onnx"), empty

    def of(self, pieces: WordPieces, batches: Sequence[tuple[Encoded, Sequence[Window]]]) -> WordVectors:
        starts, means = pooled(pieces, batches, self._empty)
        if not len(starts):
            return WordVectors()
        (vectors,) = self._session.run(None, {"means": means})
        return WordVectors(starts.astype("<u4").tobytes(), vectors.tobytes())


def without(tokenizer: Tokenizer, words: Iterable[str]) -> NDArray[np.bool_]:
    """Which pieces of the vocabulary are one of these words."""
    found = np.zeros(tokenizer.get_vocab_size(), dtype=bool)
    found[[id_ for word in words if (id_ := tokenizer.token_to_id(word)) is not None]] = True
    return found


def pooled(
    pieces: WordPieces, batches: Sequence[tuple[Encoded, Sequence[Window]]], empty: NDArray[np.bool_]
) -> tuple[Integers, Floats]:
    """Where the words begin [n], and the mean state of the pieces of each [n, h]; without marks and `empty` words."""
    starts: list[Integers] = []
    means: list[Floats] = []
    for encoded, windows in batches:
        for row, window in enumerate(windows):
            whole = pieces.whole[window.core_start : window.core_end]
            if not len(whole):
                continue
            first = np.flatnonzero(np.r_[True, whole[1:]])
            here = slice(window.core_start - window.start + 1, window.core_end - window.start + 1)
            sums = np.add.reduceat(encoded.states[row, here], first, axis=0)
            lengths = np.diff(np.r_[first, len(whole)]).astype(np.float32)
            alone = empty[pieces.ids[window.core_start + first]] & (lengths == 1)
            kept = (encoded.words[row, here][first] != MARK) & ~alone
            starts.append(pieces.starts[window.core_start + first[kept]])
            means.append(sums[kept] / lengths[kept, None])
    if not starts:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32)
    return np.concatenate(starts), np.concatenate(means)
