"""ZIP archives that documents come in, opened only where nothing in them is out of proportion."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_END
from typing import BinaryIO

from headwater.errors import UnreadableError
from headwater.ingest import formats
from headwater.ingest.readers import Look, Match

_MOST_MEMBERS = 10_000
_MOST_BYTES = 400_000_000  # of all members together, unpacked
_SMALL = 10_000_000  # unpacked bytes up to which any ratio is no danger
_RATIO = 100  # unpacked to packed; text in XML packs to a tenth, rarely to a fiftieth
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    ValueError,  # a place before the archive's start; also a name in no encoding
)


def recognise(look: Look, *members: bytes) -> Match:
    """Certain for a ZIP archive whose list of contents names every one of `members`."""
    if not look.head.startswith(formats.ZIP):
        return Match.NONE
    listed = look.tail or look.head
    return Match.CERTAIN if all(member in listed for member in members) else Match.NONE


@contextmanager
def opened(stream: BinaryIO, what: str, *, most: int = _MOST_BYTES) -> Iterator[zipfile.ZipFile]:
    """The archive in `stream`; raises UnreadableError for an encrypted one, a bomb, and damage met on the way."""
    length = stream.seek(0, SEEK_END)
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            _refuse(archive, what, most)
            if sum(member.compress_size for member in archive.infolist()) > length:
                # Room would be made for all that it promises, a gigabyte if it says so.
                raise zipfile.BadZipFile
            stream.seek(0)
            yield archive
    except _DAMAGE as error:
        raise UnreadableError("damaged", f"is {what} that is damaged: get it again, or save it as .txt") from error


def _refuse(archive: zipfile.ZipFile, what: str, most: int) -> None:
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableError("encrypted", f"is {what} with a password: save it without one")
    whole = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > _MOST_MEMBERS or whole > most or (whole > _SMALL and whole > _RATIO * packed):
        trouble = f"is {what} that unpacks to {whole:,} bytes in {len(members):,} files: save its text as .txt"
        raise UnreadableError("too-large", trouble)
