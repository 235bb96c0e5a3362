"""Which format a file is in: told by its name, else by its first bytes."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePath

from headwater.errors import UnreadableError
from headwater.ingest.decoding import BYTE_ORDER_MARKS

HEAD = 4096  # the bytes at the start that are looked at


class Format(Enum):
    """What an article can come in."""

    TEXT = auto()
    HTML = auto()
    JSON_LINES = auto()


_EXTENSIONS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON_LINES,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}

_MAGIC = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
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

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|article|main|section|div|h1|h2|p)\b)",
    re.IGNORECASE | re.DOTALL,
)


def by_name(name: str) -> Format | None:
    """The format that a file name's extension stands for."""
    return _EXTENSIONS.get(PurePath(name).suffix.lower())


def sniff(head: bytes) -> Format:
    """The format that the first bytes look like; text, where they look like nothing else."""
    start = head
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            start = head.decode(encoding, "ignore").encode("utf-8", "ignore")
            break
    if start.lstrip().startswith(b"{"):
        return Format.JSON_LINES
    return Format.HTML if _HTML.match(start) else Format.TEXT


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
