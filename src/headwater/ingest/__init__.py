"""Any input to articles: plain text, HTML and JSON Lines, in files, in folders and on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from headwater.errors import UnreadableError
from headwater.ingest import formats, json_lines, text
from headwater.ingest.articles import printable
from headwater.ingest.files import File, find
from headwater.ingest.formats import Format
from headwater.model import Article, Failure

__all__ = ["read"]

STAGE = "ingest"
STANDARD_INPUT = "-"


def read(
    inputs: Iterable[str], *, max_characters: int = 1_000_000, standard_input: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """Every article, and a failure for everything that is not one, in the order of `inputs`; a folder's files by path.

    An input is a file, a folder or "-". Files are opened when their turn comes, and no bad input raises.
    An article whose text is longer than `max_characters` is a failure; so is a second article with the same id.
    """
    seen: dict[str, str] = {}
    for given in inputs:
        for record in _records(given, max_characters, standard_input):
            yield _unless_seen(record, seen) if isinstance(record, Article) else record


def _records(given: str, max_characters: int, standard_input: BinaryIO | None) -> Iterator[Article | Failure]:
    if given == STANDARD_INPUT:
        yield from _parse(STANDARD_INPUT, None, standard_input or sys.stdin.buffer, max_characters)
        return
    for found in find(given):
        if isinstance(found, File):
            yield from _read_file(found, max_characters)
        else:
            yield found


def _read_file(file: File, max_characters: int) -> Iterator[Article | Failure]:
    try:
        stream = file.path.open("rb")
    except OSError as error:
        yield _unreadable(file.uri, error)
        return
    with stream:
        yield from _parse(file.uri, formats.by_name(file.path.name), stream, max_characters)


def _parse(uri: str, format_: Format | None, stream: BinaryIO, max_characters: int) -> Iterator[Article | Failure]:
    """What `stream` holds; its format is sniffed where the name does not tell it."""
    try:
        head = stream.read(formats.HEAD)
        formats.refuse_binary(head)
        match format_ or formats.sniff(head):
            case Format.JSON_LINES:
                yield from json_lines.read(head, stream, uri, max_characters)
            case Format.HTML:
                # trafilatura takes a moment to load, so only a page pays for it.
                from headwater.ingest import html

                yield html.read(head, stream, uri, max_characters)
            case Format.TEXT:
                yield text.read(head, stream, uri, max_characters)
    except UnreadableError as error:
        yield Failure(uri, STAGE, error.kind, f"{'standard input' if uri == STANDARD_INPUT else uri} {error}")
    except OSError as error:
        yield _unreadable(uri, error)


def _unreadable(uri: str, error: OSError) -> Failure:
    message = f"{uri} cannot be read ({printable(error.strerror or str(error))}): check the file and its permissions"
    return Failure(uri, STAGE, "unreadable", message)


def _unless_seen(article: Article, seen: dict[str, str]) -> Article | Failure:
    if article.id not in seen:
        seen[article.id] = article.uri
        return article
    message = (
        f"{article.uri} has the same id as {seen[article.id]} ({article.id}): remove one of them, or give it its own id"
    )
    return Failure(article.uri, STAGE, "duplicate-id", message)
