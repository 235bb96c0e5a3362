"""Everything in which SQLite and PostgreSQL differ: opening, transactions, full-text search, what only grows, trouble.

SQLite: one file in WAL mode, foreign keys on, every commit on the disk before it returns, what is deleted overwritten.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Float,
    Integer,
    Subquery,
    column,
    create_engine,
    event,
    exc,
    func,
    inspect,
    literal_column,
    select,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.sql.elements import ColumnElement

from headwater.errors import CaseError
from headwater.store.tables import sentences
from headwater.store.words import Words

APPLICATION = 0x48445752
"""SQLite's application id of a case: "HDWR"."""
HEADER = b"SQLite format 3\0"
PATIENCE = 120
"""Seconds to wait for another program that is writing."""
LOCK = 0x48445752
"""PostgreSQL's advisory lock that whoever writes to a case holds."""
URLS = ("postgresql://", "postgres://", "postgresql+psycopg://")


def is_case(where: str) -> bool:
    """Whether this is PostgreSQL's URL or an SQLite file that Headwater made; nothing is opened but its header."""
    if where.startswith(URLS):
        return True
    try:
        with Path(where).open("rb") as file:
            head = file.read(100)
    except (OSError, ValueError):
        return False
    return head.startswith(HEADER) and int.from_bytes(head[68:72], "big") == APPLICATION


def create(where: str, fill: Callable[[Connection], None]) -> None:
    """A new database that `fill` has filled, whole or not at all; one that is there already is refused."""
    if where.startswith(URLS):
        engine = _postgresql(where)
        try:
            with writing(engine, where) as connection:
                if inspect(connection).has_table("migrations"):
                    raise CaseError(f"{shown(where)} holds a case already: open that one, or name another database")
                fill(connection)
        finally:
            engine.dispose()
        return
    path = Path(where)
    if path.exists():
        raise CaseError(f"{where} exists already: name a new file")
    with trouble(where):
        # Made beside its place and linked there when it is whole, so that no half of one is ever met.
        folder = Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        made = folder / path.name
        try:
            engine = _sqlite(made)
            try:
                with engine.begin() as connection:
                    fill(connection)
            finally:
                engine.dispose()
            _place(made, path)
        finally:
            for each in folder.iterdir():
                each.unlink()
            folder.rmdir()


