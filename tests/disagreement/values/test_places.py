"""When two places are one."""

from __future__ import annotations

import pytest

from headwater.disagreement.values.places import Stated, compare
from headwater.model import Article, Entity, Reading


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ({"Paris"}, {"Paris"}, "same"),
        ({"Kiev"}, {"Kyiv"}, "same"),
        ({"Paris"}, {"France"}, "more precise"),
        ({"Paris"}, {"Europe"}, "more precise"),
        ({"Paris"}, {"Vienna"}, "conflict"),
        # The wider name beside the narrower one says no more.
        ({"Paris", "France"}, {"Paris"}, "same"),
        ({"Paris", "France"}, {"France"}, "more precise"),
        # One of several that fits is enough.
        ({"Paris", "Vienna"}, {"Vienna"}, "compatible"),
        # Of two of which nobody has heard neither is the other; one of them may be anywhere.
        ({"Tarnowbeck"}, {"Ulvermouth"}, "conflict"),
        ({"Tarnowbeck"}, {"France"}, "compatible"),
        (set(), {"Paris"}, None),
    ],
)
def test_two_places(one: set[str], other: set[str], difference: str | None) -> None:
    first, second = frozenset(one), frozenset(other)
    assert compare(first, second, Stated()) == compare(second, first, Stated()) == difference


def test_an_article_tells_what_lies_where() -> None:
    text = "They met in Tarnowbeck, Ulvermark."
    names = {"Tarnowbeck": (12, 22), "Ulvermark": (24, 33)}
    entities = tuple(Entity(name, name, "organisation", (span,)) for name, span in names.items())
    said = Stated([Reading(Article("a", "a", text), (), entities, (), (), ((0, len(text)),))])
    assert compare(frozenset({"Tarnowbeck"}), frozenset({"Ulvermark"}), said) == "more precise"
    assert compare(frozenset({"Tarnowbeck"}), frozenset({"Ulvermark"}), Stated()) == "conflict"
