"""Runs that are asked about without looking at all of them answer as if each were looked at."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp.runs import Contents, Runs

RUNS = st.tuples(st.integers(0, 19), st.integers(1, 6)).map(lambda run: (run[0], min(20, run[0] + run[1])))


def inside(run: tuple[int, int], runs: Sequence[tuple[int, int]]) -> bool:
    return any(first <= run[0] and run[1] <= end for first, end in runs)


@given(st.lists(RUNS), RUNS)
def test_runs_answer_as_if_each_were_looked_at(runs: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    added = Runs()
    for run in runs:
        added.add(run)
    assert added.holds(asked) == inside(asked, runs)
    assert added.meets(asked) == any(first < asked[1] and asked[0] < end for first, end in runs)


@given(st.lists(st.lists(RUNS, max_size=3)), RUNS)
def test_the_smallest_content_around_a_cue_is_found_as_if_each_were_looked_at(
    contents: list[list[tuple[int, int]]], cue: tuple[int, int]
) -> None:
    added = Contents()
    for index, content in enumerate(contents):
        added.add(index, tuple(content))
    around = [index for index, content in enumerate(contents) if inside(cue, content)]
    smallest = min(around, key=lambda i: sum(end - first for first, end in contents[i]), default=None)
    assert added.smallest_around(cue) == smallest
