"""One case in its database: articles and their versions, findings that can be dropped, decisions that cannot."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, and_, case, delete, func, insert, select, update

from headwater import codec
from headwater.errors import CaseError
from headwater.model import Article, Decision, Failure, Reading, content_id
from headwater.store import database, migrations, search
from headwater.store.checking import faults
from headwater.store.identity import digest, plain
from headwater.store.records import Check, Entry, Hit, Query, Read, Step
from headwater.store.tables import articles, decisions, failures, journal, readings, said, sentences, stories

ADDED, KNOWN, VERSION, CLASH = "added", "known", "new version", "clash"
_ENTRY = [column for column in articles.c if column.name not in ("body", "digest")]


class Store:
    """An open case. Every method is one transaction: whole or not at all, on the disk when it returns.

    Threads may share it; programs that open the same case wait for each other.
    """

    def __init__(self, where: str) -> None:
        """Opens the case at a path or a PostgreSQL URL, and brings its tables up to date."""
        self.where = where
        self._engine = database.connect(where)
        try:
            with self._reading() as connection:
                current = migrations.is_current(connection)
            if not current:
                with self._writing() as connection:
                    migrations.migrate(connection, where)
        except CaseError:
            self.close()
            raise

    @classmethod
    def create(cls, where: str) -> Store:
        """A new, empty case; one that exists is refused."""
        database.create(where, migrations.create)
        return cls(where)

    @property
    def name(self) -> str:
        """Where the case is, without the password that a URL may hold."""
        return database.shown(self.where)

    def close(self) -> None:
        self._engine.dispose()

    def _writing(self) -> AbstractContextManager[Connection]:
        return database.writing(self._engine, self.where)

    def _reading(self) -> AbstractContextManager[Connection]:
        return database.reading(self._engine, self.where)

    # -- articles -----------------------------------------------------------------------------------------------------

    def standing(self, article: Article, place: str | None) -> str:
        """What an article would be to the case: ADDED, KNOWN, a VERSION of one, or a CLASH with another of its id."""
        with self._reading() as connection:
            return _standing(connection, article, place)[0]

    def put(self, reading: Reading, shown: Reading, place: str | None, who: str, made_by: str) -> str:
        """Adds an article with its reading, unless it is known or clashes by now; says as what.

        Who says what is searched for in the reading as it is `shown`, which a person may have mended.
        """
        article = reading.article
        with self._writing() as connection:
            standing, before = _standing(connection, article, place)
            if standing in (KNOWN, CLASH):
                return standing
            if before is not None:
                _drop_findings(connection, [before.number])
                connection.execute(update(articles).where(articles.c.place == plain(place)).values(current=False))
            added = connection.execute(
                insert(articles)
                .values(
                    id=plain(article.id),
                    digest=digest(article),
                    uri=plain(article.uri),
                    place=plain(place),
                    title=plain(article.title),
                    publisher=plain(article.publisher),
                    published=plain(article.published),
                    language=plain(article.language),
                    version=before.version + 1 if before is not None else 1,
                    current=True,
                    added=_now(),
                    added_by=plain(who),
                    body=codec.encode(article),
                )
                .returning(articles.c.number)
            )
            _keep(connection, added.scalar_one(), reading, shown, made_by)
            _log(connection, who, standing, article.id, article.uri)
            return standing

    def entries(self, *, versions: bool = False) -> tuple[Entry, ...]:
        """The articles in the order in which they were added; with `versions` those replaced by newer ones as well."""
        why = select(func.max(failures.c.message)).where(failures.c.uri == articles.c.uri, failures.c.stage == "read")
        unread = case((articles.c.current, why.scalar_subquery())).label("unread")
        query = select(*_ENTRY, readings.c.made_by, unread).join_from(articles, readings, isouter=True)
        if not versions:
            query = query.where(articles.c.current)
        with self._reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query.order_by(articles.c.number)))

    def read(self) -> tuple[Read, ...]:
        """The current articles that are read, in the order in which they were added: the little that is asked often."""
        query = select(articles.c.number, articles.c.id, readings.c.made_by).join_from(articles, readings)
        with self._reading() as connection:
            rows = connection.execute(query.where(articles.c.current).order_by(articles.c.number))
            return tuple(Read(*row) for row in rows)

    def moved(self) -> dict[str, str]:
        """The ids of older versions, each with that of the current one where that is another."""
        old, new = articles.alias(), articles.alias()
        query = select(old.c.id, new.c.id).join_from(old, new, old.c.place == new.c.place).where(old.c.place != "")
        query = query.where(~old.c.current, new.c.current, old.c.id != new.c.id)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query.order_by(old.c.number, new.c.number))}

    def article(self, number: int) -> Article:
        with self._reading() as connection:
            body = connection.scalar(select(articles.c.body).where(articles.c.number == number))
        if body is None:
            raise CaseError(f"the article that was added as number {number} has been removed")
        return codec.decode(body, Article)

    def remove(self, ids: Collection[str], who: str) -> int:
        """Removes all versions of articles with all that was found in them; decisions on them stay. Says how many."""
        ids = {plain(each) for each in ids}
        with self._writing() as connection:
            places = select(articles.c.place).where(articles.c.id.in_(ids), articles.c.place.is_not(None))
            gone = connection.execute(
                select(articles)
                .where(articles.c.id.in_(ids) | articles.c.place.in_(places))
                .order_by(articles.c.number)
            ).all()
            _drop_findings(connection, [row.number for row in gone])
            connection.execute(delete(articles).where(articles.c.number.in_([row.number for row in gone])))
            unread = and_(failures.c.uri.in_([row.uri for row in gone]), failures.c.stage == "read")
            connection.execute(delete(failures).where(unread))
            connection.execute(delete(stories))
            database.forget(connection)
            for row in gone:
                if row.current:
                    _log(connection, who, "removed", row.id, row.uri)
        return sum(row.current for row in gone)

    # -- findings -----------------------------------------------------------------------------------------------------

    def readings(self, ids: Collection[str] | None = None) -> tuple[Reading, ...]:
        """What was read in the articles (those with these ids), as the machine left it."""
        query = select(readings.c.body).join_from(articles, readings).where(articles.c.current)
        if ids is not None:
            query = query.where(articles.c.id.in_([plain(each) for each in ids]))
        with self._reading() as connection:
            rows = connection.scalars(query.order_by(articles.c.number)).all()
        return codec.decode_all(rows, Reading)

    def unread(self) -> tuple[Article, ...]:
        """The current articles without a reading, in the order in which they were added."""
        query = select(articles.c.body).join_from(articles, readings, isouter=True)
        query = query.where(articles.c.current, readings.c.article.is_(None)).order_by(articles.c.number)
        with self._reading() as connection:
            return codec.decode_all(connection.scalars(query), Article)

    def keep(self, reading: Reading, shown: Reading, made_by: str) -> bool:
        """Puts a reading, `shown` as in `put`, in the place of the one that is there.

        False if its article is not there, or is another by now.
        """
        article = reading.article
        same = and_(articles.c.id == plain(article.id), articles.c.digest == digest(article), articles.c.current)
        with self._writing() as connection:
            number = connection.scalars(select(articles.c.number).where(same)).first()
            if number is None:
                return False
            _drop_findings(connection, [number])
            _keep(connection, number, reading, shown, made_by)
        return True

    def index(self, shown: Iterable[Reading]) -> None:
        """Makes who says what searchable as these readings have it, which a person may have mended."""
        with self._writing() as connection:
            for reading in shown:
                at = select(articles.c.number).where(articles.c.id == plain(reading.article.id), articles.c.current)
                for number in connection.scalars(at).all():
                    _drop_said(connection, [number])
                    _index_said(connection, number, reading)

    def drop_findings(self, who: str) -> None:
        """Forgets all that was found; articles and decisions stay."""
        with self._writing() as connection:
            _drop_findings(connection, None)
            _log(connection, who, "rebuilt", None, None)

    def story(self, key: str | None = None) -> tuple[str, bytes] | None:
        """The story that is kept and its key; None where there is none, or none under the `key` that is asked for."""
        query = select(stories.c.key, stories.c.body)
        with self._reading() as connection:
            row = connection.execute(query if key is None else query.where(stories.c.key == key)).first()
        return (row.key, row.body) if row else None

    def keep_story(self, key: str, body: bytes) -> None:
        with self._writing() as connection:
            connection.execute(delete(stories))
            connection.execute(insert(stories).values(key=key, made=_now(), body=body))

    def state(self) -> str:
        """What changes when the articles or what was read in them do."""
        query = select(articles.c.id, articles.c.digest, readings.c.made_by).join_from(articles, readings, isouter=True)
        with self._reading() as connection:
            rows = connection.execute(query.where(articles.c.current).order_by(articles.c.id)).all()
        return content_id([list(row) for row in rows])

    def revision(self) -> tuple[int, ...]:
        """What is told at once and is another whenever articles, readings or decisions are."""
        counts = (func.max(journal.c.number), func.max(decisions.c.number), func.count(readings.c.article))
        with self._reading() as connection:
            return tuple(connection.scalar(select(each)) or 0 for each in counts)

    def rebuilt(self) -> int:
        """The number of the last step that dropped all findings; 0 if none did."""
        query = select(func.max(journal.c.number)).where(journal.c.action == "rebuilt")
        with self._reading() as connection:
            return connection.scalar(query) or 0

    def search(self, query: Query, fits: search.Fits | None = None) -> tuple[Hit, ...]:
        """The sentences that fit, also by `fits`, best first; without `text` in the order of the articles."""
        with self._reading() as connection:
            return search.hits(connection, query, fits)

    # -- failures and steps -------------------------------------------------------------------------------------------

    def fail(self, failure: Failure) -> None:
        """Records that an input could not be read; the same trouble again is recorded once."""
        with self._writing() as connection:
            _fail(connection, failure)

    def failures(self) -> tuple[Failure, ...]:
        query = select(failures.c.uri, failures.c.stage, failures.c.kind, failures.c.message).order_by(
            failures.c.number
        )
        with self._reading() as connection:
            return tuple(Failure(*row) for row in connection.execute(query))

    def forget_failures(self, uri: str) -> int:
        with self._writing() as connection:
            forgotten: int = connection.execute(delete(failures).where(failures.c.uri == plain(uri))).rowcount
        return forgotten

    def steps(self) -> tuple[Step, ...]:
        """What was done to the case, in order."""
        with self._reading() as connection:
            rows = connection.execute(select(journal).order_by(journal.c.number)).all()
        return tuple(Step(row.number, row.made, row.who, row.action, row.article, row.uri) for row in rows)

    # -- decisions ----------------------------------------------------------------------------------------------------

    def append(self, made: Iterable[Decision]) -> int:
        """Adds decisions to the log, those left out that are in it; says how many are new."""
        made = tuple({each.id: each for each in made}.values())
        with self._writing() as connection:
            known = set(connection.scalars(select(decisions.c.id)))
            new = [each for each in made if each.id not in known]
            for each in new:
                line = codec.decision_line(each)
                connection.execute(
                    insert(decisions).values(
                        id=each.id,
                        made=each.when,
                        who=each.who,
                        kind=line["kind"],
                        line=json.dumps(line, ensure_ascii=True),
                    )
                )
        return len(new)

    def decisions(self) -> tuple[Decision, ...]:
        """The whole log, in the order in which it was written here."""
        with self._reading() as connection:
            lines = connection.scalars(select(decisions.c.line).order_by(decisions.c.number)).all()
        return tuple(codec.decision_of(json.loads(line)) for line in lines)

    # -- integrity ----------------------------------------------------------------------------------------------------

    def check(self) -> tuple[Check, ...]:
        """What is wrong with the case; nothing if all is well."""
        with self._writing() as connection:
            return tuple(faults(connection))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _entry(row: Row) -> Entry:  # type: ignore[type-arg]
    return Entry(**row._mapping)


def _standing(connection: Connection, article: Article, place: str | None) -> tuple[str, Row | None]:  # type: ignore[type-arg]
    columns = select(articles.c.number, articles.c.digest, articles.c.version, articles.c.place)
    same_id = connection.execute(columns.where(articles.c.id == plain(article.id))).all()
    if any(row.digest == digest(article) for row in same_id):
        return KNOWN, None
    if place is not None:
        here = columns.where(articles.c.place == plain(place)).order_by(articles.c.version.desc())
        before = connection.execute(here).first()
        if before is not None:
            return VERSION, before
    return (CLASH, None) if same_id else (ADDED, None)


def _keep(connection: Connection, number: int, reading: Reading, shown: Reading, made_by: str) -> None:
    """Keeps a reading; what failed at its article before has no part in it, and what failed at it now has."""
    connection.execute(insert(readings).values(article=number, made_by=made_by, body=codec.encode(reading)))
    connection.execute(delete(failures).where(failures.c.uri == plain(reading.article.uri)))
    if reading.unread:
        _fail(connection, reading.unread)
    text = reading.article.text
    rows = [
        {"article": number, "start": start, "stop": stop, "text": plain(text[start:stop][: search.LONGEST])}
        for start, stop in reading.sentences
    ]
    title = reading.article.title
    if title and not text.lstrip().startswith(title):
        rows.append({"article": number, "start": 0, "stop": 0, "text": plain(title[: search.LONGEST])})
    if rows:
        connection.execute(insert(sentences), rows)
    _index_said(connection, number, shown)


def _fail(connection: Connection, failure: Failure) -> None:
    uri, stage, kind = plain(failure.uri), failure.stage, failure.kind
    same = and_(failures.c.uri == uri, failures.c.stage == stage, failures.c.kind == kind)
    connection.execute(delete(failures).where(same))
    values = {"uri": uri, "stage": stage, "kind": kind, "message": plain(failure.message), "met": _now()}
    connection.execute(insert(failures).values(values))


def _index_said(connection: Connection, number: int, reading: Reading) -> None:
    """Notes of each sentence who says it, and how certainly."""
    there = select(sentences.c.number, sentences.c.start, sentences.c.stop).where(sentences.c.article == number)
    placed = connection.execute(there.order_by(sentences.c.start, sentences.c.stop)).all()
    starts = [row.start for row in placed]
    found = dict.fromkeys(
        (row.number, plain(search.known_as(each)), each.certainty.value)
        for each in reading.attributions
        for start, stop in each.source + each.cue + each.content
        for row in placed[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, stop)]
        if row.start < stop and start < row.stop
    )
    rows = [{"sentence": sentence, "source": source, "certainty": certainty} for sentence, source, certainty in found]
    if rows:
        connection.execute(insert(said), rows)


def _drop_findings(connection: Connection, numbers: Sequence[int] | None) -> None:
    _drop_said(connection, numbers)
    for table in (sentences, readings):
        query = delete(table)
        connection.execute(query if numbers is None else query.where(table.c.article.in_(numbers)))
    if numbers is None:
        connection.execute(delete(stories))


def _drop_said(connection: Connection, numbers: Sequence[int] | None) -> None:
    query = delete(said)
    if numbers is not None:
        query = query.where(said.c.sentence.in_(select(sentences.c.number).where(sentences.c.article.in_(numbers))))
    connection.execute(query)


def _log(connection: Connection, who: str, action: str, article: str | None, uri: str | None) -> None:
    connection.execute(
        insert(journal).values(made=_now(), who=plain(who), action=action, article=plain(article), uri=plain(uri))
    )
