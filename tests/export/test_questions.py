from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.export.questions import questions
from headwater.model import DerivationKind, SourceType

from .story import EMPTY, STORY

ASKED = {question.text: question for question in questions(STORY)}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Which holds? When: March 2019 in 2 articles, April 2019 in Evening Courier", (2,)),
        ("Who besides The Ember Post can confirm claims that several articles tell?", (1, 4)),
        ("Was a doubt settled, or only lost? With a hedge in Evening Courier, as fact in Kalmar Ledger", (1,)),
        ("Where does Kalmar Ledger have it from? It says so in its own voice.", (1, 2)),
        ("When was Kalmar Ledger published?", ()),
        ("Who had it first? Kalmar Ledger and The Ember Post credit one another.", ()),
        ("What stands in the 1 input that could not be read?", ()),
    ],
)
def test_what_is_open_is_asked(text: str, claims: tuple[int, ...]) -> None:
    assert ASKED[text].claims == claims


def test_conflicts_come_first_and_show_where_they_stand() -> None:
    first = questions(STORY)[0]
    assert first.text.startswith("Which holds?")
    assert {place.article for place in first.evidence} == {"post", "courier"}


def test_a_reprint_is_not_asked_where_it_has_it_from() -> None:
    copy = replace(STORY.derivations[1], kind=DerivationKind.REPRINT)
    asked = questions(replace(STORY, derivations=(copy,)))
    assert not any(question.text.startswith("Where does Kalmar Ledger") for question in asked)


def test_unnamed_speakers_on_whom_claims_rest_are_asked_after() -> None:
    [rest, _] = STORY.rests
    rest = replace(rest, type=SourceType.ANONYMOUS, claims=("k4",), of="speaker")
    asked = questions(replace(STORY, rests=(rest,)))
    assert "Who stands behind “The Ember Post” (The Ember Post), and how do they know?" in {each.text for each in asked}


def test_nothing_is_asked_of_an_empty_story() -> None:
    assert questions(EMPTY) == ()
