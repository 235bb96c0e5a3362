"""What two assertions of one claim say of one slot, and how it differs."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.disagreement.values.difference import Difference
from headwater.model import Place


@dataclass(frozen=True, slots=True)
class Told:
    """A value that an assertion (its index) gives for a slot, in the words of its text, and where.

    It is not `held` where it is told only to be taken back.
    """

    slot: str
    assertion: int
    value: str
    places: tuple[Place, ...]
    held: bool = True


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two values of one slot, and how they differ."""

    one: Told
    other: Told
    difference: Difference

    @property
    def slot(self) -> str:
        return self.one.slot
