"""Word documents (.docx), as Word, LibreOffice and Google Docs write them: the text as it reads, and its links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import archives, masthead
from headwater.ingest.articles import assemble, checked
from headwater.ingest.paragraphs import Anchor, Paragraph, joined
from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article

_WHAT = "a Word document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is not part of the text that reads on: what somebody deleted or moved away, fields' codes, boxes of their own.
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}txbxContent", f"{_W}pPr", _FALLBACK))
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = {f"{_W}footnoteReference": f"{_W}footnote", f"{_W}endnoteReference": f"{_W}endnote"}
_TITLES = ("Title", "Heading1", "Heading 1")


def recognise(look: Look) -> Match:
    return archives.recognise(look, b"word/document.xml")


def read(given: Input) -> Iterator[Article]:
    """The one article, with deletions left out and insertions taken in; its notes, numbered, come last.

    Comments are no part of it. Raises UnreadableError.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with archives.opened(given.stream, _WHAT):
            document = Document(given.stream)
        yield _article(given, document)
    except (PackageNotFoundError, LxmlError, AttributeError, KeyError, TypeError, ValueError) as error:
        # The library takes it for granted that each part is what the others say it is.
        trouble = f"is {_WHAT} that is damaged: open it in a word processor and save it again"
        raise UnreadableError("damaged", trouble) from error


def _article(given: Input, document: Any) -> Article:
    links = _links(document.part)
    elements = [each for each in document.element.body.iter(f"{_W}p") if not _in_fallback(each)]
    whole = joined([*(_paragraph(element, links) for element in elements), *_notes(document)])
    text = checked(whole.text, given.max_characters)
    titled = next((_paragraph(each, {}).text for each in elements if each.style in _TITLES), None)
    (name, language), top = _properties(document), masthead.read(text)
    return assemble(
        given.uri,
        text,
        title=titled or top.title or (name if name and name in text else None),
        byline=top.byline,
        publisher=top.publisher,
        published=top.published,
        updated=top.updated,
        language=language,
        links=whole.links,
    )


def _properties(document: Any) -> tuple[str | None, str | None]:
    """Title and language as the document's properties have them, which may be broken where the text is not."""
    try:
        return document.core_properties.title, document.core_properties.language
    except (AttributeError, KeyError, TypeError, ValueError):
        return None, None


def _links(part: Any) -> dict[str, str]:
    return {id_: each.target_ref for id_, each in part.rels.items() if each.is_external}


def _notes(document: Any) -> Iterator[Paragraph]:
    """The footnotes and endnotes that the text calls, in the order in which it does."""
    from docx.oxml import parse_xml

    kept = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if not relation.is_external and kind in ("footnotes", "endnotes"):
            part = relation.target_part
            for note in parse_xml(part.blob):
                kept[note.tag, note.get(f"{_W}id")] = note, _links(part)
    called = (each for each in document.element.body.iter(*_NOTES) if not _in_fallback(each))
    found = dict.fromkeys((_NOTES[each.tag], each.get(f"{_W}id")) for each in called)
    for number, key in enumerate((each for each in found if each in kept), start=1):
        note, links = kept[key]
        for at, element in enumerate(note.iter(f"{_W}p")):
            yield _paragraph(element, links, "" if at else f"[{number}] ")


def _paragraph(element: Any, links: dict[str, str], number: str = "") -> Paragraph:
    """The text of one paragraph, behind the number of a note, without that of the boxes that hang on it."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    waiting: list[Any] = [element]
    while waiting:
        here = waiting.pop()
        if isinstance(here, tuple):  # the end of a link
            if here[0] and length > here[1]:
                anchors.append(Anchor(here[0], here[1], length))
            continue
        if here.tag in _SKIPPED:
            continue
        shown = (here.text or "") if here.tag == f"{_W}t" else _SPACES.get(here.tag, "")
        parts.append(shown)
        length += len(shown)
        if here.tag == f"{_W}hyperlink":
            waiting.append((links.get(here.get(_LINK)), length))
        waiting.extend(reversed(here))
    whole = "".join(parts)
    text = number + whole.strip() if whole.strip() else ""
    lead = len(whole) - len(whole.lstrip()) - len(number)
    kept = (Anchor(a.target, max(len(number), a.start - lead), min(a.end - lead, len(text))) for a in anchors)
    return Paragraph(text, tuple(a for a in kept if a.start < a.end and a.target.startswith("http")))


def _in_fallback(element: Any) -> bool:
    return any(around.tag in (_FALLBACK, f"{_W}del") for around in element.iterancestors())


READER = Reader(_WHAT, recognise, read, extra="office", takes_binary=True)
