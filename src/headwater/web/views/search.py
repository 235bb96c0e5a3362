"""Full-text search: sentences by words, and by who says them, where, when, how certainly, with which flag and tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from starlette.exceptions import HTTPException

from headwater.errors import CaseError
from headwater.model import Certainty, Tagged
from headwater.store import Hit, Query
from headwater.store.words import Words
from headwater.web.addresses import with_query
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.workbench import Workbench

SIZE = 25
MOST_PAGES = 40
FLAGS = {"several": "Told by several articles", "single": "Single origin", "dispute": "Disagreement", "doubt": "Doubt"}


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence, where it is to be read, and the numbers of the claims that are made in it."""

    hit: Hit
    address: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The sentences of one page; `more` says whether there are others after them.

    `sources` are those (name and address) that bear the tag that is asked for; `tags` are all that are in use.
    """

    found: tuple[Found, ...]
    page: int
    more: bool
    sources: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition, tag = workbench.edition, asked.text("tag")
    tagged = [each.act for each in workbench.decisions()[1] if isinstance(each.act, Tagged) and each.act.holds]
    given = {name: value for name, value in asked.given.items() if name != "page"}
    hits = _hits(workbench, asked) if given else []
    found = tuple(
        Found(hit, edition.to_sentence(hit.article, hit.span[0]), edition.claims_at(hit.article, hit.span))
        for hit in hits[:SIZE]
    )
    record = SearchPage(
        found,
        asked.page,
        len(hits) > SIZE and asked.page < MOST_PAGES,
        tuple(_sources([act for act in tagged if tag and act.tag == tag])),
        tuple(sorted({act.tag for act in tagged})),
    )
    return Shown(record, {"given": given, "flags": FLAGS})


def _hits(workbench: Workbench, asked: Asked) -> list[Hit]:
    """The sentences of a page, and the first of the next one."""
    edition, flag = workbench.edition, asked.text("flag")
    query = replace(_query(workbench, asked), limit=SIZE + 1, offset=(asked.page - 1) * SIZE)
    return list(workbench.case.search(query, fits=partial(edition.has, flag) if flag else None))


def _query(workbench: Workbench, asked: Asked) -> Query:
    text, tag = asked.text("q"), asked.text("tag")
    try:
        if text:
            Words.parse(text)
    except CaseError as error:
        raise HTTPException(400, str(error)) from error
    return Query(
        text,
        asked.text("publisher") or None,
        (asked.text("source"),) if asked.text("source") else (),
        asked.text("since") or None,
        asked.text("until") or None,
        Certainty(asked.text("certainty")) if asked.text("certainty") else None,
        workbench.case.tagged(tag) if tag else None,
    )


def _sources(acts: list[Tagged]) -> Iterator[tuple[str, str]]:
    for act in acts:
        if act.source:
            yield act.source.name, with_query("/sources", named=act.source.name)


_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
_PARAMETERS = (
    Parameter("q", 'Words that all have to be there, "phrases", and -words that must not.'),
    Parameter("source", "Who says it: a name, or a part of it."),
    Parameter("publisher", "Where it is published: a name, or a part of it."),
    Parameter("since", "Published on this day or later: 2024, 2024-02 or 2024-02-09.", pattern=_DAY),
    Parameter("until", "Published on this day or earlier: 2024, 2024-02 or 2024-02-09.", pattern=_DAY),
    Parameter("certainty", "How it is put.", tuple(Certainty)),
    Parameter("flag", "What is odd about a claim in the sentence.", tuple(FLAGS)),
    Parameter("tag", "What somebody has tagged: the passage or the whole article."),
    replace(PAGE, most=MOST_PAGES),
)
SHOWN = Page("search", "/search", "Sentences that are searched for", SearchPage, show, _PARAMETERS)
