"""Whether two deeds, told in two assertions of one claim, may be one and the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from headwater.disagreement import dates, people, places
from headwater.disagreement.deeds import Deed
from headwater.disagreement.difference import Difference
from headwater.disagreement.lexicon import bearing, in_line, stems, told_apart
from headwater.disagreement.phrases import Phrase
from headwater.disagreement.places import Stated

PARTICIPANTS = ("who", "whom")


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two deeds relate.

    `opposite` are "rose" and "fell". In `strict` ones the same does it to the same ("kill" and "murder", not "die").
    `apart` are the slots in which they differ, `shared` those in which they agree. What one of them leaves open, or to
    a pronoun, and the other one fills is `unsaid`, what both leave to pronouns `silent`: there their being in one claim
    has to do. It is `doubtful` where both name somebody, and nobody can tell whether they are one.
    """

    opposite: bool
    strict: bool
    apart: frozenset[str]
    shared: frozenset[str]
    unsaid: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    doubtful: bool = False

    def fits(self, slot: str) -> bool:
        """Whether the two can be one deed whatever they say in this slot, and anything else says that they are.

        "Who" is who does it or whom it is done to, but not both.
        """
        if slot == "who":
            return any(not self.apart - {own} and (self.shared | self.unsaid) - {own} for own in PARTICIPANTS)
        return not self.apart - {slot} and bool((self.shared | self.unsaid | self.silent) - {slot})


def align(one: Deed, other: Deed, said: Stated) -> Alignment | None:
    """How two deeds relate; None if they have nothing to do with each other."""
    if not one.verb or not other.verb:
        return _bare(one, other)
    carried_out = _carried_out(one, other) or _carried_out(other, one)
    sign = bearing(one.verb, other.verb) or carried_out
    if not sign and not in_line("deeds", "related", one.verb, other.verb):
        return None
    if told_apart(one.said, other.said) or _another(one) != _another(other):
        return None
    found = {slot: _agree_all(one, other, slot, said) for slot in ("where", "when")}
    found |= {slot: _agree_all(one, other, slot, said) for slot in PARTICIPANTS} if sign else {}
    found = {slot: agrees for slot, agrees in found.items() if agrees is not None}
    if carried_out:
        found["whom"] = True
    if not any(found.get(slot) for slot in PARTICIPANTS) and _crossed(one, other, said):
        # "The factory closed", "they closed the factory".
        found = {slot: agrees for slot, agrees in found.items() if slot not in PARTICIPANTS} | {"who": True}
    needed = "whom" if one.having("whom") or other.having("whom") else "who"
    if one.verb in stems("deeds", "general") and not found.get(needed):
        return None
    return Alignment(
        sign < 0,
        bool(sign),
        frozenset(slot for slot, agrees in found.items() if not agrees),
        frozenset(slot for slot, agrees in found.items() if agrees),
        frozenset(slot for slot in PARTICIPANTS if len(_filled(one, other, slot)) == 2),
        frozenset(slot for slot in PARTICIPANTS if _filled(one, other, slot) == {False} and one.having(slot)),
        any(_filled(one, other, slot) == {True} and slot not in found for slot in PARTICIPANTS),
    )


def _bare(one: Deed, other: Deed) -> Alignment | None:
    """Of an assertion that puts no proposition only the words can tell: half of the fewer, beside what is counted."""
    units = {phrase.means.head for deed in (one, other) for phrase in deed.having("how many")}
    first, second = (frozenset(word for word in deed.said if not word[0].isdigit()) - units for deed in (one, other))
    common = first & second
    if not common or 2 * len(common) < min(len(first), len(second)) or told_apart(first, second):
        return None
    return Alignment(False, False, frozenset(), frozenset({"words"}))


def _carried_out(one: Deed, other: Deed) -> bool:
    """Whether the first is the doing of what the second names: "it was run", "the operation"."""
    doing = one.verb in stems("deeds", "carrying_out") and other.nominal
    return doing and any(p.means.unknown or p.means.head == other.verb for p in one.having("whom"))


def _another(deed: Deed) -> bool:
    """Whether it is done again, or to, or by, another one: "a neighbouring farm"."""
    described = {word for phrase in deed.having(*PARTICIPANTS) for word in phrase.whole}
    return "again" in deed.said or not stems("opposites", "others").isdisjoint(described)


def _filled(one: Deed, other: Deed, slot: str) -> set[bool]:
    """Whether each of two deeds fills a slot with more than a pronoun."""
    return {any(not phrase.means.unknown for phrase in deed.having(slot)) for deed in (one, other)}


def _crossed(one: Deed, other: Deed, said: Stated) -> bool:
    pairs = product(one.having(*PARTICIPANTS), other.having(*PARTICIPANTS))
    return any(p.slot != q.slot and agree(p, q, said) for p, q in pairs)


def _agree_all(one: Deed, other: Deed, slot: str, said: Stated) -> bool | None:
    """Whether one of the phrases in a slot agrees with one of the other deed's; None if nobody can tell."""
    found = [agree(p, q, said) for p, q in product(one.having(slot), other.having(slot))]
    return True if True in found else None if None in found or not found else False


def agree(one: Phrase, other: Phrase, said: Stated) -> bool | None:
    """Whether two phrases of one slot can mean the same; None if nobody can tell."""
    if one.slot == "when":
        return _same_time(one, other)
    if one.slot == "where" and one.role != other.role:
        return None
    if one.slot == "where" and (difference := places.compare(one.places, other.places, said)):
        return difference is not Difference.CONFLICT
    if not one.means.unknown and not other.means.unknown and _elsewhere(one, other, said):
        return False
    if one.means.unknown or other.means.unknown:
        return None
    difference = people.compare(one.means, other.means)
    return _described(one, other) if difference is None else difference is not Difference.CONFLICT


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
    if first.plural != second.plural:
        return None
    if in_line("who", "things", first.head, second.head):
        return True
    if first.name or second.name or first.head in other.whole or second.head in one.whole:
        return None
    return False
