"""Relations > relations with one below each source that rests on another: "the Ledger, citing the Courier, said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from headwater import vocabulary
from headwater.model import Relation, Span, Spans
from headwater.nlp.lists import alternatives
from headwater.spans import InOrder, in_order

LONGEST = 120
"""Characters of a source that a citation names, at most."""
NEAR = 5
"""Characters between a verb and whom it cites: no more than an article."""


@dataclass(frozen=True, slots=True)
class _Forms:
    after: re.Pattern[str]
    before: re.Pattern[str]
    active: re.Pattern[str]
    passive: re.Pattern[str]


def cited(text: str, relations: Sequence[Relation], phrases: Spans, sentences: Spans) -> tuple[Relation, ...]:
    """The relations in the order of the text with those that citations state, in place of what was made of them."""
    nouns, bounds = in_order(phrases), in_order(sentences)
    found = [_turned(text, relation, nouns, bounds) for relation in relations]
    cues = InOrder((cue, i) for i, relation in enumerate(found) for cue in relation.cue[:1])
    made: list[Relation] = []
    dropped: set[int] = set()
    for index, relation in enumerate(found):
        for cue, source in _citations(text, relation, bounds):
            if _meet(relation.cue[0], cue):
                continue  # a citation that was taken for a saying, and goes with whoever says it
            same = [i for i in cues.touching(cue) if i != index]
            if any(found[i].parent is not None for i in same):
                continue
            dropped.update(same)
            taken = (min(cue[0], source[0]), source[1])
            content = _apart(relation.content, taken) or relation.content
            found[index] = replace(relation, source=_cut(text, relation.source, taken), content=content)
            made.append(replace(found[index], source=(source,), cue=(cue,), parent=index))
    return _in_order(_without(found, dropped, made))


def _turned(text: str, relation: Relation, phrases: InOrder[Span], sentences: InOrder[Span]) -> Relation:
    """ "The article cites officials, one of whom said": what is cited is what the article says, not who says it."""
    cue = relation.cue[-1]
    after = relation.source and 0 < relation.source[0][0] - cue[1] <= NEAR
    sentence = sentences.holding(cue[0])
    if not after or sentence is None or not _forms().active.search(text, *cue) or _is_passive(text, cue):
        return relation
    subject = _subject(text, sentence[0], cue[0], phrases)
    if subject is None:
        return relation
    end = max(stop for _, stop in (*relation.source, *relation.content))
    return replace(relation, source=(subject,), content=((relation.source[0][0], end),))


def _is_passive(text: str, cue: Span) -> bool:
    return _forms().passive.search(text, max(0, cue[0] - 12), cue[1]) is not None


def _subject(text: str, start: int, end: int, phrases: InOrder[Span]) -> Span | None:
    """The noun phrase that a verb has for its subject: the one before it or, behind a clause in commas, the first."""
    before = [p for p in phrases.beginning(start, end) if p[1] <= end]
    if not before:
        return None
    enclosed = text[before[-1][1] : end].strip() != "" or text[max(0, end - 3) : end].rstrip()[-1:] in {",", "”", '"'}
    return before[0] if enclosed else before[-1]


def _citations(text: str, relation: Relation, sentences: InOrder[Span]) -> Iterator[tuple[Span, Span]]:
    """Cue and source of the citation right after a relation's source or cue, in its source, or before both."""
    if not relation.source:
        return
    forms = _forms()
    ends = sorted({relation.source[-1][1], relation.cue[-1][1]})
    match = next(filter(None, (forms.after.match(text, end) for end in ends)), None)
    match = match or forms.after.search(text, *relation.source[-1])
    if match is None and relation.parent is None:
        sentence = sentences.holding(relation.cue[0][0])
        match = forms.before.match(text, sentence[0], relation.source[0][0]) if sentence else None
    if match:
        yield match.span("cue"), match.span("source")


def _cut(text: str, source: Spans, citation: Span) -> Spans:
    """A source up to its citation."""
    kept = ((s, min(e, citation[0]) if s < citation[0] else e) for s, e in source if not _within(s, citation))
    bare = ((s, s + len(text[s:e].rstrip(" ,"))) for s, e in kept)
    return tuple((s, e) for s, e in bare if s < e) or source


def _within(place: int, span: Span) -> bool:
    return span[0] <= place < span[1]


def _apart(content: Spans, hole: Span) -> Spans:
    """A content without what stands in `hole`."""
    return tuple(part for s, e in content for part in ((s, min(e, hole[0])), (max(s, hole[1]), e)) if part[0] < part[1])


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
    words = alternatives("citations")
    name = rf"(?!\w+ing\b)(?:[^,.;:()“”\"\n]{{2,{LONGEST}}}?)"
    end = rf"(?=[,.;:()\n]|\s(?:{words['ending']})\s|$)"
    return _Forms(
        after=re.compile(rf",?\s(?P<cue>{words['citing']})\s(?P<source>{name}){end}"),
        before=re.compile(rf"(?P<cue>{words['opening']})\s(?P<source>{name}),\s"),
        active=re.compile(rf"\b(?:{words['cites']})$"),
        passive=re.compile(rf"\b(?:{vocabulary.alternation('be')})\s+(?:\w+\s+)?(?:{words['cites']})$"),
    )
