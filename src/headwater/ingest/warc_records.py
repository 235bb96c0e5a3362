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


class Page(NamedTuple):
    """One answer: its address, its media type and encoding as the server told them, and its bytes, unpacked."""

    address: str
    kind: str
    encoding: str | None
    data: bytes
    is_good: bool
    is_cut: bool


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


def pages(stream: BinaryIO, limit: int) -> Iterator[Page | Damage]:
    """Every answer to a request for a page, at most `limit` bytes of each; then the damage, if there is any."""
    stretches, what = 0, ""
    stream.seek(0)
    mark = _GZIP if stream.read(3) == _GZIP else _PLAIN
    start: int | None = 0
    while start is not None:
        last, whole = start, 0
        try:
            for record, page in _records(stream, start, limit):
                last = start + record.stream_pos
                if page is None:
                    stretches, what = stretches + 1, what or "a record is not what its digest says"
                else:
                    whole += 1
                    yield page
            break
        except OSError as error:
            stretches, what = stretches + (1 if whole or not start else 0), what or str(error)
            start = _next(stream, max(last, start) + 1, mark)
    if stretches:
        yield Damage(stretches, what)


def _records(stream: BinaryIO, start: int, limit: int) -> Iterator[tuple[Any, Page | None]]:
    """The answers from `start` on; None for one whose digest is another one's."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(start)
    kinds = WarcRecordType.response | WarcRecordType.resource
    for record in ArchiveIterator(stream, record_types=kinds, parse_http=False):
        address = record.headers.get("WARC-Target-URI") or ""
        if not address.startswith(("http://", "https://")):
            continue
        if _is_altered(record, limit):
            yield record, None
            continue
        if record.is_http:
            record.parse_http(auto_decode="all")
        data = record.reader.read(limit + 1)
        headers = record.http_headers
        status = headers.status_code if headers is not None else _GOOD[0]
        kind = record.http_content_type or record.headers.get("Content-Type") or ""
        yield (
            record,
            Page(
                address.strip("<>"),
                kind.split(";")[0].strip().lower(),
                record.http_charset,
                data[:limit],
                status in _GOOD,
                len(data) > limit,
            ),
        )


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
