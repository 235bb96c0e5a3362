"""What a reader is, and which one reads an input: what the content shows comes first, then the name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import BinaryIO, Self

from headwater.errors import SettingError, UnreadableError
from headwater.ingest.articles import printable
from headwater.ingest.decoding import BYTE_ORDER_MARKS, read_bytes
from headwater.model import Article, Failure

GROUP = "headwater.readers"
HEAD = 4096  # the bytes at the start that are looked at
TAIL = 1 << 16  # those at the end of an archive, where its list of contents stands
STAGE = "ingest"
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader reads: the first bytes, the stream with the rest, and the uri that its articles are to have.

    `columns` are the names that somebody gave of a table's columns, by what they hold.
    """

    uri: str
    head: bytes
    stream: BinaryIO
    max_characters: int
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes, uri: str, max_characters: int, columns: Mapping[str, str] = {}) -> Self:
        """The input for something that another one holds: an attachment, a page in an archive."""
        stream = io.BytesIO(data)
        return cls(uri, stream.read(HEAD), stream, max_characters, columns)

    def data(self, per_character: int = 1) -> bytes:
        """All its bytes; raises UnreadableError for more than `per_character` times what its text may be long."""
        return read_bytes(self.head, self.stream, self.max_characters * per_character)


@dataclass(frozen=True, slots=True)
class Look:
    """What tells a format: the first bytes, for a ZIP archive also the last ones, and the file's name ("" if none)."""

    head: bytes
    tail: bytes = b""
    name: str = ""
    start: bytes = field(init=False)
    """The first bytes in UTF-8, without a byte order mark and what is blank before the first sign."""

    def __post_init__(self) -> None:
        start = self.head
        for mark, encoding in BYTE_ORDER_MARKS.items():
            if start.startswith(mark):
                start = start.decode(encoding, "ignore").encode("utf-8", "ignore")
                break
        object.__setattr__(self, "start", start.lstrip())

    @property
    def extension(self) -> str:
        return PurePath(self.name).suffix.lower()


class Match(IntEnum):
    """How sure a reader is, by the content alone, that an input is its own."""

    NONE = 0
    POSSIBLE = 1  # its own if the name says nothing else
    CERTAIN = 2  # its own, whatever it is called


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is recognised and read. Registered as an entry point of the group "headwater.readers".

    `read` may raise UnreadableError, OSError or anything else: one failure record comes of it. `extensions` are those
    that settle it where the content does not; a format with a mark of its own needs none. An `isolated` reader runs in
    a process of its own, with limits. `extra` is what to install where a library is missing.
    """

    format: str
    recognise: Callable[[Look], Match]
    read: Callable[[Input], Iterator[Article | Failure]]
    extensions: frozenset[str] = frozenset()
    isolated: bool = True
    extra: str | None = None
    takes_binary: bool = False


@cache
def registered() -> dict[str, Reader]:
    """Every installed reader by the name of its entry point. One that cannot be loaded is a SettingError."""
    found: dict[str, Reader] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            reader = point.load()
        except Exception as error:
            raise SettingError(f"the reader {point.value} cannot be loaded ({error}): repair or remove it") from error
        if not isinstance(reader, Reader):
            raise SettingError(f"the reader {point.value} is no headwater.ingest.readers.Reader: repair or remove it")
        found[point.name] = reader
    if "text" not in found:
        raise SettingError("no reader is registered: install Headwater again (make install, or pip install headwater)")
    return found


def choose(look: Look) -> str:
    """The name of the reader for an input; plain text's, where no other one claims it.

    Of several readers that are certain, one to which the file's extension belongs comes first.
    """
    matches = {name: _match(reader, look) for name, reader in registered().items()}
    named = [name for name, reader in registered().items() if look.extension in reader.extensions]
    certain = [name for name, match in matches.items() if match is Match.CERTAIN]
    possible = [name for name, match in matches.items() if match is Match.POSSIBLE]
    for candidates in ([name for name in certain if name in named], certain, named, possible):
        if candidates:
            return candidates[0]
    return "text"


def _match(reader: Reader, look: Look) -> Match:
    try:
        return reader.recognise(look)
    except Exception:  # A reader that stumbles over an input does not know it.
        return Match.NONE


def guarded(reader: Reader, given: Input) -> Iterator[Article | Failure]:
    """What `reader` makes of `given`; whatever it raises becomes one failure record after what it had found before."""
    try:
        yield from reader.read(given)
    except UnreadableError as error:
        yield failure(given.uri, error.kind, str(error))
    except OSError as error:
        yield unreadable(given.uri, error)
    except ImportError as error:
        if reader.extra is None:
            raise
        trouble = f"is {reader.format}, which {error.name} reads: pip install 'headwater[{reader.extra}]'"
        yield failure(given.uri, "missing-extra", trouble)
    except MemoryError:
        raise
    except Exception as error:  # The input is hostile, and libraries raise whatever they please.
        trouble = f"is {reader.format} that cannot be taken apart ({type(error).__name__}): save its text as .txt"
        yield failure(given.uri, "unreadable", trouble)


def failure(uri: str, kind: str, trouble: str) -> Failure:
    """A failure of an input; `trouble` goes on after its name and says what to do."""
    name = "standard input" if uri == STANDARD_INPUT else uri
    return Failure(printable(uri), STAGE, kind, printable(f"{name} {trouble}"))


def unreadable(uri: str, error: OSError) -> Failure:
    trouble = f"cannot be read ({error.strerror or error}): check the file and its permissions"
    return failure(uri, "unreadable", trouble)
