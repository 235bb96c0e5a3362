"""What somebody has looked at: the tag `seen` on an article, an attribution's words, or the case as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.model import Decision, Passage, Spans, Tagged
from headwater.store import Entry

SEEN = "seen"


class Seen:
    """The marks among decisions in force. A mark is on what was there when it was made: a newer version has none."""

    def __init__(self, in_force: Iterable[Decision]) -> None:
        self._marks: dict[Passage | None, tuple[str, Tagged, Decision]] = {}
        for each in in_force:
            if isinstance(each.act, Tagged) and each.act.tag == SEEN and each.act.source is None:
                self._marks[_place(each.act.passage)] = each.when, each.act, each

    def article(self, entry: Entry) -> Decision | None:
        """The decision by which an article is marked, or all that the case held; the last one holds."""
        marks = [self._marks[at] for at in (Passage(entry.id), None) if at in self._marks]
        given = max((mark for mark in marks if mark[0] >= entry.added), key=lambda mark: mark[0], default=None)
        return given[2] if given and given[1].holds else None

    def contents(self) -> set[tuple[str, Spans]]:
        """Article and spans of the attributions that are marked."""
        return {(at.article, at.spans) for at, (_, act, _) in self._marks.items() if at and at.spans and act.holds}


def _place(passage: Passage | None) -> Passage | None:
    return passage and Passage(passage.article, passage.spans)
