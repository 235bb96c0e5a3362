"""What contradicts a claim in other words ("knew", "was kept in the dark"), as `headwater.inference` tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.lexicon import settings
from headwater.disagreement.values.difference import Difference
from headwater.inference import ONE_CLAIM, OPPOSED, SLOTS, Floats, Integers, Statements
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


@dataclass(frozen=True, slots=True)
class Beside:
    """The assertions of a claim (indices) that are laid beside each other, and the odds of every two [n, n, 2 + s]."""

    compared: Sequence[int]
    odds: Floats


def beside(asserted: Sequence[Sequence[Assertion]], statements: Sequence[Sequence[bytes]]) -> list[Beside | None]:
    """Claim by claim, all in one go; None where nobody can contradict another."""
    compared = [_compared(*claim) for claim in zip(asserted, statements, strict=True)]
    told = [said[i] for said, some in zip(statements, compared, strict=True) for i in some]
    pairs = [np.triu_indices(len(some), 1) for some in compared]
    starts = np.cumsum([0, *map(len, compared)])
    ends = np.cumsum([len(one) for one, _ in pairs])
    placed = [(one + start, other + start) for (one, other), start in zip(pairs, starts[:-1], strict=True)]
    if not placed:
        return []
    firsts, seconds = (np.concatenate([pair[side] for pair in placed]) for side in (0, 1))
    odds = np.split(Statements(told)(firsts, seconds), ends[:-1])
    return [
        Beside(some, _table(len(some), *pair, found)) if some else None
        for some, pair, found in zip(compared, pairs, odds, strict=True)
    ]


def contrasts(asserted: Sequence[Assertion], laid: Beside | None, ruled: Sequence[Contrast]) -> Iterator[Contrast]:
    """The conflict of two sides, if there is one.

    Each contrasts with all on the other side, and agrees with those on its own. Where a slot is disputed by what was
    found by rule (`ruled`), only those are put on its sides of whom the rules tell nothing.
    """
    least = settings()["contradictions"]
    # The odds of two sides are at most twice those of two statements.
    if laid is None or 2 * laid.odds[:, :, OPPOSED].max() < least["odds"]:
        return
    found = opposition(laid.odds)
    if found.odds < least["odds"] or found.slot not in least["slots"]:
        return
    told = [_told(found.slot, index, asserted[index]) for index in laid.compared]
    firm = [c for c in ruled if c.slot == found.slot and c.difference in (Difference.SAME, Difference.CONFLICT)]
    if any(contrast.difference is Difference.CONFLICT for contrast in firm):
        yield from _placed(found, laid.odds, told, firm)
    elif found.together >= least["together"]:
        for i, j in product(*found.sides):
            yield Contrast(told[i], told[j], Difference.CONFLICT)
        for side in found.sides:
            for i, j in combinations(side, 2):
                yield Contrast(told[i], told[j], Difference.SAME)


def _placed(found: Opposition, odds: Floats, told: Sequence[Told], firm: Sequence[Contrast]) -> Iterator[Contrast]:
    """Those of whom the rules tell nothing against those of whom they do; nobody if the two tell other sides."""
    side = {told[i].assertion: number for number, members in enumerate(found.sides) for i in members}
    ruled = [c for c in firm if {c.one.assertion, c.other.assertion} <= side.keys()]
    if any((side[c.one.assertion] == side[c.other.assertion]) != (c.difference is Difference.SAME) for c in ruled):
        return
    by_rule = {each.assertion: each for c in reversed(ruled) for each in (c.other, c.one)}
    at = {each.assertion: place for place, each in enumerate(told)}
    for each in told:
        against = [at[i] for i in sorted(by_rule) if side[i] != side[each.assertion]]
        if each.assertion in by_rule or not against:
            continue
        opposed = odds[at[each.assertion], against, OPPOSED]
        if float(opposed.max() + opposed.mean()) >= settings()["contradictions"]["odds"]:
            for i, other in sorted(by_rule.items()):
                same = side[i] == side[each.assertion]
                yield Contrast(each, other, Difference.SAME if same else Difference.CONFLICT)


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
    """The first in different words, if they are of two voices."""
    first: dict[str, int] = {}
    for index, assertion in enumerate(asserted):
        if statements[index]:
            first.setdefault(assertion.text.casefold(), index)
    found = list(first.values())[:MOST]
    return found if len({_voice(asserted[i]) for i in found}) > 1 else []


def _voice(assertion: Assertion) -> tuple[str, str | None]:
    """Who says it where: nobody contradicts himself."""
    return assertion.article, assertion.chain[-1].name if assertion.chain else None


def _table(size: int, firsts: Integers, seconds: Integers, odds: Floats) -> Floats:
    """The odds of every two of so many; far below nought for one beside itself."""
    found = np.full((size, size, odds.shape[1]), -10.0, dtype=np.float32)
    found[firsts, seconds] = found[seconds, firsts] = odds
    return found


def _told(slot: str, index: int, assertion: Assertion) -> Told:
    return Told(slot, index, assertion.text, tuple(Place(assertion.article, span) for span in assertion.span))
