"""PDF: columns in order, words whole, running heads out; what has no text layer or a password says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF

from headwater.ingest import Limits, read
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
COURIER = Path(__file__).parents[2] / "examples" / "harbour" / "courier.txt"
SENTENCE = "The harbour board said on Sunday that two of its cranes had failed. "


def article(path: Path) -> Article:
    (record,) = read([str(path)])
    assert isinstance(record, Article), record
    return record


def made(tmp_path: Path, draw: Callable[[FPDF], object], **settings: object) -> list[Article | Failure]:
    """What is read in a PDF that fpdf2 makes."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    draw(pdf)
    path = tmp_path / "made.pdf"
    path.write_bytes(bytes(pdf.output()))
    return list(read([str(path)], **settings))  # type: ignore[arg-type]


def test_two_columns_with_hyphens_and_running_heads_by_libreoffice_give_the_text_word_for_word() -> None:
    found = article(FIXTURES / "columns.pdf")
    assert found.text.split() == COURIER.read_text(encoding="utf-8").split()
    assert (found.title, found.byline, found.publisher, found.published, found.language) == (
        "Inspectors found cracked pin months before harbour ramp collapse",
        "Ines Halloran",
        "Norhaven Courier",
        "2024-02-27",
        "en",
    )


def test_its_paragraphs_are_those_that_were_written() -> None:
    written = [line for line in COURIER.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert article(FIXTURES / "columns.pdf").text.split("\n\n") == written


def test_a_document_by_libreoffice_keeps_its_links() -> None:
    found = article(FIXTURES / "courier.pdf")
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://www.ellerystandard.example/ramp", "the Ellery Standard")
    ]


def test_a_document_by_latex_keeps_its_quotation_marks_and_letters() -> None:
    """Without the names of its letters: what would be control characters are those of TeX's encoding."""
    assert article(FIXTURES / "latex.pdf").text == (
        "“Nobody was hurt,” the official said – finally. The board offered «no staff» more."
    )


def test_a_page_printed_by_chromium() -> None:
    found = article(FIXTURES / "chronicle.pdf")
    assert (found.title, found.byline, found.published, found.updated) == (
        "Ministry and ferry firm put off ramp repair in December",
        "Rosalind Aker",
        "2024-03-01",
        "2024-03-02",
    )
    assert "“a winter closure of Berth 4 is not something we can carry”, they say." in found.text.replace("\xa0", " ")
    assert "chronicle.html" not in found.text


def test_a_running_head_names_the_publisher_and_the_day(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        for page in range(3):
            pdf.add_page()
            pdf.text(20, 10, "Norhaven Courier - 27 February 2024")
            pdf.text(20, 290, f"{page + 1}")
            pdf.set_y(30)
            pdf.multi_cell(150, 6, SENTENCE.replace("two", ("four", "six", "eight")[page]) * 8)

    (found,) = made(tmp_path, draw)
    assert isinstance(found, Article)
    assert (found.publisher, found.published) == ("Norhaven Courier", "2024-02-27")
    assert "Courier" not in found.text
    assert found.text.count("cranes had failed.") == 24


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    picture = io.BytesIO(FIXTURES.joinpath("scan.png").read_bytes())

    def draw(pdf: FPDF) -> None:
        pdf.add_page()
        pdf.image(picture, w=100)

    (found,) = made(tmp_path, draw)
    assert isinstance(found, Failure)
    assert found.kind == "no-text-layer"
    assert "OCR" in found.message


def test_a_page_that_is_a_picture_is_told_beside_those_that_are_read(tmp_path: Path) -> None:
    picture = io.BytesIO(FIXTURES.joinpath("scan.png").read_bytes())

    def draw(pdf: FPDF) -> None:
        pdf.add_page()
        pdf.multi_cell(150, 6, SENTENCE)
        pdf.add_page()
        pdf.image(picture, w=100)

    found, left_out = made(tmp_path, draw)
    assert isinstance(found, Article)
    assert isinstance(left_out, Failure)
    assert left_out.uri.endswith("made.pdf#page=2")


def test_a_password_is_said_to_be_in_the_way(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_encryption(owner_password="o", user_password="u")
        pdf.add_page()
        pdf.multi_cell(150, 6, SENTENCE)

    (found,) = made(tmp_path, draw)
    assert isinstance(found, Failure)
    assert (found.kind, "password" in found.message) == ("encrypted", True)


def test_a_blank_document_is_no_scan(tmp_path: Path) -> None:
    (found,) = made(tmp_path, lambda pdf: pdf.add_page())
    assert isinstance(found, Failure)
    assert "without any text" in found.message


def test_a_long_document_is_too_long(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        for _ in range(20):
            pdf.add_page()
            pdf.multi_cell(150, 6, SENTENCE * 40)

    (found,) = made(tmp_path, draw, max_characters=5000)
    assert isinstance(found, Failure)
    assert found.kind == "too-long"


def objects(*bodies: str) -> bytes:
    """A PDF of these objects, its table of them left to be rebuilt."""
    parts = "".join(f"{n} 0 obj\n{body}\nendobj\n" for n, body in enumerate(bodies, start=1))
    return f"%PDF-1.4\n{parts}trailer << /Root 1 0 R >>\n%%EOF\n".encode("latin-1")


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"


@pytest.mark.parametrize(
    "data",
    [
        objects(CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        objects(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        objects(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", "<< /Type /Page /Parent 2 0 R >>"),
        objects(
            CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 5 >>\n"
            "stream\n/X Do\nendstream",
        ),
        b"%PDF-1.4\n" + b"[" * 200_000,
        b"%PDF-1.4\n" + b"1 0 obj\n" * 50_000,
        b"%PDF-1.7 text",
        (FIXTURES / "courier.pdf").read_bytes()[:9000],
    ],
    ids=["own child", "ring", "count", "form in itself", "depth", "unfinished", "stub", "cut off"],
)
def test_hostile_documents_are_one_failure(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "hostile.pdf").write_bytes(data)
    (record,) = read([str(tmp_path / "hostile.pdf")], limits=Limits(seconds=10))
    assert isinstance(record, Failure)
    assert record.kind in {"damaged", "no-text-layer", "too-long", "too-slow"}
