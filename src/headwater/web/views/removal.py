"""What would go with an article, to be read before it is removed."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.decisions.concerning import articles as named
from headwater.export import wording
from headwater.web.addresses import article_key
from headwater.web.decided import DecisionLine, lines
from headwater.web.edition import Edition
from headwater.web.lines import ArticleLine, article_line
from headwater.web.page import Asked, Page, Shown, missing
from headwater.web.seen import Seen
from headwater.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """How many `claims` the article tells, and how many of them it `alone`; `decisions` on it stay in the log."""

    article: ArticleLine
    claims: int
    alone: int
    decisions: tuple[DecisionLine, ...]


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    kept = next((each for each in workbench.entries() if article_key(each.id) == asked.path["key"]), None)
    if kept is None:
        raise missing("article")
    log, holding = workbench.decisions()
    told = _telling(edition, kept.id)
    record = RemovalPage(
        article_line(edition, kept, Seen(holding)),
        len(told),
        sum(each == 1 for each in told),
        lines([each for each in log if kept.id in named(each.act)], log, holding, edition.names),
    )
    return Shown(record, {"key": asked.path["key"]})


def _telling(edition: Edition, article: str) -> list[int]:
    """Of each claim that the article tells, how many articles do."""
    telling = (wording.articles_of(row.claim) for row in edition.rows)
    return [len(found) for found in telling if article in found]


SHOWN = Page(
    "removal",
    "/articles/{key}/remove",
    "What would go with an article that is removed",
    RemovalPage,
    show,
    parts={"key": "The article's id, as in its address."},
)
