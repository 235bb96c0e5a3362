"""Which characters of a text stand inside quotation marks."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"'
_MARK = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}\n]")


def quoted(text: str) -> NDArray[np.bool_]:
    """For each code point whether it stands inside double quotation marks; a paragraph ends what nobody closed.

    A straight mark opens at the start of a word and closes at its end, so one lost mark does not turn the rest of the
    text inside out. Apostrophes and single marks are left to the model.
    """
    inside = np.zeros(len(text) + 1, dtype=bool)
    opened: int | None = None
    for match in _MARK.finditer(text):
        position = match.start()
        if match[0] in OPENING or (match[0] == STRAIGHT and _opens(text, position)):
            opened = position if opened is None else opened
        elif opened is not None:
            inside[opened : position + (match[0] != "\n")] = True
            opened = None
    if opened is not None:
        inside[opened : len(text)] = True
    return inside


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-‘'") and not after.isspace()
