"""Whether two phrases can mean the same: the same place, the same time, the same somebody or something."""

from __future__ import annotations

from itertools import product

from headwater.disagreement.deeds.phrases import Phrase
from headwater.disagreement.lexicon import in_line, words
from headwater.disagreement.values import dates, people, places
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.places import Stated


def agree(one: Phrase, other: Phrase, said: Stated) -> bool | None:
    """Whether two phrases of one slot can mean the same; None if nobody can tell."""
    if one.slot == "when":
        return _same_time(one, other)
    if one.slot == "where" and one.role != other.role:
        return None
    if one.slot == "where" and (difference := places.compare(one.places, other.places, said)):
        return difference is not Difference.CONFLICT
    if one.slot != "where" and (one.means.whoever or other.means.whoever):
        whoever, somebody = (one, other) if one.means.whoever else (other, one)
        return people.may_be_among(whoever.means, somebody.means)
    if not one.means.unknown and not other.means.unknown and _elsewhere(one, other, said):
        return False
    if one.means.unknown or other.means.unknown:
        return False if _several_for_one(one, other) or _several_for_one(other, one) else None
    difference = people.compare(one.means, other.means)
    if difference is Difference.MORE_PRECISE and (_anybody(one) or _anybody(other)):
        return None
    if difference in (Difference.SAME, Difference.COMPATIBLE) and not one.means.name and _of_others(one, other):
        return None
    return _described(one, other) if difference is None else difference is not Difference.CONFLICT


def _several_for_one(pronoun: Phrase, other: Phrase) -> bool:
    """Whether one phrase is a pronoun for several, the other the name of one person: "they", "Ross"."""
    several = pronoun.means.unknown and pronoun.text.lower() in words("who", "several")
    return several and other.means.name is not None and other.means.kind == people.PERSON and " and " not in other.text


def _anybody(phrase: Phrase) -> bool:
    """Whether somebody is told of for the first time: "a farmer who never went to law school" is no one we know."""
    return phrase.means.name is None and phrase.text.split()[0].lower() in ("a", "an")


def _same_time(one: Phrase, other: Phrase) -> bool | None:
    if one.role != other.role:
        return None
    if one.text.casefold() == other.text.casefold():
        return True
    found = [dates.compare(a, b) for a, b in product(one.dates, other.dates)]
    known = [difference for difference in found if difference]
    return None if not known else any(difference is not Difference.CONFLICT for difference in known)


def _elsewhere(one: Phrase, other: Phrase, said: Stated) -> bool:
    """Whether the names in two descriptions are others: "the Leeds plant", "the York plant"."""
    if one.means.name or other.means.name:
        return False
    return places.compare(one.means.names, other.means.names, said) is Difference.CONFLICT


def _described(one: Phrase, other: Phrase) -> bool | None:
    """Whether two descriptions that are not of people, or not of one person, can mean the same."""
    first, second = one.means, other.means
    if first.plural != second.plural or _of_others(one, other):
        return None
    if in_line("who", "things", first.head, second.head):
        return True
    if first.name or second.name or first.head in other.whole or second.head in one.whole:
        return None
    return False


def _of_others(one: Phrase, other: Phrase) -> bool:
    """Whether two descriptions with one head have nothing else in common: "pension bill", "tax bill"."""
    first, second = one.whole - {one.means.head}, other.whole - {other.means.head}
    return bool(first) and bool(second) and first.isdisjoint(second)
