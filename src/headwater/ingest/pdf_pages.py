"""The lines of a PDF's pages, as PDFium finds their letters, with the links that lie on them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from headwater.errors import UnreadableError
from headwater.ingest.paragraphs import Anchor
from headwater.ingest.pdf_layout import Box, Glyph, Line, lines_of

_MOST_CHARACTERS = 200_000  # on one page: far beyond any newspaper's
_MOST_LINKS = 1_000
_PASSWORD = 4
_BLANKS = frozenset(map(ord, " \t\r\n"))
_BLANK = Glyph(" ", Box(0, 0, 0, 0), 0, True)
# Fonts of TeX that do not name their letters: what is no control character is the Cork encoding's, and below it, where
# that has what hardly occurs, the older one's.
_TEX = {
    0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–",
    0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl",
}  # fmt: skip
_HYPHEN = "\x02"  # what PDFium gives for a hyphen that ends a line


def opened(data: bytes) -> Any:
    """The document in `data`; raises UnreadableError for a damaged or an encrypted one."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise UnreadableError("encrypted", "is a PDF with a password: save it without one") from error
        raise UnreadableError("damaged", "is a PDF that is damaged: get it again, or save its text as .txt") from error


def lines(document: Any, number: int) -> tuple[list[Line], bool]:
    """The lines of one page, and whether there is a picture on it."""
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        trouble = f"is a PDF whose page {number + 1} is damaged: get it again, or save its text as .txt"
        raise UnreadableError("damaged", trouble) from error
    text = page.get_textpage()
    try:
        if text.count_chars() > _MOST_CHARACTERS:
            raise UnreadableError("too-long", f"has more letters on page {number + 1} than a page can have")
        found = lines_of(_glyphs(text), number)
        pictures = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return [_linked(line, links) for line in found] if (links := list(_links(document, page))) else found, pictures
    finally:
        text.close()
        page.close()


def _glyphs(text: Any) -> Iterator[Glyph]:
    # A page has thousands of letters: what the library looks up at each call is looked up once.
    page, box = text.raw, raw.FS_RECTF()
    place = ctypes.byref(box)
    code_at, box_at, size_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetFontSize
    for index in range(text.count_chars()):
        code = code_at(page, index)
        if code in _BLANKS:  # one parts two words, wherever it stands
            yield _BLANK
            continue
        box_at(page, index, place)  # as high as the font, so that a comma stands on its line
        character = _TEX.get(code) or chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if 0xD800 <= code < 0xDC00:  # half of a character beyond the basic plane; the other half follows
            low = code_at(page, index + 1)
            character = chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)) if 0xDC00 <= low < 0xE000 else "\ufffd"
        elif 0xDC00 <= code < 0xE000:
            continue
        edges = Box(box.left, box.bottom, box.right, box.top)
        yield Glyph("-" if character == _HYPHEN else character, edges, size_at(page, index), False)


def _links(document: Any, page: Any) -> Iterator[tuple[Box, str]]:
    place, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, place, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(min(length, 4096))
        raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
        address = buffer.value.decode("utf-8", "replace")
        if address.startswith(("http://", "https://")):
            yield Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), address


def _linked(line: Line, links: list[tuple[Box, str]]) -> Line:
    """`line` with the links that lie on some of its letters."""
    anchors = []
    for box, address in links:
        on = [n for n, letter in enumerate(line.boxes) if letter and box.holds(letter)]
        if on:
            anchors.append(Anchor(address, on[0], on[-1] + 1))
    return line._replace(anchors=tuple(anchors)) if anchors else line
