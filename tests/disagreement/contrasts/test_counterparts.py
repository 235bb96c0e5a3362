"""What one report tells of two things is compared thing by thing."""

from __future__ import annotations

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.contrasts.counterparts import of_counterparts
from headwater.disagreement.values.difference import Difference
from headwater.model import Assertion, Certainty, Link, Place, SourceType

CONFLICT = Difference.CONFLICT


def said(article: str, who: str | None = None) -> Assertion:
    chain = (Link(who, SourceType.PERSON, True, (0, 0)),) if who else ()
    return Assertion(article, None, ((0, 9),), "It did so.", Certainty.ASSERTED, chain)


def told(index: int, value: str, *, held: bool = True) -> Told:
    return Told("how many", index, value, (Place(f"{index}", (0, len(value))),), held)


def left(assertions: list[Assertion], pairs: list[tuple[Told, Told]], alike: dict[tuple[int, int], float]) -> set[str]:
    contrasts = [Contrast(one, other, CONFLICT) for one, other in pairs]

    def likeness(one: Told, other: Told) -> float:
        return alike.get((one.assertion, other.assertion), alike.get((other.assertion, one.assertion), 0.0))

    return {f"{c.one.value} {c.other.value}" for c in of_counterparts(contrasts, assertions, likeness)}


def test_who_tells_both_disagrees_with_neither() -> None:
    """Both reports have "46" and "41": of two things."""
    asserted = [said("a"), said("a"), said("b"), said("b")]
    one, other = [told(0, "46"), told(1, "41")], [told(2, "46"), told(3, "41")]
    assert left(asserted, [(one[0], other[1]), (one[1], other[0])], {}) == set()


def test_whom_a_report_quotes_is_another_voice() -> None:
    """It says 46 itself, as the other does, and quotes somebody with 41: that one disagrees."""
    asserted = [said("a"), said("b"), said("b", "Ada Moss")]
    assert left(asserted, [(told(0, "46"), told(2, "41"))], {}) == {"46 41"}


def test_a_value_is_compared_with_the_one_that_is_told_most_alike() -> None:
    """A fall of 60 metres from a ridge, one of 600 from a hut; the other report has 150 from a ridge."""
    asserted = [said("a"), said("a"), said("b")]
    ridge, hut, other = told(0, "60"), told(1, "600"), told(2, "150")
    assert left(asserted, [(ridge, other), (hut, other)], {(0, 2): 0.6, (1, 2): 0.2}) == {"60 150"}
    assert left(asserted, [(ridge, other), (hut, other)], {}) == {"60 150", "600 150"}


def test_what_is_taken_back_is_no_counterpart() -> None:
    """A report that has five, and had six before, disagrees with the one that has six."""
    asserted = [said("a"), said("b"), said("b")]
    six, five, wrong = told(0, "six"), told(1, "five"), told(2, "six", held=False)
    assert left(asserted, [(six, five), (wrong, five)], {}) == {"six five"}
