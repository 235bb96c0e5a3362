"""Stretches of text > vectors: near each other where they mean about the same (Reimers and Gurevych 2019)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from headwater.model import Meaning, Spans
from headwater.nlp.network import Encoded, session
from headwater.nlp.wordpieces import Window, WordPieces

SCALE = 127
"""A component of a vector of length one is kept as this many steps of a signed byte on either side of nought."""


class Meanings:
    """The projection of mean states that the network learned to make like a sentence encoder's vectors.

    ONNX Runtime does it on the thread that asks; NumPy would wait for threads of its own, which other articles busy.
    """

    def __init__(self, folder: Path) -> None:
        self._projection = session(folder / "meaning.onnx")

    def of(
        self, pieces: WordPieces, batches: Sequence[tuple[Encoded, Sequence[Window]]], stretches: Sequence[Spans]
    ) -> tuple[Meaning, ...]:
        """What each of the stretches means, those without any piece left out."""
        spans = [(index, start, end) for index, stretch in enumerate(stretches) for start, end in stretch]
        width = batches[0][0].states.shape[2] if batches else 0
        numbers, starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 3).T
        firsts, stops = np.searchsorted(pieces.ends, starts, side="right"), np.searchsorted(pieces.starts, ends)
        sums = np.zeros((len(stretches), width), dtype=np.float32)
        counts = np.zeros(len(stretches), dtype=np.int64)
        for encoded, windows in batches:
            for row, window in enumerate(windows):
                low, high = (np.clip(cut, window.core_start, window.core_end) for cut in (firsts, stops))
                here = np.flatnonzero(low < high)
                np.add.at(counts, numbers[here], high[here] - low[here])
                places = np.stack((numbers[here], low[here] - window.start + 1, high[here] - window.start + 1), 1)
                for index, first, stop in places.tolist():
                    sums[index] += np.add.reduce(encoded.states[row, first:stop])
        known = np.flatnonzero(counts)
        if not len(known):
            return ()
        (vectors,) = self._projection.run(None, {"means": sums[known] / counts[known, None].astype(np.float32)})
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        steps = np.round(vectors * SCALE).astype(np.int8)
        return tuple(Meaning(stretches[int(i)], steps[row].tobytes()) for row, i in enumerate(known))
