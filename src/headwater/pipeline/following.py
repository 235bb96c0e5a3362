"""Claims > what rests on one origin, and what each article adds: told again only of claims that are new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.connected import Connected
from headwater.kept import Sorted
from headwater.model import Addition, Claim, Rest
from headwater.pipeline.claims import Weight, weight
from headwater.provenance.additions import additions_of
from headwater.provenance.rests import Leg, legs_of, most_first, rest


@dataclass(frozen=True, slots=True, eq=False)
class _Leg:
    """An origin on which a claim stands alone, in the order of the claims."""

    order: tuple[Weight, int]
    leg: Leg


@dataclass(frozen=True, slots=True, eq=False)
class _Added:
    """What an article adds with a claim: article by article, in the order of the claims."""

    order: tuple[str, Weight]
    addition: Addition


class Following:
    """What follows from the claims of a story, as these come and go."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[list[_Leg], list[_Added]]] = {}
        self._legs = Connected[_Leg](lambda each: (each.leg.marks, ()), lambda each: each.order)
        self._rests: dict[int, Rest] = {}
        self._ordered = Sorted[Rest](most_first)
        self._added = Sorted[_Added](lambda each: each.order)

    def __call__(
        self, gone: Iterable[Claim], new: Sequence[Claim], publishers: Mapping[str, str | None]
    ) -> tuple[tuple[Rest, ...], tuple[Addition, ...]]:
        """As `provenance.rests` and `provenance.additions`, of the claims that there were without those that are gone
        and with those that are new; `publishers` by the article's id.
        """
        out = [self._of.pop(id(claim)) for claim in gone]
        come = [_of_claim(claim, publishers) for claim in new]
        self._of.update(zip(map(id, new), come, strict=True))
        left, made = self._legs.changed(
            [leg for legs, _ in out for leg in legs], [leg for legs, _ in come for leg in legs]
        )
        fallen = [self._rests.pop(number) for number in left]
        fresh = {number: rest([each.leg for each in legs]) for number, legs in made.items()}
        self._rests |= fresh
        added = self._added.changed([a for _, found in out for a in found], [a for _, found in come for a in found])
        return tuple(self._ordered.changed(fallen, fresh.values())), tuple([each.addition for each in added])


def _of_claim(claim: Claim, publishers: Mapping[str, str | None]) -> tuple[list[_Leg], list[_Added]]:
    heavy = weight(claim)
    legs = [_Leg((heavy, number), leg) for number, leg in enumerate(legs_of(claim))]
    return legs, [_Added((each.article, heavy), each) for each in additions_of(claim, publishers)]
