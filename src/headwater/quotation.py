"""Which characters of a text stand inside quotation marks, and which quotations are one speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.model import Span, Spans

OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"'
TYPED = ("``", "''")
"""The marks of typewriters and of some agencies: the first opens, the second does either."""
_MARK = re.compile(rf"[{OPENING}{CLOSING}{STRAIGHT}]|``|(?<!')''(?!')|\n\s*")
_INSIDE = re.compile(
    rf"\s*(?:[{OPENING}{CLOSING}{STRAIGHT}]|``|''|['‘])(?P<inside>.*?)(?:[{OPENING}{CLOSING}{STRAIGHT}]|''|['’])?\s*\Z",
    re.DOTALL,
)
_SINGLE = re.compile(r"(?P<opens>(?:^|(?<=[\s([—–-]))['‘](?=\w))|(?<=\S)['’](?![\w'’])|\n", re.MULTILINE)
"""A single mark at the start of a word, or at the end of one; or the end of a paragraph."""
_STOPS = ",.!?…"
_PLURAL = "s"
"""Behind it a mark may be an apostrophe: "the inspectors' report"."""
AHEAD = 8
"""How many paragraphs a speech may go on without a mark until one closes it."""


def quoted(text: str) -> NDArray[np.bool_]:
    """For each code point whether it stands inside double quotation marks; a paragraph ends what nobody closed.

    A straight mark opens at the start of a word and closes at its end, so one lost mark does not turn the rest of the
    text inside out. Single marks are taken for quotation marks where they enclose a speech: what ends in a stop.
    """
    return _covered(text, speeches(text))


def speeches(text: str) -> tuple[Spans, ...]:
    """The quotations of a text in order, with their marks; one that runs over several paragraphs has a span for each.

    A paragraph that leaves its quotation open hands it on to the next if that begins with a mark, or if the next mark,
    not far below, closes it.
    """
    found: list[list[Span]] = []
    opened: int | None = None
    going_on = False
    marks = list(_MARK.finditer(text))
    for number, match in enumerate(marks):
        position = match.start()
        if match[0][0] == "\n":
            if opened is not None:
                _add(found, (opened, position), going_on)
                opened = match.end() if _closes_below(text, marks, number) else None
                going_on = opened is not None or (match.end() < len(text) and _opens(text, match.end()))
        elif _opens(text, position, opened is None):
            opened = position if opened is None else opened
        elif opened is not None and _closes(text, position):
            _add(found, (opened, match.end()), going_on)
            opened, going_on = None, False
    if opened is not None:
        _add(found, (opened, len(text)), going_on)
    return _with_single(text, found)


def inside(text: str, span: Span) -> Span:
    """A quotation without the marks that open and close it."""
    match = _INSIDE.match(text, *span)
    return match.span("inside") if match else span


def _single(text: str) -> Iterator[Span]:
    """The speeches in single marks: "'I'm sure,' she said". An apostrophe within a word closes nothing.

    Nor does one behind a plural; and a few words in marks ("a 'safe' ramp") are left to the model.
    """
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        before = text[match.start() - 1]
        if match["opens"]:
            opened = match.start()
        elif opened is not None and match[0] != "\n" and before in _STOPS:
            yield opened, match.end()
            opened = None
        elif match[0] == "\n" or before != _PLURAL:
            opened = None


def _with_single(text: str, found: Iterable[Sequence[Span]]) -> tuple[Spans, ...]:
    """Quotations in their order with those in single marks, of which an inner one is part of the one around it."""
    kept = [tuple(speech) for speech in found]
    double = _covered(text, kept)
    single = [(span,) for span in _single(text) if not (double[span[0]] or double[span[1] - 1])]
    outer = _covered(text, single)
    return tuple(sorted((*(speech for speech in kept if not outer[speech[0][0]]), *single)))


def _covered(text: str, found: Iterable[Spans]) -> NDArray[np.bool_]:
    inside = np.zeros(len(text) + 1, dtype=bool)
    for speech in found:
        for start, end in speech:
            inside[start:end] = True
    return inside


def _add(found: list[list[Span]], span: Span, going_on: bool) -> None:
    if going_on:
        found[-1].append(span)
    else:
        found.append([span])


def _closes_below(text: str, marks: list[re.Match[str]], number: int) -> bool:
    """Whether the next mark behind the end of a paragraph closes what is open there."""
    marks_below = (match.start() for match in marks[number : number + AHEAD] if match[0][0] != "\n")
    position = next(marks_below, None)
    return position is not None and not _opens(text, position) and _closes(text, position)


def _opens(text: str, position: int, free: bool = True) -> bool:
    """Whether a mark opens: any of the curly ones that can, and a straight one before a word.

    One that closes elsewhere does so before a word at the start of a line, if nothing is open (`free`).
    """
    mark = text[position : position + 2] if text[position : position + 2] in TYPED else text[position]
    before = text[position - 1] if position else "\n"
    after = text[position + len(mark)] if position + len(mark) < len(text) else " "
    if mark in CLOSING:
        return free and before == "\n" and after.isalnum()
    if mark in (STRAIGHT, TYPED[1]):
        return (before.isspace() or before in "([—–-‘'") and not after.isspace()
    return mark in OPENING or mark == TYPED[0]


def _closes(text: str, position: int) -> bool:
    return text[position] in CLOSING + STRAIGHT or text[position : position + 2] == TYPED[1]
