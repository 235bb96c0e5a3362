"""Encoded windows > what a mention refers to: the pointer marks the pieces that mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headwater.nlp.network import Encoded, Network, ask
from headwater.nlp.wordpieces import Window, WordPieces

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention, a candidate for what it refers to (runs of pieces), and how likely it is that they mean the same."""

    mention: Run
    candidate: Run
    probability: float


def references(
    network: Network,
    encoded: Encoded,
    windows: Sequence[Window],
    mentions: Sequence[Run],
    candidates: Sequence[Run],
    least: float = 0.0,
) -> list[Reference]:
    """Every mention in the cores of windows against every candidate that the same window shows, if as likely."""
    queries, asked = [], []
    for row, window in enumerate(windows):
        for first, end in mentions:
            if window.core_start <= first < window.core_end and end <= window.end:
                queries.append((row, first - window.start + 1, end - window.start + 1))
                asked.append((window, (first, end)))
    if not queries:
        return []
    tags, _ = ask(network, "coreference", encoded, queries)
    found = []
    firsts, ends = np.array(candidates, dtype=np.int64).reshape(-1, 2).T
    for (window, mention), answer in zip(asked, tags, strict=True):
        # Sums from the start, so that the mean over any candidate is one difference.
        sums = np.concatenate(([0.0], np.cumsum(answer[:, 1] + answer[:, 2], dtype=np.float64)))
        apart = (firsts >= mention[1]) | (ends <= mention[0])
        shown = np.flatnonzero((firsts >= window.start) & (ends <= window.end) & apart)
        likely = sums[ends[shown] - window.start + 1] - sums[firsts[shown] - window.start + 1]
        likely /= ends[shown] - firsts[shown]
        found += [
            Reference(mention, candidates[shown[index]], float(likely[index]))
            for index in np.flatnonzero(likely >= least).tolist()
        ]
    return found


def runs_of(pieces: WordPieces, spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Run]:
    """Spans of code points as runs of pieces; a span without a piece is left out."""
    found = {}
    for start, end in spans:
        first = int(pieces.ends.searchsorted(start, side="right"))
        stop = int(pieces.starts.searchsorted(end, side="left"))
        if start < end and first < stop:
            found[start, end] = (first, stop)
    return found
