"""The part of an article's text that a page shows, with every attribution marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from headwater.export import marks, wording
from headwater.model import Attribution, Reading, Span, Spans
from headwater.web.paging import Paging

LARGEST = 30_000
"""Characters of a text on one page, unless one paragraph alone has more."""
_RETURN = re.compile("\r\n")
_BREAKS = str.maketrans("\r\u0085\u2028\u2029", "\n\n\n\n")


@dataclass(frozen=True)
class Part:
    """The paragraphs from `start` to `end` of the text, and the attributions that are in them in the text's order."""

    reading: Reading
    span: Span
    paging: Paging

    @cached_property
    def ordered(self) -> list[tuple[int, Attribution]]:
        """Depth and attribution."""
        start, end = self.span
        return [(depth, each) for depth, each in wording.in_order(self.reading.attributions) if _in(each, start, end)]

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        return tuple(each for _, each in self.ordered)

    def paragraphs(self, notes: Mapping[int, Sequence[int]]) -> Iterator[tuple[marks.Sentence, ...]]:
        start, end = self.span
        for paragraph in marks.paragraphs(self.reading, notes):
            at = paragraph[0].pieces[0].start
            if start <= at < end:
                yield paragraph

    def holds(self, sentence: marks.Sentence, at: int | None) -> bool:
        """Whether the offset is in this sentence."""
        first, last = sentence.pieces[0], sentence.pieces[-1]
        return at is not None and first.start <= at < last.start + len(last.text)


def part(reading: Reading, page: int, at: int | None) -> Part:
    """The part of this number, or the one that the offset is in."""
    parts = list(_parts(marks.layout(reading).paragraphs)) or [(0, 0)]
    if at is not None:
        page = marks.index_at(tuple(parts), at) + 1
    span = parts[page - 1] if page <= len(parts) else (0, 0)
    return Part(reading, span, Paging(page, len(parts), len(parts)))


def around(reading: Reading, attribution: Attribution) -> Part:
    """The paragraphs that an attribution stands in, and those between them."""
    paragraphs = marks.layout(reading).paragraphs
    begin, end = start(attribution), max((stop for _, stop in _spans(attribution)), default=1)
    first, last = (paragraphs[marks.index_at(paragraphs, at)] for at in (begin, end - 1))
    return Part(reading, (first[0], last[1]), Paging(1, 1, 1))


def _parts(paragraphs: Sequence[Span]) -> Iterator[Span]:
    start = None
    for begin, end in paragraphs:
        if start is not None and end - start > LARGEST:
            yield start, begin
            start = begin
        start = begin if start is None else start
    if start is not None:
        yield start, paragraphs[-1][1]


def shown(text: str) -> str:
    """The text with as many characters as it had, so that an offset in the page is one in the text."""
    return _RETURN.sub(" \n", text).translate(_BREAKS)


def start(attribution: Attribution) -> int:
    """Where an attribution begins."""
    return min(_spans(attribution), default=(0, 0))[0]


def _spans(attribution: Attribution) -> Spans:
    return attribution.source + attribution.cue + attribution.content


def _in(attribution: Attribution, start: int, end: int) -> bool:
    return any(begin < end and stop > start for begin, stop in _spans(attribution))
