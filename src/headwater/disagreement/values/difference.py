"""How two values that are given for one slot differ, if they do."""

from __future__ import annotations

from enum import StrEnum


class Difference(StrEnum):
    """`SAME` and `COMPATIBLE` (neither says more) are no news; of the others each is a kind of `model.Disagreement`.

    Where two values cannot be compared at all there is none of these but None.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    ROUNDING = "rounding"
    MORE_PRECISE = "more precise"
    UPDATE = "update"
    CORRECTION = "correction"
    CONFLICT = "conflict"


VARIATIONS = (Difference.ROUNDING, Difference.MORE_PRECISE, Difference.UPDATE, Difference.CORRECTION)
NEAR = frozenset({Difference.SAME, Difference.ROUNDING})
"""Differences across which two values are one in a conflict with a third."""
