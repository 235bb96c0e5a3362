"""The story: what comes first of it, and its claims by weight."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export.view import Row
from headwater.model import Count, Rest
from headwater.web.lines import ClaimLine, claim_line
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE, RESTS = 25, 12
KINDS = {
    "all": "All",
    "several": "Of several articles",
    "single": "Single origin",
    "dispute": "Disagreements",
    "doubt": "Doubts lost",
    "alone": "Of one article",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin on which claims (their numbers) stand alone: if it falls, `claims` fall, and `possibly` may."""

    of: str
    name: str
    type: str
    claims: tuple[int, ...]
    possibly: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`show` is the kind of claims that are listed, `counts` tells how many there are of each kind.

    `articles` counts those of the story that were read; `rests` are the first origins on which claims stand alone.
    """

    headline: str
    summary: tuple[str, ...]
    articles: int
    publications: Count
    speakers: Count
    show: str
    counts: dict[str, int]
    rests: tuple[Origin, ...]
    claims: tuple[ClaimLine, ...]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    story, kind = edition.story, asked.text("show") or "all"
    every = edition.rows if kind == "all" else edition.of_kind(kind)
    rows, paging = cut(every, asked.page, SIZE)
    counts = {each: len(edition.rows if each == "all" else edition.of_kind(each)) for each in KINDS}
    rests = edition.rests(RESTS) if asked.page == 1 else []
    record = StoryPage(
        edition.headline,
        edition.summary,
        sum(not reading.unread for reading in story.articles),
        story.publications,
        story.speakers,
        kind,
        counts,
        tuple(_origin(*each) for each in rests),
        tuple(claim_line(edition, row) for row in rows),
        paging,
    )
    more = {"rows": rows, "kinds": KINDS, "rests": rests, "story": story}
    return Shown(record, more | {"lead": asked.page == 1 and kind == "all"})


def _origin(rest: Rest, certain: list[Row], possible: list[Row]) -> Origin:
    numbers = tuple(tuple(row.number for row in rows) for rows in (certain, possible))
    return Origin(rest.of, rest.name, rest.type.value, *numbers)


_SHOW = Parameter("show", "Only the claims of this kind.", tuple(KINDS))
SHOWN = Page("story", "/story", "The story, and its claims by weight", StoryPage, show, (_SHOW, PAGE))
