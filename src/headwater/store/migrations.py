"""Numbered changes to the tables, each made once and recorded; a case of a newer program is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from headwater.errors import CaseError
from headwater.store import database
from headwater.store.tables import migrations, tables

STEPS: dict[int, tuple[str, Callable[[Connection], None] | None]] = {1: ("the tables of version 0.1", None)}
"""By number: a name, and what brings the tables there from the number before. A new case is made as `tables` has it."""


def create(connection: Connection) -> None:
    """All tables, in a database that has none, as if every step had been made."""
    tables.create_all(connection, checkfirst=False)
    database.complete(connection)
    for number, (name, _) in STEPS.items():
        _record(connection, number, name)


def migrate(connection: Connection, where: str) -> None:
    """Makes the steps that are not made yet."""
    made = set(connection.scalars(select(migrations.c.number)))
    newer = made - STEPS.keys()
    if newer:
        raise CaseError(
            f"{database.shown(where)} was written by a newer version of Headwater (its tables have number "
            f"{max(newer)}, this version knows {max(STEPS)}): update Headwater, nothing was changed"
        )
    for number, (name, step) in sorted(STEPS.items()):
        if number not in made:
            if step:
                step(connection)
            _record(connection, number, name)


def is_current(connection: Connection) -> bool:
    return set(connection.scalars(select(migrations.c.number))) == STEPS.keys()


def _record(connection: Connection, number: int, name: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(migrations).values(number=number, name=name, applied=now))
