"""A text through the encoder: batches of windows, similar ones together, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.nlp.network import Encoded, Network, batch
from headwater.nlp.wordpieces import Window, WordPieces, windows

WINDOW, CONTEXT = 384, 64
"""Pieces that the encoder sees at once, and how many of them on either side are there for context only."""
AT_ONCE = 8
"""Windows in a batch: more are no faster on a few cores, and cost memory."""


def encoded(network: Network, pieces: WordPieces) -> Iterator[tuple[Encoded, Sequence[Window]]]:
    """Batches of windows whose cores tile the text; shorter windows first, so that little is spent on padding."""
    waiting = sorted(windows(pieces, WINDOW, CONTEXT), key=lambda w: (w.end - w.start, w.start))
    for first in range(0, len(waiting), AT_ONCE):
        together = waiting[first : first + AT_ONCE]
        yield network.encode(*batch(pieces, together)), together
