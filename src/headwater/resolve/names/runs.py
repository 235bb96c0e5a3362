"""Runs of words with a capital, of which names are made."""

from __future__ import annotations

import re

from headwater.model import Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.phrases import WORD

CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-Я]"
NAME_WORD = rf"{CAPITAL}(?:[\w&]|-(?!-)){{0,40}}(?:[’'.](?!s\b)[\w&-]{{1,40}}){{0,4}}"
NAME = re.compile(NAME_WORD)
RUN = re.compile(rf"{NAME_WORD}(?:[ \xa0]{NAME_WORD}){{0,8}}")
"""Words with a capital on one line, up to a possessive."""
LINE = re.compile(r"[^\n]+")
IN_TIME = re.compile(r"\b(?:in|since|until|by|last|this|next)\s$", re.IGNORECASE)
"""Before a month that is no part of the name behind it: "In October Moss left"."""
SHOUT = re.compile(r"[A-Z]{4,}|[A-Z][a-z]+-[a-z]{5,}")
REACH = 40
"""Characters before or behind a run in which the words stand that tell what it is."""


def without_lead(text: str, span: Span, lexicon: Lexicon) -> Span:
    """A run without the words that have a capital only because a sentence begins with them, and without titles."""
    start = span[0]
    while (word := WORD.match(text, start, span[1])) and word.end() < span[1]:
        lower = word.group().lower()
        dated = lower in lexicon.calendar and IN_TIME.search(text, max(0, start - REACH), start)
        if not (dated or _is_small(lower, lexicon)):
            break
        start = word.end() + 1
    return start, span[1]


def _is_small(word: str, lexicon: Lexicon) -> bool:
    lists = (
        lexicon.determiners,
        lexicon.prepositions,
        lexicon.relatives,
        lexicon.openers,
        lexicon.titles,
        lexicon.pronouns,
    )
    return any(word in each for each in lists) or word in lexicon.labels["loose"]


def in_title_case(line: str) -> bool:
    """Whether a headline writes nearly all its words with a capital, so that capitals tell nothing."""
    if line.rstrip("\"”’' ").endswith((".", "?", "!", ":")):
        return False
    words = [word for word in WORD.findall(line) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def without_shouts(text: str, span: Span) -> Span:
    """A person's name without the words before it that are all capitals, or a trade: "MUST WATCH | Moss"."""
    words = list(WORD.finditer(text, *span))
    first = 0
    while first < len(words) - 1 and SHOUT.fullmatch(words[first].group()) and words[-1].group().istitle():
        first += 1
    return (words[first].start() if words else span[0]), span[1]
