"""An article's text cut at the edges of every span, so that overlapping and nested spans can be marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from headwater.export import wording
from headwater.model import Attribution, Reading, Span, Spans

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# Characters shown of the text around a highlighted span, and of the span itself.
_AROUND = 300
_HIGHLIGHTED = 1200


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch without a span's edge in it: the attributions whose content it is in, widest first, and its part."""

    text: str
    attributions: tuple[Attribution, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`number` counts from 0; it is None between sentences and where a sentence goes on after a paragraph break."""

    number: int | None
    pieces: tuple[Piece, ...]


def sentences(reading: Reading) -> Spans:
    """The sentences without overlaps; the paragraphs where there are none."""
    length, end, result = len(reading.article.text), 0, []
    for start, stop in sorted(reading.sentences):
        start, stop = max(start, end), min(stop, length)
        if start < stop:
            result.append((start, stop))
            end = stop
    return tuple(result) or tuple(_paragraphs(reading.article.text))


def sentence_at(spans: Spans, offset: int) -> int:
    """The index of the sentence that `offset` is in, or of the last one before it."""
    return max(bisect_right(spans, offset, key=lambda span: span[0]) - 1, 0)


def paragraphs(reading: Reading) -> Iterator[tuple[Sentence, ...]]:
    """The whole text, in order; only the blank lines between paragraphs are left out."""
    text, spans = reading.article.text, sentences(reading)
    cuts = _cuts(reading, spans)
    begun: set[int] = set()
    for start, end in _paragraphs(text):
        inside = cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)]
        edges = pairwise([start, *inside, end])
        result = []
        for index, group in groupby(edges, key=lambda edge: _sentence_of(spans, edge[0])):
            pieces = tuple(_piece(reading, edge) for edge in group)
            result.append(Sentence(None if index in begun else index, pieces))
            if index is not None:
                begun.add(index)
        yield tuple(result)


def context(reading: Reading, highlighted: Spans) -> Iterator[tuple[str, bool]]:
    """The sentences of the spans and one on either side, in pieces; True for those that the spans cover."""
    text, spans = reading.article.text, sentences(reading)
    inside = [(max(start, 0), min(end, len(text))) for start, end in sorted(highlighted) if start < min(end, len(text))]
    if not inside:
        return
    before = spans[max(sentence_at(spans, inside[0][0]) - 1, 0)][0]
    after = spans[min(sentence_at(spans, inside[-1][1] - 1) + 1, len(spans) - 1)][1]
    position = max(min(before, inside[0][0]), inside[0][0] - _AROUND)
    if position > before:
        yield "… ", False
    for start, end in inside:
        yield wording.shorten(text[position:start], _AROUND).join(_edges(text[position:start])), False
        yield wording.shorten(text[max(start, position) : end], _HIGHLIGHTED), True
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
    index = sentence_at(spans, offset)
    return index if spans and spans[index][0] <= offset < spans[index][1] else None


def _piece(reading: Reading, edge: Span) -> Piece:
    start, end = edge
    covering = [each for each in reading.attributions if _covers(each.content, start)]
    covering.sort(key=lambda each: (-sum(stop - begin for begin, stop in each.content), each.id))
    is_cue = any(_covers(each.cue, start) for each in reading.attributions)
    is_source = any(_covers(each.source, start) for each in reading.attributions)
    part = "cue" if is_cue else "source" if is_source else ""
    return Piece(reading.article.text[start:end], tuple(covering), part)


def _covers(spans: Spans, offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)
