"""Which characters of a text stand inside quotation marks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"'


def quoted(text: str) -> NDArray[np.bool_]:
    """For each code point whether it stands inside double quotation marks; a paragraph ends what nobody closed.

    A straight mark opens at the start of a word and closes at its end, so one lost mark does not turn the rest of the
    text inside out. Apostrophes and single marks are left to the model.
    """
    inside = np.zeros(len(text) + 1, dtype=bool)
    opened = False
    for position, character in enumerate(text):
        if character == "\n":
            opened = False
        elif character in OPENING:
            opened = True
        elif character in CLOSING:
            inside[position] = opened
            opened = False
            continue
        elif character == STRAIGHT:
            before = text[position - 1] if position else " "
            after = text[position + 1] if position + 1 < len(text) else " "
            opens = (before.isspace() or before in "([—–-‘'") and not after.isspace()
            if not opens:
                inside[position] = opened
                opened = False
                continue
            opened = True
        inside[position] = opened
    return inside
