"""Pages saved with all their parts in one file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from headwater.ingest import read
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = Path(__file__).parents[2] / "examples" / "harbour" / "chronicle.html"

SAVED = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://portal.example/news/crane\r
Subject: Crane falls\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="----B"\r
\r
------B\r
Content-Type: %s\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://portal.example/news/crane\r
\r
%s\r
------B\r
Content-Type: text/html\r
Content-Location: cid:frame@mhtml.blink\r
\r
<p>An advertisement in a frame that nobody takes for the report, whatever its length may be.</p>\r
------B--\r
"""


def parsed(data: bytes) -> list[Article | Failure]:
    return list(read(["-"], standard_input=io.BytesIO(data)))


def test_a_page_saved_by_chromium_is_the_page() -> None:
    (saved,) = read([str(FIXTURES / "chronicle.mhtml")])
    (page,) = read([str(PAGE)])
    assert isinstance(saved, Article)
    assert isinstance(page, Article)
    assert (saved.text, saved.id, saved.published, saved.byline) == (page.text, page.id, page.published, page.byline)
    assert [(link.uri.replace("http:", "https:"), link.span) for link in saved.links] == [
        (link.uri, link.span) for link in page.links
    ]


def test_the_address_that_it_was_saved_from_and_its_encoding_are_used() -> None:
    body = "<html><body><p>The caf=E9 board met on Sunday, see <a href=3D'/r'>its report</a> of May.</p></body></html>"
    (found,) = parsed(SAVED % (b"text/html; charset=windows-1252", body.encode()))
    assert isinstance(found, Article)
    assert found.text == "The café board met on Sunday, see its report of May."
    assert found.address == "https://portal.example/news/crane"
    assert [link.uri for link in found.links] == ["https://portal.example/r"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (SAVED.replace(b"text/html", b"text/css") % (b"text/css", b"p {}"), "no-text"),
        (SAVED % (b"text/html", b"<html></html>"), "no-text"),
        (SAVED.split(b"\r\n\r\n")[0] + b"\r\n\r\n", "no-text"),
    ],
    ids=["no page", "empty page", "no parts"],
)
def test_a_file_without_a_page_is_one_failure(data: bytes, kind: str) -> None:
    (record,) = parsed(data)
    assert isinstance(record, Failure)
    assert record.kind == kind
