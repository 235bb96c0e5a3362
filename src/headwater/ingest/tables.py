"""Rows of a table to articles: which column is the text, the headline, the outlet is told by the first row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.patterns import patterns
from headwater.ingest.readers import Input, failure
from headwater.model import Article, Failure

_LOOKED_AT = 50  # rows in which the text is looked for where no column is called so
_PROSE = 200  # characters that a cell with a report in it has, on average


def columns(header: Sequence[Any]) -> dict[str, int]:
    """Which column holds what ("text", "title", "publisher", …), by the names that tables give them."""
    named = [re.sub(r"[\W_]+", " ", str(cell or "")).strip().casefold() for cell in header]
    found: dict[str, int] = {}
    for field, names in patterns("table").items():
        for name in names:
            if name in named and named.index(name) not in found.values():
                found[field] = named.index(name)
                break
    return found


def articles(rows: Iterable[Sequence[Any]], given: Input, place: str) -> Iterator[Article | Failure]:
    """An article for each row below the first; a text column that is only guessed is told in a record.

    A row's uri is `place` and its number. Raises UnreadableError where no column can be the text.
    """
    table = ((n, row) for n, row in enumerate(rows, start=1) if any(cell not in (None, "") for cell in row))
    _, header = next(table, (0, ()))
    first = list(islice(table, _LOOKED_AT))
    known = columns(header)
    if "text" not in known:
        known["text"] = _guessed(header, [row for _, row in first], known)
        trouble = f'is read with its column {str(header[known["text"]])[:60]!r} as the text: call it "text" if it is'
        yield failure(place, "guessed-column", trouble)
    for number, row in chain(first, table):
        uri = f"{place}#row={number}"
        fields = {field: row[n] for field, n in known.items() if n < len(row) and row[n] not in (None, "")}
        try:
            yield _article(fields, uri, given.max_characters)
        except UnreadableError as error:
            yield failure(uri, error.kind, str(error))


def _guessed(header: Sequence[Any], rows: Sequence[Sequence[Any]], known: Mapping[str, int]) -> int:
    def length(n: int) -> float:
        return sum(len(str(row[n] or "")) for row in rows if n < len(row)) / max(1, len(rows))

    free = [n for n in range(len(header)) if n not in known.values()]
    longest = max(free, key=length, default=None)
    if longest is None or length(longest) < _PROSE:
        names = ", ".join(str(cell)[:40] for cell in header[:20])
        raise UnreadableError("no-text", f'has no column with a text ({names}): call the one that has it "text"')
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
