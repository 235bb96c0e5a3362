"""The words of a report, without what its page repeats: which are the same, where they stand, which are somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from headwater.model import Quotation, Reading, Span
from headwater.quotation import quoted
from headwater.reuse.furniture import Furniture
from headwater.reuse.lists import lists

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of one report in order: equal numbers for equal words (case does not count), each with its span.

    `own` says which are the report's: not quoted, and not shown as somebody's post. By its `key` it is looked up: equal
    where all words are.
    """

    key: bytes
    words: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    own: NDArray[np.bool_]

    def span(self, first: int, length: int) -> Span:
        return int(self.starts[first]), int(self.ends[first + length - 1])


class Wordings:
    """The wording of each reading, again and again; numbers are good for comparing these with each other only."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._around = Furniture()
        self._known: dict[int, tuple[Reading, Sequence[Span], Wording]] = {}

    def __call__(self, readings: Sequence[Reading]) -> list[Wording]:
        around = self._around([reading.article for reading in readings])
        self._known = {id(r): self._worded(r, spans) for r, spans in zip(readings, around, strict=True)}
        return [self._known[id(reading)][2] for reading in readings]

    def _worded(self, reading: Reading, around: Sequence[Span]) -> tuple[Reading, Sequence[Span], Wording]:
        known = self._known.get(id(reading))
        same = known is not None and known[1] == around
        return known if known and same else (reading, around, _wording(reading, around, self._numbers))


def _wording(reading: Reading, around: Sequence[Span], numbers: dict[str, int]) -> Wording:
    text = reading.article.text
    others, left_out = quoted(text), np.zeros(len(text) + 1, dtype=bool)
    for start, end in (*direct(reading), *_posts(text)):
        others[start:end] = True
    for start, end in around:
        left_out[start:end] = True
    found = [(numbers.setdefault(m.group().casefold(), len(numbers)), *m.span()) for m in _WORD.finditer(text)]
    places = np.array(found, dtype=np.int32).reshape(-1, 3)
    words, starts, ends = places[~left_out[places[:, 1]]].T
    return Wording(words.tobytes(), np.ascontiguousarray(words), starts, ends, ~others[starts])


def direct(reading: Reading) -> Iterable[Span]:
    """What is said word for word in it."""
    return (span for a in reading.attributions if a.kind is Quotation.DIRECT for span in a.content)


def _posts(text: str) -> Iterator[Span]:
    """The posts that `text` shows, each with whose it is at its end."""
    longest: int = lists()["quotations"]["post"]
    before = 0
    for match in _signature().finditer(text):
        start = max(before, match.start() - longest)
        if start > before:
            # The line that holds the furthest character may begin before the post: take whole ones, if there are any.
            whole = text.find("\n", start, match.start()) + 1
            start = whole if whole and text[whole : match.start()].strip() else start
        yield start, match.end()
        before = match.end()


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(lists()["quotations"]["signature"])
