"""What several articles have in the same words."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.cluster.profiles import Profile
from headwater.cluster.repetition import FEWEST, LONE, Repetitions, repeated

NOBODY = frozenset[str]()


def profile(article: int, words: str) -> Profile:
    own = frozenset(words.split())
    return Profile(article, "", "", NOBODY, NOBODY, own, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, None, None)


RAMP = "ramp fall under lorry friday morning"
BOARD = "board open its hearings in april"
SHORT = "ramp fall"


def found(profiles: Sequence[Profile], one: int, other: int) -> set[tuple[int, int]]:
    _, ones, others = Repetitions.of(profiles).in_one_article(np.array([one]), np.array([other]))
    return set(zip(ones.tolist(), others.tolist(), strict=True))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # One article has both: it is asked about its own two.
        ([(0, RAMP), (1, BOARD), (0, BOARD)], {(0, 2)}),
        # Both have both.
        ([(0, RAMP), (1, BOARD), (0, BOARD), (1, RAMP)], {(0, 2), (1, 3)}),
        # Nobody else has it, or only another article.
        ([(0, RAMP), (1, BOARD)], set()),
        ([(0, RAMP), (1, BOARD), (2, BOARD)], set()),
        # The same words are the same in every article.
        ([(0, RAMP), (1, RAMP)], set()),
        # Two of one article are asked about as they are, and few words are no repetition.
        ([(0, RAMP), (0, BOARD), (1, BOARD)], set()),
        ([(0, RAMP), (1, SHORT), (0, SHORT)], set()),
    ],
)
def test_two_that_one_article_has_are_compared_there(
    told: list[tuple[int, str]], expected: set[tuple[int, int]]
) -> None:
    assert found([profile(*one) for one in told], 0, 1) == expected


def test_a_sentence_is_repeated_where_it_stands_again() -> None:
    assert repeated([profile(0, RAMP), profile(0, BOARD), profile(1, RAMP), profile(2, SHORT)]) == {2: 0}


WORDS = (RAMP, BOARD, SHORT, "minister deny on friday that anybody know")


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(WORDS)), min_size=2, max_size=12), st.integers(0, 12))
def test_it_finds_what_looking_through_all_finds(told: list[tuple[int, str]], cut: int) -> None:
    profiles = [profile(*one) for one in told]
    kept, later = profiles[:cut], profiles[cut:]
    repetitions = Repetitions.of(kept).among(np.arange(len(kept)), later)
    firsts, seconds = np.triu_indices(len(profiles), 1)
    places, ones, others = repetitions.in_one_article(firsts, seconds)
    for place, one, other in zip(places, ones, others, strict=True):
        first, second = profiles[firsts[place]], profiles[seconds[place]]
        assert one < other
        assert profiles[one].article == profiles[other].article != LONE
        assert {profiles[one].own, profiles[other].own} == {first.own, second.own}
        assert first.article != second.article
    for place, (one, other) in enumerate(zip(firsts, seconds, strict=True)):
        a, b = profiles[one], profiles[other]
        both = {(p.article, p.own) for p in profiles if len(p.own) >= FEWEST}
        there = a.own != b.own and ((a.article, b.own) in both or (b.article, a.own) in both)
        assert (place in places) == (there and a.article != b.article)
