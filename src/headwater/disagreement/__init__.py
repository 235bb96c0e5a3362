"""Where the assertions of one claim give different values for one slot, who holds which, and why they differ.

Slots: who, where, when, how many, outcome, polarity, attribution. Values are in conflict, or vary without one.

What an assertion says was done is read first (`deeds/`). Two deeds that may be one are compared slot by slot, and
there are other ways to tell that two assertions differ (`contrasts/`); how two values of a slot differ is told kind by
kind (`values/`). `comparison` does all of it for one claim. Of its contrasts (`contrast`) come disagreements
(`settling`) and sides (`sides`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from headwater.disagreement.comparison import Articles, Comparison
from headwater.disagreement.contrast import Contrast
from headwater.disagreement.settling import settle
from headwater.disagreement.sides import Sides, sides
from headwater.disagreement.values.difference import Difference
from headwater.model import Assertion, Disagreement, Reading

__all__ = [
    "Articles",
    "Compared",
    "Contrast",
    "Sides",
    "compare",
    "compared",
    "contrasted",
    "disagreements",
    "variations",
]


@dataclass(frozen=True, slots=True)
class Compared:
    """The assertions of one claim against each other: the conflicts, and what differs without one.

    A variation is a rounding, a more precise value, an update or a correction. Values hold indices, the lowest first.
    """

    disagreements: tuple[Disagreement, ...]
    variations: tuple[Disagreement, ...]
    _size: int
    _contrasts: tuple[Contrast, ...]

    def sides(self, worded: int) -> Sides:
        """Which assertions hold the claim as the one with the index `worded` puts it, and which invert it.

        What is inverted in an article is not confirmed by it: origins are to be counted over those that hold the claim.
        """
        return sides(self._size, worded, self._contrasts)


def compare(
    assertions: Sequence[Assertion],
    readings: Iterable[Reading] | Articles,
    agreed: Sequence[tuple[str, Collection[int]]] = (),
) -> Compared:
    """Compares the assertions of one claim, given the readings of their articles, or all of a story's.

    `agreed`: a slot and assertions that, by a person's word, do not disagree on it among themselves.
    """
    articles = readings if isinstance(readings, Articles) else Articles(readings)
    return compared(len(assertions), contrasted(assertions, articles), agreed)


def contrasted(assertions: Sequence[Assertion], articles: Articles) -> tuple[Contrast, ...]:
    """All that two of the assertions say differently, or alike; it takes nearly all of the time of `compare`.

    Of many claims `articles.lay` them first.
    """
    return tuple(Comparison(assertions, articles).contrasts()) if len(assertions) > 1 else ()


def compared(size: int, contrasts: Iterable[Contrast], agreed: Sequence[tuple[str, Collection[int]]] = ()) -> Compared:
    """As `compare`, given the contrasts of so many assertions."""
    left = tuple(contrast for contrast in contrasts if not _settled(contrast, agreed))
    found = settle(left)
    conflicts = tuple(each for each in found if each.kind == Difference.CONFLICT)
    return Compared(conflicts, tuple(each for each in found if each not in conflicts), size, left)


def _settled(contrast: Contrast, agreed: Sequence[tuple[str, Collection[int]]]) -> bool:
    one, other = contrast.one.assertion, contrast.other.assertion
    return (
        contrast.difference is Difference.CONFLICT
        and one != other
        and any(contrast.slot == slot and one in held and other in held for slot, held in agreed)
    )


def disagreements(assertions: Sequence[Assertion], readings: Iterable[Reading] = ()) -> tuple[Disagreement, ...]:
    """The conflicts alone, as in `compare`."""
    return compare(assertions, readings).disagreements


def variations(assertions: Sequence[Assertion], readings: Iterable[Reading] = ()) -> tuple[Disagreement, ...]:
    """What differs without a conflict alone, as in `compare`."""
    return compare(assertions, readings).variations
