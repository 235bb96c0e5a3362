"""What became of a deed, and whether it was done at all: two outcomes, or two polarities, compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from headwater.disagreement.values.difference import Difference
from headwater.model import Modality


@dataclass(frozen=True, slots=True)
class Fate:
    """Whether a deed was done, as it is put: "did not manage to" is (False, SUCCESS)."""

    done: bool
    modality: Modality


class Stage(Enum):
    """How far a deed has come; `OPEN` is whatever says nothing of it ("did not try")."""

    EXPECTED = auto()
    PLANNED = auto()
    TRIED = auto()
    FAILED = auto()
    UNDONE = auto()
    DONE = auto()
    OPEN = auto()


STAGES = {
    (True, Modality.FACT): Stage.DONE,
    (True, Modality.SUCCESS): Stage.DONE,
    (True, Modality.FAILURE): Stage.FAILED,
    (True, Modality.ATTEMPT): Stage.TRIED,
    (True, Modality.PLAN): Stage.PLANNED,
    (True, Modality.EXPECTATION): Stage.EXPECTED,
    (False, Modality.FACT): Stage.UNDONE,
    (False, Modality.SUCCESS): Stage.FAILED,
    (False, Modality.FAILURE): Stage.DONE,
}
PENDING = frozenset({Stage.EXPECTED, Stage.PLANNED, Stage.TRIED})
TO_COME = frozenset({Modality.PLAN, Modality.EXPECTATION})
SETTLED = frozenset({Stage.DONE, Stage.FAILED, Stage.UNDONE})


def stage(fate: Fate) -> Stage:
    return STAGES.get((fate.done, fate.modality), Stage.OPEN)


def outcomes(one: Fate, other: Fate) -> Difference | None:
    """How two outcomes of one deed differ; None where they say nothing of each other.

    Tried and done are in conflict, as are failed and done; tried and failed are not. What was done and what was not
    differ in polarity, not in outcome; what is planned or expected may be done.
    """
    stages = {stage(one), stage(other)}
    if len(stages) == 1:
        return None if Stage.OPEN in stages else Difference.SAME
    if Stage.DONE in stages and stages & {Stage.TRIED, Stage.FAILED}:
        return Difference.CONFLICT
    return None


def overtaken(earlier: Fate, later: Fate) -> bool:
    """Whether what was only under way has come to its end since."""
    return stage(earlier) in PENDING and stage(later) in SETTLED


def polarities(one: Fate, other: Fate, *, opposite: bool) -> Difference | None:
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
