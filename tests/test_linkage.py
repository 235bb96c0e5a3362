from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.linkage import Decision, components, link

SCORES = {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1, (2, 3): 0.8}

pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)))


def scored(one: int, other: int) -> float:
    return SCORES.get((one, other), 0.0)


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


@given(pairs)
def test_the_order_of_joins_makes_no_difference(joins: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in reversed(joins)]
    assert components(8, joins) == components(8, turned)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        # 2 is near 1 (0.6) but far from 0 (0.1): on the mean it does not belong, and goes with 3.
        ([], ((0, 1), (2, 3))),
        ([Decision(0, 1, False)], ((0,), (1,), (2, 3))),
        # With 3 beside 0, neither 1 nor 2 is near enough to both.
        ([Decision(0, 3, True)], ((0, 3), (1, 2))),
        ([Decision(0, 1, False), Decision(1, 0, True)], ((0, 1), (2, 3))),
        # "same" by way of 2 would bring 0 and 3 together, which somebody has ruled out.
        ([Decision(0, 3, False), Decision(0, 2, True), Decision(2, 3, True)], ((0, 1, 2), (3,))),
    ],
)
def test_a_decision_outranks_the_score(decisions: list[Decision], expected: tuple[tuple[int, ...], ...]) -> None:
    assert link(range(4), lambda _: ["all"], scored, 0.5, decisions) == expected


def test_items_that_share_no_block_are_never_scored() -> None:
    def refuse(one: int, other: int) -> float:
        raise AssertionError((one, other))

    assert link(range(3), lambda item: [item], refuse, 0.1) == ((0,), (1,), (2,))


def test_a_block_of_too_many_tells_nothing() -> None:
    assert link(range(4), lambda _: ["all"], lambda _a, _b: 1.0, 0.5, largest_block=3) == ((0,), (1,), (2,), (3,))


@given(st.lists(st.floats(0, 1), min_size=15, max_size=15), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_what_is_not_the_same_never_ends_in_one_group(scores: list[float], apart: list[tuple[int, int]]) -> None:
    by_pair = dict(zip(combinations(range(6), 2), scores, strict=True))
    decisions = [Decision(one, other, False) for one, other in apart if one != other]
    groups = link(range(6), lambda _: ["all"], lambda a, b: by_pair[a, b], 0.3, decisions)
    assert not any({d.first, d.second} <= set(group) for d in decisions for group in groups)
    assert sorted(item for group in groups for item in group) == list(range(6))
