"""Rows of a table to articles: which column is the text, the headline, the outlet is told by the first row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from headwater.errors import SettingError, UnreadableError
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.patterns import patterns
from headwater.ingest.readers import Input, failure
from headwater.model import Article, Failure

_LOOKED_AT = 50  # rows in which the text is looked for where no column is called so
_HEADING = 10  # rows among which that of the names is looked for
_NAME_IT = "name the one that has it (--column text=NAME)"
_PROSE = 200  # characters that a cell with a report in it has, on average


def check(given: Mapping[str, str]) -> None:
    """Raises a SettingError where somebody named a column for what no table is read for."""
    unknown = sorted(given.keys() - patterns("table").keys())
    if unknown:
        known = ", ".join(patterns("table"))
        raise SettingError(f"no such field: {', '.join(unknown)}; a table's columns hold {known}")
    unnamed = sorted(field for field, name in given.items() if not isinstance(name, str) or not _plain(name))
    if unnamed:
        raise SettingError(f"the column for {', '.join(unnamed)} has no name: give it as the table's first row does")


def columns(header: Sequence[Any], given: Mapping[str, str] = {}) -> dict[str, int]:
    """Which column holds what ("text", "title", "publisher", …): as `given`, else by the names that tables use."""
    named = [_plain(cell) for cell in header]
    found = {field: named.index(_plain(name)) for field, name in given.items() if _plain(name) in named}
    for field, names in patterns("table").items():
        if field in found:
            continue
        for name in names:
            if name in named and named.index(name) not in found.values():
                found[field] = named.index(name)
                break
    return found


def _plain(name: Any) -> str:
    return re.sub(r"[\W_]+", " ", str(name or "")).strip().casefold()


def articles(rows: Iterable[Sequence[Any]], given: Input, place: str) -> Iterator[Article | Failure]:
    """An article for each row below the first; a text column that is only guessed is told in a record, and so is one
    that was named and is not there.

    A row's uri is `place` and its number. Raises UnreadableError where no column can be the text.
    """
    table = ((n, row) for n, row in enumerate(rows, start=1) if any(cell not in (None, "") for cell in row))
    first = list(islice(table, _LOOKED_AT))
    above = _above(first, given.columns)
    header = first[above][1] if first else ()
    first = first[above + 1 :]
    known = columns(header, given.columns)
    absent = [name for name in given.columns.values() if _plain(name) not in map(_plain, header)]
    if absent:
        names = ", ".join(str(cell)[:40] for cell in header[:20])
        yield failure(place, "no-column", f"has no column called “{absent[0]}” ({names}): name one that it has")
    if "text" not in known:
        known["text"] = _guessed(header, [row for _, row in first], known)
        called = header[known["text"]]
        named = repr(str(called)[:60]) if called not in (None, "") else f"number {known['text'] + 1}"
        trouble = f"is read with its column {named} as the text: {_NAME_IT}"
        yield failure(place, "guessed-column", trouble)
    for number, row in chain(first, table):
        uri = f"{place}#row={number}"
        fields = {field: row[n] for field, n in known.items() if n < len(row) and row[n] not in (None, "")}
        try:
            yield _article(fields, uri, given.max_characters)
        except UnreadableError as error:
            yield failure(uri, error.kind, str(error))


def _above(rows: Sequence[tuple[int, Sequence[Any]]], given: Mapping[str, str]) -> int:
    """How many rows stand above that of the names: a heading of the sheet, what it was exported from."""
    for number, (_, row) in enumerate(rows[:_HEADING]):
        found = columns(row, given)
        if "text" in found and (number == 0 or len(found) > 1):
            return number
    return 0


def _guessed(header: Sequence[Any], rows: Sequence[Sequence[Any]], known: Mapping[str, int]) -> int:
    def length(n: int) -> float:
        return sum(len(str(row[n] or "")) for row in rows if n < len(row)) / max(1, len(rows))

    free = [n for n in range(len(header)) if n not in known.values()]
    longest = max(free, key=length, default=None)
    if longest is None or length(longest) < _PROSE:
        names = ", ".join(str(cell)[:40] for cell in header[:20])
        raise UnreadableError("no-text", f"has no column with a text ({names}): {_NAME_IT}")
    return longest


def _article(fields: Mapping[str, Any], uri: str, max_characters: int) -> Article:
    written = {name: _written(value) for name, value in fields.items()}
    body, title = written.get("text", ""), written.get("title")
    if not body.strip():
        raise UnreadableError("no-text", "has no text in its row")
    text = body if not title or body.lstrip().startswith(title) else f"{title}\n\n{body}"
    return assemble(
        uri,
        checked(text, max_characters),
        given_id=written.get("id"),
        title=title,
        byline=written.get("byline"),
        publisher=written.get("publisher"),
        published=iso_8601(written.get("published", "")),
        updated=iso_8601(written.get("updated", "")),
        language=written.get("language"),
        address=written.get("address"),
    )


def _written(value: Any) -> str:
    """A cell as text; a day without a time of its own stays a day."""
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
