"""How likely something is, from the numbers that describe it."""

import numpy as np
import pytest

from headwater.errors import ModelError
from headwater.scoring import Scorer

NAMES = ("first", "second", "third")
WIDTH = len(NAMES)
DESCRIBED = {
    "features": list(NAMES),
    "mean": [1.0] * WIDTH,
    "scale": [2.0] * WIDTH,
    # The first feature's excess over its mean, and the shortfall below it, weigh 1 and -3.
    "layers": [
        {"weights": [[1.0, -1.0]] + [[0.0, 0.0]] * (WIDTH - 1), "biases": [0.0, 0.0]},
        {"weights": [[1.0], [-3.0]], "biases": [0.5]},
    ],
}


def row(first: float) -> list[float]:
    return [first] + [0.0] * (WIDTH - 1)


@pytest.mark.parametrize(
    ("first", "odds"),
    [(1.0, 0.5), (3.0, 1.5), (-1.0, -2.5), (1000.0, 30.0), (np.nan, 0.5)],
)
def test_features_become_a_probability(first: float, odds: float) -> None:
    """Scaled, through one rectified layer; what is not known counts as the mean."""
    found = Scorer.of(DESCRIBED, NAMES)(np.array([row(first), row(1.0)], dtype=np.float32))
    assert found.tolist() == pytest.approx([1 / (1 + np.exp(-odds)), 1 / (1 + np.exp(-0.5))])


def test_a_scorer_of_other_features_is_refused() -> None:
    with pytest.raises(ModelError, match="reinstall headwater"):
        Scorer.of(DESCRIBED | {"features": ["other"]}, NAMES)
