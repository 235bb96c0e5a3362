"""Full-text search: sentences by their words, and by who says them, in which publication, when and how certainly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice

from sqlalchemy import Connection, Row, Select, func, or_, select

from headwater.model import Attribution, Certainty, Passage, Span
from headwater.store import database
from headwater.store.identity import plain
from headwater.store.records import Hit, Query
from headwater.store.tables import articles, said, sentences
from headwater.store.words import Words

Fits = Callable[[str, Span], bool]
"""Says of an article (its id) and a sentence's span whether it is one to be found."""
LONGEST = 100_000
"""Characters of a sentence that are searched: beyond, it is no sentence, and more than PostgreSQL's index takes."""
ESCAPE = "\\"


def known_as(attribution: Attribution) -> str:
    """All the names under which an attribution's source is found: those of its chain, one a line."""
    names = [link.name for link in attribution.chain]
    return "\n".join(dict.fromkeys([*names, *filter(None, [attribution.source_name])]))


def hits(connection: Connection, query: Query, fits: Fits | None = None) -> tuple[Hit, ...]:
    found = _filtered(
        select(
            sentences.c.number,
            articles.c.id,
            articles.c.uri,
            articles.c.title,
            articles.c.publisher,
            articles.c.published,
            sentences.c.start,
            sentences.c.stop,
            sentences.c.text,
        )
        .join_from(sentences, articles)
        .where(articles.c.current),
        query,
    )
    if query.text.strip():
        fitting = database.matching(connection, Words.parse(query.text))
        found = found.join(fitting, fitting.c.number == sentences.c.number)
        found = found.order_by(fitting.c.rank, articles.c.number, sentences.c.start)
    else:
        found = found.order_by(articles.c.number, sentences.c.start)
    rows = _rows(connection, found, query, fits)
    speaking = _speaking(connection, {row.number for row in rows})
    return tuple(_hit(row, speaking.get(row.number, ())) for row in rows)


def _rows(connection: Connection, found: Select, query: Query, fits: Fits | None) -> list[Row]:  # type: ignore[type-arg]
    """Of what is found, the page that is asked for; what the database cannot tell is looked at row by row."""
    within = query.within
    if within is None and fits is None:
        return list(connection.execute(found.limit(query.limit).offset(query.offset)))
    if within is not None:
        found = found.where(articles.c.id.in_({plain(each.article) for each in within}))
    rows = connection.execute(found)
    fitting = (
        row
        for row in rows
        if (within is None or _stands_in(row, within)) and (fits is None or fits(row.id, (row.start, row.stop)))
    )
    page = list(islice(fitting, query.offset, query.offset + query.limit))
    rows.close()
    return page


def _stands_in(row: Row, passages: Sequence[Passage]) -> bool:  # type: ignore[type-arg]
    return any(
        row.id == plain(each.article)
        and (not each.spans or any(start < row.stop and row.start < stop for start, stop in each.spans))
        for each in passages
    )


def _filtered(found: Select, query: Query) -> Select:  # type: ignore[type-arg]
    if query.publisher:
        found = found.where(articles.c.publisher.ilike(_part(query.publisher), escape=ESCAPE))
    if query.since:
        found = found.where(articles.c.published >= query.since)
    if query.until:
        # "2024-02" is the whole month: what begins with it, too, is not later.
        length = len(query.until)
        found = found.where(func.substr(articles.c.published, 1, length) <= query.until)
    conditions = []
    if query.sources:
        conditions.append(or_(*(said.c.source.ilike(_part(name), escape=ESCAPE) for name in query.sources)))
    if query.certainty:
        conditions.append(said.c.certainty == query.certainty.value)
    if conditions:
        found = found.where(sentences.c.number.in_(select(said.c.sentence).where(*conditions)))
    return found


def _part(name: str) -> str:
    escaped = name
    for character in (ESCAPE, "%", "_"):
        escaped = escaped.replace(character, ESCAPE + character)
    return f"%{escaped}%"


def _speaking(connection: Connection, numbers: set[int]) -> dict[int, Sequence[Row]]:  # type: ignore[type-arg]
    found = defaultdict(list)
    query = select(said).where(said.c.sentence.in_(numbers)).order_by(said.c.number)
    for row in connection.execute(query):
        found[row.sentence].append(row)
    return dict(found)


def _hit(row: Row, speaking: Sequence[Row]) -> Hit:  # type: ignore[type-arg]
    return Hit(
        row.id,
        row.uri,
        row.title,
        row.publisher,
        row.published,
        (row.start, row.stop),
        row.text,
        tuple(dict.fromkeys(each.source.rpartition("\n")[2] for each in speaking)),
        tuple(dict.fromkeys(Certainty(each.certainty) for each in speaking)),
    )
