"""Tables as text: comma-, semicolon- or tab-separated values with a row of names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from headwater.errors import UnreadableError
from headwater.ingest import tables
from headwater.ingest.decoding import decode
from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article, Failure

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"sep=.\r?\n", re.IGNORECASE)
_ROWS = 400  # texts of the longest kind that a table may hold
_FEWEST = 3  # known names from which a first line is a table's


def recognise(look: Look) -> Match:
    first = _first(look.start.decode("utf-8", "replace"))[0]
    if not any(delimiter in first for delimiter in _DELIMITERS):
        return Match.NONE
    try:
        known = tables.columns(next(csv.reader([first], delimiter=_delimiter(first)), []))
    except csv.Error:
        return Match.NONE
    return Match.POSSIBLE if "text" in known and len(known) >= _FEWEST else Match.NONE


def read(given: Input) -> Iterator[Article | Failure]:
    """An article for each row. Raises UnreadableError."""
    written = decode(given.data(_ROWS))
    if not written.strip():
        raise UnreadableError("empty", "holds no row: give a table with a row of names")
    csv.field_size_limit(4 * given.max_characters + 1)
    first, start = _first(written)
    rows = csv.reader(io.StringIO(written[start:], newline=""), delimiter=_delimiter(first))
    try:
        yield from tables.articles(rows, given, given.uri)
    except csv.Error as error:
        raise UnreadableError("bad-table", f"is a table that breaks off ({error}, line {rows.line_num})") from error


def _first(written: str) -> tuple[str, int]:
    """The first line, and where it begins: Excel may write one before it that only says what parts the cells."""
    said = _SEPARATOR.match(written)
    start = said.end() if said else 0
    return (written[start:].splitlines() or [""])[0], start


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)


READER = Reader("a table", recognise, read, extensions=frozenset({".csv", ".tsv"}))
