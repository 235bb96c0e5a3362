"""Text > sentences: a line always ends one; a full stop does unless an abbreviation, an initial or a number owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.model import Span, Spans

END = re.compile(r"(?<![.!?…])[.!?…]++[”\"’'»)\]]*+(?=\s++[“„\"‘'«(\[]*+(?P<next>\w)(?P<rest>[\w’'.]*+))|\n+")
LAST_WORD = re.compile(r"\S+$")
INITIALS = re.compile(r"^[(\[“\"‘']*(?:[^\W\d_]\.)+$")
NUMBER = re.compile(r"\s*[(\[]?\d{1,3}$")
LONGEST = 40
"""No abbreviation has more characters, so that no more of a text is looked at."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of one language that decide about a full stop.

    `leading` (lower case, with their stop) never end a sentence; `abbreviations` and initials do before a word of
    `starters` (as written at the start of a sentence).
    """

    leading: frozenset[str]
    abbreviations: frozenset[str]
    starters: frozenset[str]


def sentences(text: str, words: SentenceWords) -> Spans:
    """Spans of sentences in order, without white space at the ends."""
    return tuple(_stretches(text, words))


def _stretches(text: str, words: SentenceWords) -> Iterator[Span]:
    start = 0
    for match in END.finditer(text):
        if match["next"] and _goes_on(text, start, match, words):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _goes_on(text: str, start: int, match: re.Match[str], words: SentenceWords) -> bool:
    """Whether the sentence begun at `start` goes on after a stop."""
    if match["next"].islower():
        return True
    if text[match.start() : match.end()] != ".":
        return False
    before = text[max(start, match.start() - LONGEST) : match.end()]
    if match.end() - start <= LONGEST and NUMBER.match(before[:-1]):
        return True  # "1. The first item"
    last = LAST_WORD.search(before)
    word = last.group() if last else ""
    plain = word.lower().lstrip("([“\"‘'")
    if plain in words.leading:
        return True
    owned = plain in words.abbreviations or bool(INITIALS.match(word))
    return owned and match["next"] + match["rest"] not in words.starters


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
