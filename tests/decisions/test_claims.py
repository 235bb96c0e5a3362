"""People's word on assertions, found again by their places."""

import pytest

from headwater import codec
from headwater.decisions.claims import Assertions, agreed, joins, verdicts
from headwater.model import (
    Act,
    Article,
    Assertion,
    AssertionsSame,
    Certainty,
    JoinHolds,
    NoDisagreement,
    Passage,
    Reading,
)

TEXT = "Roe denied that the pump had failed, as the Ledger reported. The pump ran."
FAILED, RAN = ((15, 35),), ((61, 74),)
READING = Reading(Article("a", "a.txt", TEXT), (), (), (), (), ())
ASSERTED = [
    Assertion("a", "1", FAILED, "the pump had failed", Certainty.DENIED, ()),
    Assertion("a", "2", FAILED, "the pump had failed", Certainty.ATTRIBUTED, ()),
    Assertion("a", None, RAN, "The pump ran.", Certainty.ASSERTED, ()),
]
ONE, OTHER = (Passage("a", span, tuple(TEXT[slice(*part)] for part in span)) for span in (FAILED, RAN))


def found(act: Act) -> object:
    """The pairs or the set of assertions that a decision means."""
    decided, here = [codec.decided(act, "ada", "", "2026-01-01T00:00:00+00:00")], Assertions(ASSERTED, [READING])
    match act:
        case AssertionsSame():
            return [(verdict.first, verdict.second) for verdict in verdicts(here, decided)]
        case JoinHolds():
            return [pair for _, pair, _ in joins(here, decided)]
        case _:
            return [*agreed(here, decided)]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        # What one reports and another denies in the same words stands at one place, and is meant as a whole.
        (AssertionsSame(ONE, OTHER, False), [(0, 2), (1, 2)]),
        (JoinHolds(OTHER, ONE, "speaker", False), [(0, 2), (1, 2)]),
        (NoDisagreement("polarity", (ONE, OTHER)), [("polarity", frozenset({0, 1, 2}))]),
        # It has one key, so nobody can tell it apart.
        (AssertionsSame(ONE, ONE, False), []),
        # What is not there any more is meant by nobody.
        (AssertionsSame(ONE, Passage("b", RAN, ("The pump ran.",)), True), []),
    ],
)
def test_all_that_stands_at_a_place_is_meant(act: Act, expected: object) -> None:
    assert found(act) == expected
