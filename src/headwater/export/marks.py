"""An article's text cut at the edges of every span, so that overlapping and nested spans can be marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from headwater.export.text import shorten
from headwater.model import Attribution, Reading, Span, Spans

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# Characters shown of the text around a highlighted span, and of the span itself.
_AROUND = 300
_HIGHLIGHTED = 1200


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch without a span's edge in it: the attributions whose content it is in, widest first, and its part.

    `notes` are the numbers of what ends where it ends; `start` is its offset.
    """

    text: str
    attributions: tuple[Attribution, ...]
    part: str
    notes: tuple[int, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """`number` counts from 0; it is None between sentences and where a sentence goes on after a paragraph break."""

    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the paragraphs of an article stand, and its sentences: none in another, the paragraphs if it has none."""

    paragraphs: Spans
    sentences: Spans


def layout(reading: Reading) -> Layout:
    found = tuple(_paragraphs(reading.article.text))
    return Layout(found, _sentences(reading) or found)


def _sentences(reading: Reading) -> Spans:
    length, end, result = len(reading.article.text), 0, []
    for start, stop in sorted(reading.sentences):
        start, stop = max(start, end), min(stop, length)
        if start < stop:
            result.append((start, stop))
            end = stop
    return tuple(result)


def index_at(spans: Spans, offset: int) -> int:
    """The index of the span that `offset` is in, or of the last one before it."""
    return max(bisect_right(spans, offset, key=lambda span: span[0]) - 1, 0)


def paragraphs(reading: Reading, notes: Mapping[int, Sequence[int]] | None = None) -> Iterator[tuple[Sentence, ...]]:
    """The whole text, in order; only the blank lines between paragraphs are left out. `notes` are numbers by offset."""
    laid, notes = layout(reading), notes or {}
    spans = laid.sentences
    cuts = sorted({*_cuts(reading, spans), *notes})
    piece = _pieces(reading, notes)
    begun: set[int] = set()
    for start, end in laid.paragraphs:
        inside = cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)]
        edges = pairwise([start, *inside, end])
        result = []
        for index, group in groupby(edges, key=lambda edge: _sentence_of(spans, edge[0])):
            result.append(Sentence(None if index in begun else index, tuple(piece(edge) for edge in group)))
            if index is not None:
                begun.add(index)
        yield tuple(result)


def context(text: str, laid: Layout, highlighted: Spans) -> Iterator[tuple[str, bool]]:
    """The sentences of the spans and one on either side in the paragraph, in pieces; True for those that they cover."""
    spans = laid.sentences
    inside = [(max(start, 0), min(end, len(text))) for start, end in sorted(highlighted) if start < min(end, len(text))]
    if not inside or not laid.paragraphs:
        return
    first, last = inside[0][0], inside[-1][1] - 1
    opening, closing = (laid.paragraphs[index_at(laid.paragraphs, offset)] for offset in (first, last))
    before = max(spans[max(index_at(spans, first) - 1, 0)][0], opening[0])
    after = min(spans[min(index_at(spans, last) + 1, len(spans) - 1)][1], closing[1])
    position = max(min(before, first), first - _AROUND)
    if position > before:
        yield "… ", False
    for start, end in inside:
        yield shorten(text[position:start], _AROUND).join(_edges(text[position:start])), False
        yield shorten(text[max(start, position) : end], _HIGHLIGHTED), True
        position = max(position, end)
    stop = min(max(after, position), position + _AROUND)
    yield text[position:stop] + (" …" if stop < after else ""), False


def _edges(text: str) -> tuple[str, str]:
    """The space that shortening takes from the edges of `text`."""
    return (" " if text[:1].isspace() else "", " " if text[-1:].isspace() and text.strip() else "")


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for match in _PARAGRAPH_BREAK.finditer(text):
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _cuts(reading: Reading, spans: Spans) -> list[int]:
    found: set[int] = set()
    for start, end in (*spans, *_all(reading.attributions)):
        found |= {start, end}
    return sorted(found)


def _all(attributions: Iterable[Attribution]) -> Iterator[Span]:
    for each in attributions:
        yield from (*each.source, *each.cue, *each.content)


def _sentence_of(spans: Spans, offset: int) -> int | None:
    index = index_at(spans, offset)
    return index if spans and spans[index][0] <= offset < spans[index][1] else None


def _pieces(reading: Reading, notes: Mapping[int, Sequence[int]]) -> Callable[[Span], Piece]:
    """Makes the piece between two edges; to be asked in the order of the text."""
    found = reading.attributions
    contents = _Covering((span, each) for each in found for span in each.content)
    cues = _Covering((span, each) for each in found for span in each.cue)
    sources = _Covering((span, each) for each in found for span in each.source)

    def piece(edge: Span) -> Piece:
        start, end = edge
        around = sorted(
            contents.at(start), key=lambda each: (-sum(stop - begin for begin, stop in each.content), each.id)
        )
        part = "cue" if cues.at(start) else "source" if sources.at(start) else ""
        return Piece(reading.article.text[start:end], tuple(around), part, tuple(notes.get(end, ())), start)

    return piece


class _Covering:
    """Whose spans cover an offset, asked for one offset after another: dense text costs no more than its length."""

    def __init__(self, spans: Iterable[tuple[Span, Attribution]]) -> None:
        self._coming = sorted(spans, key=lambda each: each[0], reverse=True)
        self._here: list[tuple[Span, Attribution]] = []

    def at(self, offset: int) -> list[Attribution]:
        while self._coming and self._coming[-1][0][0] <= offset:
            self._here.append(self._coming.pop())
        self._here = [each for each in self._here if offset < each[0][1]]
        return [attribution for _, attribution in self._here]
