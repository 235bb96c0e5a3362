"""The dossier as a Word document with real footnotes, the same bytes for the same story."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from headwater.export.archive import unzipped, zipped
from headwater.export.document import Block, Document, Inline, Kind, Note, Reference, Style
from headwater.export.dossier import dossier
from headwater.export.text import line
from headwater.model import Story

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# A document says when it was made; ours says nothing that a clock knows.
_EPOCH = datetime(1980, 1, 1)
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


def write(story: Story) -> bytes:
    """A dossier for the desk, as a Word document (DOCX) with footnotes."""
    return render(dossier(story))


def render(document: Document) -> bytes:
    """The document as DOCX; a note that is called again becomes a footnote that leads to the first."""
    made = docx.Document()
    made.core_properties.author = "Headwater"
    made.core_properties.title = line(document.title)
    made.core_properties.comments = ""
    made.core_properties.created = made.core_properties.modified = _EPOCH
    made.styles["Normal"].font.size = Pt(10.5)
    # A word processor sets a note's number in the size of the note's style, whatever its run says.
    small = made.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = made.styles["Normal"], Pt(8.5)
    small.paragraph_format.space_after, small.paragraph_format.line_spacing = Pt(2), 1.0
    made.add_heading(line(document.title), 0)
    footnotes = _Footnotes(document.notes)
    # The library's own ways of adding a paragraph and of styling it look through the whole document each time.
    styles = {name: made.styles[name].style_id for name in {_style(block) for block in document.blocks}}
    last = made.element.body.sectPr
    for block in document.blocks:
        element = OxmlElement("w:p")
        element.style = styles[_style(block)]
        last.addprevious(element)
        _fill(Paragraph(element, made), block.content, footnotes)
    _attach(made, footnotes.part())
    target = io.BytesIO()
    made.save(target)
    return zipped(unzipped(target.getvalue()))


def _style(block: Block) -> str:
    return {Kind.HEADING: f"Heading {block.level}", Kind.PARAGRAPH: "Normal", Kind.ITEM: "List Bullet"}[block.kind]


def _fill(paragraph: Paragraph, content: Iterable[Inline], footnotes: _Footnotes) -> None:
    before: Inline | None = None
    for each in content:
        if isinstance(each, Reference):
            run = paragraph.add_run("," if isinstance(before, Reference) else "")
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(footnotes.call(each.note)))
            run._r.append(reference)
        else:
            run = paragraph.add_run(_plain(each.text))
            run.bold = each.style is Style.STRONG or None
            run.italic = each.style is Style.EMPHASIS or None
        before = each


def _plain(text: str) -> str:
    """`text` on one line, its space at either end kept, of characters that XML can hold."""
    return " " * text[:1].isspace() + line(text) + " " * (text[-1:].isspace() and bool(text.strip()))


class _Footnotes:
    """The part of the package that holds the footnotes: a word processor numbers them in the order of the calls."""

    def __init__(self, notes: tuple[Note, ...]) -> None:
        self._notes = notes
        self._first: dict[int, int] = {}
        self._root: Any = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>".encode())
        for kind, key in _SEPARATORS:
            note = self._add(key, kind)
            etree.SubElement(etree.SubElement(_body(note), qn("w:r")), qn(f"w:{kind}"))
        self._called = 0

    def call(self, note: int) -> int:
        """The id of a new footnote for the note with this number."""
        self._called += 1
        body = _body(self._add(str(self._called)))
        mark = etree.SubElement(body, qn("w:r"))
        _small(mark, superscript=True)
        etree.SubElement(mark, qn("w:footnoteRef"))
        _text(body, f" {self._said(note)}")
        return self._called

    def part(self) -> bytes:
        written: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return written

    def _said(self, note: int) -> str:
        here, first = self._notes[note - 1], self._first.setdefault(note, self._called)
        return f"{here.where}: {here.sentence}" if first == self._called else f"{here.where}; see note {first}."

    def _add(self, key: str, kind: str | None = None) -> Any:
        note = etree.SubElement(self._root, qn("w:footnote"))
        if kind:
            note.set(qn("w:type"), kind)
        note.set(qn("w:id"), key)
        return note


def _body(note: Any) -> Any:
    body = etree.SubElement(note, qn("w:p"))
    style = etree.SubElement(etree.SubElement(body, qn("w:pPr")), qn("w:pStyle"))
    style.set(qn("w:val"), "FootnoteText")
    return body


def _text(body: Any, text: str) -> None:
    run = etree.SubElement(body, qn("w:r"))
    _small(run)
    held = etree.SubElement(run, qn("w:t"))
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    held.text = _plain(text)


def _small(run: Any, *, superscript: bool = False) -> None:
    """Sets a run in 8.5 points; the schema wants the size before the alignment."""
    properties = etree.SubElement(run, qn("w:rPr"))
    etree.SubElement(properties, qn("w:sz")).set(qn("w:val"), "17")
    if superscript:
        etree.SubElement(properties, qn("w:vertAlign")).set(qn("w:val"), "superscript")


def _attach(made: Any, footnotes: bytes) -> None:
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, footnotes, made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
