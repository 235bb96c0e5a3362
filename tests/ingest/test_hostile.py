"""Every reader of ours on bytes that mean harm or nothing: never an exception, never a hang, never silence.

A few times each in `make test`; `make fuzz` goes on for about as long as HEADWATER_FUZZ_SECONDS says.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.ingest import Limits, isolation, read
from headwater.ingest.readers import registered
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
EXAMPLES = Path(__file__).parents[2] / "examples" / "harbour"

WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: 70\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The board met.</p>\r\n\r\n"
)
RSS = b"<rss version='2.0'><channel><title>A</title><item><description>B</description></item></channel></rss>"
NEWSML = b"<newsItem><contentSet><inlineXML><html><p>The board met.</p></html></inlineXML></contentSet></newsItem>"
MAIL = b"From: a@b.example\nSubject: e\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>The board met.</p>"
FLOWED = (
    b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"
    b"> The \n> board  \nmet.\n"
)
MAILBOX = b"".join(b"From a@b.example Sun Mar  3 10:47:48 2024\n" + mail + b"\n>From.\n\n" for mail in (MAIL, FLOWED))
PARTS = (
    b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nA.\n--b\n"
    b"Content-Type: message/rfc822\n\nSubject: e\n\nB.\n--b\n"
    b"Content-Disposition: attachment; filename=c.txt\n\nC.\n--b--\n"
)
PAYWALL = (
    b'<!doctype html><title>A</title><script type=\'application/ld+json\'>{"@type": "LiveBlogPosting", '
    b'"headline": "A", "articleBody": "The board met.\\nNobody came, and nothing was said of it for years."}'
    b"</script><h1>A</h1><p>The board met.</p>"
)
MARKDOWN = b"---\ntitle: A\nauthor: [B, C]\n---\n# A\n\nThe [board](https://a.example) *met*.\n\n| a |\n|---|\n| b |\n"
CSV = b'title,url,text\nA,https://a.example,"The board met."\n'
SEPARATED = b"sep=;\r\nClippings;;\r\ntitle;date;text\r\nA;2024-03-03;The board met.\r\n"
JSON = b'{"uri": "a", "headline": "A", "body_text": "B", "versioncreated": "2024-03-03"}\n{"text": "C"}\n'
OTHERS = (
    b'{"uri": "a", "standard": {}, "pubStatus": "usable", "by": "B", "headlines": [{"value": "A"}], "bodies": '
    b'[{"contentType": "text/html", "value": "<p>C"}, {"value": "C"}]}\n'
    b'{"schema": "Article", "id": "a", "properties": {"title": ["A"], "bodyText": ["B"], "publishedAt": ["2024"]}}\n'
    b'{"maintext": "B", "title": "A", "date_publish": "2024-03-03", "source_domain": "a.example"}\n'
)


def wacz() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://a.example/1"}\n')
        archive.writestr("archive/data.warc.gz", gzip.compress(WARC, mtime=0))
    return made.getvalue()


# Something of each format, small enough to be changed many times.
SEEDS = {
    "csv": (CSV, SEPARATED),
    "docx": ((FIXTURES / "courier.docx").read_bytes(), (FIXTURES / "notes.docx").read_bytes()),
    "feed": (RSS,),
    "html": ((EXAMPLES / "chronicle.html").read_bytes(), PAYWALL),
    "json": (JSON, OTHERS),
    "mail": (MAIL, FLOWED, MAILBOX, PARTS),
    "markdown": (MARKDOWN,),
    "mhtml": ((FIXTURES / "chronicle.mhtml").read_bytes(),),
    "newsml": (NEWSML,),
    "pdf": ((FIXTURES / "small.pdf").read_bytes(), (FIXTURES / "latex.pdf").read_bytes()),
    "text": (b"A\n\nBy Ann Other\n\nThe board met.\n",),
    "wacz": (wacz(),),
    "warc": (WARC, gzip.compress(WARC, mtime=0) * 2, (FIXTURES / "chronicle.warc.gz").read_bytes()),
    "xlsx": ((FIXTURES / "reports.xlsx").read_bytes(),),
}
EXAMPLES_EACH = 40 + 2 * int(os.environ.get("HEADWATER_FUZZ_SECONDS", "0"))


def test_every_reader_has_a_seed() -> None:
    assert set(SEEDS) == set(registered())


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """A seed with some stretches replaced, doubled or taken out; or bytes of any kind after its first ones."""
    data = bytearray(draw(st.sampled_from(seeds)))
    if draw(st.integers(0, 4)) == 0:
        return bytes(data[: draw(st.integers(0, 64))]) + draw(st.binary(max_size=200))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 40))
        change = draw(st.sampled_from(("replace", "double", "drop")))
        if change == "double":
            data[start:start] = data[start:end] * draw(st.integers(1, 50))
        else:
            data[start:end] = draw(st.binary(max_size=20)) if change == "replace" else b""
    return bytes(data)


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=EXAMPLES_EACH, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_reader_is_given_it_gives_records(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Straight to the reader, whether or not it would be chosen, in the process in which it runs."""
    path = tmp_path / "input"
    path.write_bytes(data.draw(damaged(SEEDS[name])))
    records = list(isolation.read(name, path, "input", 100_000, Limits(seconds=30, megabytes=1024)))
    assert all(isinstance(record, Article | Failure) for record in records)
    assert not {"crashed", "too-slow", "too-large"} & {record.kind for record in records if isinstance(record, Failure)}
    for record in records:
        repr(record).encode("utf-8")
    for article in (record for record in records if isinstance(record, Article)):
        assert all(0 <= link.span[0] <= link.span[1] <= len(article.text) for link in article.links)


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html>" + b"<div>" * 2_000_000,
        b"<!doctype html>" + b"<p>" + b"a " * 50_000_000,
        b"<rss>" + b"<a>" * 3_000_000,
        b'{"text": ' + b"[" * 5_000_000,
        b'{"text": "' + b"a" * 100_000_000 + b'"}',
        b"a" * 100_000_000,
        b"MIME-Version: 1.0\nFrom: a\nTo: b\nContent-Type: text/html\n\n" + b"<b>" * 3_000_000,
        b"MIME-Version: 1.0\nFrom: a\nTo: b\nSubject: " + b"(" * 1_000_000 + b"\n\nThe board met.",
        b"title,url,text\n" + b'"' * 30_000_000,
        b"%PDF-1.4\n" + b"<<" * 10_000_000,
    ],
    ids=["depth", "HTML line", "XML depth", "JSON depth", "JSON line", "line", "mail", "header", "table", "PDF"],
)
def test_what_is_enormous_is_one_record_in_time(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "big").write_bytes(data)
    (record,) = read([str(tmp_path / "big")], max_characters=250_000, limits=Limits(seconds=4, megabytes=1500))
    assert isinstance(record, Failure)


