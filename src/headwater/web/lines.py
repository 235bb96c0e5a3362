"""Claims, articles and sources as lines of a list, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export import wording
from headwater.export.index import Entry
from headwater.export.view import Row
from headwater.model import Count
from headwater.store import Entry as Kept
from headwater.web.addresses import article_key
from headwater.web.edition import Edition
from headwater.web.seen import Seen


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """`number` is its place by weight, `flags` what is odd about it, in words; `articles` are the names of those."""

    number: int
    address: str
    text: str
    when: str | None
    kinds: tuple[str, ...]
    flags: tuple[str, ...]
    publications: Count
    speakers: Count
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """`added` is when it came into the case, by whom; `version` counts from 1; `not_read` says why it was not.

    `seen` is who has marked it as seen.
    """

    id: str
    address: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    uri: str
    added: str
    added_by: str
    version: int
    not_read: str | None
    seen: str | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """`says` and `said_of` count assertions; `told_in` are the articles (names) of one who is only described."""

    address: str
    name: str
    type: str
    aliases: tuple[str, ...]
    told_in: tuple[str, ...]
    says: int
    said_of: int
    mentions: int


def claim_line(edition: Edition, row: Row) -> ClaimLine:
    claim = row.claim
    return ClaimLine(
        row.number,
        edition.to_claim(row.number),
        claim.text,
        claim.when,
        row.kinds,
        tuple(words for _, words in wording.flags(claim)),
        claim.publications,
        claim.speakers,
        tuple(edition.names[each] for each in wording.articles_of(claim)),
    )


def article_line(edition: Edition, kept: Kept, seen: Seen) -> ArticleLine:
    mark = seen.article(kept)
    name = edition.names.get(kept.id) or kept.publisher or kept.title or kept.uri.rpartition("/")[2]
    return ArticleLine(
        kept.id,
        f"/articles/{article_key(kept.id)}",
        name,
        kept.title,
        kept.publisher,
        kept.published,
        kept.uri,
        kept.added,
        kept.added_by,
        kept.version,
        kept.unread,
        mark.who if mark else None,
    )


def source_line(edition: Edition, entry: Entry) -> SourceLine:
    entity = entry.entity
    return SourceLine(
        edition.to_entry(entry.number),
        entity.name,
        entity.type,
        tuple(sorted(entity.aliases)),
        tuple(edition.names[each] for each in entry.told_in),
        len(entry.says),
        len(entry.said_of),
        len(entity.mentions),
    )
