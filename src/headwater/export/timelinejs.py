"""The timeline as JSON for TimelineJS, which newsrooms put into pages."""

from __future__ import annotations

import html
from typing import Any

from headwater.export import dates, wording
from headwater.export.evidence import Finder
from headwater.export.interchange import dumps
from headwater.export.text import shorten
from headwater.model import Event, Story, content_id

_HEADLINE, _SENTENCE = 100, 600


def write(story: Story) -> bytes:
    """The timeline as JSON for TimelineJS; a date in no known form is left out."""
    names, finder = wording.labels(story.articles), Finder(story)
    events = [_event(each, names, finder) for each in story.timeline if dates.days(each.when)]
    title = {"text": {"headline": html.escape(wording.headline(story)), "text": html.escape(wording.NO_VERDICT)}}
    return (dumps({"title": title, "events": events}, indent=1) + "\n").encode()


def _event(event: Event, names: dict[str, str], finder: Finder) -> dict[str, Any]:
    found = finder.at(event.article, (event.span,))
    where = f"{names[event.article]}, {found.where}"
    days = dates.days(event.when)
    assert days is not None
    made: dict[str, Any] = {
        "unique_id": f"event-{content_id(event.when, event.article, list(event.span))}",
        "start_date": _date(event.when, days.first.isoformat()),
        "display_date": html.escape(dates.said(event.when)),
        "text": {
            "headline": html.escape(shorten(event.text, _HEADLINE)),
            "text": f"<p>{html.escape(shorten(found.quote, _SENTENCE))}</p><p>{html.escape(where)}</p>",
        },
    }
    return made | ({"end_date": _date(event.when, days.last.isoformat())} if days.first != days.last else {})


def _date(when: str, day: str) -> dict[str, int]:
    """Year, month and day; only the year where no more is said."""
    year, month, number = map(int, day.split("-"))
    return {"year": year} if len(when) == len("2024") else {"year": year, "month": month, "day": number}
