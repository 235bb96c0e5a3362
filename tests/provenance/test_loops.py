from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import Loop, Place
from headwater.provenance.lineage import lineage

from .reports import Report, report, story


def told(*reports: Report) -> tuple[Loop, ...]:
    return lineage(story(*reports)[0]).loops


def test_two_that_credit_one_another_are_a_loop_with_both_credits() -> None:
    found = told(report("Courier", retells=["The Gazette"]), report("Gazette", retells=["Courier"]), report("Herald"))
    places = (Place("article 0", (1, 4)), Place("article 1", (1, 4)))
    assert found == (Loop(("Courier", "Gazette"), places),)


def test_a_credit_by_way_of_others_closes_a_loop() -> None:
    found = told(report("Courier", retells=["Herald via Gazette"]), report("Herald", retells=["Courier"]))
    assert [loop.publications for loop in found] == [("Courier", "Gazette", "Herald")]


def test_who_credits_itself_or_only_one_way_is_no_loop() -> None:
    assert told(report("Courier", retells=["the Courier"]), report("Gazette", retells=["Courier"])) == ()
    assert told(report(None, retells=["Courier"])) == ()


PAPERS = [f"Paper {i}" for i in range(6)]
credits_given = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(credits_given)
def test_loops_are_the_strongly_connected_components(given_: set[tuple[int, int]]) -> None:
    reports = [
        report(PAPERS[i], retells=[PAPERS[other] for one, other in sorted(given_) if one == i]) for i in range(6)
    ]
    reach = {(one, other) for one, other in given_ if one != other}
    for middle, one, other in product(range(6), repeat=3):  # Warshall's closure, the middle outermost
        if (one, middle) in reach and (middle, other) in reach:
            reach.add((one, other))
    rings = {
        tuple(PAPERS[other] for other in range(6) if {(one, other), (other, one)} <= reach)
        for one in range(6)
        if (one, one) in reach
    }
    assert {loop.publications for loop in told(*reports)} == rings
    assert all(loop.evidence for loop in told(*reports))
