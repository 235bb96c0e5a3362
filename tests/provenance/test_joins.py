"""Counts against a reference that tries every way in which origins may fall together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import Assertion, Certainty, Join, Place, SourceType
from headwater.provenance.joins import Doubt, Holding, Pair, Side, Tie, certain, count, possible, standing

HERE = Place("a", (0, 1))
NAMED, UNNAMED, PAPER = SourceType.DOCUMENT, SourceType.ANONYMOUS, SourceType.PERSON


def holding(keys: Sequence[int], kind: SourceType, *, vague: bool) -> Holding:
    never = frozenset({SourceType.DOCUMENT}) if kind is UNNAMED else frozenset()
    doubt = Doubt("may be", HERE, never=never, rank=kind is not UNNAMED) if vague or kind is UNNAMED else None
    return Holding(tuple(Tie(("key", str(k)), "one", "both", HERE) for k in keys), None, kind, doubt=doubt)


holdings = st.lists(
    st.builds(
        holding,
        st.lists(st.integers(0, 5), max_size=2),
        st.sampled_from([NAMED, UNNAMED, PAPER]),
        vague=st.booleans(),
    ),
    min_size=1,
    max_size=7,
)
pairs = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted).map(tuple), max_size=3)


def made(held: Sequence[Holding], off: set[Pair]) -> tuple[Side, list[Join], list[Join]]:
    side, order = Side("speaker", tuple(held)), range(len(held))
    said = [Assertion("a", None, ((i, i + 1),), "", Certainty.ASSERTED, ()) for i in order]
    sure = [join for join in certain(side, order, {}) if join.assertions not in off]
    return side, sure, list(possible(side, sure, said, order, off.__contains__))


def merged(size: int, joined: Sequence[Pair]) -> list[set[int]]:
    """Union-find at its plainest."""
    groups = [{i} for i in range(size)]
    for one, other in joined:
        both = [g for g in groups if one in g or other in g]
        groups = [g for g in groups if g not in both] + [set().union(*both)]
    return groups


def fewest(held: Sequence[Holding], groups: Sequence[set[int]]) -> int:
    """The least number of groups that have to stand, so that each other one may rest on one of them."""
    vague = [g for g in groups if all(held[i].doubt for i in g)]
    named = [g for g in groups if g not in vague]

    def rests(group: set[int], on: set[int]) -> bool:
        never = frozenset().union(*(d.never for i in group if (d := held[i].doubt)))
        return any(held[i].kind not in never for i in on)

    return min(
        len(named) + size
        for size in range(len(vague) + 1)
        for chosen in combinations(vague, size)
        if all(any(rests(g, on) for on in (*named, *chosen)) for g in vague if g not in chosen)
    )


@settings(max_examples=300, deadline=None)
@given(holdings)
def test_counts_are_those_of_the_reference(held: list[Holding]) -> None:
    shared = [
        (one, other)
        for one, other in combinations(range(len(held)), 2)
        if {tie.key for tie in held[one].ties} & {tie.key for tie in held[other].ties}
    ]
    groups = merged(len(held), shared)
    side, sure, perhaps = made(held, set())
    found = count(range(len(held)), [*sure, *perhaps])
    assert (found.low, found.high) == (fewest(held, groups), len(groups))
    assert sorted(map(sorted, groups)) == sorted(list(o.assertions) for o in standing(side, range(len(held)), sure))


@settings(max_examples=300, deadline=None)
@given(holdings, pairs, pairs)
def test_joins_switched_off_are_never_made(held: list[Holding], off: set[Pair], more: set[Pair]) -> None:
    _, sure, perhaps = made(held, off)
    assert not off & {join.assertions for join in (*sure, *perhaps)}
    before = count(range(len(held)), [*sure, *perhaps])
    assert fewest(held, merged(len(held), [join.assertions for join in sure])) <= before.low <= before.high
    _, sure, perhaps = made(held, off | more)
    assert count(range(len(held)), sure).high >= before.high


@settings(max_examples=200, deadline=None)
@given(holdings, st.integers(0, 6))
def test_the_more_doubts_the_lower_the_low_end(held: list[Holding], index: int) -> None:
    index %= len(held)
    open_to_all = Doubt("may be", HERE, rank=1)
    doubted = [*held[:index], Holding(held[index].ties, None, held[index].kind, doubt=open_to_all), *held[index + 1 :]]
    size = range(len(held))
    _, sure, perhaps = made(held, set())
    _, surely, maybe = made(doubted, set())
    before, after = count(size, [*sure, *perhaps]), count(size, [*surely, *maybe])
    assert after.low <= before.low
    assert after.high == before.high


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans())), st.integers(0, 5), st.integers(0, 5))
def test_a_possible_join_never_raises_the_low_end_nor_moves_the_high_one(
    joins: list[tuple[int, int, bool]], one: int, other: int
) -> None:
    known = [Join((a, b), certain, "", ()) for a, b, certain in joins]
    before, after = count(range(6), known), count(range(6), [*known, Join((one, other), False, "", ())])
    assert after.low <= before.low <= before.high == after.high


def test_two_that_may_each_rest_on_the_other_are_one_at_least() -> None:
    def taken(key: str, other: str) -> Holding:
        doubt = Doubt("takes from the other", HERE, frozenset({("key", other)}))
        return Holding((Tie(("key", key), "one", "both", HERE),), key, PAPER, doubt=doubt)

    _, sure, perhaps = made([taken("a", "b"), taken("b", "a"), taken("c", "d")], set())
    found = count(range(3), [*sure, *perhaps])
    assert (found.low, found.high) == (2, 3)
