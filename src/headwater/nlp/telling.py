"""Relations > relations whose content is what is told: not whom it was told to, and whole where "to" or "by" parts it.

"Told the | Lissen Observer that it fell", "had been told by the operator | that the pin was new", "the insurer | is
reported | to have complained", "two officers, one of whom said | that it fell": where verbs of telling have what they
tell is settled by their form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from headwater import vocabulary
from headwater.model import Relation, Span, Spans
from headwater.nlp.lists import alternatives, lists
from headwater.nlp.set_off import SURE, Put
from headwater.nlp.syntax import AUXILIARIES, OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, Syntax
from headwater.spans import InOrder, in_order, trimmed, within

ENDS = " \t,;:.!?"
"""What stands between a clause and the end of its sentence, and belongs to none."""
FURTHEST = 60
"""Characters between a verb of telling and its "that": whom, when and how."""


@dataclass(frozen=True, slots=True)
class _Forms:
    telling: re.Pattern[str]
    recipient: re.Pattern[str]
    named: re.Pattern[str]
    pronoun: re.Pattern[str]
    told_by: re.Pattern[str]
    passive: re.Pattern[str]
    that: re.Pattern[str]
    raising: re.Pattern[str]
    heard: re.Pattern[str]
    of_whom: re.Pattern[str]
    closing: re.Pattern[str]


def with_tellings(
    text: str,
    relations: Sequence[Relation],
    phrases: Spans,
    sentences: Spans,
    syntax: Syntax,
    put: Put,
    speaks: Callable[[str], bool],
) -> tuple[Relation, ...]:
    """The relations in the order of their cues, those that were missed among them; `parent` counts in the new order.

    `speaks` tells whether a cue passes on what somebody says.
    """
    bounds = in_order(sentences)
    found = [_raised(text, _without_recipient(text, relation, syntax), bounds) for relation in relations]
    found = [_in_its_clause(text, _untold(text, relation, bounds), syntax, put) for relation in found]
    found = [_within(relation, found) for relation in found]
    told = [*_told_by(text, phrases, sentences), *_heard(text, sentences), *_of_whom(text, sentences, syntax, speaks)]
    cues = {i: cue for i, relation in enumerate(found) for cue in relation.cue[:1]}
    for source, cue, content in told:
        kind, certainty = put((cue,), (content,))
        here = next((i for i, known in cues.items() if known[0] < cue[1] and cue[0] < known[1]), None)
        parent = _around(found, cue, here)
        made = Relation(source, (cue,), (content,), parent, kind, certainty, SURE)
        if here is None:
            found.append(made)
        elif not found[here].source:
            found[here] = made
        elif not source:
            found[here] = replace(found[here], source=(), cue=(cue,))
    order = sorted(range(len(found)), key=lambda i: (found[i].cue, i))
    place: dict[int | None, int] = {old: new for new, old in enumerate(order)}
    return tuple(replace(found[i], parent=place.get(found[i].parent)) for i in order)


def _around(relations: Sequence[Relation], cue: Span, here: int | None) -> int | None:
    """The relation with the shortest content that holds a cue."""
    holding = [
        (sum(e - s for s, e in relation.content), i)
        for i, relation in enumerate(relations)
        if i != here and within(cue, relation.content)
    ]
    return min(holding)[1] if holding else None


def _without_recipient(text: str, relation: Relation, syntax: Syntax) -> Relation:
    """ "Warned | his managers six weeks ago that dust was building up": the managers are told, and no part of it."""
    forms = _forms()
    if not relation.cue or not relation.content or not forms.telling.search(text, *relation.cue[-1]):
        return relation
    first = min(relation.content)
    after = relation.cue[-1][1]
    pronoun = forms.pronoun.match(text, *first)
    if pronoun and pronoun.end() < first[1] and not text[after : first[0]].strip():
        return replace(relation, content=((pronoun.end(), first[1]), *sorted(relation.content)[1:]))
    match = forms.recipient.match(text, after) if after <= first[0] else None
    match = match or (forms.named.match(text, after) if after <= first[0] else None)
    that = match.start("that") + 1 if match else _behind_recipient(relation.cue[-1], first, syntax)
    if that is None or not first[0] < that < first[1]:
        return relation
    kept = tuple((that, e) if (s, e) == first else (s, e) for s, e in relation.content)
    return replace(relation, content=kept)


def _behind_recipient(cue: Span, content: Span, syntax: Syntax) -> int | None:
    """Where a clause begins right behind the object of its verb, with which the content begins: "told | his men | it
    fell".

    Who tells tells somebody: if nobody else is there, it is who looks like a part of a name: "told | ministry | ramp
    fell".
    """
    words, below = syntax.words, syntax.parse.below
    for verb in syntax.covered([cue]):
        objects = [i for i in syntax.below(verb, *OBJECTS) if words[min(below(i))].span[0] == content[0]]
        for first in (min(below(i)) for i in syntax.below(verb, "ccomp")):
            if any(max(below(i)) == first - 1 for i in objects):
                return words[first].span[0]
        needed = syntax.lemmas[verb] in lists("telling")["needing"] and not syntax.below(verb, *OBJECTS, "auxpass")
        first = min(verb + 1, len(words) - 1)
        subject = words[words[first].head].dependency in (*SUBJECTS, *PASSIVE_SUBJECTS)
        if needed and subject and words[first].dependency == "compound" and words[first].span[0] == content[0]:
            return words[first + 1].span[0]
    return None


def _in_its_clause(text: str, relation: Relation, syntax: Syntax, put: Put) -> Relation:
    """ "One raid they say was run from Oslo | was the first": what they say ends where that clause does."""
    words, cue = syntax.words, relation.cue[-1]
    if not relation.source or not relation.content or cue[1] >= max(relation.content)[1]:
        return relation
    for verb in (i for i in sorted(syntax.covered([cue])) if words[i].dependency == "relcl"):
        noun = words[verb].head
        main = words[noun].head
        end = words[min([main, *syntax.below(main, *AUXILIARIES)])].span[0]
        said = [i for i in syntax.covered([(cue[1], end)]) if words[i].part in ("VERB", "AUX")]
        if words[noun].dependency in (*SUBJECTS, *PASSIVE_SUBJECTS) and cue[1] < end and said:
            content = tuple(trimmed(text, (a, min(b, end))) for a, b in relation.content if a < end)
            kind, certainty = put(relation.cue, content)
            return replace(relation, content=content, kind=kind, certainty=certainty)
    return relation


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


def _untold(text: str, relation: Relation, sentences: InOrder[Span]) -> Relation:
    """ "Moss | had been told that it fell": Moss did not say so, and is no part of it."""
    cue = relation.cue[-1]
    sentence = sentences.holding(cue[0])
    match = (
        next((m for m in _forms().passive.finditer(text, *sentence) if m.end() == cue[1]), None) if sentence else None
    )
    if match is None or sentence is None or _forms().told_by.match(text, *match.span()):
        return relation
    start = match.start("cue")
    before = (span for span in (*relation.source, *relation.content) if span[1] <= start)
    apart = any(text[span[1] : start].strip() for span in before)
    after = tuple((max(s, cue[1]), e) for s, e in relation.content if e > cue[1])
    if apart or not after:
        return relation
    that = _behind_that(text, cue[1], sentence)
    return replace(relation, source=(), cue=(match.span("cue"),), content=(that,) if that else after)


def _within(relation: Relation, relations: Sequence[Relation]) -> Relation:
    """A nested relation that says no more than the one that it stands in."""
    if relation.parent is None:
        return relation
    around = relations[relation.parent].content
    clipped = ((max(a, c), min(b, d)) for a, b in relation.content for c, d in around if a < d and c < b)
    return replace(relation, content=tuple(clipped) or relation.content)


def _heard(text: str, sentences: Spans) -> Iterator[tuple[Spans, Span, Span]]:
    """Cue and content of "it fell at night, the court heard", which says nothing of who told it there."""
    for sentence in sentences:
        match = _forms().heard.search(text, *sentence)
        content = trimmed(text, (sentence[0], match.start()), ENDS) if match else sentence
        if match and content[0] < content[1]:
            yield (), match.span("cue"), content


def _told_by(text: str, phrases: Spans, sentences: Spans) -> Iterator[tuple[Spans, Span, Span]]:
    """Source, cue and content of "had been told by the operator in January that the pin had been replaced"."""
    nouns = dict(phrases)
    for sentence in sentences:
        for match in _forms().told_by.finditer(text, *sentence):
            source = (match.start("rest"), nouns.get(match.start("rest"), 0))
            if source[1] and (said := _behind_that(text, source[1], sentence)):
                yield (source,), match.span("cue"), said


def _of_whom(
    text: str, sentences: Spans, syntax: Syntax, speaks: Callable[[str], bool]
) -> Iterator[tuple[Spans, Span, Span]]:
    """Source, cue and content of "two officers, one of whom said that it fell"."""
    words = syntax.words
    for sentence in sentences:
        for match in _forms().of_whom.finditer(text, *sentence):
            behind = sorted(syntax.covered([(match.end(), sentence[1])]))
            verb = next((i for i in behind if words[i].part not in ("AUX", "ADV")), None)
            if verb is None or words[verb].part != "VERB" or not speaks(syntax.form(verb)):
                continue
            for clause in syntax.below(verb, "ccomp")[:1]:
                below = syntax.parse.below(clause)
                said = words[min(below)].span[0], words[max(below)].span[1]
                if words[verb].span[1] < said[0]:
                    yield (match.span("source"),), words[verb].span, trimmed(text, said, ENDS)


def _behind_that(text: str, start: int, sentence: Span) -> Span | None:
    """The clause with "that" which goes on a little behind `start` and, up to there, has no other clause before it."""
    that = _forms().that.search(text, start, min(sentence[1], start + FURTHEST))
    if that is None or re.search(r"[,;:]", text[start : that.start()]):
        return None
    end = _forms().closing.search(text, that.start(), sentence[1])
    return trimmed(text, (that.start(), end.start() if end else sentence[1]), ENDS)


@cache
def _forms() -> _Forms:
    words = alternatives("telling")
    told = "|".join(form for forms in vocabulary.telling().values() for form in forms)
    that, be, have = rf"\s(?:{words['that']})\s", rf"(?:{vocabulary.alternation('be')})", vocabulary.alternation("have")
    passive = rf"(?<!\w)(?P<cue>(?:(?:{have})\s+)?{be}\s+(?:\w+ly\s+)?(?:{told}))"
    return _Forms(
        telling=re.compile(rf"(?<!\w)(?:{told}|{words['convincing']})(?:\s\w+)?$"),
        recipient=re.compile(rf"(?=[^,;:.“”\"]{{2,{FURTHEST}}}?{that})[^,;:.“”\"]+?(?P<that>{that})"),
        named=re.compile(rf"(?:\s(?:[A-Z][\w’'.-]*|{words['small']}),?){{1,30}}?(?P<that>{that})"),
        pronoun=re.compile(rf"(?:{words['recipients']})\b,?\s+"),
        told_by=re.compile(rf"{passive}\s+(?:{words['by']})\s+(?P<rest>\w)"),
        passive=re.compile(passive),
        that=re.compile(that),
        raising=re.compile(
            rf"(?P<cue>{be}\s+(?:\w+ly\s+)?(?:{words['said']}))\s+(?P<deed>(?:{words['to']})\s.+)", re.DOTALL
        ),
        heard=re.compile(rf",\s+(?P<cue>(?:\w+\s+){{1,3}}(?:{words['hearing']})\s+(?:{words['heard']}))\b"),
        of_whom=re.compile(rf"(?<!\w)(?P<source>(?:{words['some']})\s(?:{words['of_whom']}))\s"),
        closing=re.compile(r"[;:]|[.!?](?:\s|$)"),
    )
