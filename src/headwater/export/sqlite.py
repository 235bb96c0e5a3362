"""The tables as an SQLite database with foreign keys and full-text search, as Datasette likes it."""

from __future__ import annotations

import sqlite3

from headwater.export.tables import Kind, Table, Value, tables
from headwater.model import Story

_TYPES = {Kind.TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.REAL: "REAL", Kind.BOOLEAN: "INTEGER"}
# What a person searches, by table.
_SEARCHED = {
    "articles": ("title", "text"),
    "claims": ("text",),
    "assertions": ("text", "in_words"),
    "attributions": ("source", "content"),
}
# The whole answer in one place: who says so, by claim.
_WHO_SAYS_SO = """CREATE VIEW who_says_so AS
SELECT claims.number AS claim, claims.text AS claim_text, assertions.number, assertions.in_words AS who,
       assertions.certainty, assertions.text AS words, assertions.sentence, articles.publisher, articles.published,
       articles.uri, assertions.paragraph, assertions.start_offset, assertions.end_offset
FROM assertions JOIN claims ON claims.id = assertions.claim JOIN articles ON articles.id = assertions.article
ORDER BY claims.number, assertions.rowid"""


def write(story: Story) -> bytes:
    """The story as an SQLite database with foreign keys and full-text search, for Datasette."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        for table in tables(story):
            _fill(connection, table)
        connection.execute(_WHO_SAYS_SO)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    name = f'"{table.name}"'
    columns = [f'"{each.name}" {_TYPES[each.kind]}' for each in table.columns]
    keys = [f'FOREIGN KEY ("{each.name}") REFERENCES "{each.of}" ("id")' for each in table.columns if each.of]
    columns[0] += " PRIMARY KEY NOT NULL"
    connection.execute(f"CREATE TABLE {name} ({', '.join([*columns, *keys])})")
    for each in table.columns:
        if each.of:
            connection.execute(f'CREATE INDEX "{table.name}_{each.name}" ON {name} ("{each.name}")')
    # A row may point at one of its own table that comes later.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    places = ", ".join("?" * len(table.columns))
    connection.executemany(
        f"INSERT INTO {name} VALUES ({places})",  # noqa: S608 - names of our own tables
        (tuple(map(_value, row)) for row in table.rows),
    )
    if table.name in _SEARCHED:
        searched = ", ".join(_SEARCHED[table.name])
        connection.execute(f'CREATE VIRTUAL TABLE "{table.name}_fts" USING fts5({searched}, content={name})')
        connection.execute(f'INSERT INTO "{table.name}_fts" ("{table.name}_fts") VALUES (\'rebuild\')')  # noqa: S608


def _value(value: Value) -> Value:
    """UTF-8 has no lone surrogates, and tools end a text at a NUL."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
