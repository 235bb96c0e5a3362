"""Assertions and readings from sentences with their propositions marked, so that no model is needed.

    [who|The bank] [buy|bought] [whom|the mill] [when=2010|in 2010] for [how many=3e6..3e6 euros|3 million euros].

A slot's phrase stands after a bar; slots that share a phrase are joined by "+". What is no slot is a predicate's lemma,
with "not" before it if it is denied and with its modality ("attempt sell"). A number gives its bounds and its unit, "~"
before them if it is approximate. A name in braces ("{person:Ada Moss}") is an entity.
"""

from __future__ import annotations

import re

from headwater.model import (
    Argument,
    Article,
    Assertion,
    Attribution,
    Certainty,
    Date,
    Entity,
    Link,
    Modality,
    Proposition,
    Quantity,
    Quotation,
    Reading,
    SourceType,
    Span,
)

MARK = re.compile(r"\[(?P<label>[^|\]]+)\||\{(?P<type>\w+):|(?P<end>[\]}])")
SLOTS = ("who", "whom", "where", "when", "how many")
SENTENCE = re.compile(r"\S.*?(?:\.(?=\s|$)|$)")

Marked = tuple[str, Span]


def unmarked(marked: str) -> tuple[str, list[Marked]]:
    """The plain text, and every mark with its span in it, in the order of their ends."""
    text, position = "", 0
    opened: list[tuple[str, int]] = []
    found: list[Marked] = []
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        if match["end"]:
            label, start = opened.pop()
            found.append((label, (start, len(text))))
        else:
            opened.append((match["label"] or f"entity {match['type']}", len(text)))
    return text + marked[position:], found


def reading(
    id_: str, marked: str, *, publisher: str | None = None, published: str | None = None, said_by: Link | None = None
) -> tuple[list[Assertion], Reading]:
    """The reading of one article, and an assertion a sentence; with `said_by` each is quoted from that speaker."""
    text, marks = unmarked(marked)
    sentences = tuple(m.span() for m in SENTENCE.finditer(text))
    quantities, dates, entities = [], [], []
    for label, span in marks:
        for part in label.split("+"):
            slot, _, given = part.partition("=")
            if slot == "how many" and given:
                quantities.append(quantity(given, span))
            elif slot == "when" and given:
                dates.append(Date(span, given))
            elif slot.startswith("entity "):
                name = text[slice(*span)]
                entities.append(Entity(name, name.removeprefix("the "), slot.split()[1], (span,)))
    asserted = [asserted_in(id_, text, span, marks, said_by) for span in sentences]
    attributions = tuple(
        Attribution(
            "a1", None, ((0, 1),), (), a.span, Quotation.DIRECT, said_by.type, None, (said_by,), a.certainty, 1.0
        )
        for a in asserted
        if said_by
    )
    article = Article(id_, id_, text, publisher=publisher, published=published)
    propositions = tuple(p for a in asserted for p in a.propositions)
    return asserted, Reading(
        article, attributions, tuple(entities), (), (), sentences, tuple(dates), tuple(quantities), propositions
    )


def quantity(given: str, span: Span) -> Quantity:
    """ "~24.. people", "38..38 people"."""
    bounds, unit = given.removeprefix("~").split(" ", 1)
    low, high = (float(end) if end else None for end in bounds.split(".."))
    return Quantity(span, low, high, unit, given.startswith("~"))


def asserted_in(id_: str, text: str, sentence: Span, marks: list[Marked], said_by: Link | None) -> Assertion:
    here = sorted(((label, span) for label, span in marks if sentence[0] <= span[0] < sentence[1]), key=lambda m: m[1])
    predicates = [(label, span) for label, span in here if label.split("=")[0].split("+")[0] not in SLOTS]
    predicates = [(label, span) for label, span in predicates if not label.startswith("entity ")]
    arguments = tuple(
        Argument(part.partition("=")[0], span, head(text, span))
        for label, span in here
        for part in label.split("+")
        if part.partition("=")[0] in SLOTS
    )
    propositions = tuple(proposition(label, span, arguments) for label, span in predicates)
    chain = (said_by,) if said_by else ()
    words = text[slice(*sentence)].strip(" .")
    certainty = Certainty.ATTRIBUTED if said_by else Certainty.ASSERTED
    return Assertion(id_, "a1" if said_by else None, (sentence,), words, certainty, chain, propositions)


def head(text: str, span: Span) -> Span:
    """The last word before a preposition, or of all."""
    phrase = re.split(r" (?:of|in|for|who|with|or) ", text[slice(*span)])[0]
    start = span[0] + phrase.rfind(" ") + 1
    return start, span[0] + len(phrase)


def proposition(label: str, predicate: Span, arguments: tuple[Argument, ...]) -> Proposition:
    *turns, lemma = label.split(" ", 2 if label.startswith("not ") else 1) if " " in label else [label]
    modality = next((Modality(turn) for turn in turns if turn in set(Modality)), Modality.FACT)
    if turns and turns[-1] not in {*Modality, "not"}:
        lemma = f"{turns[-1]} {lemma}"
    spans = [predicate, *(argument.span for argument in arguments)]
    whole = min(start for start, _ in spans), max(end for _, end in spans)
    return Proposition(whole, predicate, lemma, arguments, "not" in turns, modality)


def speaker(name: str, type_: SourceType = SourceType.PERSON) -> Link:
    return Link(name, type_, True, (0, 1))
