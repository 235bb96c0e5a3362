"""Values of one matter that cannot both be so, whatever the words around them: "cut off 1,200", "2,000 in the dark"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from headwater.disagreement.contrast import Contrast
from headwater.disagreement.contrasts.alignment import of_two
from headwater.disagreement.contrasts.likeness import Rarity, features, likely
from headwater.disagreement.deeds import counts
from headwater.disagreement.deeds.given import Given, compare
from headwater.disagreement.lexicon import bearing, in_line, key, settings
from headwater.disagreement.values.difference import NEAR, Difference
from headwater.disagreement.values.places import Stated
from headwater.disagreement.values.quantities import same_unit

Pair = tuple[Given, Given]
MOST = 3
"""Numbers that an assertion may give and still be of one matter: so many died, were hurt, are missing."""


def contrasts(differing: Sequence[Pair], rarity: Rarity) -> Iterator[tuple[Contrast, Pair]]:
    """The conflicts among values that differ: those that are likely of one matter.

    With them come those values in conflict that are alike.
    """
    likelihood = likely([features(one, other, rarity) for one, other in differing])
    least = settings()["matters"]
    opposed = [pair for pair, found in zip(differing, likelihood, strict=True) if found >= least[pair[0].slot]]
    for pair in opposed:
        yield _contrast(pair, Difference.CONFLICT), pair
    for one, other in combinations(dict.fromkeys(value for pair in opposed for value in pair), 2):
        if one.slot == other.slot and compare(one, other) in NEAR:
            yield _contrast((one, other), Difference.SAME), (one, other)


def differing(values: Sequence[Given], others: Sequence[Given], said: Stated) -> Iterator[Pair]:
    """Values of two assertions that cannot both be so, neither of which the other assertion gives as well.

    Two that differ in two slots tell of two events; of one that gives many numbers nobody knows which is of what.
    """
    if any(value.slot == "how many" and value.several > MOST for value in (*values, *others)):
        values, others = ([value for value in given if value.slot != "how many"] for given in (values, others))
    found = {pair: compare(*pair) for pair in product(values, others) if pair[0].slot == pair[1].slot}
    shared = {value for pair, difference in found.items() if difference in NEAR for value in pair}
    opposed = [pair for pair, difference in found.items() if difference is Difference.CONFLICT]
    if len({one.slot for one, _ in opposed}) == 1:
        for one, other in opposed:
            if shared.isdisjoint((one, other)) and not _of_two(one, other, said):
                yield one, other


def _of_two(one: Given, other: Given, said: Stated) -> bool:
    """Whether two values are surely of two matters."""
    if of_two(one.deed, other.deed, one.slot, said):
        return True
    if one.slot != "how many":
        return False
    of_one_kind = _called_alike(one, other) or _done_alike(one, other)
    return not of_one_kind or counts.of_two(one.deed, other.deed, one.phrase, other.phrase)


def _called_alike(one: Given, other: Given) -> bool:
    """Whether what is counted is called alike, or is not named."""
    first, second = (value.phrase.quantity.unit if value.phrase.quantity else "" for value in (one, other))
    if not first or not second or same_unit(first, second):
        return True
    return in_line("who", "things", *(key(unit.split()[-1]) for unit in (first, second)))


def _done_alike(one: Given, other: Given) -> bool:
    """Whether the same is told of those who are counted, whatever they are called."""
    return bearing(one.deed.verb, other.deed.verb) > 0 or not one.kinds.isdisjoint(other.kinds)


def _contrast(pair: Pair, difference: Difference) -> Contrast:
    one, other = pair
    return Contrast(one.told, other.told, difference)
