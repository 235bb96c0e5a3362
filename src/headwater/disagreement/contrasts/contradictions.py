"""What contradicts a claim in other words ("knew", "was kept in the dark"), as `headwater.inference` tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.deeds.phrases import content
from headwater.disagreement.lexicon import settings
from headwater.disagreement.values.difference import Difference
from headwater.inference import ONE_CLAIM, OPPOSED, SLOTS, Floats, Integers, Statements
from headwater.model import Assertion, Place, SourceType

NEVER, NOTHING = -10.0, 0.0
"""Odds (logarithms) that two contradict each other: of what cannot be compared, and of what nothing is known of."""
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

    def of_one_claim(self, asserted: Sequence[Assertion], one: Assertion, other: Assertion) -> float | None:
        """The odds that two put one claim; None for the same words, and for what was not laid beside the others."""
        return self._odds(asserted, one, other, ONE_CLAIM)

    def opposed(self, asserted: Sequence[Assertion], one: Assertion, other: Assertion) -> float | None:
        """The odds that two contradict each other; None as above."""
        return self._odds(asserted, one, other, OPPOSED)

    def _odds(self, asserted: Sequence[Assertion], one: Assertion, other: Assertion, of: int) -> float | None:
        row = {asserted[index].text.casefold(): number for number, index in enumerate(self.compared)}
        first, second = row.get(one.text.casefold()), row.get(other.text.casefold())
        if first is None or second is None or first == second:
            return None
        return float(self.odds[first, second, of])


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
        Beside(some, _table([claim[i] for i in some], *pair, found)) if some else None
        for claim, some, pair, found in zip(asserted, compared, pairs, odds, strict=True)
    ]


def contrasts(
    asserted: Sequence[Assertion],
    laid: Beside | None,
    ruled: Sequence[Contrast],
    known: Callable[[int, int], bool],
) -> Iterator[Contrast]:
    """The conflict of two sides, if there is one.

    Each contrasts with all on the other side, and agrees with those on its own. Where a slot is disputed by what was
    found by rule (`ruled`), only those are put on its sides of whom the rules tell nothing. Two of whom they know that
    they are of one deed (`known`, by indices) they have judged.
    """
    least = settings()["contradictions"]
    # The odds of two sides are at most twice those of two statements.
    if laid is None or 2 * laid.odds[:, :, OPPOSED].max() < least["odds"]:
        return
    found = opposition(laid.odds)
    firm = [c for c in ruled if c.slot == found.slot and c.difference in (Difference.SAME, Difference.CONFLICT)]
    if any(contrast.difference is Difference.CONFLICT for contrast in firm):
        if _sure(found):
            yield from _placed(found, laid.odds, [_told(found.slot, i, asserted[i]) for i in laid.compared], firm)
        return
    found = opposition(laid.odds, _of_one_thing(asserted, laid.compared, known))
    disputed = any(c.slot == found.slot and c.difference is Difference.CONFLICT for c in ruled)
    if not _sure(found) or disputed or found.together < least["together"]:
        return
    sides = [[_told(found.slot, laid.compared[i], asserted[laid.compared[i]]) for i in side] for side in found.sides]
    for one, other in product(*sides):
        yield Contrast(one, other, Difference.CONFLICT)
    for side in sides:
        for one, other in combinations(side, 2):
            yield Contrast(one, other, Difference.SAME)


def _sure(found: Opposition) -> bool:
    least = settings()["contradictions"]
    return bool(found.odds >= least["odds"] and found.slot in least["slots"])


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


def opposition(odds: Floats, of_one_thing: NDArray[np.bool_] | None = None) -> Opposition:
    """The sides of at least two statements, by the odds of every two [n, n, 2 + slots].

    The two most opposed of those that are `of_one_thing` [n, n] begin; then each of the others, the clearest first,
    goes where it is opposed least.
    """
    opposed = odds[:, :, OPPOSED]
    may_begin = opposed if of_one_thing is None else np.where(of_one_thing, opposed, NEVER)
    one, other = (int(each) for each in np.unravel_index(may_begin.argmax(), opposed.shape))
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
    return Opposition(
        sides, SLOTS[int(slots.argmax())], float(may_begin.max() + between.mean()), float(together.mean())
    )


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


def _table(asserted: Sequence[Assertion], firsts: Integers, seconds: Integers, odds: Floats) -> Floats:
    """The odds of every two; far below nought for one beside itself, and that one speaker contradicts himself."""
    size, speakers = len(asserted), [_speakers(each) for each in asserted]
    found = np.full((size, size, odds.shape[1]), NEVER, dtype=np.float32)
    found[firsts, seconds] = found[seconds, firsts] = odds
    for i, j in zip(firsts.tolist(), seconds.tolist(), strict=True):
        if speakers[i] & speakers[j]:
            found[i, j, OPPOSED] = found[j, i, OPPOSED] = min(NOTHING, found[i, j, OPPOSED])
    return found


def _of_one_thing(
    asserted: Sequence[Assertion], compared: Sequence[int], known: Callable[[int, int], bool]
) -> NDArray[np.bool_]:
    """Which two have most words in common, and other words for what was done.

    The network takes any "nobody" for the opposite of what stands beside it.
    """
    said = {i: content(asserted[i].text) for i in compared}
    return np.array([[in_same_words(said[i], said[j]) and not known(i, j) for j in compared] for i in compared])


def in_same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two statements, given the stems of their words, have most of them in common."""
    rules = settings()["contradictions"]
    return bool(len(one & other) >= max(rules["common"], rules["share"] * max(len(one), len(other))))


def _speakers(assertion: Assertion) -> frozenset[str]:
    """Whose word it is, but for publications that pass it on."""
    return frozenset(link.name for link in assertion.chain if link.type is not SourceType.PUBLICATION)


def _told(slot: str, index: int, assertion: Assertion) -> Told:
    return Told(slot, index, assertion.text, tuple(Place(assertion.article, span) for span in assertion.span))
