"""Stretches of a text: merged, cut out of one another, trimmed, read out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from headwater.cluster.language import WORD, settings
from headwater.model import Span, Spans
from headwater.spans import merged

EDGE = " \t\r\n.,;:\"'“”‘’«»()[]–—-"
AROUND = " \t\r\n,;–—"
"""What stands between statements and belongs to none."""


def beside(span: Span, taken: Sequence[Span]) -> Spans:
    """The parts of `span` outside all of `taken`, which has to be `merged`."""
    pieces = []
    position, stop = span
    for start, end in taken[max(0, bisect_left(taken, span) - 1) :]:
        if start >= stop:
            break
        if start > position:
            pieces.append((position, start))
        position = max(position, end)
    if position < stop:
        pieces.append((position, stop))
    return tuple(pieces)


def within(spans: Iterable[Span], others: Iterable[Span]) -> Spans:
    """The parts of `spans` inside any of `others`."""
    return tuple(
        (max(start, first), min(end, last))
        for start, end in spans
        for first, last in others
        if max(start, first) < min(end, last)
    )


def stated(spans: Iterable[Span], text: str, *, own: bool = False) -> Spans:
    """The spans without what joins them to the rest of their sentence ("that …", "… and"), in the order of the text.

    Those without a word are left out, those with nothing but white space between them made one. What stands in the
    article's `own` voice keeps its opening.
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(piece for span in found if WORD.search(text[slice(*(piece := _unjoined(span, text, own)))]))


def _unjoined(span: Span, text: str, own: bool) -> Span:
    start, end = _bare(*span, text)
    opening, closing, longest = _joining()
    while not own and (match := opening.match(text, start, end)):
        start, end = _bare(match.end(), end, text)
    while match := closing.search(text, max(start, end - longest), end):
        start, end = _bare(start, match.start(), text)
    return start, end


def _bare(start: int, end: int, text: str) -> Span:
    while end > start and text[end - 1] in AROUND:
        end -= 1
    while start < end and text[start] in AROUND:
        start += 1
    return start, end


@cache
def _joining() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    """What joins at the beginning and at the end, and the length of the longest word that does at the end."""
    opening, closing = (settings()["assertions"][name].split() for name in ("opening", "closing"))
    return (
        re.compile(rf"(?:{'|'.join(opening)})\b(?!['’])", re.IGNORECASE),
        re.compile(rf"(?<![\w’'])(?:{'|'.join(closing)})\Z", re.IGNORECASE),
        max(map(len, closing)),
    )


def trimmed_all(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans, each trimmed, in order; those that touch or overlap made one."""
    return merged(piece for span in spans if (piece := trimmed(span, text))[0] < piece[1])


def length(spans: Iterable[Span]) -> int:
    """How many characters."""
    return sum(end - start for start, end in spans)


def trimmed(span: Span, text: str) -> Span:
    """Without white space at the end, and without white space and punctuation at the beginning."""
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start] in EDGE and not WORD.match(text, start):
        start += 1
    return start, end


def joined(spans: Spans, text: str) -> str:
    """What stands in the spans, as one quotes: with dots where words between them are left out."""
    pieces, last = list[str](), spans[0][0] if spans else 0
    for start, end in spans:
        pieces += ["…"] * bool(WORD.search(text, last, start)) + text[start:end].split()
        last = end
    return " ".join(pieces)


def count(spans: Iterable[Span], text: str) -> int:
    """How many words."""
    return sum(len(WORD.findall(text[start:end])) for start, end in spans)
