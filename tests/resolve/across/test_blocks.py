"""Looking at each block of bearers by itself gives what comparing all with all gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headwater import codec
from headwater.model import Decision, SourcesSame, StoryEntity, Who
from headwater.resolve.across.bearers import Bearer, Stood, bearers
from headwater.resolve.across.blocks import blocks
from headwater.resolve.across.entities import Entities

from .test_across import REPORTS, reading

NAMES = ["Ada Moss", "Moss", "V.H.", "Vera Holt", "Nordic Union", "NU", "Ministry", "Ministry of Ports", "the mayor"]
OFFICIALS = [
    "[P1 Ada Moss], the head of the Aske office, left.",
    "[A1 The head of the Aske office] spoke.",
    "[O1 Nordic Union] of Aske ([O1 NU]) met.",
    "[L1 Lissen] is far.",
    "[P1 Karl Lissen] and [P2 V.H.] left [V3 Moss].",
    "[O1 Lissen] said nothing.",
    "[O1 U.S. Coast Watch] left.",
    "[O1 Coast Watch] of [L2 United States] met.",
    "[P1 Ada Wetzler] and [O2 Vinter Ltd] left.",
    "[P1 Ada Welzler] and [O2 Vinter] stayed.",
    "[P1 Bill Moss] and [P2 William Moss] spoke.",
]
EVERY = st.tuples(REPORTS, st.lists(st.sampled_from(OFFICIALS), max_size=4)).map(lambda both: [*both[0], *both[1]])
SAID = st.lists(
    st.builds(
        lambda one, other, article, same: codec.decided(SourcesSame(Who(one), Who(other, article), same), "me", ""),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from([None, "r0", "r1"]),
        st.booleans(),
    ),
    max_size=2,
)


MAYORS = ["P0 Ada Moss", "P1 Ada Moss", "P2 Vera Holt", "P3 Ministry of Ports"]


def found_in(reports: Sequence[str]) -> list[list[Bearer]]:
    return [list(bearers(reading(report, f"r{number}"))) for number, report in enumerate(reports)]


def whole(found: Sequence[Sequence[Bearer]], decisions: Sequence[Decision]) -> tuple[StoryEntity, ...]:
    """With all in one block."""
    every = Entities()
    every._blocks.changed = lambda _, new: ({}, {0: tuple(sorted(new, key=lambda stood: stood.order))})  # type: ignore
    return every(found, decisions)


def said_of(same: bool) -> Decision:
    return codec.decided(SourcesSame(Who("Vera Holt"), Who("Ministry of Ports"), same), "me", "")


@settings(deadline=None)
@given(EVERY, SAID)
# What cannot be beside what was said before is left out, and the rules go on with the rest.
@example([" ".join(f"The Aske mayor, [{name}], left." for name in MAYORS)], [said_of(False), said_of(True)])
def test_no_rule_ties_bearers_of_two_blocks(reports: list[str], decisions: list[Decision]) -> None:
    found = found_in(reports)
    assert Entities()(found, decisions) == whole(found, decisions)


@given(EVERY, SAID, st.data())
def test_what_comes_or_goes_or_is_decided_later_gives_what_it_would_at_once(
    reports: list[str], decisions: list[Decision], data: st.DataObject
) -> None:
    going, found = Entities(), found_in(reports)
    for _ in range(4):
        here = data.draw(st.lists(st.sampled_from(range(len(found))), unique=True) if found else st.just([]))
        said = data.draw(st.lists(st.sampled_from(decisions), unique=True) if decisions else st.just([]))
        some = [found[at] for at in here]
        assert going(some, said) == Entities()(some, said)


@pytest.mark.parametrize(
    ("reports", "number"),
    [
        (("[P1 Ada Moss] left.", "[P1 Karl Roe] left."), 2),
        (("[P1 Ada Moss] left.", "[P1 Moss] left."), 1),
        (("[P1 Ada Moss] left.", "[P1 Ada Roe] left."), 2),  # until somebody is called Ada alone
        (("[P1 Ada Moss] left.", "[P1 Ada Roe] left.", "[P1 Ada] left."), 3),
        (("[O1 Nordic Union] met.", "[O1 NU] met."), 1),
        (("[O1 Ministry of Ports] met.", "[O1 Ministry of Roads] met."), 2),  # until one says "the Ministry"
        (("[O1 Ministry of Ports] met.", "[O1 Ministry of Roads] met.", "[O1 Ministry] met."), 1),
    ],
)
def test_those_stand_in_one_block_that_share_more_than_chance_would_have_it(
    reports: tuple[str, ...], number: int
) -> None:
    stood = [Stood((0, "", at), each) for at, each in enumerate(b for article in found_in(reports) for b in article)]
    assert len(blocks().changed([], stood)[1]) == number
