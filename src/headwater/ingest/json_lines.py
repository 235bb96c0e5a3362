"""JSON Lines to articles: one object a line, and a bad line spoils no other."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from headwater.errors import UnreadableError
from headwater.ingest import follow_the_money, news_please, ninjs
from headwater.ingest.articles import assemble
from headwater.ingest.dates import iso_8601
from headwater.ingest.decoding import too_long
from headwater.ingest.readers import Input, Look, Match, Reader, failure
from headwater.model import Article, Failure, Hyperlink

_WIDEST_ESCAPE = 12  # bytes: a character beyond the basic plane is two \uXXXX
_OTHER_FIELDS = 1 << 16  # bytes left for them on a line
_SKIP = 1 << 20
_OBJECT = re.compile(rb"\[?\s*\{\s*\"")
_OPENINGS = (b"{", b"[", b"[{")  # what the first line of JSON spread over lines holds


def recognise(look: Look) -> Match:
    if _OBJECT.match(look.start):
        return Match.CERTAIN
    return Match.POSSIBLE if look.start.startswith(b"{") else Match.NONE


def read(given: Input) -> Iterator[Article | Failure]:
    """The articles, in order; a line's uri is its own, else "<uri>:<line>". Other programs' objects are read, too.

    Documents that come page by page follow at the end, when all their pages are met.
    """
    pages = follow_the_money.Pages()
    empty, found = True, False
    for place, fields in _objects(given):
        empty = False
        for record in _record(fields, place, given.max_characters, pages):
            found = True
            yield record
    for fields, place in pages.documents():
        found = True
        yield from _record(fields, place, given.max_characters)
    if empty:
        raise UnreadableError("empty", "holds no line: give one JSON object a line")
    if not found:
        raise UnreadableError("no-text", "holds entities, but no document with a text among them")


def _objects(given: Input) -> Iterator[tuple[str, Any]]:
    """The value of each line, or of each item where a line or the whole file is a list; or why it cannot be had."""
    head, limit = given.head.removeprefix(codecs.BOM_UTF8), given.max_characters * _WIDEST_ESCAPE + _OTHER_FIELDS
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("encoding", "is JSON Lines in UTF-16: save it as UTF-8")
    if head.split(b"\n", 1)[0].strip() in _OPENINGS:
        whole = head + given.stream.read(limit)
        if len(whole) >= limit:
            raise too_long(given.max_characters)
        value = _load(whole)
        for number, each in enumerate(value if isinstance(value, list) else [value], start=1):
            yield f"{given.uri}:{number}", each
        return
    for number, line in enumerate(_lines(head, given.stream, limit), start=1):
        if line is None or line.strip(b" \t\r\n"):
            yield from _of_line(line, f"{given.uri}:{number}", given.max_characters)


def _of_line(line: bytes | None, place: str, max_characters: int) -> Iterator[tuple[str, Any]]:
    try:
        if line is None:
            raise too_long(max_characters)
        value = _load(line)
    except UnreadableError as error:
        yield place, error
        return
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        yield place, value
        return
    for number, each in enumerate(value, start=1):
        yield f"{place}:{number}", each


def _lines(head: bytes, stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Line by line; None stands for one of more than `limit` bytes."""
    *whole, last = head.split(b"\n")
    yield from whole
    while line := last + stream.readline(limit):
        last = b""
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_SKIP)):
            pass
        yield None


def _record(
    fields: Any, place: str, max_characters: int, pages: follow_the_money.Pages | None = None
) -> Iterator[Article | Failure]:
    """What one object gives; `pages` keeps what is only a part of a document."""
    try:
        if isinstance(fields, UnreadableError):
            raise fields
        if not isinstance(fields, dict):
            raise UnreadableError("bad-json", "is JSON, but no object: write one object an article")
        if pages and follow_the_money.recognises(fields) and pages.keep(fields, place):
            return
        dialect = next((each for each in (news_please, ninjs, follow_the_money) if each.recognises(fields)), None)
        if dialect:
            yield from dialect.articles(fields, place, max_characters)
            return
        published = _string(fields, "published")
        article = _article(fields, place, iso_8601(published or ""), max_characters)
    except UnreadableError as error:
        yield failure(place, error.kind, str(error))
        return
    yield article
    if _has_bad_link(fields, article):
        trouble = 'is read, but not each of its links: write them as {"uri": "https://…", "span": [0, 9]}'
        yield failure(place, "bad-link", trouble)
    if published and not article.published:
        yield failure(place, "bad-date", f"is read, but without its date {published[:40]!r}: write it as 2024-03-03")


def _load(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("encoding", f"is not UTF-8 (byte {error.start + 1}): save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        trouble = f"is not JSON ({error.msg}, column {error.colno}): write one JSON object a line"
        raise UnreadableError("bad-json", trouble) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("bad-json", "is JSON that no reader takes (too deep, or too long a number)") from error


def _article(fields: dict[str, Any], place: str, published: str | None, max_characters: int) -> Article:
    text = _string(fields, "text")
    if text is None or not text.strip():
        raise UnreadableError("no-text", 'has no text: give the article as the string "text"')
    if len(text) > max_characters:
        raise too_long(max_characters)
    return assemble(
        _string(fields, "uri") or place,
        text,
        given_id=_id(fields),
        title=_string(fields, "title"),
        byline=_string(fields, "byline") or _string(fields, "author"),
        publisher=_string(fields, "publisher"),
        published=published,
        updated=iso_8601(_string(fields, "updated") or ""),
        language=_string(fields, "language"),
        address=_string(fields, "address"),
        site=_string(fields, "site"),
        links=_links(fields.get("links"), len(text)),
    )


def _links(given: Any, size: int) -> Iterator[Hyperlink]:
    """The links among `given`: an object with "uri" and "span", or an address alone, whose place is then not known."""
    for value in given if isinstance(given, list) else ():
        link = value if isinstance(value, dict) else {"uri": value}
        match link.get("uri"), link.get("span", [0, 0]):
            case str(uri), [start, end] if type(start) is type(end) is int and 0 <= start <= end <= size:
                yield Hyperlink(uri, (start, end))


def _has_bad_link(fields: dict[str, Any], article: Article) -> bool:
    given = fields.get("links")
    return given is not None and (not isinstance(given, list) or len(given) != len(article.links))


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UnreadableError("wrong-type", f'has a "{name}" that is no string: put it in quotation marks, or leave it out')


def _id(fields: dict[str, Any]) -> str | None:
    value = fields.get("id")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _string(fields, "id")


READER = Reader("JSON", recognise, read, extensions=frozenset({".json", ".jsonl", ".ndjson"}), isolated=False)
