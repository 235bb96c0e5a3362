"""The marks of formats that are no text, and of those that no reader reads."""

from __future__ import annotations

from headwater.errors import UnreadableError
from headwater.ingest.decoding import BYTE_ORDER_MARKS

ZIP = b"PK\x03\x04"

_MAGIC = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "an RTF document",
    ZIP: "a ZIP archive of no kind that is read",
    b"\xd0\xcf\x11\xe0": "an old or an encrypted office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh9": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
}


def refuse_binary(head: bytes) -> None:
    """Raises UnreadableError for what is not text at all; a NUL in JSON Lines spoils no more than its line."""
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise UnreadableError("binary", f"is {what}, not text: save its text as .txt or .html")
    marked = any(head.startswith(mark) for mark in BYTE_ORDER_MARKS)
    lines = head.lstrip().startswith(b"{")
    if b"\0" in head and not marked and not lines:
        raise binary()


def binary() -> UnreadableError:
    return UnreadableError("binary", "holds NUL bytes, so it is not text: save its text as .txt or .html in UTF-8")
