"""Bytes to text: the byte order mark, UTF-8, the declared encoding, and only then a guess."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from headwater.errors import UnreadableError

# Longest first: the mark of UTF-32 begins with that of UTF-16. Decoding by these names takes the mark away.
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

_BYTES_PER_CHARACTER = 4
_SAMPLE = 64 * 1024
_WESTERN = "cp1252"  # what browsers, too, read Latin-1 and ASCII as
_MAC = "mac_roman"  # of the time when a line ended with a carriage return alone
_UNDECODABLE = UnreadableError("encoding", "is in no encoding that can be recognised: save it as UTF-8")


def read_bytes(head: bytes, stream: BinaryIO, max_characters: int) -> bytes:
    """`head` and the rest of `stream`; raises UnreadableError once it cannot be within `max_characters`."""
    limit = max_characters * _BYTES_PER_CHARACTER + _BYTES_PER_CHARACTER
    data = head + stream.read(max(limit - len(head) + 1, 0))
    if len(data) > limit:
        raise too_long(max_characters)
    return data


def too_long(max_characters: int) -> UnreadableError:
    return UnreadableError(
        "too-long", f"is longer than {max_characters:,} characters: split it into its articles, or raise the limit"
    )


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, every character kept, without a byte order mark. Raises UnreadableError."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            declared = encoding
            break
    text = _by("utf-8-sig", data)
    if text is None and declared:
        text = _by(_WESTERN if _is_western(declared) else declared, data)
    return _guess(data) if text is None else text


def _by(encoding: str, data: bytes) -> str | None:
    try:
        return codecs.lookup(encoding).decode(data)[0] if _is_text(encoding) else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_text(encoding: str) -> bool:
    """Whether `encoding` gives text: among Python's codecs are "zip" and "punycode", too."""
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return False
    return codecs.lookup(encoding).name not in {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}


def _is_western(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in {"iso8859-1", "ascii"}
    except LookupError:
        return False


def _guess(data: bytes) -> str:
    damaged = data.decode("utf-8", "replace")
    beyond_ascii = len(data.translate(None, bytes(range(0x80))))
    # Far more good sequences than bad ones: UTF-8 with a flaw. Another encoding would garble every quotation mark.
    if beyond_ascii > 20 * damaged.count("\ufffd"):
        return damaged
    from charset_normalizer import from_bytes  # its tables take a moment to load, and UTF-8 never needs them

    matches = from_bytes(_around_first_high_byte(data))
    names = [encoding for match in matches for encoding in match.could_be_from_charset]
    best = matches.best()
    old_mac = [_MAC] if b"\r" in data and b"\n" not in data else []
    for encoding in old_mac + ([_WESTERN] if _WESTERN in names else []) + ([best.encoding] if best else []):
        text = _by(encoding, data)
        if text is not None:
            return text
    raise _UNDECODABLE


def _around_first_high_byte(data: bytes) -> bytes:
    """The stretch that the guess rests on: a sample, for a guess over megabytes takes seconds."""
    first = next((i for i in range(0, len(data), _SAMPLE) if not data[i : i + _SAMPLE].isascii()), 0)
    return data[first : first + _SAMPLE]
