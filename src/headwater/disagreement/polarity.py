"""Whether one deed is told as done and as not done, or as its opposite."""

from __future__ import annotations

from headwater.disagreement.difference import Difference
from headwater.disagreement.outcomes import Fate, Stage, stage
from headwater.model import Modality

TO_COME = frozenset({Modality.PLAN, Modality.EXPECTATION})


def compare(one: Fate, other: Fate, *, opposite: bool) -> Difference | None:
    """How two tellings of one deed differ, or of a deed and its opposite ("rose", "fell"); None if nobody can tell.

    "Rose" and "did not rise" are in conflict, as are "rose" and "fell"; "did not rise" and "fell" go together. What is
    to come is compared with what is to come only.
    """
    told = [_told(fate) for fate in (one, other)]
    if None in told or (one.modality in TO_COME) != (other.modality in TO_COME):
        return None
    if opposite:
        return Difference.CONFLICT if all(told) else Difference.COMPATIBLE
    return Difference.SAME if told[0] == told[1] else Difference.CONFLICT


def _told(fate: Fate) -> bool | None:
    """Whether a deed is told as done, or as one that will be; None for what says neither."""
    if fate.modality in TO_COME:
        return fate.done
    return {Stage.DONE: True, Stage.UNDONE: False}.get(stage(fate))
