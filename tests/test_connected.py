"""Groups of things as they come and go are the groups of all that are there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.connected import Connected

SIGNS = st.sets(st.sampled_from("abcde"), max_size=2)
Thing = tuple[int, frozenset[str], frozenset[str]]


def connected(things: list[Thing]) -> list[tuple[Thing, ...]]:
    """The groups, each thing laid beside every other."""
    group = list(range(len(things)))
    bound = {sign for _, ties, _ in things for sign in ties}
    for one, (_, ties, waits) in enumerate(things):
        for other, (_, theirs, waiting) in enumerate(things):
            if bound & (ties | waits) & (theirs | waiting):
                group = [group[one] if each == group[other] else each for each in group]
    return sorted(tuple(t for t, g in zip(things, group, strict=True) if g == each) for each in set(group))


@given(st.lists(st.tuples(SIGNS, SIGNS), max_size=8), st.data())
def test_what_comes_and_goes_leaves_the_groups_of_what_is_there(
    given: list[tuple[set[str], set[str]]], data: st.DataObject
) -> None:
    things = [(at, frozenset(ties), frozenset(waits)) for at, (ties, waits) in enumerate(given)]
    groups, here, made = (
        Connected[Thing](lambda t: (t[1], t[2]), lambda t: t[0]),
        set[int](),
        dict[int, tuple[Thing, ...]](),
    )
    for _ in range(4):
        now = data.draw(st.sets(st.sampled_from(range(len(things)))) if things else st.just(set()))
        gone, new = ([things[at] for at in sorted(each)] for each in (here - now, now - here))
        left, fresh = groups.changed(gone, new)
        assert left.items() <= made.items()
        made = {number: group for number, group in made.items() if number not in left} | dict(fresh)
        assert sorted(made.values()) == connected([things[at] for at in sorted(now)])
        here = now
