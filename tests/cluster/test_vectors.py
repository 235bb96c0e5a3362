"""Meanings as rows of an array."""

import numpy as np
import pytest

from headwater.cluster.vectors import beside, common_to, cosines, joined, vectors


def packed(*components: int) -> bytes:
    return np.array(components, dtype=np.int8).tobytes()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (packed(3, 4), packed(30, 40), 1.0),  # how long a vector is tells nothing
        (packed(3, 4), packed(-4, 3), 0.0),
        (packed(3, 4), packed(-3, -4), -1.0),
        (packed(3, 4), None, np.nan),  # what is not known is not a number
        (packed(3, 4), packed(1, 2, 2), np.nan),  # nor is one of another width
    ],
)
def test_how_near_two_meanings_are(one: bytes, other: bytes | None, expected: float) -> None:
    rows = joined(vectors([one]), [other])
    assert cosines(rows, np.array([0]), np.array([1])) == pytest.approx([expected], nan_ok=True, abs=1e-6)


def test_what_all_have_in_common_is_left_out() -> None:
    told = vectors([packed(100, 10), packed(100, -10)])
    assert cosines(beside(told, common_to(told)), np.array([0]), np.array([1])) == pytest.approx([-1.0], abs=1e-5)


def test_of_one_or_none_nothing_is_in_common() -> None:
    assert common_to(vectors([packed(1, 0)])) is None
    assert common_to(vectors([None, None])) is None
