"""The short lines of a page that tell where a report comes from, put back where an extractor dropped them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from headwater.ingest import masthead
from headwater.ingest.page_blocks import Block
from headwater.ingest.patterns import patterns

_NOT_COUNTED = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """`text` for comparison: case, spaces and punctuation do not count."""
    return _NOT_COUNTED.sub("", text.casefold())


def restore(paragraphs: list[str], blocks: Iterable[Block], title: str | None) -> list[str]:
    """`paragraphs` with each credit line of a page that is in none of them, after the paragraph that it follows there.

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
    for line, _ in blocks:
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


def _is_credit(line: str) -> bool:
    return len(line) <= patterns("credits")["longest"] and any(pattern.search(line) for pattern in _compiled())


def _is_byline(line: str) -> bool:
    found = masthead.read_line(line)
    return found is not None and found.byline is not None


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns("credits")["patterns"])
