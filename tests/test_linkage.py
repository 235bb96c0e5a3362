from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.linkage import Floats, Groups, Integers, Reach, Score, Verdict, candidates, components, distinct, link

SCORES = {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1, (2, 3): 0.8}

pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)))


def each(score: Callable[[int, int], float]) -> Score:
    """A score of two items at a time, as one of arrays."""

    def scores(firsts: Integers, seconds: Integers) -> Floats:
        pairs = zip(firsts.tolist(), seconds.tolist(), strict=True)
        return np.array([score(first, second) for first, second in pairs], dtype=np.float64)

    return scores


def scored(one: int, other: int) -> float:
    return SCORES.get((one, other), 0.0)


@given(st.lists(st.integers(-5, 5)))
def test_distinct_numbers_come_once_and_ascend(numbers: list[int]) -> None:
    assert distinct(np.array(numbers, dtype=np.int64)).tolist() == sorted({*numbers})


@pytest.mark.parametrize(
    ("size", "joins", "expected"),
    [
        (0, [], ()),
        (3, [], ((0,), (1,), (2,))),
        (4, [(3, 1)], ((0,), (1, 3), (2,))),
        (4, [(0, 1), (2, 3), (3, 0)], ((0, 1, 2, 3),)),
        (2, [(1, 1)], ((0,), (1,))),
    ],
)
def test_components_are_ascending_with_the_smallest_member_first(
    size: int, joins: list[tuple[int, int]], expected: tuple[tuple[int, ...], ...]
) -> None:
    assert components(size, joins) == expected


@settings(deadline=None)
@given(pairs)
def test_the_order_of_joins_makes_no_difference(joins: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in reversed(joins)]
    assert components(8, joins) == components(8, turned)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        # 2 is near 1 (0.6) but far from 0 (0.1): on the mean it does not belong, and goes with 3.
        ([], ((0, 1), (2, 3))),
        ([Verdict(0, 1, False)], ((0,), (1,), (2, 3))),
        # With 3 beside 0, neither 1 nor 2 is near enough to both.
        ([Verdict(0, 3, True)], ((0, 3), (1, 2))),
        ([Verdict(0, 1, False), Verdict(1, 0, True)], ((0, 1), (2, 3))),
        # "same" by way of 2 would bring 0 and 3 together, which somebody has ruled out.
        ([Verdict(0, 3, False), Verdict(0, 2, True), Verdict(2, 3, True)], ((0, 1, 2), (3,))),
    ],
)
def test_a_decision_outranks_the_score(decisions: list[Verdict], expected: Groups) -> None:
    assert link([["all"]] * 4, each(scored), 0.5, decisions) == expected


@pytest.mark.parametrize(
    ("bond", "expected"),
    [
        (0.6, ((0, 1), (2, 3))),
        # What is together has to be alike somewhere; a group that is may take in what is alike to one of it.
        (0.85, ((0, 1), (2,), (3,))),
        (1.0, ((0,), (1,), (2,), (3,))),
    ],
)
def test_two_groups_become_one_by_a_pair_that_is_alike(bond: float, expected: Groups) -> None:
    assert link([["k"]] * 4, each(scored), 0.5, bond=bond) == expected


def test_a_decision_needs_no_bond() -> None:
    assert link([["k"]] * 4, each(scored), 0.5, [Verdict(0, 3, True)], bond=0.95) == ((0, 3), (1,), (2,))


def test_a_decision_needs_no_block() -> None:
    assert link([[], [], []], each(scored), 0.5, [Verdict(2, 0, True)]) == ((0, 2), (1,))


def test_items_that_share_no_block_are_never_scored() -> None:
    def refuse(one: int, other: int) -> float:
        raise AssertionError((one, other))

    assert link([[0], [1], [2]], each(refuse), 0.1) == ((0,), (1,), (2,))


def test_nothing_to_link() -> None:
    assert link([], each(scored), 0.5) == ()
    assert link([[]], each(scored), 0.5) == ((0,),)


@pytest.mark.parametrize(
    ("blocks", "reach", "expected"),
    [
        ([["x"], ["x", "y"], ["y"], ["z"]], Reach(), [(0, 1), (1, 2)]),
        # A pair that shares two blocks is one pair.
        ([["x", "y"], ["x", "y"]], Reach(), [(0, 1)]),
        # In a block of too many each has its neighbours by the other keys: 0 and 2 share "y", 1 and 3 share "z".
        ([["x", "y"], ["x", "z"], ["x", "y"], ["x", "z"]], Reach(block=3, neighbours=1), [(0, 2), (1, 2), (1, 3)]),
        # Of many candidates those count that share most and rarest keys.
        ([["x", "y"], ["x", "y"], ["x"]], Reach(most=1), [(0, 1), (0, 2)]),
    ],
)
def test_candidates_share_a_block(blocks: list[list[str]], reach: Reach, expected: list[tuple[int, int]]) -> None:
    firsts, seconds = candidates(blocks, reach)
    assert list(zip(firsts.tolist(), seconds.tolist(), strict=True)) == expected


def test_candidates_grow_no_faster_than_the_items() -> None:
    """A word that everybody uses must not make pairs of everybody."""

    def pairs(size: int) -> int:
        draw = np.random.default_rng(1)
        rare = draw.integers(0, size // 5, (size, 3)).tolist()
        return len(candidates([["all", *row] for row in rare], Reach())[0])

    assert pairs(4000) < 4.4 * pairs(1000)


def test_a_group_of_very_many_is_one_group() -> None:
    assert link([["all"]] * 1000, each(lambda _one, _other: 1.0), 0.9) == (tuple(range(1000)),)


def test_no_pair_is_scored_twice() -> None:
    scored: list[tuple[int, int]] = []

    def likeness(one: int, other: int) -> float:
        scored.append((one, other))
        return 1 / (1 + abs(one - other))

    link([["all"]] * 20, each(likeness), 0.1)
    assert len(scored) == len(set(scored)) == 190


def nearest_first(size: int, scores: dict[tuple[int, int], float], threshold: float) -> Groups:
    """Average linkage as it is defined: the two nearest groups of all are merged, one pair at a time."""

    def mean(one: list[int], other: list[int]) -> float:
        return sum(scores[min(a, b), max(a, b)] for a in one for b in other) / len(one) / len(other)

    groups = [[item] for item in range(size)]
    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=lambda pair: mean(*pair))
        if mean(one, other) < threshold:
            break
        groups = [group for group in groups if group not in (one, other)] + [one + other]
    return tuple(sorted(tuple(sorted(group)) for group in groups))


@settings(deadline=None)
@given(st.permutations(range(21)), st.floats(0.1, 0.9))
def test_groups_are_those_of_average_linkage(order: list[int], threshold: float) -> None:
    # Powers, so that no two means are equal.
    scores = {pair: 0.8**rank for pair, rank in zip(combinations(range(7), 2), order, strict=True)}
    groups = link([["all"]] * 7, each(lambda a, b: scores[a, b]), threshold)
    assert groups == nearest_first(7, scores, threshold)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=15, max_size=15), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_what_is_not_the_same_never_ends_in_one_group(scores: list[float], apart: list[tuple[int, int]]) -> None:
    by_pair = dict(zip(combinations(range(6), 2), scores, strict=True))
    decisions = [Verdict(one, other, False) for one, other in apart if one != other]
    groups = link([["all"]] * 6, each(lambda a, b: by_pair[a, b]), 0.3, decisions)
    assert not any({d.first, d.second} <= set(group) for d in decisions for group in groups)
    assert sorted(item for group in groups for item in group) == list(range(6))
