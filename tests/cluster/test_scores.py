"""A pair is compared once, and again only where it may be another pair."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.cluster.scores import Scores
from headwater.linkage import Floats, Integers

THERE = np.array([True, True, True])
ONE, OTHER = object(), object()


class Looked:
    """Scores by slots, and the pairs that were looked at."""

    def __init__(self) -> None:
        self.pairs: list[tuple[int, int]] = []

    def __call__(self, firsts: Integers, seconds: Integers) -> Floats:
        self.pairs += zip(firsts.tolist(), seconds.tolist(), strict=True)
        found: Floats = (firsts * 10 + seconds).astype(np.float64)
        return found


PAIRS = np.array([0, 1, 2, 3]), np.array([3, 2, 4, 4])
NOW = THERE, [(ONE, 1), (OTHER, 1)], np.array([0.5, np.nan])
STATES = [
    pytest.param(*NOW, [], id="nothing has changed"),
    pytest.param(THERE, [(OTHER, 1), (ONE, 1)], np.array([np.nan, 0.5]), [(0, 3), (2, 4)], id="in another order"),
    pytest.param(*NOW[:2], np.array([0.6, np.nan]), [(0, 3), (3, 4)], id="one place is more crowded"),
    pytest.param(
        np.array([True, True, False]), *NOW[1:], [(0, 3), (1, 2), (2, 4), (3, 4)], id="one of the set is gone"
    ),
    pytest.param(THERE, [(ONE, 1), (object(), 1)], NOW[2], [(2, 4), (3, 4)], id="another one has come"),
]


@pytest.mark.parametrize(("there", "later", "crowding", "again"), STATES)
def test_what_is_known_of_a_pair_is_not_looked_for_again(
    there: np.ndarray, later: list[tuple[object, int]], crowding: Floats, again: list[tuple[int, int]]
) -> None:
    scores, looked = Scores(), Looked()
    first = scores.beside(*NOW, looked)
    assert first(*PAIRS).tolist() == [3.0, 12.0, 24.0, 34.0]
    assert first(PAIRS[1], PAIRS[0]).tolist() == [3.0, 12.0, 24.0, 34.0]
    assert len(looked.pairs) == 4
    looked.pairs.clear()
    found = scores.beside(there, later, crowding, looked)(*PAIRS)
    assert len(found) == 4
    assert sorted(looked.pairs) == again


def test_what_is_gone_is_forgotten_and_a_pair_that_comes_twice_is_looked_at_once() -> None:
    scores, looked = Scores(), Looked()
    scores.beside(*NOW, looked)(np.array([0, 0]), np.array([3, 3]))
    assert looked.pairs == [(0, 3)]
    scores.beside(THERE, [], np.zeros(0), looked)
    scores.beside(*NOW, looked)(np.array([0]), np.array([3]))
    assert looked.pairs == [(0, 3), (0, 3)]
