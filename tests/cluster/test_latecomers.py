"""What comes later is compared with what is nearest to it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from headwater.cluster.latecomers import _first

VALUES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=9),
    elements=st.sampled_from([-np.inf, 0, 0.5, 1]),
)


@given(VALUES, st.integers(1, 5))
def test_the_first_few_of_each_row_are_those_of_all_in_order(values: np.ndarray, most: int) -> None:
    assert np.array_equal(_first(values, most), np.argsort(-values, axis=1, kind="stable")[:, :most])
