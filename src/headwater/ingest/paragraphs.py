"""Paragraphs and the links in them, and how they make one text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from headwater.model import Hyperlink


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


def headed(title: str | None, body: Whole) -> Whole:
    """A body below its headline, which it may begin with itself."""
    return body if not title or body.text.startswith(title) else joined([Paragraph(title), *body.paragraphs])
