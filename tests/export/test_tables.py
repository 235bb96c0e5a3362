"""The tables read again by other libraries: csv, sqlite3 and Datasette, openpyxl, pyarrow."""

from __future__ import annotations

import asyncio
import csv as python_csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.export import csv, parquet, sqlite, xlsx
from headwater.export.tables import Kind, Table, tables
from headwater.model import Story

from .story import EMPTY, POST, STORY, at, hostile

TABLES = {table.name: table for table in tables(STORY)}
ATTACK = hostile()


def records(name: str) -> list[dict[str, Any]]:
    table = TABLES[name]
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]


def test_the_tables_are_those_that_people_ask_for() -> None:
    assert {"claims", "assertions", "attributions", "sources", "derivations", "disagreements", "timeline"} <= set(
        TABLES
    )


@pytest.mark.parametrize("story", [STORY, EMPTY, ATTACK], ids=["story", "empty", "hostile"])
def test_every_row_has_an_id_of_its_own_and_points_at_rows_that_are_there(story: Story) -> None:
    found = {table.name: table for table in tables(story)}
    for table in found.values():
        assert table.columns[0].name == "id"
        assert len({row[0] for row in table.rows}) == len(table.rows)
        for place, column in enumerate(table.columns):
            if column.of:
                known = {row[0] for row in found[column.of].rows} | {None}
                assert {row[place] for row in table.rows} <= known, (table.name, column.name)


@pytest.mark.parametrize("story", [STORY, ATTACK], ids=["story", "hostile"])
def test_the_values_are_of_the_kind_that_their_column_says(story: Story) -> None:
    types = {Kind.TEXT: str, Kind.INTEGER: int, Kind.REAL: float, Kind.BOOLEAN: bool}
    for table in tables(story):
        for place, column in enumerate(table.columns):
            assert all(row[place] is None or type(row[place]) is types[column.kind] for row in table.rows), column


def test_an_assertion_has_its_chain_in_words_and_its_place() -> None:
    [found] = [each for each in records("assertions") if each["number"] == "1.1"]
    start, end = at("post", "engineers had reportedly warned the board twice")
    assert found["in_words"] == "The Ember Post, according to an unnamed harbour official"
    assert (found["start_offset"], found["end_offset"]) == (start, end)
    assert POST[start:end] == found["text"]
    assert found["sentence"] == "He added that engineers had reportedly warned the board twice."
    assert (found["paragraph"], found["sentence_number"]) == (2, 2)
    assert found["attribution"] == "post/p4"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("claims", {"number": 1, "publications_low": 1, "speakers_high": 2, "single_origin": True, "lost_doubts": 1}),
        ("attributions", {"source": "The board", "cue": "denied", "certainty": "denied", "parent": None}),
        ("attributions", {"id": "post/p4", "parent": "post/p3", "source": ""}),
        ("links", {"source": "The Ember Post", "position": 2, "stated": False}),
        ("disagreements", {"slot": "when", "value": "2019-04", "assertion": "k2/2", "conflict": True}),
        ("drift", {"change": "lost", "retold": "k1/2", "retelling": "k1/3"}),
        ("joins", {"name": "1.1 and 1.2", "certain": True, "reason": "both rest on The Ember Post"}),
        ("rests", {"origin": "The Ember Post", "counted_as": "publication", "claim": "k4", "certain": True}),
        ("derivations", {"publication": "The Ember Post", "via": "Kalmar Ledger", "kind": "translation"}),
        ("timeline", {"date": "2011", "first_day": "2011-01-01", "last_day": "2011-12-31"}),
        ("sources", {"name": "Lena Orsted", "heading": "People", "says": 1}),
        ("failures", {"uri": "in/broken.html", "kind": "empty"}),
    ],
)
def test_what_was_found_stands_in_a_row(name: str, expected: dict[str, Any]) -> None:
    assert any(expected.items() <= record.items() for record in records(name))


# -- CSV --------------------------------------------------------------------------------------------------------------


def test_csv_reads_back() -> None:
    files = csv.write(STORY)
    for table in TABLES.values():
        header, *rows = python_csv.reader(io.StringIO(files[f"{table.name}.csv"].decode(), newline=""))
        assert header == [column.name for column in table.columns]
        assert len(rows) == len(table.rows)
        assert rows == [[_as_text(value) for value in row] for row in table.rows]


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_the_package_describes_the_files() -> None:
    files = csv.write(STORY)
    package = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == set(files) - {"datapackage.json"}
    names = {resource["name"] for resource in package["resources"]} | {""}
    for resource in package["resources"]:
        fields = {field["name"] for field in resource["schema"]["fields"]}
        for key in resource["schema"]["foreignKeys"]:
            assert key["fields"] in fields
            assert key["reference"]["resource"] in names


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    assert csv._cell(text) == f"'{text}"


