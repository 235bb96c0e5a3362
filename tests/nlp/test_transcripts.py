"""Who speaks in a transcript stands before a colon."""

from __future__ import annotations

import re

import pytest

from headwater.model import Certainty, Mention, Quotation, Relation, Span, Spans
from headwater.nlp.transcripts import labelling, with_turns

SPOKEN = "Noon.\n\nROE: Who knew of it?\n\nMOSS: The mayor knew.\n\nHe told me so.\n\nROE: Thank you.\n\nRain fell."
"""Two speak; one of them goes on for two paragraphs, and the last turn does not go on."""


def put(_cue: Spans, _content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.INDIRECT, Certainty.ATTRIBUTED


def read(text: str, *relations: Relation, names: tuple[Span, ...] = ()) -> list[Relation]:
    return list(with_turns(text, relations, [Mention(span, "PERSON") for span in names], put))


def shown(text: str, relations: list[Relation]) -> list[tuple[str, str, list[str]]]:
    def words(spans: Spans) -> list[str]:
        return [text[slice(*span)] for span in spans]

    return [(" ".join(words(r.source)), " ".join(words(r.cue)), words(r.content)) for r in relations]


def test_each_turn_is_what_somebody_says() -> None:
    assert shown(SPOKEN, read(SPOKEN)) == [
        ("ROE", ":", ["Who knew of it?"]),
        ("MOSS", ":", ["The mayor knew.", "He told me so."]),
        ("ROE", ":", ["Thank you."]),
    ]


def test_who_asks_and_who_answers_is_not_named_by_a_letter() -> None:
    text = "Q: Who knew of it?\nA: The mayor knew.\nQ: And you?\nA: I did not."
    assert shown(text, read(text))[:2] == [("", "Q:", ["Who knew of it?"]), ("", "A:", ["The mayor knew."])]


def test_what_is_told_in_a_turn_stands_below_it() -> None:
    start = SPOKEN.index("He told")
    told = Relation(((start, start + 2),), ((start + 3, start + 7),), ((start + 8, start + 13),), None,
                    Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)  # fmt: skip
    assert [relation.parent for relation in read(SPOKEN, told)] == [None, None, 1, None]


def test_what_was_taken_for_somebody_elses_words_goes_to_the_turn() -> None:
    start = SPOKEN.index("Who knew")
    wrong = Relation(((0, 4),), ((5, 10),), ((start, start + 15),), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)
    assert [shown(SPOKEN, [relation])[0][0] for relation in read(SPOKEN, wrong)] == ["ROE", "MOSS", "ROE"]


def test_names_before_colons_are_labels_where_the_text_has_them_for_names() -> None:
    text = "Ada Moss: It fell.\nBen Roe: When?\nAda Moss: At night."
    names = tuple(match.span() for match in re.finditer("Ada Moss|Ben Roe", text))
    assert shown(text, read(text, names=names))[0] == ("Ada Moss", ":", ["It fell."])
    assert read(text) == []


def test_a_label_is_a_mention_of_who_is_named_elsewhere() -> None:
    text = SPOKEN.replace("Noon", "Ada Moss", 1)
    mentions = labelling(text, [Mention((0, 8), "PERSON")])
    assert [text[slice(*mention.span)] for mention in mentions] == ["Ada Moss", "MOSS"]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The ramp is closed.\nThe ferry sank.",
        "UPDATE: It is closed.\nUPDATE: It is open.\nUPDATE: It is closed.",
        "Place: Norhaven\nTime: 8 pm\nPlace: Aske",
        "",
    ],
)
def test_labels_here_and_there_make_no_transcript(text: str) -> None:
    assert read(text) == []
