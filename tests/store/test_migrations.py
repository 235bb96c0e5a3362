"""Changes to the tables are made once, and recorded; a newer case is refused and left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert, inspect, select, text

from headwater.errors import CaseError
from headwater.store import Store, migrations
from headwater.store.tables import migrations as recorded
from headwater.store.tables import tables

Place = Callable[[], str]


@pytest.fixture
def case(place: Place) -> str:
    where = place()
    Store.create(where).close()
    return where


def numbers(store: Store) -> list[int]:
    with store._engine.connect() as connection:
        return list(connection.scalars(select(recorded.c.number).order_by(recorded.c.number)))


def test_a_new_case_has_every_step(case: str) -> None:
    store = Store(case)
    assert numbers(store) == sorted(migrations.STEPS)
    found = set(inspect(store._engine).get_table_names())
    assert found >= set(tables.tables)
    store.close()


def add_a_column(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE articles ADD COLUMN colour TEXT"))


def fail(connection: Connection) -> None:
    add_a_column(connection)
    raise CaseError("no such luck")


def test_an_older_case_is_brought_up_to_date_once(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(migrations.STEPS, 2, ("colours", add_a_column))
    for _ in range(2):
        store = Store(case)
        assert numbers(store) == [1, 2]
        assert "colour" in {column["name"] for column in inspect(store._engine).get_columns("articles")}
        store.close()


def test_a_step_that_fails_leaves_the_case_as_it_was(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(migrations.STEPS, 2, ("colours", fail))
        with pytest.raises(CaseError, match="no such luck"):
            Store(case)
    store = Store(case)
    assert numbers(store) == [1]
    assert "colour" not in {column["name"] for column in inspect(store._engine).get_columns("articles")}
    store.close()


def test_a_case_of_a_newer_version_is_refused_in_one_line(case: str) -> None:
    store = Store(case)
    with store._engine.begin() as connection:
        connection.execute(insert(recorded).values(number=9, name="from the future", applied="2030-01-01"))
    store.close()
    with pytest.raises(CaseError, match="newer version of Headwater") as raised:
        Store(case)
    assert "\n" not in str(raised.value)
