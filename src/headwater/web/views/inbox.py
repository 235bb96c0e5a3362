"""The inbox: what the last articles add, and what the machine is least sure of."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export.text import cut as covered
from headwater.model import AttributionMended, AttributionRight, AttributionWrong, Decision, Spans
from headwater.web.edition import Edition
from headwater.web.lines import ArticleLine, article_line
from headwater.web.page import PAGE, Asked, Page, Shown
from headwater.web.paging import Paging, cut
from headwater.web.seen import Seen
from headwater.web.workbench import Workbench

SIZE, NEW, CLAIMS = 20, 5, 6


@dataclass(frozen=True, slots=True)
class Adds:
    """Claims to which an article adds in one way: how many, and the first as number, address and text."""

    kind: str
    total: int
    claims: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """One of the last articles; nothing is known of what it adds until it is part of the story."""

    article: ArticleLine
    in_story: bool
    adds: tuple[Adds, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An attribution that nobody has judged yet, its confidence between 0 and 1."""

    article: str
    name: str
    address: str
    attribution: str
    confidence: float
    source: str
    cue: str
    content: str
    certainty: str


@dataclass(frozen=True, slots=True)
class InboxPage:
    """`new` are the last of the `unseen` articles, `doubtful` the attributions that the machine is least sure of.

    What is judged or marked as seen is in neither.
    """

    new: tuple[NewArticle, ...]
    unseen: int
    doubtful: tuple[Doubtful, ...]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    _, holding = workbench.decisions()
    seen = Seen(holding)
    unseen = [each for each in reversed(workbench.entries()) if not seen.article(each)]
    new = [_new(edition, article_line(edition, each, seen)) for each in unseen[:NEW]] if asked.page == 1 else []
    judged = _same(edition, _judged(holding) | seen.contents())
    open_ = [each for each in edition.doubtful if each[1:] not in judged] if judged else edition.doubtful
    found, paging = cut(open_, asked.page, SIZE)
    doubtful = tuple(_doubtful(edition, *each) for each in found)
    return Shown(InboxPage(tuple(new), len(unseen), doubtful, paging))


def _new(edition: Edition, line: ArticleLine) -> NewArticle:
    adds = []
    for kind, group in edition.adds(line.id):
        first = tuple(
            (row.number, edition.to_claim(row.number), edition.rows[row.number - 1].claim.text)
            for row, _ in group[:CLAIMS]
        )
        adds.append(Adds(kind, len(group), first))
    return NewArticle(line, line.id in edition.readings, tuple(adds))


def _judged(holding: tuple[Decision, ...]) -> set[tuple[str, Spans]]:
    """Article and content of every attribution that somebody has judged."""
    found: set[tuple[str, Spans]] = set()
    for each in holding:
        match each.act:
            case AttributionRight(said) | AttributionWrong(said):
                found.add((said.content.article, said.content.spans))
            case AttributionMended(said, mended):
                found |= {(one.content.article, one.content.spans) for one in (said, mended)}
    return found


def _same(edition: Edition, judged: set[tuple[str, Spans]]) -> set[tuple[str, str]]:
    """Article and id of the attributions that are judged."""
    articles = {article for article, _ in judged} & edition.readings.keys()
    return {
        (article, each.id)
        for article in articles
        for each in edition.readings[article].attributions
        if (article, each.content) in judged
    }


def _doubtful(edition: Edition, confidence: float, article: str, id_: str) -> Doubtful:
    reading = edition.readings[article]
    found = next(each for each in reading.attributions if each.id == id_)
    text = reading.article.text
    start = min(found.content + found.cue + found.source, default=(0, 0))[0]
    return Doubtful(
        article,
        edition.names[article],
        edition.to_sentence(article, start),
        id_,
        confidence,
        covered(text, found.source),
        covered(text, found.cue),
        covered(text, found.content),
        found.certainty.value,
    )


SHOWN = Page("inbox", "/inbox", "What is new, and what the machine is least sure of", InboxPage, show, (PAGE,))
