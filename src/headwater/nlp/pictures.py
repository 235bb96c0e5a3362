"""Text > where the credits of its pictures stand: "(Photo: Getty Images)", "(Ada Moss/AFP)", "(AP Photo/Ada Moss)".

Pages that are copied or scraped keep them in the middle of a line. They say nothing of the report's: no sentence holds
them, and whom they name is not spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from headwater.model import Mention, Span, Spans
from headwater.nlp.lists import alternatives
from headwater.spans import overlaps

WORD = re.compile(r"\w")


def picture_credits(text: str) -> Spans:
    """The credits in brackets, with these, in order."""
    return tuple(match.span() for match in _credit().finditer(text))


def without_credits(text: str, sentences: Sequence[Span], credited: Spans) -> Spans:
    """The sentences, each cut where a credit stands."""
    if not credited:
        return tuple(sentences)
    return tuple(piece for sentence in sentences for piece in _pieces(text, sentence, credited))


def outside_credits(mentions: Sequence[Mention], credited: Spans) -> list[Mention]:
    """The names that stand in no credit."""
    return [mention for mention in mentions if not overlaps(mention.span, credited)]


def _pieces(text: str, sentence: Span, credited: Spans) -> Iterator[Span]:
    position, stop = sentence
    for start, end in (*(credit for credit in credited if position <= credit[0] < stop), (stop, stop)):
        bare = text[position:start].strip()
        if WORD.search(bare):
            first = text.index(bare, position)
            yield first, first + len(bare)
        position = end


@cache
def _credit() -> re.Pattern[str]:
    words = alternatives("pictures")
    kind, owner = rf"(?i:{words['kinds']})", rf"(?:{words['owners']})"
    return re.compile(
        rf"\((?:{kind}s?(?:\s(?:by|credit|courtesy)\b[^()\n]{{1,120}}|\s?[:/][^()\n]{{1,120}})"
        rf"|[A-Z][^()\n]{{1,100}}(?:/|\svia\s)\s?(?:[^()\n/]{{1,60}}\s)?{owner}(?:,\s\w+)?[\s.]?"
        rf"|{owner}\s{kind}(?:/[^()\n]{{1,80}})?)\)"
    )
