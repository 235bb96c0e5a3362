"""A decision in the words of the log."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pytest

from headwater import codec
from headwater.decisions import described, in_force, touched
from headwater.model import (
    Act,
    AssertionsSame,
    AttributionMended,
    AttributionRight,
    AttributionWrong,
    Certainty,
    ClaimRated,
    Decision,
    DerivationKind,
    Derives,
    JoinHolds,
    NoDisagreement,
    Noted,
    Passage,
    Said,
    SourceRated,
    SourcesSame,
    SourceType,
    Tagged,
    Undone,
    Who,
)

FELL = Passage("ledger", ((4, 11),), ("it fell",))
STOOD = Passage("courier", ((0, 5), (9, 15)), ("“it", "stood”"))
SAID = Said(
    Passage("ledger", ((0, 3),), ("she",)), Passage("ledger"), FELL, None, SourceType.ANONYMOUS, Certainty.HEDGED
)
NAMED = Said(SAID.source, SAID.cue, FELL, "Ada Moss", SourceType.PERSON, Certainty.DENIED)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (AttributionRight(SAID), "right: “it fell” (ledger), hedged: she"),
        (AttributionWrong(NAMED), "wrong: “it fell” (ledger), denied: Ada Moss"),
        (
            AttributionMended(SAID, NAMED),
            "“it fell” (ledger), hedged: she is really “it fell” (ledger), denied: Ada Moss",
        ),
        (SourcesSame(Who("Moss"), Who("Ada Moss", "ledger"), True), "Moss and Ada Moss (ledger) are the same"),
        (SourcesSame(Who("Moss"), Who("Ada Moss"), False), "Moss and Ada Moss are not the same"),
        # Quotation marks of the article would stand in ours.
        (AssertionsSame(FELL, STOOD, False), "“it fell” (ledger) and “it … stood” (courier) are not one claim"),
        (
            JoinHolds(FELL, STOOD, "speaker", False),
            "“it fell” (ledger) and “it … stood” (courier) do not share a speaker",
        ),
        (NoDisagreement("when", (FELL, STOOD)), "no disagreement on when: “it fell” (ledger); “it … stood” (courier)"),
        (Derives("ledger", "The Post", True, DerivationKind.REPRINT), "ledger takes from The Post (reprint)"),
        (Derives("ledger", "The Post", False, DerivationKind.REPRINT), "ledger takes nothing from The Post"),
        (SourceRated(Who("Moss"), "B"), "Moss: reliability B"),
        (ClaimRated(FELL, 2), "“it fell” (ledger): credibility 2"),
        (Noted("Ask her."), "Ask her."),
        (Noted("Ask her.", source=Who("Moss")), "Moss: Ask her."),
        (Tagged("seen", Passage("ledger"), holds=False), "ledger: no longer tagged seen"),
        (Undone("0123456789abcdef"), "taken back: 0123456789abcdef"),
    ],
)
def test_a_decision_is_told_in_words(act: Act, told: str) -> None:
    assert described(made(act, 0)) == told


def made(act: Act, second: int) -> Decision:
    return codec.decided(act, "ada", "", f"2026-01-01T00:{second // 60 % 60:02}:{second % 60:02}+00:00")


def undone(times: int) -> Sequence[Decision]:
    """An attribution that is wrong, and so many entries each of which takes back the one before."""
    first = made(AttributionWrong(NAMED), 0)
    return [*accumulate(range(1, times + 1), lambda last, n: made(Undone(last.id), n), initial=first)]


@pytest.mark.parametrize("times", [1, 2, 3000])
def test_what_is_taken_back_again_and_again_is_told_and_found(times: int) -> None:
    log = undone(times)
    assert described(log[-1], log) == "taken back: " * times + described(log[0])
    assert touched(log[-1], {each.id: each for each in log}) == {"ledger"}
    assert [each.id for each in in_force(log)] == ([] if times % 2 else [log[0].id])
