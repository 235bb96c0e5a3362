"""CSV and XLSX: an article a row, the columns told by their names; a text column that is only guessed is told."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from headwater.errors import SettingError
from headwater.ingest import read
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
COURIER = Path(__file__).parents[2] / "examples" / "harbour" / "courier.txt"
TEXT = "The harbour board said on Sunday that two of its cranes had failed. " * 4


def parsed(tmp_path: Path, name: str, data: bytes) -> list[Article | Failure]:
    (tmp_path / name).write_bytes(data)
    return list(read([str(tmp_path / name)]))


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_row_is_an_article(tmp_path: Path, delimiter: str, encoding: str) -> None:
    written = "Headline;Author;Outlet;Date;URL;Full_Text\nCafé closes;Ann Other;Courier;2024-03-03;https://c.example/1;"
    written += f'"The {delimiter}""café""\n\nclosed."\n'
    (found,) = parsed(tmp_path, "a.csv", written.replace(";", delimiter).encode(encoding))
    assert isinstance(found, Article)
    assert found.uri.endswith("a.csv#row=2")
    assert (found.title, found.byline, found.publisher, found.published, found.address) == (
        "Café closes",
        "Ann Other",
        "Courier",
        "2024-03-03",
        "https://c.example/1",
    )
    assert found.text == f'Café closes\n\nThe {delimiter}"café"\n\nclosed.'


def test_a_workbook_by_libreoffice_gives_the_reports() -> None:
    found = list(read([str(FIXTURES / "reports.xlsx")]))
    articles = [each for each in found if isinstance(each, Article)]
    assert [(each.uri.split("#", 1)[1], each.publisher, each.published) for each in articles] == [
        ("reports#row=2", "Courier", "2024-02-27"),
        ("reports#row=3", "Ledger", "2024-02-27"),
        ("reports#row=4", "Post", "2024-02-27"),
    ]
    written = [line for line in COURIER.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert articles[0].text.split("\n\n") == written


def test_cells_of_a_workbook_are_what_they_are(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "published", "text"],
        [7, datetime(2024, 3, 3), "One."],
        [8.0, datetime(2024, 3, 3, 10, 30), "Two."],
    ]
    first, second = parsed(tmp_path, "a.xlsx", workbook([], rows))[-2:]
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.published) == ("7", "2024-03-03")
    assert (second.id, second.published) == ("8", "2024-03-03T10:30:00")


def test_columns_are_known_in_other_languages(tmp_path: Path) -> None:
    written = "Überschrift;Autor;Zeitung;Datum;Volltext\nKran;Ann Other;Hafenbote;2024-03-03;Die Verwaltung tagte.\n"
    (found,) = parsed(tmp_path, "a.csv", written.encode())
    assert isinstance(found, Article)
    assert (found.title, found.byline, found.publisher, found.published, found.text) == (
        "Kran",
        "Ann Other",
        "Hafenbote",
        "2024-03-03",
        "Kran\n\nDie Verwaltung tagte.",
    )


def test_a_text_column_by_another_name_is_guessed_and_that_is_said(tmp_path: Path) -> None:
    told, found = parsed(tmp_path, "a.csv", f'title,notes,Wortlaut\nCrane,short,"{TEXT}"\n'.encode())
    assert isinstance(told, Failure)
    assert (told.kind, "'Wortlaut'" in told.message) == ("guessed-column", True)
    assert isinstance(found, Article)
    assert found.text == f"Crane\n\n{TEXT}"


@pytest.mark.parametrize(
    ("name", "data", "kinds"),
    [
        ("a.csv", b"name,age\nAnn,3\nBo,4\n", ["no-text"]),
        ("a.csv", b" ", ["empty"]),
        ("a.csv", b"title,text\nOne,\nTwo,Text of two.\n", ["no-text", "article"]),
        ("a.csv", b"title,text\nOne\n,,,,\n\nTwo,Text of two.,more,than,named\n", ["no-text", "article"]),
        ("a.csv", b'title,text\nOne,"unfinished', ["article"]),
        ("a.csv", b"title,text\nOne,\0two\n", ["binary"]),
        ("a.xlsx", workbook([["name"], ["Ann"]]), ["no-text"]),
        ("a.xlsx", workbook([["text"]]), ["empty"]),
        ("a.xlsx", (FIXTURES / "reports.xlsx").read_bytes()[:3000], ["damaged"]),
    ],
)
def test_odd_tables(tmp_path: Path, name: str, data: bytes, kinds: list[str]) -> None:
    assert [getattr(record, "kind", "article") for record in parsed(tmp_path, name, data)] == kinds


def test_a_table_is_known_by_its_first_line_where_it_has_no_name() -> None:
    data = b"title,url,text\nCrane falls,https://c.example/1,The board met.\n"
    (found,) = read(["-"], standard_input=io.BytesIO(data))
    assert isinstance(found, Article)
    assert found.uri == "-#row=2"


NAMED = {"text": "wort_laut", "published": "Tag", "publisher": "Blatt"}


def test_columns_that_somebody_names_are_taken_and_nothing_is_guessed(tmp_path: Path) -> None:
    rows = [["text", "Wort Laut", "Tag", "Blatt", "title"], ["17", "Short.", "2024-03-03", "Courier", "Crane falls"]]
    (tmp_path / "a.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(workbook(rows))
    for found in read([str(tmp_path)], columns=NAMED, once=False):
        assert isinstance(found, Article)
        assert (found.text, found.published, found.publisher) == ("Crane falls\n\nShort.", "2024-03-03", "Courier")


def test_a_column_that_is_named_and_not_there_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,Tag,outlet\nIt rained.,2024-03-03,Courier\n", encoding="utf-8")
    told, article = read([str(tmp_path / "a.csv")], columns={"published": "Tag", "publisher": "Blatt"})
    assert isinstance(told, Failure)
    assert isinstance(article, Article)
    assert (told.kind, "“Blatt” (text, Tag, outlet)" in told.message) == ("no-column", True)
    assert (article.published, article.publisher) == ("2024-03-03", "Courier")


@pytest.mark.parametrize("columns", [{"headline": "Kopf"}, {"text": " "}, {"text": 3}])
def test_what_cannot_name_a_column_is_an_error_at_the_start(columns: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=r"column"):
        list(read([], columns=columns))


def test_a_broken_sheet_loses_no_other(tmp_path: Path) -> None:
    """The first sheet breaks off behind its first row of text."""
    rows = [["Headline", "Full text"], ["Crane falls", TEXT], ["Dock burns", TEXT]]
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(rows, rows))) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data[: data.index(b"</row>", 900)] if name.endswith("sheet1.xml") else data)
    found = parsed(tmp_path, "a.xlsx", file.getvalue())
    failures = [each for each in found if isinstance(each, Failure)]
    assert [each.kind for each in failures if each.kind != "duplicate-id"] == ["damaged"]
    assert {each.title for each in found if isinstance(each, Article)} == {"Crane falls", "Dock burns"}


def test_what_stands_above_the_names_is_no_article(tmp_path: Path) -> None:
    """A heading over merged cells, and what Excel writes to say what parts the cells."""
    rows: list[list[Any]] = [
        ["Clippings of March"],
        ["Headline", "Date", "Outlet", "Body"],
        ["Crane", "", "Courier", TEXT],
    ]
    (found,) = parsed(tmp_path, "a.xlsx", workbook(rows))
    assert isinstance(found, Article)
    assert (found.title, found.publisher, found.text) == ("Crane", "Courier", f"Crane\n\n{TEXT}")
    (found,) = parsed(tmp_path, "a.csv", f"sep=;\r\ntitle;text;date\r\nCrane;{TEXT};2024-03-03\r\n".encode())
    assert isinstance(found, Article)
    assert (found.title, found.published, found.text) == ("Crane", "2024-03-03", f"Crane\n\n{TEXT}")


def test_a_column_without_a_name_is_told_by_its_number(tmp_path: Path) -> None:
    told, _ = parsed(tmp_path, "a.csv", f'title,\nCrane,"{TEXT}"\n'.encode())
    assert isinstance(told, Failure)
    assert "its column number 2 as the text" in told.message
