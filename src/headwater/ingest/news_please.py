"""Articles as news-please writes them: one JSON object each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import masthead
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.model import Article


def recognises(fields: dict[str, Any]) -> bool:
    return "maintext" in fields and ("source_domain" in fields or "date_publish" in fields)


def articles(fields: dict[str, Any], place: str, max_characters: int) -> Iterator[Article]:
    """The article of one object, its text with the headline before it. Raises UnreadableError."""
    body, title, authors = fields.get("maintext"), _string(fields, "title"), fields.get("authors")
    if not isinstance(body, str) or not body.strip():
        raise UnreadableError("no-text", "has no maintext: news-please found no text on the page")
    text = checked(f"{title}\n\n{body}" if title and not body.lstrip().startswith(title) else body, max_characters)
    names = [name for name in authors if isinstance(name, str)] if isinstance(authors, list) else []
    yield assemble(
        place,
        text,
        title=title,
        byline="; ".join(names) or masthead.read(text).byline,
        publisher=_string(fields, "source_domain"),
        published=iso_8601(_string(fields, "date_publish") or ""),
        updated=iso_8601(_string(fields, "date_modify") or ""),
        language=_string(fields, "language"),
        address=_string(fields, "url"),
    )


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) and value.strip() not in ("", "None") else None
