"""Web archives made by warcio: reports once each, damage counted and passed over, WACZ by its list of pages."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from headwater.ingest import read
from headwater.model import Article, Failure

HTML = "text/html; charset=utf-8"
# warcio leaves the closing of its buffers to the end of their lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
REPORT = (
    "<html><head><meta property='article:published_time' content='2024-03-03'></head><body><article>"
    "<h1>Crane {0} falls</h1><p>The café board said on Sunday that crane number {0} had failed, see <a href='/r'>its"
    " report</a> of May.</p><p>Nobody was hurt when number {0} fell, its chair said on the quay.</p></article>"
    "</body></html>"
)


class Archive:
    """A WARC file in the making, and where each of its records starts."""

    def __init__(self, *, packed: bool = True) -> None:
        self._file = io.BytesIO()
        self._writer = WARCWriter(self._file, gzip=packed)
        self.starts: list[int] = []

    def add(
        self,
        address: str,
        body: bytes | str,
        kind: str = HTML,
        status: str = "200 OK",
        headers: tuple[tuple[str, str], ...] = (),
        type_: str = "response",
    ) -> Archive:
        self.starts.append(self._file.tell())
        told = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        payload = io.BytesIO(body.encode() if isinstance(body, str) else body)
        self._writer.write_record(self._writer.create_warc_record(address, type_, payload=payload, http_headers=told))
        return self

    def reports(self, count: int = 5) -> Archive:
        for n in range(count):
            self.add(f"https://courier.example/{n}", REPORT.format(n))
        return self

    def data(self) -> bytes:
        return self._file.getvalue()


def parsed(data: bytes) -> list[Article | Failure]:
    return list(read(["-"], standard_input=io.BytesIO(data)))


def uris(found: list[Article | Failure]) -> list[str]:
    return [record.uri.removeprefix("-#https://courier.example/") for record in found if isinstance(record, Article)]


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_a_report_has_the_address_that_it_was_fetched_from(packed: bool) -> None:
    found, *_ = parsed(Archive(packed=packed).reports(2).data())
    assert isinstance(found, Article)
    assert (found.uri, found.address) == ("-#https://courier.example/0", "https://courier.example/0")
    assert (found.title, found.published) == ("Crane 0 falls", "2024-03-03")
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://courier.example/r", "its report")
    ]


def test_only_reports_that_were_answered_are_read_and_each_once() -> None:
    archive = Archive().reports(2)
    archive.add("https://courier.example/copy", REPORT.format(0))
    archive.add("https://courier.example/i.png", b"\x89PNG", "image/png")
    archive.add("https://courier.example/gone", REPORT.format(7), status="404 Not Found")
    archive.add("https://courier.example/asked", REPORT.format(8), type_="request")
    assert uris(parsed(archive.data())) == ["0", "1"]


def test_pages_that_look_like_no_report_are_named() -> None:
    archive = Archive().reports(1)
    archive.add("https://courier.example/", REPORT.format(9))
    archive.add("https://courier.example/frame", "<html><body></body></html>")
    article, told = parsed(archive.data())
    assert isinstance(article, Article)
    assert isinstance(told, Failure)
    assert told.kind == "no-report"
    assert "2 pages" in told.message
    assert "https://courier.example/frame" in told.message


@pytest.mark.parametrize(
    ("body", "kind", "headers"),
    [
        (REPORT.format(0).encode("cp1252"), "text/html; charset=windows-1252", ()),
        (gzip.compress(REPORT.format(0).encode()), HTML, (("Content-Encoding", "gzip"),)),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(REPORT.format(0).encode()), REPORT.format(0).encode()), HTML,
         (("Transfer-Encoding", "chunked"),)),
    ],
    ids=["charset", "packed", "in chunks"],
)  # fmt: skip
def test_answers_are_unpacked_as_the_server_says(body: bytes, kind: str, headers: tuple[tuple[str, str], ...]) -> None:
    (found,) = parsed(Archive().add("https://courier.example/0", body, kind, headers=headers).data())
    assert isinstance(found, Article)
    assert "The café board said" in found.text


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_damaged_records_are_counted_and_the_others_are_read(packed: bool) -> None:
    archive = Archive(packed=packed).reports(5)
    data = bytearray(archive.data())
    data[archive.starts[2] - 30] ^= 0x55
    data[archive.starts[3] + 2 : archive.starts[3] + 9] = b"rubbish"
    *articles, told = parsed(bytes(data))
    assert uris(articles) == ["0", "2", "4"]
    assert isinstance(told, Failure)
    assert told.kind == "damaged"
    assert ": 2," in told.message


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_a_file_that_breaks_off_gives_what_is_whole(packed: bool) -> None:
    archive = Archive(packed=packed).reports(3)
    *articles, told = parsed(archive.data()[: archive.starts[2] + 300])
    assert uris(articles) == ["0", "1"]
    assert isinstance(told, Failure)
    assert told.kind == "damaged"


def test_an_answer_that_unpacks_without_end_is_one_failure() -> None:
    bomb = gzip.compress(bytes(60_000_000))
    archive = Archive().add("https://courier.example/b", bomb, headers=(("Content-Encoding", "gzip"),)).reports(1)
    told, article = parsed(archive.data())
    assert isinstance(told, Failure)
    assert told.kind == "too-long"
    assert isinstance(article, Article)


def wacz(pages: list[str] | None, **members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for name, data in members.items():
            archive.writestr(f"archive/{name}.warc.gz", data)
        if pages is not None:
            lines = ['{"format": "json-pages-1.0"}', *(json.dumps({"url": page}) for page in pages), "{broken"]
            archive.writestr("pages/pages.jsonl", "\n".join(lines))
    return file.getvalue()


def test_a_wacz_is_read_by_its_list_of_pages() -> None:
    data = wacz(["https://courier.example/1"], a=Archive().reports(2).data(), b=Archive().reports(3).data())
    assert uris(parsed(data)) == ["1"]


def test_a_wacz_without_a_list_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(wacz(None, a=Archive().reports(2).data(), b=Archive().reports(3).data()))
    assert [record.uri[-1] for record in read([str(tmp_path)])] == ["0", "1", "2"]


@pytest.mark.parametrize("data", [b"", b"rubbish" * 100], ids=["empty", "rubbish"])
def test_a_wacz_with_nothing_to_read_is_one_failure(data: bytes) -> None:
    (told,) = parsed(wacz(None, a=data))
    assert isinstance(told, Failure)
    assert told.kind in {"empty", "damaged"}
