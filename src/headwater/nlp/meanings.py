"""Stretches of text > vectors: near each other where they mean about the same (Reimers and Gurevych 2019)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from headwater.errors import ModelError
from headwater.model import Meaning, Spans
from headwater.nlp.network import Encoded, Floats
from headwater.nlp.wordpieces import Window, WordPieces

SCALE = 127
"""A component of a vector of length one is kept as this many steps of a signed byte on either side of nought."""


class Meanings:
    """The projection of mean states that the network learned to make like a sentence encoder's vectors."""

    def __init__(self, folder: Path) -> None:
        try:
            with np.load(folder / "meaning.npz") as arrays:
                self._weight: Floats = arrays["weight"].astype(np.float32).T
                self._bias: Floats = arrays["bias"].astype(np.float32)
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{folder / 'meaning.npz'} cannot be read ({error}): reinstall headwater") from error

    def of(
        self, pieces: WordPieces, batches: Sequence[tuple[Encoded, Sequence[Window]]], stretches: Sequence[Spans]
    ) -> tuple[Meaning, ...]:
        """What each of the stretches means, those without any piece left out."""
        runs = [
            (index, int(np.searchsorted(pieces.ends, start, side="right")), int(np.searchsorted(pieces.starts, end)))
            for index, spans in enumerate(stretches)
            for start, end in spans
        ]
        sums = np.zeros((len(stretches), len(self._weight)), dtype=np.float32)
        counts = np.zeros(len(stretches), dtype=np.int64)
        for encoded, windows in batches:
            for row, window in enumerate(windows):
                for index, first, stop in runs:
                    first, stop = max(first, window.core_start), min(stop, window.core_end)
                    if first < stop:
                        offset = 1 - window.start
                        sums[index] += encoded.states[row, first + offset : stop + offset].sum(0)
                        counts[index] += stop - first
        known = np.flatnonzero(counts)
        vectors = (sums[known] / counts[known, None]) @ self._weight + self._bias
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        steps = np.round(vectors * SCALE).astype(np.int8)
        return tuple(Meaning(stretches[int(i)], steps[row].tobytes()) for row, i in enumerate(known))
