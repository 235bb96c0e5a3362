"""What was made the last time is taken if it would be made of the very same, and not otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.kept import Kept, Sorted


@given(st.lists(st.lists(st.integers(0, 9), unique=True), max_size=4), st.data())
def test_things_are_in_order_whatever_was_there_before(rounds: list[list[int]], data: st.DataObject) -> None:
    things = {number: (data.draw(st.integers(0, 3)), number) for number in range(10)}
    ordered, graded = Sorted[tuple[int, int]](lambda thing: thing), Sorted[tuple[int, int]](lambda thing: thing[0])
    for numbers in rounds:
        here = [things[number] for number in numbers]
        assert ordered(here) == sorted(here)
        # Of two with one key either may be the first.
        found = graded(here)
        assert [grade for grade, _ in found] == sorted(grade for grade, _ in here)
        assert {*found} == {*here}


def test_what_is_made_of_a_thing_is_made_once_until_what_is_given_changes() -> None:
    made, kept = list[str](), Kept[str, str]()

    def make(thing: str) -> str:
        made.append(thing)
        return thing.upper()

    assert kept.each(["a", "b"], make, 1) == ["A", "B"]
    assert kept.each(["b", "c", "a"], make, 1) == ["B", "C", "A"]
    assert made == ["a", "b", "c"]
    assert kept.each(["b", "c"], make, 2, still=lambda thing: thing == "b") == ["B", "C"]
    assert made == ["a", "b", "c", "c"]