@given(st.text())
def test_any_text_survives_a_csv(text: str) -> None:
    target = io.StringIO(newline="")
    python_csv.writer(target).writerow([csv._cell(text), "end"])
    [[cell, end]] = python_csv.reader(io.StringIO(target.getvalue(), newline=""))
    assert end == "end"
    assert cell.removeprefix("'").replace("\ufffd", "\0") == text.removeprefix("'").replace("\ufffd", "\0")


# -- workbook ---------------------------------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_a_table_with_a_frozen_header_and_links() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(STORY)))
    assert book.sheetnames[:2] == ["claims", "assertions"]
    assert set(book.sheetnames) == set(TABLES)
    for sheet in book:
        assert sheet.freeze_panes == "C2"
        assert sheet.max_row == max(len(TABLES[sheet.title].rows) + 1, 1)
    sheet = book["assertions"]
    titles = [cell.value for cell in sheet[1]]
    claim = sheet.cell(2, titles.index("claim") + 1)
    assert claim.value == "1. The board ignored two warnings"
    target = claim.hyperlink.location
    assert target == "'claims'!A2"
    assert book["claims"]["A2"].value == "k1"


def test_nothing_in_a_workbook_is_a_formula_or_a_link_of_an_article() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(ATTACK)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert all(cell.hyperlink is None or cell.hyperlink.location for cell in cells)
    assert all(len(cell.value) <= 32_767 for cell in cells if isinstance(cell.value, str))


def test_a_formula_in_an_article_is_text_in_a_workbook() -> None:
    table = Table("t", "", TABLES["failures"].columns, (("1", "=1+1", "=HYPERLINK(1)", "@x", "-1", "http://a.b"),))
    book = openpyxl.load_workbook(io.BytesIO(_workbook(table)))
    assert [cell.data_type for cell in book["t"][2]] == ["s"] * 6
    assert [cell.value for cell in book["t"][2]] == ["1", "=1+1", "=HYPERLINK(1)", "@x", "-1", "http://a.b"]


def _workbook(table: Table) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx, "tables", lambda _: (table,))
        return xlsx.write(EMPTY)


# -- databases --------------------------------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "story.db"
    path.write_bytes(sqlite.write(STORY))
    return path


def test_a_database_is_whole(database: Path) -> None:
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES.values():
        assert connection.execute(f"SELECT * FROM {table.name}").fetchall() == list(table.rows)
    told = connection.execute("SELECT who FROM who_says_so WHERE claim = 4 AND number = '4.2'").fetchone()
    assert told[0].startswith("Evening Courier, citing Kalmar Ledger’s translation of The Ember Post (inferred)")
    found = connection.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'spoon'").fetchall()
    assert len(found) == 2
    connection.close()


def test_a_hostile_database_is_whole(tmp_path: Path) -> None:
    (tmp_path / "story.db").write_bytes(sqlite.write(ATTACK))
    connection = sqlite3.connect(tmp_path / "story.db")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM attributions").fetchone() == (4,)
    connection.close()


def test_datasette_follows_its_foreign_keys(database: Path) -> None:
    from datasette.app import Datasette

    async def ask() -> tuple[dict[str, Any], dict[str, Any]]:
        served = Datasette([str(database)])
        await served.invoke_startup()
        rows = await served.client.get("/story/assertions.json?_labels=on&_shape=objects")
        found = await served.client.get("/story/articles.json?_search=spoon&_shape=objects")
        return rows.json(), found.json()

    rows, found = asyncio.run(ask())
    assert rows["rows"][0]["claim"] == {"value": "k1", "label": "1. The board ignored two warnings"}
    assert {row["id"] for row in found["rows"]} == {"post", "courier"}


def test_parquet_reads_back() -> None:
    files = parquet.write(STORY)
    assert set(files) == {f"{name}.parquet" for name in TABLES}
    for table in TABLES.values():
        read = pq.read_table(io.BytesIO(files[f"{table.name}.parquet"]))
        assert [tuple(row.values()) for row in read.to_pylist()] == list(table.rows)
        assert read.column_names == [column.name for column in table.columns]
