"""Relations > relations whose content is what is told: not whom it was told to, and whole where "to" or "by" parts it.

"Told the | Lissen Observer that it fell", "had been told by the operator | that the pin was new", "the insurer | is
reported | to have complained": where verbs of telling have what they tell is settled by their form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from headwater.model import Relation, Span, Spans
from headwater.nlp.set_off import SURE, Put
from headwater.spans import InOrder, in_order, trimmed

ENDS = " \t,;:.!?"
"""What stands between a clause and the end of its sentence, and belongs to none."""
FURTHEST = 60
"""Characters between a verb of telling and its "that": whom, when and how."""


@dataclass(frozen=True, slots=True)
class _Forms:
    telling: re.Pattern[str]
    recipient: re.Pattern[str]
    passive: re.Pattern[str]
    raising: re.Pattern[str]
    closing: re.Pattern[str]


def with_tellings(
    text: str, relations: Sequence[Relation], phrases: Spans, sentences: Spans, put: Put
) -> tuple[Relation, ...]:
    """The relations in the order of their cues, those that were missed among them; `parent` counts in the new order."""
    bounds = in_order(sentences)
    found = [_raised(text, _without_recipient(text, relation), bounds) for relation in relations]
    told = list(_told_by(text, phrases, sentences))
    cues = {i: cue for i, relation in enumerate(found) for cue in relation.cue[:1]}
    for source, cue, content in told:
        kind, certainty = put((cue,), (content,))
        here = next((i for i, known in cues.items() if known[0] < cue[1] and cue[0] < known[1]), None)
        parent = _around(found, cue, here)
        made = Relation((source,), (cue,), (content,), parent, kind, certainty, SURE)
        if here is None:
            found.append(made)
        elif not found[here].source:
            found[here] = made
    order = sorted(range(len(found)), key=lambda i: (found[i].cue, i))
    place: dict[int | None, int] = {old: new for new, old in enumerate(order)}
    return tuple(replace(found[i], parent=place.get(found[i].parent)) for i in order)


def _around(relations: Sequence[Relation], cue: Span, here: int | None) -> int | None:
    """The relation with the shortest content that holds a cue."""
    holding = [
        (sum(e - s for s, e in relation.content), i)
        for i, relation in enumerate(relations)
        if i != here and any(s <= cue[0] and cue[1] <= e for s, e in relation.content)
    ]
    return min(holding)[1] if holding else None


def _without_recipient(text: str, relation: Relation) -> Relation:
    """ "Warned | his managers six weeks ago that dust was building up": the managers are told, and no part of it."""
    forms = _forms()
    if not relation.cue or not relation.content or not forms.telling.search(text, *relation.cue[-1]):
        return relation
    first = min(relation.content)
    after = relation.cue[-1][1]
    match = forms.recipient.match(text, after) if after <= first[0] else None
    if match is None or not match.start("that") > first[0] or match.start("that") >= first[1]:
        return relation
    kept = tuple((match.start("that"), e) if (s, e) == first else (s, e) for s, e in relation.content)
    return replace(relation, content=kept)


def _raised(text: str, relation: Relation, sentences: InOrder[Span]) -> Relation:
    """ "The insurer | is reported to have complained", where the network took the deed for a part of the cue."""
    cue = relation.cue[-1] if relation.cue else (0, 0)
    match = _forms().raising.fullmatch(text, *cue)
    sentence = sentences.holding(cue[0])
    if match is None or sentence is None or relation.source:
        return relation
    end = _forms().closing.search(text, cue[1], sentence[1])
    deed = trimmed(text, (match.start("deed"), end.start() if end else sentence[1]), ENDS)
    before = tuple(span for span in relation.content if span[1] <= cue[0])
    if not before:
        return relation
    return replace(relation, cue=(*relation.cue[:-1], match.span("cue")), content=((before[0][0], before[-1][1]), deed))


def _told_by(text: str, phrases: Spans, sentences: Spans) -> Iterator[tuple[Span, Span, Span]]:
    """Source, cue and content of "had been told by the operator in January that the pin had been replaced"."""
    nouns = dict(phrases)
    for sentence in sentences:
        for match in _forms().passive.finditer(text, *sentence):
            source = (match.start("rest"), nouns.get(match.start("rest"), 0))
            that = text.find(" that ", source[1], min(sentence[1], source[1] + FURTHEST)) if source[1] else -1
            if that < 0 or re.search(r"[,;:]", text[source[1] : that]):
                continue
            end = _forms().closing.search(text, that, sentence[1])
            yield source, match.span("cue"), trimmed(text, (that, end.start() if end else sentence[1]), ENDS)


@cache
def _forms() -> _Forms:
    lists = tomllib.loads(resources.files(__package__).joinpath("telling.toml").read_text("utf-8"))
    telling, said = ("|".join(lists[name]) for name in ("telling", "said"))
    be = r"(?:is|are|was|were|be|been|being)"
    return _Forms(
        re.compile(rf"(?<!\w)(?:{telling})(?:\s\w+)?$"),
        re.compile(rf"\s(?=[^,;:.“”\"]{{2,{FURTHEST}}}?\sthat\s)[^,;:.“”\"]+?\s(?P<that>that)\s"),
        re.compile(rf"(?<!\w)(?P<cue>(?:(?:has|have|had)\s+)?{be}\s+(?:{telling}))\s+by\s+(?P<rest>\w)"),
        re.compile(rf"(?P<cue>{be}\s+(?:\w+ly\s+)?(?:{said}))\s+(?P<deed>to\s.+)", re.DOTALL),
        re.compile(r"[;:]|[.!?](?:\s|$)"),
    )
