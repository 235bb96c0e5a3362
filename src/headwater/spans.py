"""Things at spans of a text, in its order: which of them touch a stretch or begin in it, without looking at each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from headwater.model import Span

T = TypeVar("T")


class InOrder(Generic[T]):
    """Things with their spans; these may overlap. `touching` and `beginning` yield them in the order of the text."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(things, key=lambda thing: thing[0])
        self._starts = [span[0] for span, _ in self._things]
        # How far the things up to each one reach, so that a search backwards knows where to stop.
        self._reach = list(accumulate((span[1] for span, _ in self._things), max))

    def __iter__(self) -> Iterator[T]:
        return (thing for _, thing in self._things)

    def touching(self, span: Span) -> list[T]:
        """What shares a character with `span`."""
        place = bisect_left(self._starts, span[1]) - 1
        found = []
        while place >= 0 and self._reach[place] > span[0]:
            (_, end), thing = self._things[place]
            if end > span[0]:
                found.append(thing)
            place -= 1
        return found[::-1]

    def beginning(self, start: int, end: int) -> list[T]:
        """What begins at `start` or after it, and before `end`."""
        return [thing for _, thing in self._things[bisect_left(self._starts, start) : bisect_left(self._starts, end)]]

    def holding(self, place: int) -> T | None:
        """The last begun of what `place` stands in."""
        found = self.touching((place, place + 1))
        return found[-1] if found else None

    def before(self, place: int) -> Iterator[T]:
        """What begins before `place`, the last first."""
        for number in range(bisect_left(self._starts, place) - 1, -1, -1):
            yield self._things[number][1]

    def after(self, place: int) -> T | None:
        """What begins next, at `place` or after it."""
        number = bisect_left(self._starts, place)
        return self._things[number][1] if number < len(self._things) else None


def trimmed(text: str, span: Span, edges: str = "") -> Span:
    """A span without white space and `edges` at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in edges):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in edges):
        end -= 1
    return start, end


def in_order(spans: Iterable[Span]) -> InOrder[Span]:
    return InOrder((span, span) for span in spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in the order of the text, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def within(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span lies in one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def overlaps(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span has a character in common with one of the others."""
    return any(start < span[1] and span[0] < end for start, end in spans)
