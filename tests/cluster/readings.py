"""Readings made by hand: a text, its sentences, and who says what in it."""

import re

from headwater.model import (
    Article,
    Attribution,
    Certainty,
    Link,
    Quotation,
    Reading,
    SourceType,
    Spans,
)


def spans_of(text: str, *parts: str) -> Spans:
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def sentences(text: str) -> Spans:
    return tuple(m.span() for m in re.finditer(r"[^\s.?!\n][^\n]*?(?:[.?!][”\"]?(?=\s|$)|(?=\n|$))", text))


def attributed(
    text: str,
    content: tuple[str, ...],
    frame: tuple[str, str] = ("", ""),
    chain: str = "",
    certainty: Certainty = Certainty.ATTRIBUTED,
    id_: str = "x",
    parent: str | None = None,
) -> Attribution:
    links = tuple(Link(name, SourceType.PERSON, True, (0, 1)) for name in chain.split(" > ") if name)
    source, cue = (spans_of(text, part) if part else () for part in frame)
    kind, type_ = Quotation.INDIRECT, SourceType.PERSON
    return Attribution(id_, parent, source, cue, spans_of(text, *content), kind, type_, None, links, certainty, 1.0)


def reading(text: str, *attributions: Attribution, id_: str = "a", byline: str | None = None) -> Reading:
    return Reading(Article(id_, "", text, byline=byline), attributions, (), (), (), sentences(text))
