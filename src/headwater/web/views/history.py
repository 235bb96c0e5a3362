"""The history: what people decided, and what was done to the case."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.store import Step
from headwater.web.decided import DecisionLine, lines
from headwater.web.page import PAGE, Asked, Page, Shown
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE, STEPS = 50, 30


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The decisions, newest first, and the last steps."""

    decisions: tuple[DecisionLine, ...]
    steps: tuple[Step, ...]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    log, holding = workbench.decisions()
    found, paging = cut(log[::-1], asked.page, SIZE)
    steps = workbench.case.steps()[: -STEPS - 1 : -1]
    return Shown(HistoryPage(lines(found, log, holding, workbench.edition.names), steps, paging))


SHOWN = Page("history", "/history", "Every decision, and what was done to the case", HistoryPage, show, (PAGE,))
