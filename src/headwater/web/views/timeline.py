"""The timeline: what the articles date, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export import dates
from headwater.model import Event
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE, EVENTS = 30, 12


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date (EDTF) as it is said, its first events, and how many it has in how many articles."""

    when: str
    said: str
    events: tuple[Event, ...]
    total: int
    articles: int


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The dates in their order, or all that is told of the one asked for; `names` are those of articles by id."""

    dates: tuple[DateLine, ...]
    names: dict[str, str]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition, when = workbench.edition, asked.text("when")
    told = [each for each in edition.told if when in ("", each.when)]
    if when and told:
        events, paging = cut(told[0].events, asked.page, 4 * SIZE)
        found = [DateLine(when, dates.said(when), tuple(events), len(told[0].events), told[0].articles)]
    else:
        shown, paging = cut(told, asked.page, SIZE)
        found = [DateLine(e.when, dates.said(e.when), e.events[:EVENTS], len(e.events), e.articles) for e in shown]
    names = {event.article: edition.names[event.article] for line in found for event in line.events}
    return Shown(TimelinePage(tuple(found), names, paging), {"when": when, "picture": edition.picture})


_WHEN = Parameter("when", "One date, as EDTF (2024-02-09), with all that is told of it.")
SHOWN = Page("timeline", "/timeline", "What the articles date", TimelinePage, show, (_WHEN, PAGE))
