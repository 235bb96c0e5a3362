"""Relations > relations with the source that their verb shares with another: "Moss said it fell, and denied that …".

Annotators mark a source once, and so does the network: the second verb of one subject has none. Who does what a verb
says, the parse tells: also where that stands beyond the verb's own clause, as in "announcing that".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from headwater.model import Quotation, Relation, Span, Spans
from headwater.nlp.lists import alternatives
from headwater.nlp.set_off import Put
from headwater.nlp.subjects import roles
from headwater.nlp.syntax import Syntax
from headwater.spans import InOrder, in_order, overlaps, trimmed, within

VERBS = ("VERB", "AUX")
DOING = "ing"
"""How a verb ends that hangs on another and has its subject: "Asked whether" has not."""
PAST = ("was", "is", "has", "does")
"""Forms in s that agree with a noun in s as well, or stand for another verb."""
FEWEST = 3
"""Words that a content has to keep from which another one is parted."""
BEFORE = 40
"""Characters before a cue in which a comma parts it from what was said before."""


def with_doers(
    text: str,
    relations: Sequence[Relation],
    phrases: Spans,
    sentences: Spans,
    syntax: Syntax,
    put: Put,
    speaks: Callable[[str], bool],
) -> tuple[Relation, ...]:
    """The relations in their order. `speaks` tells whether a cue passes on what somebody says."""
    relations = [_agreeing(text, relation, syntax, put) for relation in _parted(text, relations, put)]
    bounds, nouns = in_order(sentences), in_order(phrases)
    sources = InOrder((span, relation.source) for relation in relations for span in relation.source)
    said = InOrder((span, relation) for relation in relations for span in relation.content if relation.source)
    found = []
    for relation in relations:
        cue = max(relation.cue)
        # "Quotes the official | as saying" has who says it right before.
        reported = _reported().search(text, max(0, cue[0] - BEFORE), cue[1])
        if not relation.source and not reported and speaks(" ".join(text[a:b] for a, b in relation.cue)):
            doer = _doer(relation, bounds, syntax)
            source = () if doer is None else sources.holding(doer[0]) or (_phrase(doer, nouns),)
            # "Saying that it fell, and promising that": who stands in what is said does not go on to speak.
            others = (r for r in said.touching(doer) if not within(relation.cue[0], r.content)) if doer else iter(())
            source = next((other.source for other in others), source)
            if source and not any(overlaps(span, (*relation.cue, *relation.content)) for span in source):
                relation = replace(relation, source=source)
        found.append(relation)
    return tuple(found)


def _parted(text: str, relations: Sequence[Relation], put: Put) -> list[Relation]:
    """The relations, of which a second verb behind a comma says something by itself, and not within what is said.

    "Moss said that the ramp was safe, | and later denied knowing of the crack": it is Moss who denies.
    """
    found = list(relations)
    for index, relation in enumerate(relations):
        around = None if relation.parent is None else found[relation.parent]
        if around is None or around.kind is not Quotation.INDIRECT or not around.source:
            continue
        cue = relation.cue[0][0]
        comma = _coordinated().search(text, max(0, cue - BEFORE), cue)
        kept = _until(comma.start(), around.content) if comma else ()
        words = sum(len(text[start:end].split()) for start, end in kept)
        if not comma or around.cue[-1][1] > around.content[0][0] or words < FEWEST:
            continue
        kind, certainty = put(around.cue, kept)
        above = around.parent
        found[relation.parent or 0] = replace(around, content=kept, kind=kind, certainty=certainty)
        for number, other in enumerate(found):
            if other.parent == relation.parent and number != index and other.cue[0][0] > comma.start():
                inner = within((other.cue[0][0], other.cue[-1][1]), relation.content)
                found[number] = replace(other, parent=index if inner else above)
        found[index] = replace(relation, source=around.source, parent=above)
    return found


def _agreeing(text: str, relation: Relation, syntax: Syntax, put: Put) -> Relation:
    """A relation without a second verb that only its source agrees with: "She believes that more pages exist | and
    intends to ask for them"."""
    words = syntax.words
    for verb in (i for i in sorted(syntax.covered(relation.cue)) if _singular(syntax, i)):
        for clause in syntax.below(verb, "ccomp"):
            if _singular(syntax, clause) or not any(map(partial(_plural, syntax), syntax.below(clause, "nsubj"))):
                continue
            for second in (i for i in syntax.below(verb, "conj") + syntax.below(clause, "conj") if i > clause):
                joined = [i for i in range(clause, second) if words[i].dependency == "cc"]
                if joined and _singular(syntax, second) and not syntax.below(second, "nsubj"):
                    kept = tuple(trimmed(text, span) for span in _until(words[joined[-1]].span[0], relation.content))
                    kind, certainty = put(relation.cue, kept)
                    return replace(relation, content=kept, kind=kind, certainty=certainty) if kept else relation
    return relation


def _singular(syntax: Syntax, index: int) -> bool:
    """Whether a word is a verb in the third person: "believes"."""
    return syntax.words[index].part in VERBS and syntax.form(index).endswith("s") and syntax.form(index) not in PAST


def _plural(syntax: Syntax, index: int) -> bool:
    return syntax.words[index].part == "NOUN" and syntax.form(index).endswith("s")


def _until(end: int, content: Spans) -> Spans:
    return tuple((start, min(stop, end)) for start, stop in content if start < end)


def _doer(relation: Relation, sentences: InOrder[Span], syntax: Syntax) -> Span | None:
    """The word for whoever does what the last verb of a cue says, in the sentence of that cue."""
    words = syntax.words
    verbs = [i for i in sorted(syntax.covered(relation.cue)) if words[i].part in VERBS]
    if not verbs:
        return None
    verb = verbs[-1]
    if words[verb].dependency == "advcl" and not syntax.form(verb).endswith(DOING):
        return None
    who, _ = roles(syntax, verb)
    sentence = sentences.holding(words[verb].span[0])
    if not who or sentence is None or syntax.below(verb, "auxpass"):
        return None
    span = words[who[0]].span
    return span if sentence[0] <= span[0] < sentence[1] else None


def _phrase(word: Span, phrases: InOrder[Span]) -> Span:
    """The noun phrase around a word, or the word."""
    return max(phrases.touching(word), key=lambda p: (p[1] - p[0], p), default=word)


@cache
def _coordinated() -> re.Pattern[str]:
    words = alternatives("doers")
    return re.compile(rf",\s+(?:{words['joining']})\s+(?:(?:{words['ahead']})\s+)*\Z")


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('sources')['reported']})\Z")
