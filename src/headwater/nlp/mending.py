"""Relations > relations whose sources are whole, and which stand in those that pass them on.

The network marks words one by one, window by window. What the form of a sentence settles beyond doubt is put right
here: a source that lost its noun or took the day along, "quoted the official as saying", "the Ledger, citing the
Courier, said", and "it fell, an official told the Courier, the Ledger reports", where the last passes on the others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from headwater.model import Relation, Span, Spans

LONGEST_NAME = 120
"""Characters of a source that a citation names, at most."""


@dataclass(frozen=True, slots=True)
class _Forms:
    open: re.Pattern[str]
    when: re.Pattern[str]
    reported: re.Pattern[str]
    citing: re.Pattern[str]
    according: re.Pattern[str]
    named_after: re.Pattern[str]


def mended(text: str, relations: Sequence[Relation], phrases: Spans, sentences: Spans) -> tuple[Relation, ...]:
    """The relations in their order, each with its source mended and its parent found, and nested ones for citations."""
    forms = _forms()
    found = list(relations)
    for index, relation in enumerate(found):
        found[index] = _with_source(text, relation, found, phrases, forms)
    found = [_passed_on(text, found, index, sentences) for index in range(len(found))]
    return _in_order(_with_citations(text, found, forms))


# -- sources ----------------------------------------------------------------------------------------------------------


def _with_source(text: str, relation: Relation, others: Sequence[Relation], phrases: Spans, forms: _Forms) -> Relation:
    if not relation.source:
        return _reported(text, _named_after(text, relation, forms), phrases, forms)
    source = [_on_one_line(text, span, relation.cue) for span in relation.source]
    source[-1] = _whole(text, source[-1], relation.cue, phrases, forms)
    source[-1] = _without_time(text, source[-1], forms)
    source[0] = _without_venue(text, source[0], relation, others)
    content = _outside(relation.content, source[-1])
    return replace(relation, source=tuple(source), content=content or relation.content)


def _on_one_line(text: str, span: Span, cue: Spans) -> Span:
    """The line of a source that its cue is nearer to: the end of a headline is no part of what stands below it."""
    if "\n" not in text[slice(*span)].strip():
        return span
    if cue[0][0] < span[0]:
        return span[0], text.index("\n", *span)
    return text.rindex("\n", *span) + 1, span[1]


def _named_after(text: str, relation: Relation, forms: _Forms) -> Relation:
    """ "According to Moss, it fell", where the network took all that follows for what Moss says."""
    cue = relation.cue[-1]
    match = forms.named_after.match(text, cue[1]) if forms.according.search(text, *cue) else None
    if match is None:
        return relation
    source = match.span("source")
    content = tuple((max(s, match.end()) if s < match.end() else s, e) for s, e in relation.content if e > match.end())
    return replace(relation, source=(source,), content=content) if content else relation


def _reported(text: str, relation: Relation, phrases: Spans, forms: _Forms) -> Relation:
    """ "quotes the official as saying that it fell": the official says so."""
    cue = relation.cue[0]
    match = forms.reported.search(text, max(0, cue[0] - 12), cue[1])
    before = [p for p in phrases if match and p[1] == match.start() - 1]
    if match is None or not before or match.end() < cue[1]:
        return relation
    return replace(relation, source=(max(before),))


def _whole(text: str, span: Span, cue: Spans, phrases: Spans, forms: _Forms) -> Span:
    """A source that ends in the middle of a noun phrase, with the rest of it."""
    around = [p for p in phrases if p[0] <= span[1] + 1 and span[1] < p[1] and p[1] <= span[1] + LONGEST_NAME]
    if not around or not forms.open.search(text, *span) or "\n" in text[span[1] : around[0][1]]:
        return span
    end = max(p[1] for p in around if p[0] == min(p[0] for p in around))
    return span if any(c[0] < end and span[1] <= c[0] for c in cue) else (span[0], end)


def _without_time(text: str, span: Span, forms: _Forms) -> Span:
    match = forms.when.search(text, *span)
    return (span[0], match.start()) if match and match.start() > span[0] else span


def _without_venue(text: str, span: Span, relation: Relation, others: Sequence[Relation]) -> Span:
    """A source without the one whom somebody else told: "told the Courier, | the Ledger | reports"."""
    comma = text.rfind(", ", *span)
    told = any(
        other is not relation and 0 <= span[0] - cue[1] <= 1 and other.source and other.source[0] < cue
        for other in others for cue in other.cue
    )  # fmt: skip
    return (comma + 2, span[1]) if told and comma > span[0] else span


def _outside(content: Spans, source: Span) -> Spans:
    """A content without what its source has taken from it."""
    return tuple(
        (max(start, source[1]) if start < source[1] <= end and source[0] <= start else start, end)
        for start, end in content
        if not (source[0] <= start and end <= source[1])
    )


# -- what stands in what ----------------------------------------------------------------------------------------------


def _passed_on(text: str, relations: Sequence[Relation], index: int, sentences: Spans) -> Relation:
    """A relation below the one at the end of its sentence that passes it on: "…, he said, the Ledger reports"."""
    relation = relations[index]
    if relation.parent is not None or not relation.source:
        return relation
    sentence = next((s for s in sentences if s[0] <= relation.cue[0][0] < s[1]), None)
    spoken = max(relation.source[-1][1], relation.cue[-1][1])
    around = [
        i for i, other in enumerate(relations)
        if sentence and i != index and other.source and other.parent != index
        and spoken <= other.source[0][0] < sentence[1] and other.cue[-1][1] <= sentence[1]
        and _set_off(text, other) and _holds(other, relation) and not _stands_in(relations, i, index)
    ]  # fmt: skip
    nearest = min(around, key=lambda i: relations[i].source[0], default=None)
    return relation if nearest is None else replace(relation, parent=nearest)


def _set_off(text: str, relation: Relation) -> bool:
    """Whether a comma or the end of a quotation stands before a relation's source and cue, in the active voice."""
    first = min(relation.source[0][0], relation.cue[0][0])
    if text[: relation.source[0][0]].endswith(" by ") and relation.cue[0] < relation.source[0]:
        return False
    return text[:first].rstrip()[-1:] in {",", "”", "’", '"', "'", ";", "–", "—"}


