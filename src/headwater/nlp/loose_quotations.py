"""Relations > relations with one for each speech that belongs to none: of whoever signs it, else of nobody known.

A quotation that nobody introduces still says something. Its cue is the mark that opens it, or the dash before the name
of who signs it. Names, titles and words that an article borrows stand within a sentence, and are no speeches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from headwater.model import Mention, Relation, Span, Spans
from headwater.nlp.lists import lists
from headwater.nlp.set_off import SURE, Put
from headwater.nlp.speeches import is_title, is_whole
from headwater.quotation import inside, speeches
from headwater.spans import InOrder, in_order, within

SIGNED = re.compile(r"\s*(?P<cue>[—–―]|--?)[^\S\n]*(?P<source>[^\n]+)")
"""A line below a quotation, or what stands behind it, that a dash begins."""
FURTHER = re.compile(r"\.?(?:,|[^\S\n]\(|[^\S\n](?:on|in|at|to|during|after|via)\b)[^\n]{0,120}|\.?[^\S\n]*")
"""What may stand behind a name that signs: who that is, where and when."""
FEWEST = 3
"""Words that a content has to keep that loses a quotation to another one."""
LEADING = 6
"""Words before the name of who signs: "New Yorker editor David Remnick"."""


def with_loose_quotations(
    text: str, relations: Sequence[Relation], sentences: Spans, mentions: Sequence[Mention], put: Put
) -> tuple[Relation, ...]:
    """The relations by where they begin; what stands in such a quotation is below it, as `parent` says."""
    bounds, names = in_order(sentences), InOrder((m.span, m) for m in mentions if m.label in ("PERSON", "ORGANISATION"))
    made = []
    for speech in speeches(text):
        if not _is_speech(text, speech, bounds):
            continue
        content = tuple(inside(text, span) for span in speech)
        if signature := _signature(text, speech[-1][1], names):
            source, cue = signature
            relations = without_rivals(text, relations, source, content)
            made.append(Relation((source,), (cue,), content, None, *put((cue,), content), SURE))
        elif not _is_said(text, speech, relations):
            cue = speech[0][0], content[0][0]
            made.append(Relation((), (cue,), content, None, *put((cue,), content), SURE))
    return below(relations, made)


def without_rivals(text: str, relations: Sequence[Relation], source: Span, content: Spans) -> list[Relation]:
    """The relations without those that have the same source, and with nothing that they say of another's content."""
    dropped, kept = set(), list(relations)
    for index, relation in enumerate(relations):
        if relation.parent is not None or within(relation.cue[0], content):
            continue
        left = tuple(piece for span in relation.content for piece in _apart(text, span, content))
        few = left != relation.content and sum(len(text[a:b].split()) for a, b in left) < FEWEST
        if few or any(_meet(span, source) for span in relation.source):
            dropped.add(index)
        kept[index] = replace(relation, content=left)
    order = [i for i in range(len(relations)) if i not in dropped]
    place: dict[int | None, int] = {old: new for new, old in enumerate(order)}
    return [replace(kept[i], parent=place.get(kept[i].parent)) for i in order]


def below(relations: Sequence[Relation], made: Sequence[Relation]) -> tuple[Relation, ...]:
    """Both by where they begin, with those whose cue stands in what one that was made says below that one."""
    found = [*relations, *made]
    for number, one in enumerate(made, start=len(relations)):
        for index, relation in enumerate(relations):
            if relation.parent is None and within(relation.cue[0], one.content):
                found[index] = replace(relation, parent=number)
    order = sorted(range(len(found)), key=lambda i: (_begin(found[i]), found[i].cue, i))
    place: dict[int | None, int] = {old: new for new, old in enumerate(order)}
    return tuple(replace(found[i], parent=place.get(found[i].parent)) for i in order)


def _is_speech(text: str, speech: Spans, bounds: InOrder[Span]) -> bool:
    return is_whole(text, speech[0], bounds) and not (is_title(text, speech[0]) and len(speech) == 1)


def _is_said(text: str, speech: Spans, relations: Iterable[Relation]) -> bool:
    """Whether somebody who is not spoken of in a speech has to do with it, or has a turn of a transcript there."""
    return any(
        _meet(span, stretch)
        for relation in relations
        if not within(relation.cue[0], speech)
        or relation.cue[0][0] == speech[0][0]
        or (relation.parent is None and text[relation.cue[0][1] - 1] == ":")
        for span in (*relation.source, *relation.cue, *relation.content)
        for stretch in speech
    )


def _signature(text: str, end: int, names: InOrder[Mention]) -> tuple[Span, Span] | None:
    """Source and cue of "“It fell.” — Ada Moss, the mayor"."""
    match = SIGNED.match(text, end)
    if match is None:
        return None
    here = (m.span for m in names.touching(match.span("source")) if m.span[0] >= match.start("source"))
    name = next(here, None)
    before = text[match.start("source") : name[0]].split() if name else []
    if name is None or len(before) > LEADING or not set(before).isdisjoint(lists("speeches")["credited"]):
        return None
    if not FURTHER.fullmatch(text, name[1], match.end()):
        return None
    return (match.start("source"), name[1]), match.span("cue")


def _apart(text: str, span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    pieces = [span]
    for start, end in holes:
        parted = ((p for a, b in pieces for p in ((a, min(b, start)), (max(a, end), b)))) if pieces else ()
        pieces = [piece for piece in parted if piece[0] < piece[1]]
    yield from (piece for piece in pieces if any(map(str.isalnum, text[slice(*piece)])))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _begin(relation: Relation) -> int:
    return min(start for start, _ in (*relation.source, *relation.cue, *relation.content))
