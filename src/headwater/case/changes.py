"""What a newer version of an article has changed: titles, dates and sentences, those taken out and those put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from headwater.model import Article, Span

_SENTENCE = re.compile(r"\S(?:.*?[.!?…][\"'”’»)]*(?=\s)|.*?(?=\n)|.*)", re.DOTALL)
FIELDS = ("title", "byline", "publisher", "published", "updated")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the older version at `before`, in place of which the newer one has others at `after`.

    `field` is "text", or the field that has changed, which has no spans. Either side may be empty.
    """

    field: str
    before: str
    after: str
    before_span: Span | None = None
    after_span: Span | None = None


def changes(older: Article, newer: Article) -> tuple[Change, ...]:
    """All that has changed, fields first, then sentence by sentence in the order of the text."""
    fields = ((field, getattr(older, field), getattr(newer, field)) for field in FIELDS)
    found = [Change(field, before or "", after or "") for field, before, after in fields if before != after]
    return (*found, *_of_texts(older.text, newer.text))


def _of_texts(older: str, newer: str) -> Iterator[Change]:
    spans = [[match.span() for match in _SENTENCE.finditer(text)] for text in (older, newer)]
    worded = [
        [" ".join(text[slice(*s)].split()) for s in found] for text, found in zip((older, newer), spans, strict=True)
    ]
    for deed, i, j, k, m in SequenceMatcher(a=worded[0], b=worded[1], autojunk=False).get_opcodes():
        if deed != "equal":
            before, after = _around(spans[0][i:j]), _around(spans[1][k:m])
            yield Change("text", _at(older, before), _at(newer, after), before, after)


def _around(spans: list[Span]) -> Span | None:
    return (spans[0][0], spans[-1][1]) if spans else None


def _at(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else ""
