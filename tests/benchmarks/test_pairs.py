"""Pairs of real reports: the marks hold places and no text, and each pair counts for as many as it stands for."""

from __future__ import annotations

import json

import pytest

import marked_pairs
import pairs
from marked_pairs import Marked

ROWS = [json.loads(line) for line in marked_pairs.PAIRS.read_text(encoding="utf-8").splitlines()]
SETS = json.loads(marked_pairs.SETS.read_text(encoding="utf-8"))


def test_every_pair_is_of_two_stretches_of_reports_of_its_set_and_nothing_else_of_them_is_kept() -> None:
    for row in ROWS:
        assert row.keys() <= {"set", "one", "other", "same", "opposed", "weight"}
        for article, spans in (row["one"], row["other"]):
            assert article in SETS[row["set"]]["articles"]
            assert all(start < end for start, end in spans)
        assert row["same"] or not row.get("opposed")


def test_nothing_is_learned_from_a_report_that_is_held_back() -> None:
    held, learned = (
        {article for known in SETS.values() if known["held"] is held for article in known["articles"]}
        for held in (True, False)
    )
    assert held
    assert not held & learned


def test_no_pair_is_marked_twice_in_a_set() -> None:
    keys = [(row["set"], json.dumps(sorted([row["one"], row["other"]]))) for row in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("marks", "merged", "expected"),
    [
        # Half of what is told is right; nothing is missed.
        ([(True, 2.0), (False, 2.0)], [True, True], (0.5, 1.0)),
        # One that was drawn from many weighs more than one that was drawn from few.
        ([(True, 9.0), (True, 1.0)], [False, True], (1.0, 0.1)),
        ([(True, 1.0)], [False], (0.0, 0.0)),
    ],
)
def test_precision_and_recall_are_of_what_the_pairs_stand_for(
    marks: list[tuple[bool, float]], merged: list[bool], expected: tuple[float, float]
) -> None:
    rows = [Marked(number, 0, 1, same, False, weight) for number, (same, weight) in enumerate(marks)]
    assert pairs.weighed(rows, merged) == pytest.approx(expected)
