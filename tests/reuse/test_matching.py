"""The index finds every pair that comparing each with each finds, and far fewer comparisons do for many versions."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.reuse.lists import thresholds
from headwater.reuse.matching import matches
from headwater.reuse.tiling import Words, indexed, runs, tiles

SENTENCES = [range(start, start + 16) for start in range(0, 160, 16)]
WORDINGS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), max_size=8, unique_by=str)


def worded(texts: list[list[range]]) -> list[Words]:
    longest_first = sorted(texts, key=len, reverse=True)
    return [np.array([word for sentence in text for word in sentence], np.int32) for text in longest_first]


@settings(deadline=None)
@given(WORDINGS)
def test_every_pair_that_shares_enough_runs_is_laid_side_by_side(texts: list[list[range]]) -> None:
    wordings = worded(texts)
    found = {(match.first, match.second): match.tiles for match in matches(wordings)}
    for one, other in combinations(range(len(wordings)), 2):
        shared = set(runs(wordings[one]).tolist()) & set(runs(wordings[other]).tolist())
        if len(shared) >= thresholds()["comparing"]["runs"]:
            assert found[one, other] == tiles(wordings[one], indexed(wordings[other]))


def test_comparisons_grow_with_the_number_of_versions_and_not_with_its_square() -> None:
    text = [range(start, start + 16) for start in range(0, 1600, 16)]
    versions = worded([[s for place, s in enumerate(text) if place % 90 != n] for n in range(90)])
    assert len(list(matches(versions))) <= len(versions) * thresholds()["comparing"]["kept"]
