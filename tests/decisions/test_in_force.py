"""Which decisions hold: undone and replaced ones do not, in whatever order the log is read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import codec
from headwater.decisions import in_force
from headwater.model import (
    Act,
    AssertionsSame,
    ClaimRated,
    Decision,
    DerivationKind,
    Derives,
    JoinHolds,
    NoDisagreement,
    Noted,
    Passage,
    SourceRated,
    SourcesSame,
    Tagged,
    Undone,
    Who,
)

ONE, OTHER = Passage("a", ((0, 4),), ("fire",)), Passage("b", ((2, 9),), ("drought",))


def at(minute: int, act: Act, who: str = "ada") -> Decision:
    return codec.decided(act, who, "because", f"2026-01-01T00:{minute:02}:00+00:00")


@pytest.mark.parametrize(
    ("acts", "holds"),
    [
        # Of two on one matter the later one holds, whichever way round it names them.
        ((SourcesSame(Who("A"), Who("B"), True), SourcesSame(Who("B"), Who("A"), False)), [1]),
        ((SourcesSame(Who("A"), Who("B"), True), SourcesSame(Who("A"), Who("B", "x"), False)), [0, 1]),
        ((SourcesSame(Who("Post"), Who("B"), True), SourcesSame(Who("The POST"), Who("b"), False)), [1]),
        ((AssertionsSame(ONE, OTHER, True), AssertionsSame(OTHER, ONE, False)), [1]),
        ((JoinHolds(ONE, OTHER, "speaker", False), JoinHolds(ONE, OTHER, "publication", False)), [0, 1]),
        ((JoinHolds(ONE, OTHER, "speaker", False), JoinHolds(OTHER, ONE, "speaker", True)), [1]),
        ((Derives("a", "The Post", True), Derives("a", "the post", False)), [1]),
        ((SourceRated(Who("A"), "B"), SourceRated(Who("A"), "C")), [1]),
        ((ClaimRated(ONE, 2), ClaimRated(ONE, 3)), [1]),
        ((Tagged("weak", ONE), Tagged("weak", ONE, holds=False)), [1]),
        ((Tagged("weak", ONE), Tagged("strong", ONE)), [0, 1]),
        ((NoDisagreement("who", (ONE, OTHER)), NoDisagreement("who", (OTHER, ONE))), [1]),
        # Notes add up.
        ((Noted("x", ONE), Noted("y", ONE)), [0, 1]),
    ],
)
def test_the_later_decision_on_one_matter_holds(acts: Sequence[Act], holds: list[int]) -> None:
    log = [at(minute, act) for minute, act in enumerate(acts)]
    assert in_force(log) == tuple(log[i] for i in holds)


def test_what_is_undone_brings_back_what_it_replaced() -> None:
    first = at(0, SourceRated(Who("A"), "B"))
    second = at(1, SourceRated(Who("A"), "C"))
    undo = at(2, Undone(second.id))
    again = at(3, Undone(undo.id))
    assert in_force([first, second]) == (second,)
    assert in_force([first, second, undo]) == (first,)
    assert in_force([first, second, undo, again]) == (second,)


def test_undoing_what_is_not_there_changes_nothing_until_it_comes() -> None:
    note = at(0, Noted("x"))
    undo = at(1, Undone(note.id))
    assert in_force([undo]) == ()
    assert in_force([undo, note]) == ()


def test_a_hundred_thousand_undos_of_undos_end() -> None:
    log = [at(0, Noted("x"))]
    for number in range(20_000):
        log.append(codec.decided(Undone(log[-1].id), "ada", when=f"2026-01-02T00:00:00.{number:06}+00:00"))
    assert in_force(log) == (log[0],)


# -- any log ----------------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Ada Moss", "Moss", "the mayor"])
WHO = st.builds(Who, NAMES, st.sampled_from([None, "a", "b"]))
PASSAGES = st.sampled_from([ONE, OTHER, Passage("a")])
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(SourcesSame, WHO, WHO, st.booleans()),
    st.builds(AssertionsSame, PASSAGES, PASSAGES, st.booleans()),
    st.builds(JoinHolds, PASSAGES, PASSAGES, st.sampled_from(["speaker", "publication"]), st.booleans()),
    st.builds(NoDisagreement, st.just("who"), st.lists(PASSAGES, max_size=3).map(tuple)),
    st.builds(Derives, st.just("a"), NAMES, st.booleans(), st.sampled_from(DerivationKind)),
    st.builds(SourceRated, WHO, st.sampled_from("ABCDEF")),
    st.builds(ClaimRated, PASSAGES, st.integers(1, 6)),
    st.builds(Noted, st.text(max_size=5), st.none() | PASSAGES, st.none() | WHO),
    st.builds(Tagged, st.text(max_size=3), st.none() | PASSAGES, st.none() | WHO, st.booleans()),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Decisions one after the other, and undos of earlier ones."""
    log: list[Decision] = []
    for minute in range(draw(st.integers(0, 12))):
        undo = bool(log) and draw(st.integers(0, 2)) == 0
        act = Undone(draw(st.sampled_from(log)).id) if undo else draw(ACTS)
        log.append(at(minute, act, draw(st.sampled_from(["ada", "karl"]))))
    return log


@given(logs(), st.randoms())
def test_the_order_of_the_log_and_what_is_not_in_force_change_nothing(log: list[Decision], chance: object) -> None:
    holds = in_force(log)
    assert in_force(holds) == holds
    shuffled = list(log)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_force([*shuffled, *log]) == holds
    assert not any(isinstance(each.act, Undone) for each in holds)


@given(logs())
def test_every_decision_survives_being_written_and_read(log: list[Decision]) -> None:
    import json

    assert [codec.decision_of(json.loads(json.dumps(codec.decision_line(each)))) for each in log] == log
