"""The assertions of a claim that come in one way, through the same chain, and are put in one way."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export.wording import chain
from headwater.model import Certainty, Claim, Link


@dataclass(frozen=True, slots=True)
class Telling:
    """Assertions (indices into a claim's) that come through the same chain and are put in the same way."""

    chain: tuple[Link, ...]
    attributed: bool
    certainty: Certainty
    assertions: tuple[int, ...]


def tellings(claim: Claim) -> list[Telling]:
    """The assertions of a claim by how they come and how they are put, in the order of the first of each."""
    alike: dict[tuple[str, bool, Certainty], list[int]] = {}
    for index, assertion in enumerate(claim.assertions):
        attributed = assertion.attribution is not None
        alike.setdefault((chain(assertion.chain).casefold(), attributed, assertion.certainty), []).append(index)
    return [
        Telling(claim.assertions[found[0]].chain, attributed, certainty, tuple(found))
        for (_, attributed, certainty), found in alike.items()
    ]
