"""Sets of words are compared by the weight of what they share."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.cluster.sets import Sets, Shared, Vocabulary, rarity

WEIGHTS = {"mill": 0.2, "fire": 0.4, "harbour": 1.0}
words = st.frozensets(st.sampled_from("abcdefgh"))


def between(one: set[str], other: set[str], kept: int = 10) -> Shared:
    sets = Sets([frozenset(one), frozenset(other)], WEIGHTS, kept, Vocabulary())
    return sets.shared(np.array([0]), np.array([1]))


@pytest.mark.parametrize(
    ("one", "other", "total", "dice", "contained", "differ"),
    [
        ({"mill", "fire"}, {"mill", "fire"}, 0.6, 1.0, 1.0, 0.0),
        ({"mill", "fire"}, {"fire"}, 0.4, 0.8, 1.0, 0.0),
        ({"mill"}, {"fire"}, 0.0, 0.0, 0.0, 1.0),
        # Of a set without words nothing is known: it neither agrees nor differs.
        (set(), {"fire"}, 0.0, np.nan, np.nan, 0.0),
        (set(), set(), 0.0, np.nan, np.nan, 0.0),
    ],
)
def test_what_two_sets_share(
    one: set[str], other: set[str], total: float, dice: float, contained: float, differ: float
) -> None:
    shared = between(one, other)
    found = [shared.total[0], shared.dice[0], shared.contained[0], shared.differ[0]]
    assert found == pytest.approx([total, dice, contained, differ], nan_ok=True)


def test_the_weightiest_words_are_kept() -> None:
    assert between({"mill", "fire", "harbour"}, {"mill", "harbour"}, kept=1).total[0] == pytest.approx(1.0)


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_arrays_say_what_sets_say(sets: list[frozenset[str]]) -> None:
    one, other = (part.ravel() for part in np.indices((len(sets), len(sets))))
    shared = Sets(sets, {}, 10, Vocabulary()).shared(one, other)
    assert shared.total.tolist() == [len(sets[a] & sets[b]) for a, b in zip(one, other, strict=True)]


def test_a_word_is_the_weightier_the_fewer_have_it_but_for_one_that_is_alone() -> None:
    weights = rarity(Counter({"mill": 100, "harbour": 2, "spanner": 1}), 100)
    assert weights["mill"] < weights["spanner"] < weights["harbour"] <= 1
