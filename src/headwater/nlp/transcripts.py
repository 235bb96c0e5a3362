"""Relations > relations with one for each turn of a transcript: "MOSS: It fell.", and of an interview "A: It fell.".

A turn goes on over paragraphs up to the next one. Who asks and who answers as "Q" and "A" is not named by that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.model import Mention, Relation, Span
from headwater.nlp.lists import lists
from headwater.nlp.loose_quotations import below, without_rivals
from headwater.nlp.set_off import SURE, Put
from headwater.spans import trimmed

FEWEST, SPEAKERS = 3, 2
"""Turns, and labels, that make a transcript; one of the labels comes twice."""
LONGEST = 3
"""Paragraphs without a label that a turn goes on for, at most, up to the next one."""
LABEL = re.compile(
    r"""^[“”"]?(?P<label>(?:[^\W\d_][\w.’'-]*[^\S\n]){0,3}[^\W\d_][\w.’'-]*)(?P<colon>:|(?<=^[QA])\.)[^\S\n]+(?=\S)""",
    re.MULTILINE,
)
PARAGRAPH = re.compile(r"[^\n]+")
MARKS = '“”"'


@dataclass(frozen=True, slots=True)
class _Turn:
    label: Span
    colon: Span
    name: str


def with_turns(text: str, relations: Sequence[Relation], mentions: Sequence[Mention], put: Put) -> tuple[Relation, ...]:
    """The relations by where they begin, what stands in a turn below it; `parent` counts in the new order."""
    turns = _turns(text, mentions)
    made = []
    for number, turn in enumerate(turns):
        asked = turn.name in lists("speeches")["parts"]
        cue = (turn.label[0], turn.colon[1]) if asked else turn.colon
        content = tuple(_said(text, turn, turns[number + 1] if number + 1 < len(turns) else None))
        relations = without_rivals(text, relations, turn.label, content)
        made.append(Relation(() if asked else (turn.label,), (cue,), content, None, *put((cue,), content), SURE))
    return below(relations, made)


def labelling(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with those labels of turns that name one of the people mentioned: "MOSS" beside Ada Moss."""
    people = {text[slice(*m.span)].split()[-1].lower() for m in mentions if m.label == "PERSON"}
    known = {m.span for m in mentions}
    labels = (turn for turn in _turns(text, mentions) if turn.name.split()[-1].lower() in people)
    return sorted(
        (*mentions, *(Mention(t.label, "PERSON") for t in labels if t.label not in known)), key=lambda m: m.span
    )


def _turns(text: str, mentions: Sequence[Mention]) -> list[_Turn]:
    """The turns in their order; none where a label begins a paragraph here and there."""
    named = {m.span for m in mentions if m.label == "PERSON"}
    found = [
        _Turn(match.span("label"), match.span("colon"), match["label"])
        for match in LABEL.finditer(text)
        if match["label"] in lists("speeches")["parts"] or match["label"].isupper() or match.span("label") in named
    ]
    times = Counter(turn.name for turn in found)
    enough = len(found) >= FEWEST and len(times) >= SPEAKERS and max(times.values()) > 1
    return found if enough else []


def _said(text: str, turn: _Turn, following: _Turn | None) -> Iterator[Span]:
    """The rest of the paragraph of a turn, and the paragraphs up to the next turn, if they are few."""
    end = following.label[0] if following else len(text)
    paragraphs = (trimmed(text, m.span(), MARKS) for m in PARAGRAPH.finditer(text, turn.colon[1], end))
    spoken = [span for span in paragraphs if span[0] < span[1]]
    yield from spoken if following and len(spoken) <= 1 + LONGEST else spoken[:1]
