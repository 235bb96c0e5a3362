"""A text through the encoder: batches of windows, similar ones together, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.nlp.network import Encoded, Network, batch
from headwater.nlp.wordpieces import Window, WordPieces, windows

WINDOW, CONTEXT = 384, 32
"""Pieces that the encoder sees at once, and how many of them on either side are there for context only."""


def encoded(network: Network, pieces: WordPieces) -> Iterator[tuple[Encoded, Sequence[Window]]]:
    """Windows whose cores tile the text, one at a time: more at once are no faster on a CPU, and cost memory.

    The network is quantised by the range of what it sees, so a window's reading would depend on its neighbours', too.
    """
    for window in windows(pieces, WINDOW, CONTEXT):
        yield network.encode(*batch(pieces, [window])), [window]
