"""The short lines of a page that tell where a report comes from, put back where an extractor dropped them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from headwater.ingest import masthead
from headwater.ingest.patterns import patterns

_BLOCK = re.compile("p|div|li|h[1-6]|blockquote|address|section|article|header|footer|td|th|dd|ul|ol|table|br")
_ASIDE = frozenset(("nav", "aside", "form", "button", "select", "figure", "figcaption"))
_OTHER_TEXTS = re.compile(
    r"comment|related|recommend|sidebar|most-?(?:read|popular)|promo|newsletter|teaser", re.IGNORECASE
)


def folded(text: str) -> str:
    """`text` for comparison: case, spaces and punctuation do not count."""
    return "".join(character for character in text.casefold() if character.isalnum())


def restore(paragraphs: list[str], page: Any, title: str | None) -> list[str]:
    """`paragraphs` with each credit line of `page` that is in none of them, after the paragraph that it follows there.

    Of the bylines only the one before the body is the article's own; later ones announce other articles.
    """
    positions: dict[str, int] = {}
    for n, paragraph in enumerate(paragraphs):
        for line in (paragraph, *paragraph.split("\n")):
            positions.setdefault(folded(line), n)
    everything = "\n".join(positions)
    top = 1 if title and folded(paragraphs[0]).startswith(folded(title)) else 0
    places: dict[int, list[str]] = {}
    current, byline, candidates = 0, False, 0
    for line in _lines(page):
        key = folded(line)
        if key in positions:
            current = max(current, positions[key] + 1)
        elif key and (_is_credit(line) or (not byline and current <= top and _is_byline(line))):
            candidates += 1
            if key not in everything:
                byline = byline or _is_byline(line)
                places.setdefault(max(current, top), []).append(line)
                positions[key] = current
        if candidates == patterns("credits")["most"]:
            break
    return [line for n in range(len(paragraphs) + 1) for line in (*places.get(n, ()), *paragraphs[n : n + 1])]


def _lines(page: Any) -> Iterator[str]:
    """The text of each innermost block outside navigation, comments and announcements, in order."""
    skipped: Any = None
    parts: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if skipped is None and event == "start" and _is_aside(element):
            skipped = element
        block = _BLOCK.fullmatch(element.tag)
        if block and parts:
            yield " ".join("".join(parts).split())
            parts.clear()
        if event == "end" and element is skipped:
            skipped = None
            parts.append(element.tail or "")
        elif skipped is None:
            parts.append((element.text if event == "start" else element.tail) or "")
    if parts:
        yield " ".join("".join(parts).split())


def _is_aside(element: Any) -> bool:
    if element.tag in _ASIDE or element.tag == "head":
        return True
    return element.tag not in ("html", "body", "article", "main") and bool(
        _OTHER_TEXTS.search(f"{element.get('id') or ''} {element.get('class') or ''}")
    )


def _is_credit(line: str) -> bool:
    return len(line) <= patterns("credits")["longest"] and any(pattern.search(line) for pattern in _compiled())


def _is_byline(line: str) -> bool:
    found = masthead.read_line(line)
    return found is not None and found.byline is not None


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns("credits")["patterns"])
