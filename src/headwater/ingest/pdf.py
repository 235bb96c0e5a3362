"""PDF by its text layer: columns read one after the other, words put together again, running heads taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from headwater.errors import UnreadableError
from headwater.ingest import masthead
from headwater.ingest.articles import assemble, checked
from headwater.ingest.decoding import too_long
from headwater.ingest.readers import Input, Look, Match, Reader, failure
from headwater.model import Article, Failure

if TYPE_CHECKING:
    from headwater.ingest.pdf_layout import Line

_MARK = re.compile(rb"(?:\A|[\r\n\0])%PDF-\d")
_MARKED_WITHIN = 1024  # bytes; readers of PDF allow some rubbish before the mark
_BYTES = 400  # of a PDF, pictures included, for each character that its text may have
_MOST_PAGES = 2000
_LEGIBLE = 0.8  # of the letters of a text layer; a font without a table of its letters gives rubbish
_ILLEGIBLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_ADDRESS = re.compile(r"https?://\S+")


def recognise(look: Look) -> Match:
    return Match.CERTAIN if _MARK.search(look.head, 0, _MARKED_WITHIN) else Match.NONE


def read(given: Input) -> Iterator[Article | Failure]:
    """The one article, and a failure for each page that is only a picture. Raises UnreadableError."""
    from headwater.ingest import pdf_layout, pdf_pages

    document = pdf_pages.opened(given.data(_BYTES))
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableError("too-long", f"has more than {_MOST_PAGES:,} pages: split it into its articles")
        pages: list[list[Line]] = []
        pictures: list[int] = []
        characters = 0
        for number in range(len(document)):
            lines, is_picture = pdf_pages.lines(document, number)
            characters += sum(len(line.text) for line in lines)
            if characters > 2 * given.max_characters:
                raise too_long(given.max_characters)
            pages.append(lines)
            pictures += [number + 1] if is_picture and not lines else []
    finally:
        document.close()
    if not characters:
        trouble = "is a scan without a text layer: have its letters recognised first (OCR, e.g. with ocrmypdf)"
        raise UnreadableError("no-text-layer", trouble if pictures else "is a PDF without any text")
    body, heads = pdf_layout.without_running_heads(pages)
    yield _article(given, pdf_layout.paragraphs(body), heads)
    for number in pictures:
        yield failure(f"{given.uri}#page={number}", "no-text-layer", "is a picture without a text layer, left out")


def _article(given: Input, paragraphs: Sequence[Any], heads: Sequence[str]) -> Article:
    from headwater.ingest.paragraphs import joined

    whole = joined(each.paragraph for each in paragraphs)
    text = checked(whole.text, given.max_characters)
    if len(_ILLEGIBLE.findall(text)) > (1 - _LEGIBLE) * len(text):
        trouble = "is a PDF whose letters have no meaning for programs: have them recognised (OCR, e.g. with ocrmypdf)"
        raise UnreadableError("no-text-layer", trouble)
    top = masthead.read(text)
    told = [line for head in heads if (line := masthead.read_line(head))]
    addresses = (found[0] for head in heads if (found := _ADDRESS.search(head)))
    return assemble(
        given.uri,
        text,
        title=_title(paragraphs) or top.title,
        byline=top.byline,
        publisher=top.publisher or next((line.publisher for line in told if line.publisher), None),
        published=top.published or next((line.published for line in told if line.published), None),
        updated=top.updated,
        address=next(addresses, None),
        links=whole.links,
    )


def _title(paragraphs: Sequence[Any]) -> str | None:
    """What stands on the first page in the largest letters, if they are clearly larger than those of the body."""
    sizes = sorted(each.size for each in paragraphs for _ in range(len(each.paragraph.text)))
    first = [each for each in paragraphs if each.page == 0]
    largest = max(first, key=lambda each: each.size, default=None)
    if largest is None or largest.size < 1.2 * sizes[len(sizes) // 2] or len(largest.paragraph.text) > 300:
        return None
    return " ".join(largest.paragraph.text.split())


READER = Reader("a PDF document", recognise, read, extra="pdf", takes_binary=True)
