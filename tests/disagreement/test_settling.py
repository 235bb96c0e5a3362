"""Contrasts between pairs > disagreements: who holds which value."""

from __future__ import annotations

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.settling import settle
from headwater.disagreement.values.difference import Difference
from headwater.model import Place

CONFLICT, POSSIBLE, SAME = Difference.CONFLICT, Difference.POSSIBLE, Difference.SAME


def told(value: str, assertion: int, start: int = 0) -> Told:
    return Told("how many", assertion, value, (Place(f"a{assertion}", (start, start + len(value))),))


def settled(*contrasts: tuple[Told, Told, Difference]) -> list[tuple[str, list[tuple[str, tuple[int, ...]]]]]:
    found = settle(Contrast(*contrast) for contrast in contrasts)
    return [(each.kind, [(value.value, value.assertions) for value in each.values]) for each in found]


ONE, SEVERAL = told("one", 0), told("several", 1)


def test_who_gives_the_values_of_two_sides_is_on_neither() -> None:
    """ "Not one man, but several": nobody disagrees with himself."""
    one, several = told("one", 2, 4), told("several", 2, 16)
    found = settled(
        (ONE, SEVERAL, CONFLICT),
        (one, SEVERAL, CONFLICT),
        (ONE, several, CONFLICT),
        (ONE, one, SAME),
        (SEVERAL, several, SAME),
    )
    assert found == [("conflict", [("one", (0,)), ("several", (1,))])]


def test_what_may_be_a_conflict_is_told_apart() -> None:
    assert settled((ONE, SEVERAL, POSSIBLE)) == [("possible", [("one", (0,)), ("several", (1,))])]


def test_what_may_be_another_value_is_on_no_side() -> None:
    """ "Three" may be told of something else: it is neither with the one nor with the others, and told once more."""
    three = told("three", 2)
    assert settled((ONE, SEVERAL, CONFLICT), (three, ONE, POSSIBLE)) == [
        ("conflict", [("one", (0,)), ("several", (1,))]),
        ("possible", [("one", (0,)), ("three", (2,))]),
    ]


def test_what_is_a_conflict_for_sure_is_not_told_as_a_possible_one() -> None:
    """One pair of two sides is less sure than another: they disagree."""
    other = told("several", 2)
    found = settled((ONE, SEVERAL, CONFLICT), (ONE, other, POSSIBLE), (SEVERAL, other, SAME))
    assert found == [("conflict", [("one", (0,)), ("several", (1, 2))])]
