from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreference import Clusters, Score, _best, b_cubed, ceaf, clusters, conll, muc


def groups(*texts: str) -> Clusters[str]:
    return [frozenset(text) for text in texts]


@pytest.mark.parametrize(
    ("measure", "key", "response", "precision", "recall"),
    [
        # The example of Pradhan et al. (2014): one mention is missing, two are invented.
        (muc, ("abc", "defg"), ("ab", "cd", "fghi"), 0.40, 0.40),
        (b_cubed, ("abc", "defg"), ("ab", "cd", "fghi"), 0.50, 0.42),
        (ceaf, ("abc", "defg"), ("ab", "cd", "fghi"), 0.43, 0.65),
        # The example of Bagga and Baldwin (1998): two clusters of five made one.
        (b_cubed, ("abcde", "fg", "hijkl"), ("abcde", "fghijkl"), 0.76, 1.0),
        (b_cubed, ("abcde", "fg", "hijkl"), ("abcdehijkl", "fg"), 0.58, 1.0),
        (muc, ("abcde", "fg", "hijkl"), ("abcdehijkl", "fg"), 0.90, 1.0),
        # The example of Luo (2005), system (a).
        (ceaf, ("abcde", "fg", "hijkl"), ("abcde", "fghijkl"), 0.92, 0.61),
        # Mentions alone make no links.
        (muc, ("a", "b"), ("a", "b"), 0.0, 0.0),
        (b_cubed, ("a", "b"), ("a", "b"), 1.0, 1.0),
        (ceaf, (), (), 0.0, 0.0),
    ],
)
def test_scores_are_those_of_the_papers(
    measure: object, key: tuple[str, ...], response: tuple[str, ...], precision: float, recall: float
) -> None:
    assert callable(measure)
    found: Score = measure(groups(*key), groups(*response))
    assert (found.precision, found.recall) == pytest.approx((precision, recall), abs=0.006)


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), max_size=12), st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_precision_is_recall_with_the_sides_changed(key: list[int], response: list[int]) -> None:
    one = clusters(dict(enumerate(key)))
    other = clusters(dict(enumerate(response[: len(key)])))
    for measure in (muc, b_cubed, ceaf):
        assert measure(one, other).precision == pytest.approx(measure(other, one).recall)
    assert 0 <= conll(one, other) <= 1


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(0, 2), st.data())
def test_the_alignment_is_the_best_of_all(rows: int, more: int, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.floats(0, 1), min_size=rows * (rows + more), max_size=rows * (rows + more)))
    matrix = np.array(values).reshape(rows, rows + more)
    every = permutations(range(rows + more), rows)
    assert _best(matrix) == pytest.approx(max(sum(matrix[r, c] for r, c in enumerate(one)) for one in every))
