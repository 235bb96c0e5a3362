"""What goes together of what became of a deed, and of whether it was done."""

from __future__ import annotations

import pytest

from headwater.disagreement.values.fates import Fate, outcomes, overtaken, polarities
from headwater.model import Modality


def fate(put: str) -> Fate:
    *negated, modality = put.split()
    return Fate(not negated, Modality(modality))


@pytest.mark.parametrize(
    ("one", "other", "outcome", "pole"),
    [
        ("fact", "fact", "same", "same"),
        ("fact", "success", "same", "same"),
        ("attempt", "fact", "conflict", None),
        ("attempt", "success", "conflict", None),
        ("failure", "success", "conflict", None),
        ("failure", "fact", "conflict", None),
        # A try can fail, and what fails is not done.
        ("attempt", "failure", None, None),
        ("failure", "not fact", None, None),
        ("attempt", "not fact", None, None),
        # "Did not manage to" is a failure, "did not fail to" is none.
        ("not success", "success", "conflict", None),
        ("not failure", "fact", "same", "same"),
        # What is planned, or only expected, may come true.
        ("plan", "fact", None, None),
        ("expectation", "fact", None, None),
        ("expectation", "not expectation", None, "conflict"),
        ("fact", "not fact", None, "conflict"),
        ("not fact", "not fact", "same", "same"),
        # Who did not try says nothing of what became of it.
        ("not attempt", "fact", None, None),
    ],
)
def test_two_fates_of_one_deed(one: str, other: str, outcome: str | None, pole: str | None) -> None:
    for first, second in ((fate(one), fate(other)), (fate(other), fate(one))):
        assert outcomes(first, second) == outcome
        assert polarities(first, second, opposite=False) == pole


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [("fact", "fact", "conflict"), ("not fact", "fact", "compatible"), ("not fact", "not fact", "compatible")],
)
def test_opposites_are_in_conflict_where_both_are_told_as_done(one: str, other: str, difference: str) -> None:
    assert polarities(fate(one), fate(other), opposite=True) == difference


@pytest.mark.parametrize(
    ("earlier", "later", "over"),
    [("plan", "fact", True), ("attempt", "failure", True), ("fact", "plan", False), ("failure", "fact", False)],
)
def test_what_was_under_way_comes_to_its_end(earlier: str, later: str, over: bool) -> None:
    assert overtaken(fate(earlier), fate(later)) is over
