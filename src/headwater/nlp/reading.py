"""A text through the encoder, a window at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.nlp.network import Encoded, Network, inputs
from headwater.nlp.wordpieces import Window, WordPieces, windows

WINDOW, CONTEXT = 384, 32
"""Pieces that the encoder sees at once, and how many of them on either side are there for context only."""


def encoded(network: Network, pieces: WordPieces) -> Iterator[tuple[Encoded, Sequence[Window]]]:
    """Windows whose cores tile the text."""
    for window in windows(pieces, WINDOW, CONTEXT):
        yield network.encode(*inputs(pieces, window)), [window]
