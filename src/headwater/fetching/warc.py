"""The archive of what was fetched: a WARC file that keeps each answer, and why there was none."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Self
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from headwater.errors import SettingError
from headwater.fetching.visiting import Answer

_GOOD = 200
_FIELDS = "application/warc-fields"
# The connection is over, and its parts are put together.
_OF_THE_CONNECTION = ("transfer-encoding", "connection", "keep-alive")


class Keeper:
    """An archive that is added to; `held` are the addresses that it has an answer from."""

    def __init__(self, path: Path, agent: str) -> None:
        self.held = _held(path) if path.exists() else frozenset()
        fresh = not path.exists()
        self._file = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True)
        if fresh:
            about = {"software": agent, "format": "WARC File Format 1.0", "robots": "obey"}
            self._writer.write_record(self._writer.create_warcinfo_record(path.name, about))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def answer(self, answer: Answer) -> None:
        """Keeps a request and its answer, as the server packed it."""
        kept = [(name, value) for name, value in answer.headers if name.lower() not in _OF_THE_CONNECTION]
        line = f"{answer.status} {answer.reason}".rstrip()
        told = StatusAndHeaders(line, kept, protocol="HTTP/1.1")
        response = self._writer.create_warc_record(
            answer.address, "response", payload=io.BytesIO(answer.data), http_headers=told
        )
        path = answer.address.split("/", 3)[3] if answer.address.count("/") > 2 else ""
        asked = StatusAndHeaders(f"GET /{path} HTTP/1.1", list(answer.asked), is_http_request=True)
        request = self._writer.create_warc_record(answer.address, "request", http_headers=asked)
        self._writer.write_request_response_pair(request, response)
        self._file.flush()

    def refusal(self, address: str, kind: str, message: str) -> None:
        """Keeps why there was no page from `address`."""
        fields = f"headwater-failure: {kind}\r\nheadwater-message: {' '.join(message.split())}\r\n"
        record = self._writer.create_warc_record(
            quote(address, safe=":/?#[]@!$&'()*+,;=%~-._"),
            "metadata",
            payload=io.BytesIO(fields.encode("utf-8", "replace")),
            warc_content_type=_FIELDS,
        )
        self._writer.write_record(record)
        self._file.flush()


def _held(path: Path) -> frozenset[str]:
    """The addresses that were answered with success; a SettingError for a file that is no archive."""
    try:
        with path.open("rb") as file:
            answers = ArchiveIterator(file, record_types=WarcRecordType.response)
            good = (each for each in answers if each.http_headers and each.http_headers.status_code == _GOOD)
            return frozenset(each.headers.get("WARC-Target-URI") or "" for each in good)
    except OSError as error:
        raise SettingError(f"{path} is no web archive that can be added to ({error}): name another file") from error
