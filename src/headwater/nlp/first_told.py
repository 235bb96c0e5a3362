"""Relations > with those that tell in passing who told a thing first: "the crack, first reported by the Packet, was …".

Set off behind a subject it covers the sentence, if that only tells how, when or by whom the thing came about; of "the
deal, first reported by the Packet, angered the unions" the Packet knew the deal alone. At the end of a sentence it
covers all that stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from headwater import vocabulary
from headwater.model import Relation, Span, Spans
from headwater.nlp.lists import alternatives
from headwater.nlp.set_off import FEWEST, SURE, Put
from headwater.spans import overlaps, trimmed, within

ENDS = " \t\n.!,;:"
"""What stands between a clause and the end of its sentence, and belongs to none."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Who told a thing first, in which words, and what is told so; `verb` is what the sentence tells of that thing."""

    source: Span
    cue: Span
    content: Spans
    verb: Span


@dataclass(frozen=True, slots=True)
class _Forms:
    beside: re.Pattern[str]
    closing: re.Pattern[str]


def with_first_told(text: str, relations: Sequence[Relation], sentences: Spans, put: Put) -> tuple[Relation, ...]:
    """The relations in the order of their cues, those that were missed among them; `parent` counts in the new order.

    A relation gives way that takes the same words, or the verb beside them, for its cue.
    """
    found, lost = list(relations), set[int]()
    for told in _told(text, sentences):
        words = (told.cue, told.source, told.verb)
        here = {i for i, relation in enumerate(relations) if any(overlaps(cue, words) for cue in relation.cue)}
        others = (relation for i, relation in enumerate(relations) if i not in here)
        if any(within(cue, told.content) for relation in others for cue in relation.cue):
            continue  # "…, was found in October, the ministry said"
        lost |= here
        kind, certainty = put((told.cue,), told.content)
        found.append(Relation((told.source,), (told.cue,), told.content, None, kind, certainty, SURE))
    kept = sorted((i for i in range(len(found)) if i not in lost), key=lambda i: (found[i].cue, i))
    place: dict[int | None, int] = {old: new for new, old in enumerate(kept)}
    return tuple(replace(found[i], parent=place.get(found[i].parent)) for i in kept)


def _told(text: str, sentences: Spans) -> Iterator[_Told]:
    for sentence in sentences:
        if match := _forms().beside.match(text, *sentence):
            rest = trimmed(text, (match.end("aside"), sentence[1]), ENDS)
            yield _Told(*_telling(match), (match.span("subject"), rest), match.span("verb"))
        elif match := _forms().closing.search(text, *sentence):
            clause = trimmed(text, (sentence[0], match.start()), ENDS)
            if len(text[slice(*clause)].split()) >= FEWEST:
                yield _Told(*_telling(match), (clause,), (match.start(), match.start()))


def _telling(match: re.Match[str]) -> tuple[Span, Span]:
    """Who told it, and in which words."""
    source = "agent" if match["agent"] else "teller"
    return match.span(source), next(match.span(cue) for cue in ("passive", "quoted", "active") if match[cue])


@cache
def _forms() -> _Forms:
    words = alternatives("first_told")
    be, have = vocabulary.alternation("be"), vocabulary.alternation("have")
    calendar = "|".join(map(vocabulary.alternation, ("weekdays", "months")))
    capital = rf"(?!(?:{calendar})\b)[A-ZÀ-ÖØ-Þ][\w’'.&-]*(?<!\.)"
    name = rf"(?:[Tt]he\s)?{capital}(?:\s(?:(?:of|the|and|for|&)\s){{0,2}}{capital}){{0,5}}"
    first = rf"(?:{words['early']})\s(?:{words['verbs']})|(?:{words['verbs']})\s(?:{words['early']})"
    as_ = rf"{words['as']}\s"
    passive = rf"(?:(?P<passive>{first})|{as_}(?P<quoted>{first}|{words['verbs']}))(?:\s\w+){{0,2}}?\s{words['by']}\s"
    active = rf"(?P<teller>{name})(?:\s(?:{have}))?\s(?P<active>{first})"
    when = rf"(?:\s(?:{words['when']}|{calendar})\b[^,;:.]{{0,40}})?"
    which, who = rf"(?:which\s(?:(?:{be}|{have})\s){{1,2}})?", rf"{passive}(?P<agent>{name})"
    about = rf"(?:(?:{be}|{have})\s){{1,2}}(?:\w+ly\s)?(?:{words['came_about']})|{words['came']}"
    return _Forms(
        beside=re.compile(
            rf"(?P<subject>[^,.;:“”\"()\n]{{2,100}}?)(?P<aside>,\s(?:{which}{who}|(?:which\s|{as_}){active}){when},\s)(?P<verb>{about})\b"
        ),
        closing=re.compile(rf",\s(?:{who}|{as_}{active}){when}[{re.escape(ENDS)}]*\Z"),
    )
