"""Plain text: unchanged, whatever its marks and line ends; other encodings are recognised."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import UnreadableError
from headwater.ingest import text
from headwater.ingest.readers import Input

MARKS = "She said: \"a\" 'b' “c” ‘d’ «e» ‹f› „g“ ‚h‘ 「i」 『j』 ＂k＂ ``l'' it’s\n"


def article_text(data: bytes) -> str:
    (article,) = text.read(Input.of(data, "a.txt", 100_000))
    return article.text


@pytest.mark.parametrize(
    "data",
    [
        MARKS.encode(),
        codecs.BOM_UTF8 + MARKS.encode(),
        MARKS.encode("utf-16"),
        codecs.BOM_UTF16_BE + MARKS.encode("utf-16-be"),
        MARKS.encode("utf-32"),
    ],
)
def test_every_quotation_mark_is_kept_in_every_encoding(data: bytes) -> None:
    assert article_text(data) == MARKS


@pytest.mark.parametrize(
    "written", ["a\r\nb\r\n", "a\rb", "\n\n a\n", "a\u2028b\u00a0\x0b\x1b[31m", "e\u0301 and é", "a\ufeffb"]
)
def test_line_ends_spaces_and_controls_stay(written: str) -> None:
    assert article_text(written.encode()) == written


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_text_is_the_file_decoded(written: str) -> None:
    expected = written.removeprefix("\ufeff")
    if not expected.strip():
        with pytest.raises(UnreadableError):
            article_text(written.encode())
    else:
        assert article_text(written.encode()) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "The café board said “no”, it’s over – for now.\n".encode("cp1252"),
            "The café board said “no”, it’s over – for now.\n",
        ),
        ("The café closed on Sunday.".encode("latin-1"), "The café closed on Sunday."),
        (
            b"word " * 15_000 + ("“Yes,” she said. " * 20).encode() + b"\xff",
            "word " * 15_000 + "“Yes,” she said. " * 20 + "\ufffd",
        ),
        (("“Yes,” she said. " * 20).encode() + b"\xe2\x80", "“Yes,” she said. " * 20 + "\ufffd"),
    ],
    ids=["Windows-1252", "Latin-1", "UTF-8 with a bad byte far down", "UTF-8 cut off within a character"],
)
def test_what_is_not_utf_8_is_recognised(data: bytes, expected: str) -> None:
    assert article_text(data) == expected


def test_the_limit_counts_characters_and_not_bytes() -> None:
    data = ("“" * 1000).encode()
    (article,) = text.read(Input.of(data, "a.txt", 1000))
    assert len(article.text) == 1000
    with pytest.raises(UnreadableError, match="longer than 999 characters"):
        list(text.read(Input.of(data, "a.txt", 999)))


def test_a_file_of_the_old_macintosh_is_recognised_by_its_line_ends() -> None:
    written = "Crane falls\r\r“Nobody was hurt,” the board’s chair said.\r"
    assert article_text(written.encode("mac_roman")) == written


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('<?xml version="1.0"?>\n<TEI><text>The board met.</text></TEI>', "TEI"),
        ('<n:record xmlns:n="https://n.example/">The board met.</n:record>', "record"),
        ("<b>The board met.</b>", None),
        ("<Ann> The board met.", None),
    ],
)
def test_xml_that_no_reader_knows_is_no_article(written: str, name: str | None) -> None:
    """Its markup would be taken for what somebody wrote."""
    if name is None:
        assert article_text(written.encode()) == written
        return
    with pytest.raises(UnreadableError, match=rf"XML of a kind that is not read \({name}\)"):
        article_text(written.encode())