def _holds(outer: Relation, inner: Relation) -> bool:
    """Whether a relation that ends its sentence says at least half of what another, before it, does."""
    said = {i for s, e in inner.content for i in range(s, e)}
    passed = {i for s, e in outer.content for i in range(s, e)}
    return bool(said) and 2 * len(said & passed) >= len(said) and min(passed) < outer.source[0][0]


def _stands_in(relations: Sequence[Relation], index: int | None, around: int) -> bool:
    while index is not None:
        if index == around:
            return True
        index = relations[index].parent
    return False


# -- citations --------------------------------------------------------------------------------------------------------


def _with_citations(text: str, relations: list[Relation], forms: _Forms) -> list[Relation]:
    """The relations with one more below each source that "cites" another; a citation taken for a saying is replaced."""
    made: list[Relation] = []
    dropped: set[int] = set()
    for index, relation in enumerate(relations):
        for cue, source in _cited(text, relation, forms):
            same = [i for i, other in enumerate(relations) if i != index and other.cue and _meet(other.cue[0], cue)]
            if any(relations[i].parent is not None for i in same):
                continue
            dropped.update(same)
            taken = (cue[0], source[1])
            content = _apart(relation.content, taken)
            kept = replace(relation, source=_outside_of(relation.source, taken), content=content or relation.content)
            relations[index] = kept
            made.append(replace(kept, source=(source,), cue=(cue,), parent=index))
    return _without(relations, dropped, made)


def _cited(text: str, relation: Relation, forms: _Forms) -> Iterator[tuple[Span, Span]]:
    """Cue and source of the citation right after a relation's source, or after its cue and source."""
    if not relation.source:
        return
    for end in sorted({relation.source[-1][1], relation.cue[-1][1]}):
        match = forms.citing.match(text, end)
        if match:
            yield match.span("cue"), match.span("source")
            return
    match = forms.citing.search(text, *relation.source[-1])
    if match:
        yield match.span("cue"), match.span("source")


def _outside_of(source: Spans, citation: Span) -> Spans:
    kept = tuple((s, min(e, citation[0])) for s, e in source if s < citation[0])
    return kept or source


def _apart(content: Spans, hole: Span) -> Spans:
    """A content without what stands in `hole`."""
    found = [part for s, e in content for part in ((s, min(e, hole[0])), (max(s, hole[1]), e)) if part[0] < part[1]]
    return tuple(found)


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _without(relations: Sequence[Relation], dropped: set[int], made: Sequence[Relation]) -> list[Relation]:
    kept = [i for i in range(len(relations)) if i not in dropped]
    place = {old: new for new, old in enumerate(kept)}

    def moved(relation: Relation) -> Relation:
        parent = relation.parent
        while parent is not None and parent in dropped:
            parent = relations[parent].parent
        return replace(relation, parent=_moved(parent, place))

    return [moved(relations[i]) for i in kept] + [moved(relation) for relation in made]


def _in_order(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations by where they begin, with their parents' places."""
    order = sorted(range(len(relations)), key=lambda i: (_first(relations[i]), relations[i].cue, i))
    place = {old: new for new, old in enumerate(order)}
    return tuple(replace(relations[i], parent=_moved(relations[i].parent, place)) for i in order)


def _moved(parent: int | None, place: Mapping[int, int]) -> int | None:
    return None if parent is None else place[parent]


def _first(relation: Relation) -> int:
    return min(start for start, _ in (*relation.source, *relation.cue, *relation.content))


@cache
def _forms() -> _Forms:
    lists = tomllib.loads(resources.files(__package__).joinpath("mending.toml").read_text("utf-8"))
    words = {name: "|".join(map(re.escape, entries)) for name, entries in lists.items()}
    day = rf"(?:{words['weekdays']}|(?:\d{{1,2}}\s)?(?:{words['months']})(?:\s\d{{1,4}})?|\d{{4}})"
    span = rf"(?:last|this|next|the\slast|the\sprevious)\s(?:{words['units']}|{day})"
    when = rf"(?:(?:on|in|since|until|by|during|early|late|earlier|later)\s)*(?:{day}|{span}|yesterday|today)"
    name = rf"(?!\w+ing\b)(?:[^,.;:()“”\"\n]{{2,{LONGEST_NAME}}}?)"
    return _Forms(
        re.compile(rf"(?:(?<=\s)|(?<=’)|(?<='))(?:{words['open']}|s)$"),
        re.compile(rf",?\s{when}$"),
        re.compile(rf"\b(?:{words['reported']})$"),
        re.compile(
            rf",?\s(?P<cue>{words['citing']})\s(?P<source>{name})(?=[,.;:()\n]|\s(?:and|but|that|said|says|as)\s|$)"
        ),
        re.compile(rf"(?:{words['according']})$", re.IGNORECASE),
        re.compile(r"\s(?P<source>[^,.;:()\n“”\"]{2,60}),\s"),
    )
