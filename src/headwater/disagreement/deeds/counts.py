"""Whether two numbers, each in its assertion, are surely of two things."""

from __future__ import annotations

from itertools import product

from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.deeds.measures import kinds
from headwater.disagreement.deeds.phrases import Phrase
from headwater.disagreement.lexicon import WORD, key, stems, words
from headwater.disagreement.values import dates
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.people import same_name
from headwater.disagreement.values.quantities import bounds
from headwater.model import Quantity


def of_two(one: Deed, other: Deed, first: Phrase, second: Phrase) -> bool:
    """Whether two numbers of two deeds are surely of two things, by what the assertions tell around them.

    One assertion has the other number as well, or sums up what the other tells a part of; or they tell of other days,
    or name other people. "Several" may be two.
    """
    mine, theirs = first.quantity, second.quantity
    if mine is None or theirs is None or _gives(other, mine, first, one) or _gives(one, theirs, second, other):
        return True
    if _vague(first) != _vague(second) and min(bounds(mine)[0], bounds(theirs)[0]) > 1:
        return True
    if (
        first.goes_on
        or second.goes_on
        or one.in_all != other.in_all
        or first.joined != second.joined
        or (first.joined and first.after[:2] != second.after[:2])
        or days_apart(one, other)
    ):
        return True
    return _of_other_people(one, other) or _of_other_games(one, other, mine, theirs)


def _gives(deed: Deed, quantity: Quantity, phrase: Phrase, own: Deed) -> bool:
    """Whether an assertion has a number of another one's, but for what happens to others than those whom it counts."""
    done = kinds(phrase, own)
    figures = (figure for figure in deed.figures if figure.quantity and figure.before[:1] != ("not",))
    alike = (figure for figure in figures if figure.quantity and bounds(figure.quantity) == bounds(quantity))
    return any(not done or not (here := kinds(figure, deed)) or not here.isdisjoint(done) for figure in alike)


def _vague(phrase: Phrase) -> bool:
    return not words("how_many", "vague").isdisjoint(word.lower() for word in WORD.findall(phrase.text))


def days_apart(one: Deed, other: Deed) -> bool:
    """Whether all dates in the assertions of two deeds are other ones."""
    days = list(product(one.days, other.days))
    return bool(days) and all(dates.compare(*pair) is Difference.CONFLICT for pair in days)


def _of_other_people(one: Deed, other: Deed) -> bool:
    people = list(product(one.people, other.people))
    return bool(people) and not any(same_name(*pair) for pair in people)


def _of_other_games(one: Deed, other: Deed, mine: Quantity, theirs: Quantity) -> bool:
    """Whether they may be of two games, or seasons: nothing but who scored is the same."""
    units = {key(quantity.unit.split()[-1]) for quantity in (mine, theirs) if quantity.unit}
    shared = {name for name, same in product(one.named, other.named) if same_name(name, same)}
    return not units.isdisjoint(stems("how_many", "play")) and len(shared) <= 1
