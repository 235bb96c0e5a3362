"""The tables of a case, as they are now; `migrations.py` brings older ones here.

Findings (readings, sentences, said, stories) can be dropped and made again; decisions and articles cannot.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

tables = MetaData()


migrations = Table(
    "migrations",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("applied", Text, nullable=False),
)

articles = Table(
    "articles",
    tables,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("uri", Text, nullable=False),
    Column("place", Text, index=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("language", Text),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("added", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("id", "digest"),
    sqlite_autoincrement=True,  # a number is never given twice
)
# Two programs that add at once cannot both have the current version of one article.
Index(
    "articles_current", articles.c.id, unique=True, sqlite_where=articles.c.current, postgresql_where=articles.c.current
)

readings = Table(
    "readings",
    tables,
    Column(
        "article", Integer, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("made_by", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

sentences = Table(
    "sentences",
    tables,
    Column("number", Integer, primary_key=True),
    Column("article", Integer, ForeignKey("articles.number", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("sentences_places", "article", "start"),
)

said = Table(
    "said",
    tables,
    Column("number", Integer, primary_key=True),
    Column("sentence", Integer, ForeignKey("sentences.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False),
)

stories = Table(
    "stories",
    tables,
    Column("key", Text, primary_key=True),
    Column("made", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

failures = Table(
    "failures",
    tables,
    Column("number", Integer, primary_key=True),
    Column("uri", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("met", Text, nullable=False),
    UniqueConstraint("uri", "stage", "kind"),
)

decisions = Table(
    "decisions",
    tables,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("made", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("line", Text, nullable=False),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    tables,
    Column("number", Integer, primary_key=True),
    Column("made", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("article", Text),
    Column("uri", Text),
    sqlite_autoincrement=True,
)
