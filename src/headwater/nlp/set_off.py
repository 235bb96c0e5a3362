"""Relations > with those that a comma or a colon sets off from what is said, where the network missed them.

"It fell, the Ledger reports", "it fell, as the letter shows", "Minister: it fell" as a headline; and "it fell, a story
first reported by the Ledger", where the network has the word "story" for what is said. So is "it puts the toll at 40",
where an amount is set off by "at".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from headwater import vocabulary
from headwater.model import Certainty, Mention, Quotation, Relation, Span, Spans
from headwater.nlp.lists import alternatives, lists
from headwater.nlp.numerals import load, table
from headwater.spans import InOrder, in_order, overlaps, trimmed, within

Put = Callable[[Spans, Spans], tuple[Quotation, Certainty]]
"""Cue and content > in whose words the content is put, and how certain."""
Said = tuple[Span, Span, Span]
"""Source, cue and content."""

SURE = 0.6
"""Confidence in a relation that only its form shows: above what the network is least sure of, below what it knows."""
FEWEST = 3
"""Words that state something at least."""
TITLE = re.compile(r"(?:[A-Z][\w’'.-]*\s){0,4}")
"""Words with a capital before the name of who says something in a headline."""
OUTER = r" \t“”\"‘’'"


@dataclass(frozen=True, slots=True)
class _Forms:
    ending: re.Pattern[str]
    heading: re.Pattern[str]
    speaker: re.Pattern[str]
    told: re.Pattern[str]
    putting: re.Pattern[str]
    obtained: re.Pattern[str]
    comma_as: str


def with_set_off(
    text: str, relations: Sequence[Relation], phrases: Spans, sentences: Spans, mentions: Sequence[Mention], put: Put
) -> tuple[Relation, ...]:
    """The relations in the order of their cues, those that were missed among them; `parent` counts in the new order."""
    widened = [_of_the_clause(text, relation, sentences, put) for relation in relations]
    bounds = in_order(sentences)
    widened = [_told_before(text, relation, bounds, put) for relation in widened]
    widened = [_what_is_denied(relation, widened, put) for relation in widened]
    taken = in_order(span for r in relations for span in (*r.cue, *r.source))
    missed = [
        Relation((source,), (cue,), (content,), None, *put((cue,), (content,)), SURE)
        for source, cue, content in _missed(text, phrases, sentences, mentions)
        if not taken.touching(cue)
    ]
    every = [*widened, *missed]
    order = sorted(range(len(every)), key=lambda i: (every[i].cue, i))
    place = {old: new for new, old in enumerate(order)}
    return tuple(replace(every[i], parent=_at(place, every[i].parent)) for i in order)


def _at(place: dict[int, int], parent: int | None) -> int | None:
    return None if parent is None else place[parent]


def _missed(text: str, phrases: Spans, sentences: Spans, mentions: Sequence[Mention]) -> Iterator[Said]:
    begin = dict(phrases)
    for number, sentence in enumerate(sentences):
        found = _heading(text, sentence, mentions) if number == 0 else None
        found = found or _ending(text, sentence, begin, headline=number == 0) or _putting(text, sentence, phrases)
        if found is not None:
            yield found


def _heading(text: str, first: Span, mentions: Sequence[Mention]) -> Said | None:
    """ "Minister: it fell", "Ada Berg: ‘It fell’", of the first sentence."""
    match = _forms().heading.match(text, *first)
    if match is None or len(match["content"].split()) < FEWEST:
        return None
    end = match.end("source")
    named = any(m.span == match.span("source") and m.label == "PUBLICATION" for m in mentions)
    # "Sen. Ada Moss: it fell", not "What we know of Ada Moss: it fell".
    persons = (m.span[0] for m in mentions if m.label == "PERSON" and m.span[1] == end)
    named = named or any(TITLE.fullmatch(text, match.start("source"), start) for start in persons)
    quoted = match["content"][0] in "“‘\"'"
    if not (named or quoted or _forms().speaker.search(match["source"])):
        return None
    return match.span("source"), (match.end("source"), match.end("source") + 1), match.span("content")


def _ending(text: str, sentence: Span, begin: dict[int, int], *, headline: bool) -> Said | None:
    """ "It fell, the Ledger reports", "it fell, as the letter shows"; in a headline "It fell, foreign paper says"."""
    for match in _forms().ending.finditer(text, *sentence):
        start, end = match.span("source")
        # "the daily reports" is as good as a noun: it may be taken for one.
        alone = begin.get(start) in (end, match.end("cue")) or match["source"].lower() in lists("set_off")["pronouns"]
        alone = alone or (start in begin and _forms().obtained.search(text, start, end) is not None)
        alone = alone or (headline and _forms().speaker.search(match["source"]) is not None)
        content = trimmed(text, (sentence[0], match.start()), ",")
        if (alone or (match["as"] and start in begin)) and len(text[slice(*content)].split()) >= FEWEST:
            return match.span("source"), match.span("cue"), content
    return None


def _putting(text: str, sentence: Span, phrases: Spans) -> Said | None:
    """ "The report puts the cost at 3 million", "the ministry, which had counted, put the toll at 40"."""
    match = _forms().putting.search(text, *sentence)
    if match is None:
        return None
    before = trimmed(text, (sentence[0], match.start()), ",")
    near = [p for p in phrases if p[0] >= before[0] and p[1] == before[1]]
    if text[: match.start()].rstrip().endswith(","):
        # "The Center for Harbour Studies, which had counted them, puts …"
        comma = text.index(",", before[0])
        near = [(p[0], comma) for p in phrases if p[0] == before[0] and p[1] <= comma]
    if before[0] < before[1] and text[slice(*before)].lower() in lists("set_off")["pronouns"]:
        near = [before]
    return (min(near), match.span("cue"), trimmed(text, match.span("content"))) if near else None


def _told_before(text: str, relation: Relation, sentences: InOrder[Span], put: Put) -> Relation:
    """A relation that ends its sentence says all that stands before it, where the network has less of that, or more.

    So it is behind "as the letter shows", and in a headline, which says nothing of the text below.
    """
    cue = relation.cue[0]
    sentence = sentences.holding(cue[0])
    if sentence is None or (sentence[0] and text.find(_forms().comma_as, *sentence) < 0):
        return relation
    match = next((m for m in _forms().ending.finditer(text, *sentence) if m["as"] or not sentence[0]), None)
    if match is None or match.start("cue") > cue[0] or cue[1] > match.end():
        return relation
    clause = trimmed(text, (sentence[0], match.start()), ",")
    elsewhere = not overlaps(clause, relation.content)
    if len(text[slice(*clause)].split()) < FEWEST or (elsewhere and sentence[0]):
        return relation
    kind, certainty = put(relation.cue, (clause,))
    return replace(relation, content=(clause,), kind=kind, certainty=certainty)


def _what_is_denied(relation: Relation, relations: Sequence[Relation], put: Put) -> Relation:
    """ "She denied that it fell, as the Ledger reported": what the Ledger reported is that it fell."""
    for other in relations:
        frame = (*other.source, *other.cue)
        inside = frame and all(within(span, relation.content) for span in (*frame, *other.content))
        if inside and other.certainty is Certainty.DENIED and other.cue[-1][1] < relation.cue[0][0]:
            kind, certainty = put(relation.cue, other.content)
            return replace(relation, content=other.content, kind=kind, certainty=certainty)
    return relation


def _of_the_clause(text: str, relation: Relation, sentences: Spans, put: Put) -> Relation:
    """A relation whose content is "a story" behind a clause says that clause."""
    if len(relation.content) != 1 or not _forms().told.fullmatch(text, *relation.content[0]):
        return relation
    start = relation.content[0][0]
    sentence = next((s for s in reversed(sentences) if s[0] <= start), (0, len(text)))
    before = text[sentence[0] : start].rstrip()
    clause = trimmed(text, (sentence[0], sentence[0] + len(before)), ",–—-")
    if not before.endswith((",", "–", "—")) or len(text[slice(*clause)].split()) < FEWEST:
        return relation
    kind, certainty = put(relation.cue, (clause,))
    return replace(relation, content=(clause,), kind=kind, certainty=certainty)


@cache
def _forms() -> _Forms:
    words = alternatives("set_off")
    word = r"[\w’'.&-]+"
    numerals, quantities = load("en"), cast("dict[str, Any]", table("quantities", "en"))
    obtained = rf"\s(?:{vocabulary.alternation('obtained')}|{words['obtained']})\s(?:{words['obtained_by']})\s"
    about = "|".join(quantities["before"])
    numbers = "|".join((*numerals.cardinals, *(f"a {each}" for each in numerals.magnitudes), *quantities["vague"]))
    between = words["ahead"].replace(r"\ ", r"\s+")
    ahead = rf"(?:(?:{words['helping']})\s+)?(?:(?:{between})\s+)*"
    ending = (
        rf",[”\"’']?\s+(?:(?P<as>{words['as']})\s+)?(?P<source>{word}(?:\s+{word}){{0,9}}?)\s+"
        rf"(?P<cue>{ahead}(?:{words['verbs']}|{words['plural_verbs']}|(?(as)(?:{words['as_verbs']})|(?!))))"
        rf"(?:\s+(?:{words['after']})\b[^,;:]{{0,60}})?[{OUTER}]*[.!]?[{OUTER}]*(?:\n|\Z|$)"
    )
    return _Forms(
        ending=re.compile(ending),
        heading=re.compile(r"\s*(?P<source>[^\s:](?:[^:\n]{1,40}))(?<=\w):\s+(?P<content>[^\n]+?)\s*(?=\n|\Z|$)"),
        speaker=re.compile(rf"\b(?:{words['speakers']})$", re.IGNORECASE),
        told=re.compile(rf"(?:{words['told_as']})\s+(?:\w+\s+)?(?:{words['told']})", re.IGNORECASE),
        putting=re.compile(
            rf"(?<=\s)(?P<cue>(?:(?:{words['helping_to_put']})\s+)*(?:{words['putting']}))\s+"
            rf"(?P<content>(?:(?:{words['whose']})\s+)+(?:[\w’'-]+\s+){{0,2}}?(?:{words['amounts']})\b"
            rf"[^.;:\n]{{0,80}}?\s(?:{words['put_at']})\s+(?:(?:{about})\s+)*[$€£]?(?:\d[\d.,]*|{numbers})\b"
            rf"[^;:\n]*?)(?=[.,]?\s+{words['and']}\s+\w+s\s|[.,;:]\s|\.?\Z|\.?\n|\.?$)"
        ),
        obtained=re.compile(obtained),
        comma_as=f", {words['as']} ",
    )
