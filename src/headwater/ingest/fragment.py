"""Paragraphs with links to one text: what a body without a page around it (a feed, a mail, an item) is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from headwater.model import Hyperlink

_BLANK_LINE = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")


class Anchor(NamedTuple):
    """A link as a page writes it (`target` may be relative), and where its text stands in that of its paragraph."""

    target: str
    start: int
    end: int


class Paragraph(NamedTuple):
    """A paragraph's text and the links in it, with absolute addresses."""

    text: str
    anchors: tuple[Anchor, ...] = ()


class Whole(NamedTuple):
    """A text whose paragraphs are parted by a blank line, its links, and the paragraphs that it is made of."""

    text: str
    links: tuple[Hyperlink, ...]
    paragraphs: tuple[Paragraph, ...]


def joined(paragraphs: Iterable[Paragraph]) -> Whole:
    """The text of `paragraphs`, without the empty ones."""
    kept = tuple(paragraph for paragraph in paragraphs if paragraph.text.strip())
    links: list[Hyperlink] = []
    place = 0
    for paragraph in kept:
        links += [Hyperlink(a.target, (place + a.start, place + a.end)) for a in paragraph.anchors]
        place += len(paragraph.text) + 2
    return Whole("\n\n".join(paragraph.text for paragraph in kept), tuple(links), kept)


def of_text(text: str) -> Whole:
    """The paragraphs of a plain body; a single line break stays in its paragraph."""
    return joined(Paragraph(part.strip()) for part in _BLANK_LINE.split(text))


def of_html(markup: str, base: str | None = None) -> Whole:
    """Every block of a body in HTML that is shown. Raises UnreadableError for what no parser takes."""
    # lxml takes a moment to load, so only markup pays for it.
    from headwater.ingest import page, page_blocks, page_links

    tree = page.parse(markup)
    page.remove_hidden(tree)
    blocks: Sequence[page_blocks.Block] = list(page_blocks.blocks(tree, everything=True))

    def absolute(block: page_blocks.Block) -> Paragraph:
        found = ((page_links.address(a.target, base), a) for a in block.anchors)
        return Paragraph(block.text, tuple(Anchor(to, a.start, a.end) for to, a in found if to))

    return joined(absolute(block) for block in blocks)
