"""Where a passage stands now: in the article that it was taken from, or in a newer version of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from headwater.model import Passage, Span, Spans

Thing = TypeVar("Thing")
ENOUGH = 0.5
"""The share of characters, of those in either, from which two stretches are taken for one thing."""


def current(article: str, moved: Mapping[str, str]) -> str:
    """The id of an article's current version."""
    return moved.get(article, article)


def located(passage: Passage, text: str) -> Spans | None:
    """The passage's spans in a text; None if its words are not there.

    Where other words stand at its place, each part of it is where its words stand nearest to that.
    """
    if not passage.texts:
        return passage.spans if all(0 <= start < end <= len(text) for start, end in passage.spans) else None
    if len(passage.texts) != len(passage.spans):
        return None
    found = [_nearest(words, span, text) for words, span in zip(passage.texts, passage.spans, strict=True)]
    return None if None in found else tuple(span for span in found if span)


def moved_to(passage: Passage, texts: Mapping[str, str], moved: Mapping[str, str]) -> Passage | None:
    """The passage where it stands now; `texts` are those of the articles by id. None if it is not there any more."""
    article = current(passage.article, moved)
    spans = located(passage, texts[article]) if article in texts else None
    return None if spans is None else Passage(article, spans, passage.texts)


def _nearest(words: str, span: Span, text: str) -> Span | None:
    if not words:
        return None
    if text[slice(*span)] == words:
        return span
    before = text.rfind(words, 0, min(span[0], len(text)) + len(words))
    after = text.find(words, min(span[0], len(text)))
    starts = [start for start in (before, after) if start >= 0]
    if not starts:
        return None
    start = min(starts, key=lambda s: (abs(s - span[0]), s))
    return start, start + len(words)


def best(spans: Spans, things: Iterable[tuple[Thing, Spans]]) -> Thing | None:
    """The thing at just these spans or, failing that, the one that overlaps them most, if it does enough."""
    known = [*things]
    for thing, at in known:
        if at == spans:
            return thing
    wanted = characters(spans)
    most, nearest = 0.0, None
    for thing, at in known:
        theirs = characters(at)
        share = len(wanted & theirs) / len(wanted | theirs) if wanted and theirs else 0.0
        if share >= ENOUGH and share > most:
            most, nearest = share, thing
    return nearest


def characters(spans: Sequence[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}
