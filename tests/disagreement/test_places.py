"""When two places are one."""

from __future__ import annotations

import pytest

from headwater.disagreement.places import compare, written

WITHIN = {("paris", "france"), ("france", "europe"), ("paris", "europe")}


def within(inner: str, outer: str) -> bool:
    return (inner, outer) in WITHIN


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ({"paris"}, {"paris"}, "same"),
        ({"paris"}, {"france"}, "more precise"),
        ({"paris"}, {"europe"}, "more precise"),
        ({"paris"}, {"vienna"}, "conflict"),
        # The wider name beside the narrower one says no more.
        ({"paris", "france"}, {"paris"}, "same"),
        ({"paris", "france"}, {"france"}, "more precise"),
        # One of several that fits is enough.
        ({"paris", "vienna"}, {"vienna"}, "compatible"),
        ({"austria", "european"}, {"paris"}, "conflict"),
        (set(), {"paris"}, None),
    ],
)
def test_two_places(one: set[str], other: set[str], difference: str | None) -> None:
    first, second = frozenset(one), frozenset(other)
    assert compare(first, second, within) == compare(second, first, within) == difference


def test_an_article_tells_what_lies_where() -> None:
    said = written(["They met in Lyon, France, on Monday."])
    assert said("lyon", "france")
    assert not said("france", "lyon")


def test_a_list_of_places_tells_nothing_of_what_lies_where() -> None:
    assert not written(["They went to Paris, Rome and Oslo."])("paris", "rome")
