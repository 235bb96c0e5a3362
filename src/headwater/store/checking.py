"""Whether a case is whole: the database itself, and whether every record is what its row says."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from headwater import codec
from headwater.errors import CodecError
from headwater.model import Article, Reading
from headwater.store import database
from headwater.store.identity import digest
from headwater.store.records import Check
from headwater.store.tables import articles, decisions, readings

RESTORE = "restore a copy of the case, or remove the article and add it again"
REBUILD = "run headwater case rebuild"


def faults(connection: Connection) -> Iterator[Check]:
    """What is wrong, one at a time; articles and decisions cannot be made again, findings can."""
    for line in database.faults(connection):
        yield Check(line, "restore a copy of the case")
    for row in connection.execute(select(articles.c.id, articles.c.uri, articles.c.digest, articles.c.body)):
        try:
            if digest(codec.decode(row.body, Article)) != row.digest:
                yield Check(f"the article {row.id} ({row.uri}) is not what was added", RESTORE)
        except CodecError as error:
            yield Check(f"the article {row.id} ({row.uri}) cannot be read: {error}", RESTORE)
    query = select(articles.c.id, articles.c.uri, articles.c.digest, readings.c.body).join_from(readings, articles)
    for row in connection.execute(query):
        try:
            if digest(codec.decode(row.body, Reading).article) != row.digest:
                yield Check(f"the reading of {row.id} ({row.uri}) is of another text", REBUILD)
        except CodecError as error:
            yield Check(f"the reading of {row.id} ({row.uri}) cannot be read: {error}", REBUILD)
    for id_, line in connection.execute(select(decisions.c.id, decisions.c.line)):
        try:
            codec.decision_of(json.loads(line))
        except (CodecError, ValueError) as error:
            yield Check(f"the decision {id_} cannot be read: {error}", "import it from where it was exported")
