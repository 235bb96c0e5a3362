"""Which assertions of a claim hold it as it is worded, and which tell it the other way round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.disagreement.contrast import Contrast
from headwater.disagreement.values.difference import Difference


@dataclass(frozen=True, slots=True)
class Sides:
    """Indices of assertions, ascending: those that hold a claim, or do not say otherwise, and those that invert it."""

    holding: tuple[int, ...]
    inverting: tuple[int, ...]


def sides(size: int, worded: int, contrasts: Iterable[Contrast]) -> Sides:
    """The sides of `size` assertions, by how they compare with the one that words the claim, or by way of others.

    An assertion is on the side that the shortest way to it says; of two ways of one length the inversion counts: what
    may be inverted confirms nothing.
    """
    signs: dict[int, dict[int, bool]] = {index: {} for index in range(size)}
    for contrast in contrasts:
        if contrast.slot == "polarity" and contrast.difference in (Difference.SAME, Difference.CONFLICT):
            one, other = contrast.one.assertion, contrast.other.assertion
            same = contrast.difference is Difference.SAME and signs[one].get(other, True)
            signs[one][other] = signs[other][one] = same
    side = _spread(worded, signs)
    holding = tuple(index for index in range(size) if side.get(index, True))
    return Sides(holding, tuple(index for index in range(size) if not side.get(index, True)))


def _spread(worded: int, signs: dict[int, dict[int, bool]]) -> dict[int, bool]:
    """Breadth first from `worded`: every assertion that can be reached, with whether it is on the same side."""
    side, waiting = {worded: True}, [worded]
    while waiting:
        layer: dict[int, bool] = {}
        for index in waiting:
            for other, same in signs[index].items():
                if other not in side:
                    layer[other] = layer.get(other, True) and (side[index] == same)
        side |= layer
        waiting = list(layer)
    return side