def test_a_workbook_that_unpacks_without_end_is_one_failure(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 100_000_000)
    (record,) = read([str(tmp_path)])
    assert isinstance(record, Failure)
    assert record.kind == "too-large"


def test_an_archive_that_says_to_hold_more_than_it_is_long_is_damaged(tmp_path: Path) -> None:
    """No room is made for what a list of contents promises and the file cannot hold."""
    data = bytearray(wacz())
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"pages/pages.jsonl"))
    data[place + 23] = 0x3F  # the highest byte of its packed size: a gigabyte
    (tmp_path / "long.wacz").write_bytes(data)
    (record,) = read([str(tmp_path)], limits=Limits(seconds=30, megabytes=1024))
    assert isinstance(record, Failure)
    assert record.kind == "damaged"


def test_the_name_of_a_file_does_not_hide_what_it_is(tmp_path: Path) -> None:
    """A mixed folder under wrong names is read all the same, and nothing is passed over."""
    for n, (fixture, name) in enumerate(
        [
            ("columns.pdf", "a.txt"),
            ("courier.docx", "b.pdf"),
            ("reports.xlsx", "c.html"),
            ("chronicle.mhtml", "d.json"),
            ("chronicle.pdf", "e"),
        ]
    ):
        data = (FIXTURES / fixture).read_bytes()
        (tmp_path / f"{n}-{name}").write_bytes(data)
    found = list(read([str(tmp_path)]))
    assert [type(record) for record in found] == [Article] * 7
