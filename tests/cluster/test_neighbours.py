"""Whose meanings are nearest to each other's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.cluster import neighbours as module
from headwater.cluster.neighbours import NEAREST, nearest_first, neighbours

few = st.integers(0, 3)
cosines = st.sampled_from([-1.0, -0.5, 0.0, 0.25, 0.999, 1.0])


def drawn(size: int, width: int = 24, seed: int = 5) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = np.random.default_rng(seed).normal(size=(size, width))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


def pairs(found: module.Neighbours) -> set[tuple[int, int]]:
    return set(zip(found.firsts.tolist(), found.seconds.tolist(), strict=True))


def test_in_one_story_they_are_those_that_comparing_each_with_each_gives() -> None:
    vectors, articles = drawn(200), np.arange(200) % 7
    cosines = vectors @ vectors.T
    cosines[articles[:, None] == articles[None, :]] = -2
    nearest = np.argsort(-cosines, axis=1)[:, :NEAREST]
    assert pairs(neighbours(vectors, articles)) == {tuple(sorted((i, int(j)))) for i in range(200) for j in nearest[i]}


@given(st.lists(st.tuples(few, few, cosines)))
def test_the_nearest_come_first_and_of_equally_near_ones_the_lower(found: list[tuple[int, int, float]]) -> None:
    one, other, cosine = (np.array([row[at] for row in found]) for at in range(3))
    order = nearest_first(one.astype(np.int64), other.astype(np.int64), cosine.astype(np.float64))
    assert [found[i] for i in order] == sorted(found, key=lambda row: (row[0], -row[2], row[1]))


def test_neighbours_at_one_distance_are_all_there() -> None:
    """Twenty repeat the first one, among three hundred others."""
    vectors = np.concatenate([drawn(300), np.tile(drawn(1, seed=7), (20, 1))])
    found = pairs(neighbours(vectors, np.arange(320)))
    assert {(i, j) for i in range(300, 320) for j in range(i + 1, 320)} <= found


def test_in_a_large_set_hardly_any_near_one_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CELL", 100)
    ones = drawn(800)
    others = ones + 0.05 * drawn(800, seed=6)
    vectors = np.concatenate([ones, others / np.linalg.norm(others, axis=1, keepdims=True)]).astype(np.float32)
    found = pairs(neighbours(vectors, np.arange(1600)))
    assert np.mean([(i, i + 800) in found for i in range(800)]) > 0.95


def test_those_of_one_article_are_no_neighbours() -> None:
    assert not pairs(neighbours(drawn(50), np.zeros(50, dtype=np.int64)))


def test_what_is_not_known_has_no_neighbours_and_no_place() -> None:
    vectors = drawn(6)
    vectors[2] = np.nan
    found = neighbours(vectors, np.arange(6))
    assert all(2 not in pair for pair in pairs(found))
    assert np.isnan(found.crowding[2])
    assert np.isfinite(np.delete(found.crowding, 2)).all()


@pytest.mark.parametrize("size", [0, 1])
def test_few_have_none(size: int) -> None:
    assert not pairs(neighbours(drawn(size) if size else np.zeros((0, 1), np.float32), np.arange(size)))
