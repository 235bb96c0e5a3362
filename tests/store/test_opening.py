"""Files that are no case, addresses that lead nowhere: one line that says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from headwater.errors import CaseError
from headwater.store import Store, is_case


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id)")
    connection.close()


def cut_off(path: Path) -> None:
    Store.create(str(path)).close()
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (str, "there is no case"),
        (lambda path: path.write_text("The old mill burned."), "is no case"),
        (lambda path: path.write_bytes(b""), "is no case"),
        (lambda path: path.mkdir(), "is no case"),
        (other_database, "is no case"),
        (cut_off, "damaged"),
    ],
    ids=["absent", "text", "empty", "folder", "another database", "cut off"],
)
def test_what_is_no_case_is_refused(tmp_path: Path, make: object, told: str) -> None:
    path = tmp_path / "affair.hw"
    make(path)  # type: ignore[operator]
    with pytest.raises(CaseError, match=told) as raised:
        Store(str(path)).entries()
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("postgresql://ada:secret@localhost:1/affair", "cannot be reached"),
        ("postgresql://ada:secret@localhost:port/affair", "no address of a database"),
    ],
)
def test_a_database_that_is_not_there_is_one_line_without_its_password(where: str, told: str) -> None:
    with pytest.raises(CaseError, match=told) as raised:
        Store(where)
    assert "\n" not in str(raised.value)
    assert "secret" not in str(raised.value)
    with pytest.raises(CaseError, match=told):
        Store.create(where)


def test_a_new_case_needs_a_folder_and_a_free_name(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="a folder that exists"):
        Store.create(str(tmp_path / "absent" / "affair.hw"))
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(CaseError, match="exists already"):
        Store.create(str(tmp_path / "taken"))
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_case_is_known_by_its_header(tmp_path: Path) -> None:
    Store.create(str(tmp_path / "any.name")).close()
    other_database(tmp_path / "other.hw")
    assert is_case(str(tmp_path / "any.name"))
    assert not is_case(str(tmp_path / "other.hw"))
    assert not is_case(str(tmp_path))
    assert not is_case("a\0b")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_was_removed_is_not_in_the_file(tmp_path: Path) -> None:
    from .reports import reading

    path = tmp_path / "affair.hw"
    store = Store.create(str(path))
    one = reading("a", "Zyxwvut was the source of all this.", "Zyxwvut")
    store.put(one, one, None, "ada", "v1")
    store.remove(["a"], "ada")
    store.close()
    assert b"yxwvut" not in path.read_bytes().lower()
