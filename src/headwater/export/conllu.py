"""Attributions as CoNLL-U: a token a line, with what each is part of in the last column; nothing is said of syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.export import marks
from headwater.export.text import line
from headwater.model import Reading, Span, Story
from headwater.spans import InOrder

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_NOTHING = "_"


def write(story: Story) -> bytes:
    """Attributions as CoNLL-U: tokens with their offsets, and the source, cue or content that each is part of."""
    read = (reading for reading in story.articles if not reading.unread)
    return "".join(f"{each}\n" for reading in read for each in _article(reading)).encode("utf-8", "replace")


def _article(reading: Reading) -> Iterator[str]:
    article, laid = reading.article, marks.layout(reading)
    yield f"# newdoc id = {line(article.id)}"
    parts = _parts(reading)
    paragraph = -1
    for number, span in enumerate(laid.sentences, 1):
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(article.text, *span)]
        if not tokens:
            continue
        if (here := marks.index_at(laid.paragraphs, span[0])) != paragraph:
            paragraph = here
            yield f"# newpar id = {line(article.id)}-p{here + 1}"
        yield f"# sent_id = {line(article.id)}-s{number}"
        yield f"# text = {line(article.text[slice(*span)])}"
        for at, token in enumerate(tokens, 1):
            yield _token(article.text, at, token, tokens[at][0] if at < len(tokens) else None, parts)
        yield ""


def _parts(reading: Reading) -> InOrder[str]:
    """Stretches with what they are: "a3:cue"."""
    found = [
        (span, f"{_name(each.id)}:{part}")
        for each in reading.attributions
        for part, spans in (("source", each.source), ("cue", each.cue), ("content", each.content))
        for span in spans
    ]
    return InOrder(sorted(found))


def _token(text: str, at: int, token: Span, after: int | None, parts: InOrder[str]) -> str:
    start, end = token
    inside = parts.touching(token)
    notes = [f"Attribution={','.join(inside)}"] if inside else []
    notes += [f"Start={start}", f"End={end}"] + (["SpaceAfter=No"] if after == end else [])
    form = line(text[start:end]) or _NOTHING
    return "\t".join([str(at), form, *[_NOTHING] * 7, "|".join(notes)])


def _name(text: str) -> str:
    """An id without what separates things in the column."""
    return re.sub(r"[\s|=,:]", "-", line(text)) or _NOTHING
