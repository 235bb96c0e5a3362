"""Runs of pieces: as long as it pays, cut where a new one begins, with the best label."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp.tagging import begun, labelled, runs

EIGHTHS = st.lists(st.integers(0, 8), max_size=24)
"""Probabilities that floats hold exactly, so that sums can be compared."""


def maximal(weights: list[Fraction]) -> list[tuple[int, int]]:
    """All maximal scoring subsequences by definition: the best one, then those of what it leaves on either side."""

    def below(first: int, end: int) -> list[tuple[int, int]]:
        every = [(a, b) for a in range(first, end) for b in range(a + 1, end + 1)]
        best = max((sum(weights[a:b]) for a, b in every), default=Fraction(0))
        if best <= 0:
            return []
        # Of equals the longest that holds no edge worth nothing: neither a prefix nor a suffix of it sums to zero.
        equals = [(a, b) for a, b in every if sum(weights[a:b]) == best and _tight(weights[a:b])]
        a, b = max(equals, key=lambda run: (run[1] - run[0], -run[0]))
        return [*below(first, a), (a, b), *below(b, end)]

    return below(0, len(weights))


def _tight(weights: list[Fraction]) -> bool:
    prefixes = [sum(weights[:i]) for i in range(1, len(weights))]
    return all(0 < prefix < sum(weights) for prefix in prefixes)


@given(EIGHTHS)
def test_runs_are_the_maximal_scoring_subsequences(eighths: list[int]) -> None:
    found = runs(np.array(eighths, dtype=np.float32) / np.float32(8), 0.5)
    weights = [Fraction(value, 8) - Fraction(1, 2) for value in eighths]
    assert [(first, end) for first, end, _ in found] == maximal(weights)
    assert [score for _, _, score in found] == [float(sum(weights[first:end])) for first, end, _ in found]


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([], []),
        ([0.0, 0.5, 0.25], []),  # the threshold itself does not pay
        ([0.0, 1.0, 0.0], [(1, 2)]),
        ([1.0, 1.0, 0.25, 1.0], [(0, 4)]),  # a gap that pays is bridged
        ([1.0, 0.0, 0.0, 1.0], [(0, 1), (3, 4)]),  # one that costs more than either side is not
        ([0.75, 0.0, 1.0, 1.0], [(0, 1), (2, 4)]),
    ],
)
def test_gaps_are_bridged_where_it_pays(probabilities: list[float], expected: list[tuple[int, int]]) -> None:
    found = runs(np.array(probabilities, dtype=np.float32), 0.5)
    assert [(first, end) for first, end, _ in found] == expected


@pytest.mark.parametrize(
    ("begin", "inside", "expected"),
    [
        ([], [], []),
        ([0.1, 0.2], [0.1, 0.2], []),
        ([0.9, 0.1], [0.0, 0.8], [(0, 2)]),
        ([0.9, 0.8], [0.1, 0.1], [(0, 1), (1, 2)]),  # two beginnings side by side
        ([0.0, 0.1, 0.0], [0.9, 0.8, 0.1], [(0, 2)]),  # nobody saw it begin
        ([0.4, 0.0, 0.0], [0.4, 0.0, 0.9], [(0, 1), (2, 3)]),  # neither alone is over the threshold
        ([0.0, 0.0, 0.9], [0.0, 0.0, 0.0], [(2, 3)]),  # at the end of the window
    ],
)
def test_spans_are_cut_where_a_new_one_begins(
    begin: list[float], inside: list[float], expected: list[tuple[int, int]]
) -> None:
    found = begun(np.array(begin, dtype=np.float32), np.array(inside, dtype=np.float32), 0.5)
    assert [(first, end) for first, end, _ in found] == expected


@given(st.lists(st.tuples(st.floats(0, 0.5, width=32), st.floats(0, 0.5, width=32)), max_size=30))
def test_begun_covers_what_is_likely_once(pairs: list[tuple[float, float]]) -> None:
    values = np.array(pairs, dtype=np.float32).reshape(-1, 2)
    covered = [i for first, end, _ in begun(values[:, 0], values[:, 1], 0.5) for i in range(first, end)]
    assert covered == np.flatnonzero(values.sum(1) > 0.5).tolist()


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 2, 0, 3], [(0, 2, "X"), (3, 4, "Y")]),
        ([1, 1], [(0, 1, "X"), (1, 2, "X")]),
        ([2, 2], [(0, 2, "X")]),  # nobody saw it begin
        ([1, 4], [(0, 1, "X"), (1, 2, "Y")]),  # the inside of another label is another span
        ([1, 0, 2], [(0, 1, "X"), (2, 3, "X")]),
    ],
)
def test_labels_of_spans(tags: list[int], expected: list[tuple[int, int, str]]) -> None:
    probabilities = np.eye(5, dtype=np.float32)[np.array(tags, dtype=np.int64)]
    assert labelled(probabilities, ("X", "Y")) == expected
