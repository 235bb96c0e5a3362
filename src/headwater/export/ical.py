"""The timeline as a calendar: an event, over whole days, for each sentence that says when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from headwater.export import dates, wording
from headwater.export.evidence import Finder
from headwater.export.text import shorten
from headwater.model import Event, Story, content_id

_SUMMARY, _SENTENCE = 120, 1000
# An event says when it was made; ours says nothing that a clock knows.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def write(story: Story) -> bytes:
    """The timeline as an iCalendar file; a date in no known form is left out."""
    names, finder = wording.labels(story.articles), Finder(story)
    calendar = Calendar()
    calendar.add("prodid", "-//Headwater//Timeline//EN")
    calendar.add("version", "2.0")
    for each in story.timeline:
        if days := dates.days(each.when):
            calendar.add_component(_event(each, days, names, finder))
    written: bytes = calendar.to_ical()
    return written


def _event(event: Event, days: dates.Days, names: dict[str, str], finder: Finder) -> CalendarEvent:
    found = finder.at(event.article, (event.span,))
    where = f"{names[event.article]}, {found.where}"
    made = CalendarEvent()
    made.add("uid", f"{content_id(event.when, event.article, list(event.span))}@headwater")
    made.add("dtstamp", _EPOCH)
    made.add("dtstart", days.first)
    if days.last < date.max:
        made.add("dtend", days.last + timedelta(days=1))
    made.add("summary", shorten(event.text, _SUMMARY))
    made.add("description", f"{dates.said(event.when)}: {shorten(found.quote, _SENTENCE)}\n{where}")
    made.add("transp", "TRANSPARENT")
    return made
