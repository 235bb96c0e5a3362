"""What stands in quotation marks and belongs to nobody is somebody's all the same."""

from __future__ import annotations

import re

import pytest

from headwater.model import Certainty, Mention, Quotation, Relation, Span, Spans
from headwater.nlp.loose_quotations import with_loose_quotations


def put(_cue: Spans, _content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.DIRECT, Certainty.ATTRIBUTED


def at(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


def said(text: str, source: str, cue: str, content: str, parent: int | None = None) -> Relation:
    spans = (at(text, source),), (at(text, cue),), (at(text, content),)
    return Relation(*spans, parent, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)


def read(text: str, *relations: Relation, names: tuple[str, ...] = ()) -> list[Relation]:
    sentences = tuple(m.span() for m in re.finditer(r"[^\s][^.!?\n]*(?:[.!?]+[”\"]?|(?=\n)|\Z)", text))
    mentions = [Mention(at(text, name), "PERSON") for name in names]
    return list(with_loose_quotations(text, relations, sentences, mentions, put))


def shown(text: str, relation: Relation) -> list[list[str]]:
    return [[text[slice(*span)] for span in part] for part in (relation.source, relation.cue, relation.content)]


@pytest.mark.parametrize(
    ("text", "names", "parts"),
    [
        # Nobody introduces it: the mark that opens it is all that says that somebody said so.
        ("The ramp fell.\n\n“We heard it crack for weeks.”\n\nRescuers left.", (),
         [[], ["“"], ["We heard it crack for weeks."]]),
        # It goes on over paragraphs.
        ("The ramp fell.\n\n“We heard it crack.\n\n“Nobody came to look.”", (),
         [[], ["“"], ["We heard it crack.", "Nobody came to look."]]),
        # A dash leads to who signs it, behind it or below it, with what the article calls them.
        ("“It was a disgrace for us.” — mayor Ada Moss, on Tuesday", ("Ada Moss",),
         [["mayor Ada Moss"], ["—"], ["It was a disgrace for us."]]),
        ('"It was a disgrace for us."\n-- Ada Moss', ("Ada Moss",),
         [["Ada Moss"], ["--"], ["It was a disgrace for us."]]),
        # Behind a dash the article may also go on.
        ("“It was a disgrace for us.” — Ada Moss had left by then.", ("Ada Moss",),
         [[], ["“"], ["It was a disgrace for us."]]),
    ],
)  # fmt: skip
def test_a_speech_that_belongs_to_nobody_is_by_somebody(text: str, names: tuple[str, ...], parts: object) -> None:
    [found] = read(text, names=names)
    assert shown(text, found) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The “Morning Star of the Sound” sank.",
        "They called it “a disgrace for us all.”",
        "“The Long Way to Norhaven.” It is a book by Moss.",
        "“Norhaven!” He shouted.",
    ],
)
def test_names_titles_and_borrowed_words_are_no_speeches(text: str) -> None:
    assert read(text) == []


def test_what_somebody_is_said_to_say_stays_theirs() -> None:
    text = "“We heard it crack for weeks,” Moss said."
    relation = said(text, "Moss", "said", "We heard it crack for weeks")
    assert read(text, relation) == [relation]


def test_what_is_passed_on_in_a_loose_quotation_stands_below_it() -> None:
    text = "Roe said it was late.\n\n“Moss told me that it fell.”"
    outer, inner = said(text, "Roe", "said", "it was late"), said(text, "Moss", "told", "it fell")
    first, loose, below = read(text, outer, inner)
    assert (first, loose.source, below.parent, below.cue) == (outer, (), 1, inner.cue)
