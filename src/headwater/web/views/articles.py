"""All articles of the case, what could not be read, and the way to add more."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model import Failure
from headwater.web.lines import ArticleLine, article_line
from headwater.web.page import PAGE, Asked, Page, Shown
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE, FAILURES = 50, 100


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The articles, the last that were added first; and the first failures, whose number is `failed`."""

    articles: tuple[ArticleLine, ...]
    failures: tuple[Failure, ...]
    failed: int
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    kept, paging = cut(workbench.entries()[::-1], asked.page, SIZE)
    failures = workbench.case.failures()
    record = ArticlesPage(
        tuple(article_line(workbench.edition, each) for each in kept), failures[:FAILURES], len(failures), paging
    )
    return Shown(record, {"batches": workbench.adding.batches()})


SHOWN = Page("articles", "/articles", "All articles, and what could not be read", ArticlesPage, show, (PAGE,))
