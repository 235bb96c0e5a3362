"""Text > sentences: a line always ends one; a full stop does unless an abbreviation or an initial owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.model import Span, Spans

END = re.compile(r"[.!?…]+[”\"’'»)\]]*(?=\s+[“\"‘'«(\[]*[A-ZÀ-ÖØ-Þ0-9])|\n+")
LAST_WORD = re.compile(r"(\S+)$")
INITIALS = re.compile(r"^[(\[“\"‘']*(?:[A-Za-z]\.)+$")


def sentences(text: str, abbreviations: frozenset[str]) -> Spans:
    """Spans of sentences in order, without white space at the ends; `abbreviations` are lower case with their stop."""
    return tuple(_stretches(text, abbreviations))


def _stretches(text: str, abbreviations: frozenset[str]) -> Iterator[Span]:
    start = 0
    for match in END.finditer(text):
        if "\n" not in match.group() and _owned(text[start : match.start() + 1], abbreviations):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _owned(before: str, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at the end of `before` belongs to a word: "Mr.", "D.K.", "Sept."."""
    last = LAST_WORD.search(before[-40:])
    if last is None or not before.endswith("."):
        return False
    word = last.group(1)
    return word.lower().lstrip("([“\"‘'") in abbreviations or bool(INITIALS.match(word))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
