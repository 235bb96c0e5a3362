"""When two numbers are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.quantities import compare
from headwater.model import Quantity


def of(low: float | None, high: float | None, unit: str = "people", *, about: bool = False) -> Quantity:
    return Quantity((0, 1), low, high, unit, about)


def exactly(value: float, unit: str = "people") -> Quantity:
    return of(value, value, unit)


def about(value: float, unit: str = "people") -> Quantity:
    return of(value, value, unit, about=True)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        (exactly(38), exactly(38), "same"),
        (exactly(38), exactly(52), "conflict"),
        # Neighbours are no rounding of each other where people are counted.
        (exactly(4), exactly(5), "conflict"),
        (exactly(40), exactly(41), "conflict"),
        # About 40 may be 38, but not 60.
        (about(40), exactly(38), "rounding"),
        (about(40), exactly(60), "conflict"),
        (about(2.4e6, "crowns"), exactly(2.38e6, "crowns"), "rounding"),
        (about(2.4e6, "crowns"), exactly(3.1e6, "crowns"), "conflict"),
        # A number that ends in zeros, or has fewer decimals, may be a rounding without saying so.
        (exactly(1200), exactly(1187), "rounding"),
        (exactly(7.4, "percent"), exactly(7.38, "percent"), "rounding"),
        (exactly(7.4, "percent"), exactly(7.9, "percent"), "conflict"),
        (exactly(1187), exactly(1250), "conflict"),
        # What is open is less precise than a number that it holds.
        (of(24, None, about=True), exactly(38), "more precise"),
        (of(30, None), exactly(38), "more precise"),
        (of(30, 50), exactly(38), "more precise"),
        (of(30, None), of(30, 50), "more precise"),
        # A bound and the number itself say the same.
        (of(60, None), exactly(60), "compatible"),
        # Neither says more than the other.
        (of(30, None), of(None, 50), "compatible"),
        (of(50, None), exactly(30), "conflict"),
        (of(None, 10), exactly(65), "conflict"),
        # "Dozens" may be a few fewer than two dozen.
        (of(24, None, about=True), exactly(22), "compatible"),
    ],
)
def test_two_numbers_of_one_unit(one: Quantity, other: Quantity, difference: str) -> None:
    assert compare(one, other) == compare(other, one) == difference


@pytest.mark.parametrize(("one", "other"), [("people", "percent"), ("euros", "crowns"), ("boats", "people")])
def test_different_things_are_not_compared(one: str, other: str) -> None:
    assert compare(exactly(3, one), exactly(5, other)) is None


@pytest.mark.parametrize(
    ("one", "other"), [("people", "victims"), ("percent", "%"), ("farm workers", "workers"), ("boat", "boats")]
)
def test_words_for_one_unit_are_one(one: str, other: str) -> None:
    assert compare(exactly(3, one), exactly(5, other)) is Difference.CONFLICT


ends = st.one_of(st.none(), st.floats(0, 1e12, allow_nan=False))


@given(ends, ends, st.booleans(), ends, ends, st.booleans())
def test_the_order_makes_no_difference_and_nothing_differs_from_itself(
    low: float | None, high: float | None, vague: bool, least: float | None, most: float | None, vague_too: bool
) -> None:
    one, other = of(low, high, about=vague), of(least, most, about=vague_too)
    assert compare(one, other) == compare(other, one)
    assert compare(one, one) is Difference.SAME
