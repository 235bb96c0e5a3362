"""How two values that are given for one slot differ, if they do."""

from __future__ import annotations

from enum import StrEnum


class Difference(StrEnum):
    """`SAME` and `COMPATIBLE` (neither says more) are no news; of the others each is a kind of `model.Disagreement`.

    `POSSIBLE` is a conflict if both are told of one thing, which is not sure.
    Where two values cannot be compared at all there is none of these but None.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    ROUNDING = "rounding"
    MORE_PRECISE = "more precise"
    UPDATE = "update"
    CORRECTION = "correction"
    POSSIBLE = "possible"
    CONFLICT = "conflict"


VARIATIONS = (
    Difference.ROUNDING,
    Difference.MORE_PRECISE,
    Difference.UPDATE,
    Difference.CORRECTION,
    Difference.POSSIBLE,
)
DIFFERING = frozenset({Difference.CONFLICT, Difference.POSSIBLE})
"""Differences across which two values are never one."""
NEAR = frozenset({Difference.SAME, Difference.ROUNDING})
"""Differences across which two values are one in a conflict with a third."""