def _place(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        raise CaseError(f"{path} exists already: name a new file") from None
    except OSError:  # A file system without links.
        made.rename(path)


def connect(where: str) -> Engine:
    """An engine for a case that exists; what is no case is refused in one line."""
    if where.startswith(URLS):
        engine = _postgresql(where)
        try:
            with reading(engine, where) as connection:
                if not inspect(connection).has_table("migrations"):
                    raise CaseError(f"{shown(where)} holds no case: make one with headwater case new {shown(where)}")
        except CaseError:
            engine.dispose()
            raise
        return engine
    if not Path(where).exists():
        raise CaseError(f"there is no case at {where}: make one with headwater case new {where}")
    if not is_case(where):
        raise CaseError(f"{where} is no case: name a file that headwater case new has made")
    return _sqlite(Path(where))


def _sqlite(path: Path) -> Engine:
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # Transactions begin where `begin` says so, not where the driver thinks.
        for setting in (
            f"busy_timeout = {PATIENCE * 1000}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(where: str) -> Engine:
    try:
        url = make_url(re.sub(r"^postgres(?:ql)?(?:\+psycopg)?://", "postgresql+psycopg://", where))
        return create_engine(url, pool_pre_ping=True)
    except (exc.ArgumentError, ValueError) as error:
        raise CaseError(f"{shown(where)} is no address of a database: write postgresql://user@host/name") from error
    except ImportError as error:
        raise CaseError("PostgreSQL needs its driver: pip install 'headwater[postgres]'") from error


def shown(where: str) -> str:
    """The address without its password."""
    return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1@", where)


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that nobody else writes beside; it waits for whoever does, and is whole or nothing."""
    with trouble(where), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that sees one state of the case, whatever others write meanwhile."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with trouble(where), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


# -- what create_all does not make ------------------------------------------------------------------------------------

_SQLITE = (
    f"PRAGMA application_id = {APPLICATION}",
    "CREATE VIRTUAL TABLE words USING fts5(text, content='sentences', content_rowid='number', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER sentence_added AFTER INSERT ON sentences BEGIN "
    "INSERT INTO words(rowid, text) VALUES (new.number, new.text); END",
    "CREATE TRIGGER sentence_dropped AFTER DELETE ON sentences BEGIN "
    "INSERT INTO words(words, rowid, text) VALUES ('delete', old.number, old.text); END",
    *(
        f"CREATE TRIGGER decisions_stay_{deed.lower()} BEFORE {deed} ON decisions BEGIN "
        "SELECT RAISE(ABORT, 'decisions are only ever added'); END"
        for deed in ("UPDATE", "DELETE")
    ),
)
_POSTGRESQL = (
    # Without stop words: SQLite's index has none either.
    "CREATE TEXT SEARCH DICTIONARY headwater_stems (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION headwater (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION headwater ALTER MAPPING FOR "
    "asciiword, asciihword, hword_asciipart, hword, hword_part, word WITH headwater_stems",
    "ALTER TABLE sentences ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('headwater', text)) STORED",
    "CREATE INDEX sentences_words ON sentences USING gin (words)",
    "CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'decisions are only ever added'; END $$",
    "CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
    "FOR EACH STATEMENT EXECUTE FUNCTION decisions_stay()",
)


def complete(connection: Connection) -> None:
    """The index of words, and what keeps decisions from being changed."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


# -- full-text search -------------------------------------------------------------------------------------------------


def matching(connection: Connection, words: Words) -> Subquery:
    """The sentences that fit: their `number`, and a `rank` that is least for the best."""
    if connection.dialect.name == "sqlite":
        found = text("SELECT rowid AS number, rank FROM words WHERE words MATCH :words")
        columns = (column("number", Integer), column("rank", Float))
        return found.bindparams(words=words.sqlite()).columns(*columns).subquery("fitting")
    query = func.websearch_to_tsquery(literal_column("'headwater'"), words.postgresql())
    index: ColumnElement[Any] = literal_column("sentences.words")
    rank = (-func.ts_rank(index, query)).label("rank")
    return select(sentences.c.number, rank).where(index.op("@@")(query)).subquery("fitting")


def forget(connection: Connection) -> None:
    """Clears the index of words of those whose sentences are gone, which it would keep for a while."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO words(words) VALUES ('optimize')")


# -- integrity --------------------------------------------------------------------------------------------------------


def faults(connection: Connection) -> Iterator[str]:
    """What the database itself finds wrong."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield str(line)
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"a row of {row[0]} belongs to a row of {row[2]} that is not there"
        try:
            connection.exec_driver_sql("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
        except exc.DatabaseError:
            yield "the index of words is not that of the sentences"


# -- trouble ----------------------------------------------------------------------------------------------------------

_FULL = re.compile(r"disk is full|No space left|disk I/O error|could not extend|File too large", re.IGNORECASE)


@contextmanager
def trouble(where: str) -> Iterator[None]:
    """Errors of the database as one line that says what to do."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        raise CaseError(_told(shown(where), error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise CaseError(f"{where} cannot be written ({reason}); name a file in a folder that exists") from error


def _told(where: str, error: Exception) -> str:
    reason = " ".join(str(getattr(error, "orig", error)).split())
    if _FULL.search(reason):
        return f"no room is left for {where} ({reason}); what was stored is safe: make room and run the same again"
    if "locked" in reason:
        return f"{where} is being written to by another program since {PATIENCE} seconds: try again when that is done"
    if "readonly" in reason or "unable to open" in reason:
        return f"{where} cannot be written ({reason}): check its permissions, and those of its folder"
    if "malformed" in reason or "not a database" in reason:
        return f"{where} is damaged ({reason}): restore a copy of it"
    if isinstance(error, exc.OperationalError):
        return f"{where} cannot be reached ({reason}): check that the database is there and lets you in"
    return f"{where} cannot be used ({reason})"
