"""The answered pages of a WARC file, by FastWARC; what is damaged is passed over, and the next record looked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

_GZIP = b"\x1f\x8b\x08"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_PLAIN = b"WARC/1."
_BLOCK = 1 << 20
_GOOD = (200, 203)
_REFUSAL = 4_096  # bytes of why an address was not had


class Page(NamedTuple):
    """One answer: its address, its media type and encoding as the server told them, and its bytes, unpacked."""

    address: str
    kind: str
    encoding: str | None
    data: bytes
    is_good: bool
    is_cut: bool


class Refusal(NamedTuple):
    """Why the archive has no page from an address, as --fetch writes it down."""

    address: str
    kind: str
    message: str


class Damage(NamedTuple):
    """How many stretches of a file could not be read, and what the first one's trouble was."""

    stretches: int
    what: str


def is_warc(head: bytes) -> bool:
    """Whether the first bytes are those of a WARC file, packed or not."""
    if head.startswith(_GZIP):
        try:
            return zlib.decompressobj(wbits=31).decompress(head, 16).startswith(_PLAIN)
        except zlib.error:
            return False
    return head.startswith(_PLAIN)


def pages(stream: BinaryIO, limit: int) -> Iterator[Page | Refusal | Damage]:
    """Every answer to a request for a page, at most `limit` bytes of each; then the damage, if there is any."""
    stretches, what = 0, ""
    stream.seek(0)
    mark = _GZIP if stream.read(3) == _GZIP else _PLAIN
    start: int | None = 0
    while start is not None:
        last, whole, trouble = start, 0, ""
        try:
            for record in _records(stream, start):
                last, whole = max(start, record.stream_pos), whole + 1
                if _is_altered(record, limit):
                    stretches, what = stretches + 1, what or "a record is not what its digest says"
                elif _is_answer(record):
                    yield _page(record, limit)
                elif refusal := _refusal(record):
                    yield refusal
        except OSError as error:
            trouble = str(error)
        # FastWARC may also take what is damaged for the end; another record behind it tells.
        start = _next(stream, last + 1, mark)
        if (trouble or start is not None) and (whole or last == 0):
            stretches, what = stretches + 1, what or trouble or "the file goes on after its end"
    if stretches:
        yield Damage(stretches, what)


def _records(stream: BinaryIO, start: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator

    stream.seek(start)
    return iter(ArchiveIterator(stream, parse_http=False))


def _is_answer(record: Any) -> bool:
    from fastwarc.warc import WarcRecordType

    address = record.headers.get("WARC-Target-URI") or ""
    kinds = (WarcRecordType.response, WarcRecordType.resource)
    return record.record_type in kinds and address.strip("<>").startswith(("http://", "https://"))


def _page(record: Any, limit: int) -> Page:
    if record.is_http:
        record.parse_http(auto_decode="all")
    data = record.reader.read(limit + 1)
    headers = record.http_headers
    kind = record.http_content_type or record.headers.get("Content-Type") or ""
    return Page(
        record.headers["WARC-Target-URI"].strip("<>"),
        kind.split(";")[0].strip().lower(),
        record.http_charset,
        data[:limit],
        (headers.status_code if headers is not None else _GOOD[0]) in _GOOD,
        len(data) > limit,
    )


def _refusal(record: Any) -> Refusal | None:
    if record.headers.get("Content-Type") != "application/warc-fields":
        return None
    fields = record.reader.read(_REFUSAL).decode("utf-8", "replace").splitlines()
    told = dict(field.split(": ", 1) for field in fields if field.startswith("headwater-") and ": " in field)
    kind, message = told.get("headwater-failure"), told.get("headwater-message")
    return Refusal(record.headers.get("WARC-Target-URI") or "", kind, message) if kind and message else None


def _is_altered(record: Any, limit: int) -> bool:
    """Whether a record's bytes are not those that its digest was taken of, e.g. because the file breaks off."""
    if "WARC-Block-Digest" not in record.headers or record.content_length > limit:
        return False
    return not record.verify_block_digest(consume=False)


def _next(stream: BinaryIO, start: int, mark: bytes) -> int | None:
    """Where the next record may begin, from `start` on."""
    stream.seek(start)
    place, carried = start, b""
    while block := stream.read(_BLOCK):
        found = (carried + block).find(mark)
        if found >= 0:
            return place - len(carried) + found
        carried = (carried + block)[-len(mark) + 1 :]
        place += len(block)
    return None
