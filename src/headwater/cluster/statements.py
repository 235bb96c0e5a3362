"""What somebody says > statements: a content of several clauses or sentences states several things."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from headwater import vocabulary
from headwater.cluster.language import settings
from headwater.cluster.pieces import count, stated
from headwater.model import Span, Spans


def statements(content: Spans, clauses: Spans, text: str) -> list[Spans]:
    """The content cut where a clause begins, in order; `clauses` are in the order of the text.

    A piece of too few words to state something stays with the one before it, and the first with the one after it; so
    does a relative clause ("which had been mended").
    """
    starts = [start for start, _ in clauses]
    pieces: list[list[Span]] = []
    here = -1
    for span in content:
        for clause, piece in _cut(span, starts):
            if pieces and clause == here:
                pieces[-1].append(piece)
            else:
                pieces.append([piece])
            here = clause
    joined: list[list[Span]] = []
    for spans in pieces:
        if joined and (_short(spans, text) or _short(joined[-1], text) or _relative(spans, text)):
            joined[-1] += spans
        else:
            joined.append(spans)
    return [found for spans in joined if (found := stated(spans, text))]


def _cut(span: Span, starts: Sequence[int]) -> list[tuple[int, Span]]:
    """The span cut at the starts of clauses, each piece with the index of its clause."""
    found, position = [], span[0]
    index = bisect_right(starts, position) - 1
    while position < span[1]:
        end = min(span[1], starts[index + 1]) if index + 1 < len(starts) else span[1]
        found.append((index, (position, end)))
        position, index = end, index + 1
    return found


def _short(spans: Sequence[Span], text: str) -> bool:
    return count(spans, text) < int(settings()["assertions"]["fewest_words"])


def _relative(spans: Sequence[Span], text: str) -> bool:
    first, *_ = text[slice(*spans[0])].split() or [""]
    return first in vocabulary.words("relative") or first in settings()["assertions"]["relative_adverbs"].split()
