"""What word processors and spreadsheets make of our files: LibreOffice opens them, where it is installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from headwater.export import docx, xlsx
from headwater.export.document import Kind, Reference
from headwater.export.dossier import dossier
from headwater.export.tables import tables

from .story import STORY, hostile

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")


def converted(content: bytes, name: str, to: str, folder: Path) -> Path:
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder / "out"),
        str(folder / name),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / f"{Path(name).stem}.{to.partition(':')[0]}"


def test_a_dossier_opens_with_its_headings_and_its_footnotes(tmp_path: Path) -> None:
    read = etree.parse(converted(docx.write(STORY), "dossier.docx", "fodt", tmp_path))
    made = dossier(STORY)
    titles = {" ".join("".join(each.itertext()).split()) for each in read.iter(f"{TEXT}h")}
    headings = [block for block in made.blocks if block.kind is Kind.HEADING]
    assert {"".join(getattr(each, "text", "") for each in block.content) for block in headings} <= titles
    notes = ["".join(each.itertext()) for each in read.iter(f"{TEXT}note-body")]
    called = [each.note for block in made.blocks for each in block.content if isinstance(each, Reference)]
    assert len(notes) == len(called)
    for number, note in zip(called, notes, strict=True):
        assert made.notes[number - 1].where in note


def test_a_hostile_dossier_opens(tmp_path: Path) -> None:
    text = converted(docx.write(hostile()), "dossier.docx", "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    assert "<script>alert(1)</script>" in text


def test_a_workbook_opens_with_its_first_sheet(tmp_path: Path) -> None:
    written = converted(xlsx.write(STORY), "story.xlsx", "csv", tmp_path)
    with written.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    [claims] = [table for table in tables(STORY) if table.name == "claims"]
    assert header[:4] == ["id", "name", "number", "text"]
    assert [row[0] for row in rows] == [row[0] for row in claims.rows]
