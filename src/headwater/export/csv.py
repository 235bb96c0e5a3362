"""The tables as CSV files, with a Data Package that says what the columns are and what points at what."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from headwater.export.interchange import dumps
from headwater.export.tables import Column, Kind, Table, Value, tables
from headwater.model import Story

# A spreadsheet takes what begins so for a formula, and runs it.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_TYPES = {Kind.TEXT: "string", Kind.INTEGER: "integer", Kind.REAL: "number", Kind.BOOLEAN: "boolean"}


def write(story: Story) -> dict[str, bytes]:
    """The story as CSV files, a table each, with a Data Package that describes them."""
    found = tables(story)
    files = {f"{table.name}.csv": _file(table) for table in found}
    return {"datapackage.json": (dumps(_package(found), indent=1) + "\n").encode(), **files}


def _file(table: Table) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return target.getvalue().encode("utf-8", "replace")


def _cell(value: Value) -> str:
    """As text; what a spreadsheet would run gets an apostrophe before it, which tells it that this is text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    value = value.replace("\0", "\ufffd")
    return f"'{value}" if _FORMULA.match(value) else value


def _package(found: tuple[Table, ...]) -> dict[str, Any]:
    """By the Data Package standard (specs.frictionlessdata.io)."""
    return {
        "profile": "tabular-data-package",
        "name": "headwater-story",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "description": table.about,
                "path": f"{table.name}.csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": each.name, "type": _TYPES[each.kind]} for each in table.columns],
                    "primaryKey": "id",
                    "foreignKeys": [_reference(each, table) for each in table.columns if each.of],
                    "missingValues": [""],
                },
            }
            for table in found
        ],
    }


def _reference(column: Column, table: Table) -> dict[str, Any]:
    return {
        "fields": column.name,
        "reference": {"resource": "" if column.of == table.name else column.of, "fields": "id"},
    }
