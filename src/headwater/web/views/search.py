"""Full-text search: sentences by words, and by who says them, where, when, how certainly, and with which flag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from headwater.model import Certainty
from headwater.store import Hit, Query
from headwater.web.edition import Edition
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.workbench import Workbench

SIZE = 25
MOST_PAGES = 40
BATCH, FARTHEST = 500, 10_000
"""Hits that are looked through at once for a flag, and at most."""
FLAGS = {"several": "Told by several articles", "single": "Single origin", "dispute": "Disagreement", "doubt": "Doubt"}


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence, where it is to be read, and the numbers of the claims that are made in it."""

    hit: Hit
    address: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The sentences of one page; `more` says whether there are others after them."""

    found: tuple[Found, ...]
    page: int
    more: bool


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    query = Query(
        asked.text("q"),
        asked.text("publisher") or None,
        (asked.text("source"),) if asked.text("source") else (),
        asked.text("since") or None,
        asked.text("until") or None,
        Certainty(asked.text("certainty")) if asked.text("certainty") else None,
    )
    flag, first = asked.text("flag"), (asked.page - 1) * SIZE
    given = {name: value for name, value in asked.given.items() if name != "page"}
    hits: list[Hit] = []
    if given and flag:
        hits = [hit for _, hit in zip(range(first + SIZE + 1), _flagged(workbench, query, flag), strict=False)][first:]
    elif given:
        hits = list(workbench.case.search(replace(query, limit=SIZE + 1, offset=first)))
    found = tuple(
        Found(hit, edition.to_sentence(hit.article, hit.span[0]), edition.claims_at(hit.article, hit.span))
        for hit in hits[:SIZE]
    )
    record = SearchPage(found, asked.page, len(hits) > SIZE and asked.page < MOST_PAGES)
    return Shown(record, {"given": given, "flags": FLAGS})


def _flagged(workbench: Workbench, query: Query, flag: str) -> Iterator[Hit]:
    """The hits in whose sentences a claim with the flag is made."""
    for offset in range(0, FARTHEST, BATCH):
        hits = workbench.case.search(replace(query, limit=BATCH, offset=offset))
        yield from (hit for hit in hits if _has(workbench.edition, hit, flag))
        if len(hits) < BATCH:
            return


def _has(edition: Edition, hit: Hit, flag: str) -> bool:
    return any(flag in edition.rows[number - 1].kinds for number in edition.claims_at(hit.article, hit.span))


_PARAMETERS = (
    Parameter("q", 'Words that all have to be there, "phrases", and -words that must not.'),
    Parameter("source", "Who says it: a name, or a part of it."),
    Parameter("publisher", "Where it is published: a name, or a part of it."),
    Parameter("since", "Published on this day or later: 2024, 2024-02 or 2024-02-09."),
    Parameter("until", "Published on this day or earlier."),
    Parameter("certainty", "How it is put.", tuple(Certainty)),
    Parameter("flag", "What is odd about a claim in the sentence.", tuple(FLAGS)),
    replace(PAGE, most=MOST_PAGES),
)
SHOWN = Page("search", "/search", "Sentences that are searched for", SearchPage, show, _PARAMETERS)
