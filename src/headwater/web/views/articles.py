"""All articles of the case, what could not be read, and the way to add more."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model import Failure
from headwater.web.lines import ArticleLine, article_line
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.paging import Paging, cut
from headwater.web.seen import Seen
from headwater.web.workbench import Workbench

SIZE, FAILURES = 50, 100
SHOW = ("all", "unseen")


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The articles, the last that were added first; `unseen` of all nobody has seen. The first of `failed` failures."""

    articles: tuple[ArticleLine, ...]
    unseen: int
    failures: tuple[Failure, ...]
    failed: int
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    entries, failures, seen = workbench.entries()[::-1], workbench.case.failures(), Seen(workbench.decisions()[1])
    unseen = [each for each in entries if not seen.article(each)]
    kept, paging = cut(unseen if asked.text("show") == "unseen" else entries, asked.page, SIZE)
    found = tuple(article_line(workbench.edition, each, seen) for each in kept)
    record = ArticlesPage(found, len(unseen), failures[:FAILURES], len(failures), paging)
    more = {"batches": workbench.adding.batches(), "show": asked.text("show") or SHOW[0], "total": len(entries)}
    return Shown(record, more)


_SHOW = Parameter("show", "All, or only those that nobody has marked as seen.", SHOW)
SHOWN = Page("articles", "/articles", "All articles, and what could not be read", ArticlesPage, show, (_SHOW, PAGE))
