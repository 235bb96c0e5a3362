"""A page's blocks of text in their order, each with its links; navigation, comments and announcements are left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from headwater.ingest.paragraphs import Anchor

_BLOCK = re.compile("p|div|li|h[1-6]|blockquote|address|section|article|header|footer|td|th|dd|ul|ol|table|br")
_ASIDE = frozenset(("nav", "aside", "form", "button", "select", "figure", "figcaption"))
_OTHER_TEXTS = re.compile(
    r"comment|related|recommend|sidebar|most-?(?:read|popular)|promo|newsletter|teaser", re.IGNORECASE
)
_WORD = re.compile(r"\S+")


class Block(NamedTuple):
    """The text of one innermost block, its spaces made single, and the links in it."""

    text: str
    anchors: tuple[Anchor, ...]


def blocks(page: Any, *, everything: bool = False) -> Iterator[Block]:
    """Each innermost block of `page` that holds text, in order; `everything` leaves out nothing that is shown."""
    skipped: Any = None
    parts = _Parts()
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if skipped is None and event == "start" and (element.tag == "head" if everything else _is_aside(element)):
            skipped = element
        if _BLOCK.fullmatch(element.tag):
            yield from parts.close()
        if event == "end" and element is skipped:
            skipped = None
            parts.add(element.tail)
        elif skipped is None:
            if element.tag == "a":
                parts.turn(element.get("href") if event == "start" else None)
            parts.add(element.text if event == "start" else element.tail)
    yield from parts.close()


class _Parts:
    """The text of a block as it comes, and from where to where each link in it goes."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._links: list[Anchor] = []
        self._open: tuple[str, int] | None = None

    def add(self, text: str | None) -> None:
        self._texts.append(text or "")
        self._length += len(text or "")

    def turn(self, target: str | None) -> None:
        """From here on the text links to `target`, or to nothing."""
        if self._open:
            self._links.append(Anchor(*self._open, self._length))
        self._open = (target, self._length) if target else None

    def close(self) -> Iterator[Block]:
        going_on = self._open[0] if self._open else None
        self.turn(None)
        words = list(_WORD.finditer("".join(self._texts)))
        if words:
            yield Block(" ".join(word.group() for word in words), tuple(_squeezed(self._links, words)))
        self._texts.clear()
        self._links.clear()
        self._length = 0
        self.turn(going_on)


def _squeezed(links: list[Anchor], words: list[re.Match[str]]) -> Iterator[Anchor]:
    """The links with their places in the words joined by single spaces; one without a word is none."""
    starts, ends = [word.start() for word in words], [word.end() for word in words]
    places, place = [], 0
    for word in words:
        places.append(place)
        place += len(word.group()) + 1
    for target, start, end in links:
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        if first <= last:
            begin = places[first] + max(0, start - starts[first])
            yield Anchor(target, begin, places[last] + min(end, ends[last]) - starts[last])


def _is_aside(element: Any) -> bool:
    if element.tag in _ASIDE or element.tag == "head":
        return True
    return element.tag not in ("html", "body", "article", "main") and bool(
        _OTHER_TEXTS.search(f"{element.get('id') or ''} {element.get('class') or ''}")
    )
