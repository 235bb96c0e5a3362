"""Word documents: what a reader of the document sees, with its links; bombs and passwords are failures."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml

from headwater.ingest import read
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
COURIER = Path(__file__).parents[2] / "examples" / "harbour" / "courier.txt"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parsed(data: bytes) -> list[Article | Failure]:
    return list(read(["-"], standard_input=io.BytesIO(data)))


def article(*paragraphs: str) -> Article:
    """The article in a document of these paragraphs: text, or what stands in one as WordprocessingML."""
    document = Document()
    for each in paragraphs:
        if each.startswith("<"):
            document.element.body.insert(-1, parse_xml(f"<w:p {W}>{each}</w:p>"))
        else:
            document.add_paragraph(each)
    file = io.BytesIO()
    document.save(file)
    (record,) = parsed(file.getvalue())
    assert isinstance(record, Article), record
    return record


def test_a_document_by_libreoffice_gives_text_links_and_what_its_top_says() -> None:
    (found,) = read([str(FIXTURES / "courier.docx")])
    assert isinstance(found, Article)
    written = [line for line in COURIER.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert found.text.split("\n\n")[:-1] == written
    assert (found.title, found.byline, found.publisher, found.published, found.language) == (
        written[0],
        "Ines Halloran",
        "Norhaven Courier",
        "2024-02-27",
        "en",
    )
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://www.ellerystandard.example/ramp", "the Ellery Standard")
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:r><w:t>One</w:t></w:r><w:ins><w:r><w:t>, two</w:t></w:r></w:ins>", "One, two"),
        ("<w:r><w:t>One</w:t></w:r><w:del><w:r><w:delText>, two</w:delText></w:r></w:del>", "One"),
        ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r>", "One\ntwo"),
        ("<w:r><w:t>a well</w:t><w:noBreakHyphen/><w:t>known pin</w:t></w:r>", "a well-known pin"),
        ("<w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:r><w:t>One</w:t></w:r>", "One"),
        ("<w:sdt><w:sdtContent><w:r><w:t>One</w:t></w:r></w:sdtContent></w:sdt>", "One"),
    ],
    ids=["inserted", "deleted", "line break", "hyphen", "field", "control"],
)
def test_what_is_seen_is_the_text(markup: str, text: str) -> None:
    assert article("Before.", markup, "After.").text == f"Before.\n\n{text}\n\nAfter."


def test_notes_come_last_with_their_numbers_and_links_and_comments_are_left_out() -> None:
    """The document was written by LibreOffice: a footnote of two paragraphs, an endnote and a comment."""
    (found,) = read([str(FIXTURES / "notes.docx")])
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [
        "Crane falls",
        "By Ann Other",
        "The crane fell on Sunday, the harbour office said. Two people were hurt.",
        "The operator denied it.",
        "[1] Statement of the harbour office, 3 March 2024, at its site.",
        "A second paragraph of the note.",
        "[2] First reported by the Norhaven Courier.",
    ]
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://www.harbour.example/statement", "its site")
    ]
    assert found.byline == "Ann Other"


def test_tables_are_read_cell_by_cell() -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Berth 4", "closed"
    file = io.BytesIO()
    document.save(file)
    (record,) = parsed(file.getvalue())
    assert isinstance(record, Article)
    assert record.text == "Berth 4\n\nclosed"


def replaced(name: str, data: bytes, *, by_name: str = "courier.docx") -> bytes:
    """A document whose part called `name` is something else."""
    file = io.BytesIO()
    with zipfile.ZipFile(FIXTURES / by_name) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
    return file.getvalue()


PROLOGUE = '<?xml version="1.0"?><!DOCTYPE w:document [{}]><w:document {}><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p>'
LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghijk"))


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (replaced("word/document.xml", bytes(300_000_000)), {"too-large"}),
        (replaced("word/document.xml", b"<w:p>" * 400), {"damaged", "unreadable"}),
        (replaced("word/document.xml", PROLOGUE.format(LAUGHS, W, "&k;").encode()), {"damaged", "unreadable"}),
        (
            replaced(
                "word/document.xml",
                (PROLOGUE + "</w:body></w:document>")
                .format('<!ENTITY x SYSTEM "file:///etc/passwd">', W, "&x;")
                .encode(),
            ),
            {"no-text", "unreadable", "damaged"},
        ),
        (FIXTURES.joinpath("courier.docx").read_bytes()[:4000], {"damaged", "binary"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, {"binary"}),
        (b"PK\x03\x04" + b"\0" * 5000, {"binary"}),
    ],
    ids=["bomb", "depth", "laughs", "external", "cut off", "password", "rubbish"],
)
def test_hostile_documents_are_one_failure(data: bytes, kinds: set[str]) -> None:
    (record,) = parsed(data)
    assert isinstance(record, Failure)
    assert record.kind in kinds
    assert "root:" not in record.message


def test_an_encrypted_archive_says_so() -> None:
    data = bytearray(FIXTURES.joinpath("courier.docx").read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    (record,) = parsed(bytes(data))
    assert isinstance(record, Failure)
    assert record.kind == "encrypted"


BROKEN = {
    "no XML": ("word/document.xml", b"<?xml versio"),
    "another root": ("word/document.xml", b"<x/>"),
    "no relations": ("_rels/.rels", b"<x/>"),
    "no types": ("[Content_Types].xml", b"<x/>"),
    "no styles": ("word/styles.xml", b"<"),
}


def with_part(name: str, data: bytes) -> bytes:
    """The document by LibreOffice with another part of this name."""
    file = io.BytesIO()
    with zipfile.ZipFile(FIXTURES / "notes.docx") as given, zipfile.ZipFile(file, "w") as made:
        for each in given.namelist():
            made.writestr(each, data if each == name else given.read(each))
    return file.getvalue()


@pytest.mark.parametrize("part", BROKEN)
def test_a_document_with_a_broken_part_is_damaged(part: str) -> None:
    (record,) = parsed(with_part(*BROKEN[part]))
    assert isinstance(record, Failure)
    assert record.kind == "damaged"


def test_broken_properties_lose_no_text() -> None:
    (record,) = parsed(with_part("docProps/core.xml", b"<x/>"))
    assert isinstance(record, Article)
    assert record.text.startswith("Crane falls")
