"""Which source or claim of a story a person's grade is of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from export.story import STORY, at
from headwater.decisions import grades
from headwater.model import Act, ClaimRated, Decision, Grade, Passage, SourceRated, Who


def decided(*acts: Act) -> list[Decision]:
    return [Decision(f"d{number}", "2024-03-02", "ada", "why", act) for number, act in enumerate(acts)]


SPOON = Passage("post", (at("post", '"It bent like a spoon,"'),), ('"It bent like a spoon,"',))


@pytest.mark.parametrize(
    ("act", "grade"),
    [
        (SourceRated(Who("Lena Orsted"), "B"), Grade("source", "Lena Orsted", "B", "ada", "2024-03-02", "why")),
        (
            SourceRated(Who("an official", "old"), "F"),
            Grade("source", "an official", "F", "ada", "2024-03-02", "why", "courier"),
        ),
        (ClaimRated(SPOON, 2), Grade("claim", "k4", "2", "ada", "2024-03-02", "why")),
    ],
    ids=["a source", "a source as one article has it, whose text has changed since", "a claim"],
)
def test_a_grade_is_of_what_is_there_now(act: Act, grade: Grade) -> None:
    assert grades(STORY.claims, STORY.articles, decided(act), {"old": "courier"}) == (grade,)


def test_a_grade_of_a_claim_that_is_gone_is_left_out() -> None:
    gone = replace(SPOON, texts=('"It broke like a twig,"',))
    assert grades(STORY.claims, STORY.articles, decided(ClaimRated(gone, 2))) == ()
