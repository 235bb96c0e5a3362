"""Articles > the timeline: every sentence that says when something was, under each of its dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from headwater import edtf
from headwater.kept import Kept, Same, Sorted
from headwater.model import Assertion, Event, Reading


class Timeline:
    """The events of a story that is told again and again; an article that is the very same is looked at once."""

    def __init__(self) -> None:
        self._events = Kept[Reading, list[Event]]()
        self._dated, self._in_order = Same[tuple[Event, ...]](), Sorted[Event](_when)

    def __call__(self, articles: Sequence[Reading], asserted: Sequence[Iterable[Assertion]]) -> tuple[Event, ...]:
        """Given what each of the articles asserts."""
        told = {id(reading): each for reading, each in zip(articles, asserted, strict=True)}
        found = self._events.each(articles, lambda reading: list(_events(reading, told[id(reading)])))
        return self._dated(lambda: tuple(self._in_order([event for each in found for event in each])), found)


def _when(event: Event) -> tuple[object, ...]:
    return edtf.earliest(event.when), event.when, event.article, event.span


def _events(reading: Reading, asserted: Iterable[Assertion]) -> Iterator[Event]:
    """Mastheads and bylines say nothing."""
    starts = sorted(start for assertion in asserted for start, _ in assertion.span)
    for start, end in reading.sentences:
        if bisect_left(starts, start) == bisect_left(starts, end):
            continue
        for when in sorted({d.when for d in reading.dates if start <= d.span[0] and d.span[1] <= end}):
            yield Event(when, reading.article.text[start:end], reading.article.id, (start, end))
