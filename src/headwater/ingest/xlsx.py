"""Excel workbooks (.xlsx): each sheet is a table with a row of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import archives, tables
from headwater.ingest.readers import Input, Look, Match, Reader, failure
from headwater.model import Article, Failure

_WHAT = "an Excel workbook"
# What the library raises where a part is no XML, or not what another part says that it is.
_DAMAGE = (AttributeError, LookupError, SyntaxError, TypeError, ValueError)
_DAMAGED = f"is {_WHAT} that is damaged: open it in a spreadsheet program and save it again"


def recognise(look: Look) -> Match:
    return archives.recognise(look, b"xl/workbook.xml")


def read(given: Input) -> Iterator[Article | Failure]:
    """An article for each row of each sheet; formulas count as what they were last worked out to be."""
    from openpyxl import load_workbook

    with archives.opened(given.stream, _WHAT):
        try:
            book = load_workbook(given.stream, read_only=True, data_only=True)
        except _DAMAGE as error:
            raise UnreadableError("damaged", _DAMAGED) from error
        yield from _sheets(book.worksheets, given)


def _sheets(sheets: Sequence[Any], given: Input) -> Iterator[Article | Failure]:
    found = False
    for sheet in sheets:
        place = f"{given.uri}#{sheet.title}"
        try:
            for record in tables.articles(sheet.iter_rows(values_only=True), given, place):
                found = True
                yield record
        except UnreadableError as error:
            if len(sheets) == 1:
                raise
            found = True
            yield failure(place, error.kind, str(error))
        except _DAMAGE:
            found = True
            yield failure(place, "damaged", _DAMAGED)
    if not found:
        raise UnreadableError("empty", f"is {_WHAT} without a table that can be read")


READER = Reader(_WHAT, recognise, read, extra="office", takes_binary=True)
