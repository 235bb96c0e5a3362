"""Any input to articles, in files, in folders and on standard input: each format has a reader, one a file."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from headwater.errors import UnreadableError
from headwater.ingest import formats, isolation, tables
from headwater.ingest.files import File, find
from headwater.ingest.isolation import Limits
from headwater.ingest.readers import (
    HEAD,
    STAGE,
    STANDARD_INPUT,
    TAIL,
    Input,
    Look,
    choose,
    failure,
    guarded,
    registered,
    unreadable,
)
from headwater.model import Article, Failure

__all__ = ["Limits", "read"]

_LIMITS = Limits()


def read(
    inputs: Iterable[str],
    *,
    max_characters: int = 1_000_000,
    standard_input: BinaryIO | None = None,
    limits: Limits = _LIMITS,
    once: bool = True,
    columns: Mapping[str, str] = {},
) -> Iterator[Article | Failure]:
    """Every article, and a failure for everything that is not one, in the order of `inputs`; a folder's files by path.

    An input is a file, a folder or "-". Files are opened when their turn comes, and no bad input raises.
    An article whose text is longer than `max_characters` is a failure; so is a second one with the same id, where each
    may come `once` only. `columns` are the names of a table's columns by what they hold, where it does not tell.
    """
    tables.check(columns)
    how = _How(max_characters, limits, columns)
    seen: dict[str, str] = {}
    for given in inputs:
        for record in _records(given, standard_input, how):
            yield _unless_seen(record, seen) if once and isinstance(record, Article) else record


@dataclass(frozen=True, slots=True)
class _How:
    """What holds for all inputs."""

    max_characters: int
    limits: Limits
    columns: Mapping[str, str]


def _records(given: str, standard_input: BinaryIO | None, how: _How) -> Iterator[Article | Failure]:
    if given == STANDARD_INPUT:
        yield from _read_standard_input(standard_input or sys.stdin.buffer, how)
        return
    for found in find(given):
        if isinstance(found, File):
            yield from _read_file(found.path, found.uri, how)
        else:
            yield found


def _read_file(path: Path, uri: str, how: _How) -> Iterator[Article | Failure]:
    """What the file holds, by the reader that its content asks for, in this process or in one of its own."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            name = _choose(Look(head, _tail(head, stream), "" if uri == STANDARD_INPUT else path.name))
            reader = registered()[name]
            if not reader.isolated:
                yield from guarded(reader, Input(uri, head, stream, how.max_characters, how.columns))
                return
        yield from isolation.read(name, path, uri, how.max_characters, how.limits, how.columns)
    except UnreadableError as error:
        yield failure(uri, error.kind, str(error))
    except OSError as error:
        yield unreadable(uri, error)


def _read_standard_input(stream: BinaryIO, how: _How) -> Iterator[Article | Failure]:
    """As it comes, or from a file of its own where another process is to read it."""
    try:
        head = stream.read(HEAD)
        tailed = head.startswith(formats.ZIP)
        reader = None if tailed else registered()[_choose(Look(head))]
        if reader and not reader.isolated:
            yield from guarded(reader, Input(STANDARD_INPUT, head, stream, how.max_characters, how.columns))
            return
        with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
            path = Path(folder) / "input"
            with path.open("wb") as file:
                file.write(head)
                shutil.copyfileobj(stream, file)
            yield from _read_file(path, STANDARD_INPUT, how)
    except UnreadableError as error:
        yield failure(STANDARD_INPUT, error.kind, str(error))
    except OSError as error:
        yield unreadable(STANDARD_INPUT, error)


def _tail(head: bytes, stream: BinaryIO) -> bytes:
    """The last bytes of a ZIP archive, after which `stream` stands where it stood."""
    if not head.startswith(formats.ZIP):
        return b""
    place, end = stream.tell(), stream.seek(0, 2)
    stream.seek(max(0, end - TAIL))
    tail = stream.read(TAIL)
    stream.seek(place)
    return tail


def _choose(look: Look) -> str:
    name = choose(look)
    if not registered()[name].takes_binary:
        formats.refuse_binary(look.head)
    return name


def _unless_seen(article: Article, seen: dict[str, str]) -> Article | Failure:
    if article.id not in seen:
        seen[article.id] = article.uri
        return article
    message = (
        f"{article.uri} has the same id as {seen[article.id]} ({article.id}): remove one of them, or give it its own id"
    )
    return Failure(article.uri, STAGE, "duplicate-id", message)
