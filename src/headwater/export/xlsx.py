"""The tables as a workbook: a sheet each, with a frozen header, and a link wherever a row points at another."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any

import xlsxwriter

from headwater.export.addresses import on_the_web
from headwater.export.tables import Column, Kind, Row, Table, Value, names_of, tables
from headwater.export.text import visible
from headwater.model import Story

# Excel's own bounds, and its bound on links in a sheet.
_CELL, _ROWS, _LINKS = 32_767, 1_048_576, 65_000
_WIDTHS = {Kind.TEXT: 24, Kind.INTEGER: 12, Kind.REAL: 12, Kind.BOOLEAN: 12}
_WIDE = {"text": 60, "sentence": 60, "in_words": 60, "name": 32, "reason": 48, "evidence": 60, "id": 18, "spans": 12}
# A line of a cell in points, and how many of them are shown at most: a program that opens the file may not lay it out.
_LINE, _MOST_LINES = 15, 8
_A4 = 9
# Whole articles do not fit into cells, and are not read in them.
_LEFT_OUT = {("articles", "text")}
# What most people look for comes first; the others follow.
_FIRST = ("claims", "assertions", "disagreements", "drift", "rests", "sources", "derivations", "timeline", "articles")


def write(story: Story) -> bytes:
    """The story as an Excel workbook (XLSX): a sheet for each table, with links from row to row."""
    found = tables(story)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        },
    )  # fmt: skip
    # A workbook says when it was made; ours says nothing that a clock knows.
    book.set_properties({"author": "Headwater", "created": datetime(1980, 1, 1)})
    rows = {table.name: {str(row[0]): at for at, row in enumerate(table.rows, 2)} for table in found}
    writer = _Writer(book, rows, {name: dict(names) for name, names in names_of(found).items()})
    for table in sorted(found, key=lambda each: _FIRST.index(each.name) if each.name in _FIRST else len(_FIRST)):
        writer.sheet(table)
    book.close()
    return target.getvalue()


class _Writer:
    """Fills sheets; knows the row in which each thing stands, and how it is called."""

    def __init__(self, book: Any, rows: dict[str, dict[str, int]], names: dict[str, dict[str, str]]) -> None:
        self._book, self._rows, self._names = book, rows, names
        self._header = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._top = book.add_format({"valign": "top", "align": "center"})
        self._link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1, "text_wrap": True})
        self._links = 0

    def sheet(self, table: Table) -> None:
        sheet = self._book.add_worksheet(table.name)
        self._links = 0
        columns = [(at, each) for at, each in enumerate(table.columns) if (table.name, each.name) not in _LEFT_OUT]
        for place, (_, column) in enumerate(columns):
            sheet.write_string(0, place, column.name.replace("_", " "), self._header)
            sheet.set_column(place, place, _width(column))
        for number, row in enumerate(table.rows[: _ROWS - 1], 1):
            sheet.set_row(number, _LINE * self._lines(columns, row))
            for place, (at, column) in enumerate(columns):
                self._write(sheet, number, place, column, row[at])
        sheet.set_row(0, 2 * _LINE)
        sheet.freeze_panes(1, 2)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(columns) - 1)

    def _write(self, sheet: Any, row: int, place: int, column: Column, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value, self._top)
        elif not isinstance(value, str):
            sheet.write_number(row, place, value, self._top)
        elif target := self._target(column, value):
            self._links += 1
            shown = self._names[column.of][value] if column.of else value
            sheet.write_url(row, place, target, self._link, _fitting(shown))
        else:
            sheet.write_string(row, place, _fitting(value), self._wrapped)

    def _lines(self, columns: Sequence[tuple[int, Column]], row: Row) -> int:
        """How many lines the longest of a row's cells takes."""
        shown = (
            (self._names[column.of].get(str(row[at]), "") if column.of else row[at], _width(column))
            for at, column in columns
        )
        longest = max((len(value) / width for value, width in shown if isinstance(value, str)), default=0)
        return max(1, min(ceil(1.1 * longest), _MOST_LINES))

    def _target(self, column: Column, value: str) -> str | None:
        """Where a cell leads: to the row that it names or, of an article's own address, to the web."""
        if self._links >= _LINKS:
            return None
        if column.of:
            row = self._rows[column.of].get(value)
            return f"internal:'{column.of}'!A{row}" if row else None
        return value if column.name in ("uri", "address") and on_the_web(value) else None


def _width(column: Column) -> int:
    """In characters."""
    return _WIDE.get(column.name, _WIDTHS[column.kind])


def _fitting(value: str) -> str:
    value = visible(value)
    return value if len(value) <= _CELL else f"{value[: _CELL - 1]}…"
