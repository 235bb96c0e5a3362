"""The story: what comes first of it, and its claims by weight."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model import Count
from headwater.web.lines import ClaimLine, claim_line
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE = 25
KINDS = {
    "all": "All",
    "several": "Of several articles",
    "single": "Single origin",
    "dispute": "Disagreements",
    "doubt": "Doubts lost",
    "alone": "Of one article",
}


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`show` is the kind of claims that are listed; `articles` counts those of the story that were read."""

    headline: str
    summary: tuple[str, ...]
    articles: int
    publications: Count
    speakers: Count
    show: str
    claims: tuple[ClaimLine, ...]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    story, kind = edition.story, asked.text("show") or "all"
    every = edition.rows if kind == "all" else edition.of_kind(kind)
    rows, paging = cut(every, asked.page, SIZE)
    counts = {each: len(edition.rows if each == "all" else edition.of_kind(each)) for each in KINDS}
    record = StoryPage(
        edition.headline,
        edition.summary,
        sum(not reading.unread for reading in story.articles),
        story.publications,
        story.speakers,
        kind,
        tuple(claim_line(edition, row) for row in rows),
        paging,
    )
    rests = edition.rests() if asked.page == 1 else []
    more = {"rows": rows, "kinds": KINDS, "counts": counts, "rests": rests[:12], "story": story}
    return Shown(record, more | {"lead": asked.page == 1 and kind == "all"})


_SHOW = Parameter("show", "Only the claims of this kind.", tuple(KINDS))
SHOWN = Page("story", "/story", "The story, and its claims by weight", StoryPage, show, (_SHOW, PAGE))
