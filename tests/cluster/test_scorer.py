"""The scorer of claims that ships."""

import numpy as np

from headwater.cluster import scorer
from headwater.cluster.features import NAMES


def test_the_one_that_ships_knows_the_features_of_this_program() -> None:
    unknown = np.full((1, len(NAMES)), np.nan, dtype=np.float32)
    assert 0 < scorer.load()(unknown)[0] < 0.5
