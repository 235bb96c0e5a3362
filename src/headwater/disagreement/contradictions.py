"""What contradicts a claim in other words ("knew", "was kept in the dark"), as `headwater.inference` tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from headwater.disagreement.difference import Difference
from headwater.disagreement.lexicon import settings
from headwater.disagreement.slots import Contrast, Told
from headwater.inference import ONE_CLAIM, OPPOSED, SLOTS, Floats, Statements
from headwater.model import Assertion, Place

MOST = 40
"""Assertions of a claim that are compared, the first in different words."""


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two sides of a claim (indices), their slot, the odds that they differ in it, and that they put one claim at all.

    The odds are the greatest of two statements and the mean of all, added up: one pair may be misread, and so may many.
    `together` is the mean: two that put different claims contradict nothing.
    """

    sides: tuple[list[int], list[int]]
    slot: str
    odds: float
    together: float


def contrasts(asserted: Sequence[Assertion], statements: Sequence[bytes], known: Collection[str]) -> Iterator[Contrast]:
    """The conflict of two sides, if there is one and its slot is not `known` to be disputed.

    Each contrasts with all on the other side, and agrees with those on its own.
    """
    compared = _compared(asserted, statements)
    if len({_voice(asserted[i]) for i in compared}) < 2:
        return
    found, least = opposition(_odds([statements[i] for i in compared])), settings()["contradictions"]
    if (
        found.odds < least["odds"]
        or found.together < least["together"]
        or found.slot in known
        or found.slot not in least["slots"]
    ):
        return
    told = [_told(found.slot, index, asserted[index]) for index in compared]
    for i, j in product(*found.sides):
        yield Contrast(told[i], told[j], Difference.CONFLICT)
    for side in found.sides:
        for i, j in combinations(side, 2):
            yield Contrast(told[i], told[j], Difference.SAME)


def opposition(odds: Floats) -> Opposition:
    """The sides of at least two statements, by the odds of every two [n, n, 2 + slots].

    The two most opposed begin; then each of the others, the clearest first, goes where it is opposed least.
    """
    opposed = odds[:, :, OPPOSED]
    one, other = (int(each) for each in np.unravel_index(opposed.argmax(), opposed.shape))
    sides = [one], [other]
    rest = [i for i in range(len(opposed)) if i not in (one, other)]
    while rest:
        lean = {i: float(opposed[i, sides[0]].mean() - opposed[i, sides[1]].mean()) for i in rest}
        clearest = max(rest, key=lambda i: abs(lean[i]))
        sides[lean[clearest] > 0].append(clearest)
        rest.remove(clearest)
    between = opposed[np.ix_(*sides)]
    share = 1 / (1 + np.exp(-between))
    slots = (odds[:, :, OPPOSED + 1 :][np.ix_(*sides)] * share[:, :, None]).sum((0, 1))
    together = odds[:, :, ONE_CLAIM][np.ix_(*sides)]
    return Opposition(sides, SLOTS[int(slots.argmax())], float(between.max() + between.mean()), float(together.mean()))


def _compared(asserted: Sequence[Assertion], statements: Sequence[bytes]) -> list[int]:
    first: dict[str, int] = {}
    for index, assertion in enumerate(asserted):
        if statements[index]:
            first.setdefault(assertion.text.casefold(), index)
    return list(first.values())[:MOST]


def _voice(assertion: Assertion) -> tuple[str, str | None]:
    """Who says it where: nobody contradicts himself."""
    return assertion.article, assertion.chain[-1].name if assertion.chain else None


def _odds(statements: Sequence[bytes]) -> Floats:
    """Of every two; far below nought for one beside itself."""
    size = len(statements)
    firsts, seconds = np.triu_indices(size, 1)
    found = np.full((size, size, OPPOSED + 1 + len(SLOTS)), -10.0, dtype=np.float32)
    found[firsts, seconds] = found[seconds, firsts] = Statements(statements)(firsts, seconds)
    return found


def _told(slot: str, index: int, assertion: Assertion) -> Told:
    return Told(slot, index, assertion.text, tuple(Place(assertion.article, span) for span in assertion.span))
