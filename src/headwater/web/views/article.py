"""One article to read: who says what in it, marked, with what it takes from others and adds to them."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.case import Change
from headwater.decisions.concerning import articles as named
from headwater.errors import CaseError
from headwater.model import Addition, Article, Attribution, Derivation, Reading, Spans
from headwater.store import Entry
from headwater.web import reading
from headwater.web.decided import DecisionLine, lines
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown, missing
from headwater.web.paging import Paging
from headwater.web.seen import Seen
from headwater.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the article, oldest first, and how many places it changed."""

    version: int
    id: str
    added: str
    added_by: str
    changes: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`attributions` are those of the part of the text that `paging` says, as people have mended them.

    `not_read` says why there are none of an article that could not be read.
    `changes` are those of the last version, `seen` is who has marked it as seen.
    """

    name: str
    address: str
    article: Article
    not_read: str | None
    sentences: Spans
    attributions: tuple[Attribution, ...]
    derivations: tuple[Derivation, ...]
    additions: tuple[Addition, ...]
    versions: tuple[Version, ...]
    changes: tuple[Change, ...]
    seen: str | None
    decisions: tuple[DecisionLine, ...]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    found = read(workbench, asked.path["key"])
    article, versions = found.article, _versions(workbench, found.article.id)
    known = edition.readings.get(article.id)
    part = reading.part(found, asked.page, asked.number("at"))
    log, holding = workbench.decisions()
    here = [each for each in log if article.id in named(each.act)]
    seen = Seen(holding).article(versions[-1][0])
    record = ArticlePage(
        edition.names.get(article.id) or article.publisher or article.title or article.uri,
        edition.to_article(article.id),
        article,
        found.unread.message if found.unread else None,
        found.sentences,
        part.attributions,
        known.derivations if known else found.derivations,
        tuple(each for _, group in edition.adds(article.id) for _, each in group) if known else (),
        tuple(Version(e.version, e.id, e.added, e.added_by, len(changed)) for e, changed in versions),
        versions[-1][1],
        seen.who if seen else None,
        lines(here, log, holding, edition.names),
        part.paging,
    )
    more = {
        "part": part,
        "known": known is not None,
        "seen": seen,
        "at": asked.number("at"),
        "notes": edition.notes(article.id) if known else {},
        "language": edition.language(article.id) if known else "",
    }
    return Shown(record, more)


def _versions(workbench: Workbench, id_: str) -> tuple[tuple[Entry, tuple[Change, ...]], ...]:
    try:
        return workbench.case.versions(id_)
    except CaseError:
        # Somebody has removed it just now.
        raise missing("article") from None


def read(workbench: Workbench, key: str) -> Reading:
    """The reading at an address, as people have mended it: of the story, or of an article that is not in it yet."""
    id_ = workbench.edition.article_ids.get(key) or workbench.article_id(key)
    try:
        if id_ is not None:
            return workbench.case.reading(id_)
    except CaseError:
        pass
    raise missing("article")


_AT = Parameter("at", "The sentence at this offset is to be seen.", least=0)
SHOWN = Page(
    "article",
    "/articles/{key}",
    "One article, with every attribution",
    ArticlePage,
    show,
    (_AT, PAGE),
    {"key": "The article's id, as in its address."},
)
