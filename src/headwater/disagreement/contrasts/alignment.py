"""Whether two deeds, told in two assertions of one claim, may be one and the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from headwater.disagreement.contrasts.agreement import agree
from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.lexicon import bearing, in_line, stems, told_apart
from headwater.disagreement.values.places import Stated

PARTICIPANTS = ("who", "whom")
CIRCUMSTANCES = ("where", "when")


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two deeds relate, slot by slot.

    `opposite` are "rose" and "fell". In `strict` ones the same does it to the same ("kill" and "murder", not "die").
    `apart` are the slots in which they differ, `shared` those in which they agree, `unclear` those that both fill and
    nobody can compare. What one of them fills and the other leaves to a pronoun is `pointed` at, what it leaves out is
    `unsaid`, what both leave to pronouns `silent`: there their being in one claim has to do. Where all that they agree
    in is of whom or what there are so many, it is `counted`. In `others` they seem to tell of two things, or people.
    """

    opposite: bool
    strict: bool
    apart: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    unclear: frozenset[str] = frozenset()
    pointed: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def fits(self, slot: str) -> bool:
        """Whether the two can be one deed whatever they say in this slot, and anything else says that they are.

        "Who" is who does it or whom it is done to, but not both.
        """
        if slot == "who":
            return any(self._fits(own) for own in PARTICIPANTS)
        return self._fits(slot)

    def _fits(self, slot: str) -> bool:
        others = (self.apart | self.unclear & {*CIRCUMSTANCES}) - {slot}
        return not others and bool(self._hints(slot) - {slot})

    def _hints(self, slot: str) -> frozenset[str]:
        return self.shared | self.pointed | self.unsaid | (self.silent if slot == "how many" else frozenset())

    def opposes(self, slot: str) -> bool:
        """Whether two that cannot both be so in this slot, which they fit, are in conflict.

        Two are of one deed by more than what they count, and not where nobody can compare who did it, or to whom.
        """
        if slot == "how many":
            return bool(self._hints(slot) - self.counted)
        return slot not in CIRCUMSTANCES or not self.others

    @property
    def firm(self) -> bool:
        """Whether the two are so surely one that it makes a difference whether it was done."""
        if not self.strict or "whom" in self.unsaid or not self.unclear.isdisjoint(PARTICIPANTS):
            return False
        if self.shared & {*PARTICIPANTS}:
            return True
        return bool(self.pointed) and not self.opposite and not self.unsaid and not self.silent


def align(one: Deed, other: Deed, said: Stated) -> Alignment | None:
    """How two deeds relate; None if they have nothing to do with each other."""
    if not may_align(one.verb, other.verb):
        return None
    carried_out = _carried_out(one, other) or _carried_out(other, one)
    sign = bearing(one.verb, other.verb) or carried_out
    if not sign and not in_line("deeds", "related", one.verb, other.verb):
        return None
    if told_apart(one.said, other.said) or one.another != other.another:
        return None
    slots = (*CIRCUMSTANCES, *PARTICIPANTS) if sign else CIRCUMSTANCES
    found = {slot: _agree(one, other, slot, said) for slot in slots}
    if carried_out:
        found["whom"] = True
    if True not in (found.get("who"), found.get("whom")) and _crossed(one, other, said):
        found |= {"who": True, "whom": None}
    needed = "whom" if one.having("whom") or other.having("whom") else "who"
    if one.verb in stems("deeds", "general") and not found.get(needed):
        return None
    filled = {slot: _filled(one, other, slot) for slot in (*CIRCUMSTANCES, *PARTICIPANTS)}
    crossed = found.get("who") is True and not all(filled["who"])
    half = [slot for slot in PARTICIPANTS if any(filled[slot]) and not all(filled[slot]) and not crossed]
    return Alignment(
        sign < 0,
        bool(sign),
        frozenset(slot for slot, agrees in found.items() if agrees is False),
        frozenset(slot for slot, agrees in found.items() if agrees),
        frozenset(slot for slot, agrees in found.items() if agrees is None and all(filled[slot])),
        frozenset(slot for slot in half if one.having(slot) and other.having(slot)),
        frozenset(slot for slot in half if not one.having(slot) or not other.having(slot)),
        frozenset(slot for slot in PARTICIPANTS if not any(filled[slot]) and one.having(slot) and other.having(slot)),
        frozenset(slot for slot in PARTICIPANTS if found.get(slot) and _only_counted(one, other, slot, said)),
        frozenset(
            slot
            for slot in PARTICIPANTS
            if found.get(slot) is None and all(filled[slot]) and _of_others(one, other, slot)
        ),
    )


@lru_cache(maxsize=65536)
def may_align(one: str, other: str) -> bool:
    """Whether two deeds can have to do with each other, by their verbs: hardly any can."""
    if not one or not other:
        return False
    carrying_out = stems("deeds", "carrying_out")
    return bool(
        bearing(one, other) or in_line("deeds", "related", one, other) or one in carrying_out or other in carrying_out
    )


def of_two(one: Deed, other: Deed, slot: str, said: Stated) -> bool:
    """Whether two deeds are surely two, whatever they say in a slot.

    They are of another thing, at another place or time, or done by or to somebody with another name.
    """
    if told_apart(one.said, other.said) or one.another != other.another:
        return True
    apart = (_agree(one, other, own, said) is False for own in CIRCUMSTANCES if own != slot)
    return any(apart) or any(_named_apart(one, other, own, said) for own in PARTICIPANTS)


def _named_apart(one: Deed, other: Deed, slot: str, said: Stated) -> bool:
    first, second = ([phrase for phrase in deed.having(slot) if phrase.means.name] for deed in (one, other))
    return bool(first and second) and all(agree(p, q, said) is False for p, q in product(first, second))


def _carried_out(one: Deed, other: Deed) -> bool:
    """Whether the first is the doing of what the second names: "it was run", "the operation"."""
    doing = one.verb in stems("deeds", "carrying_out") and other.nominal
    return doing and any(p.means.unknown or p.means.head == other.verb for p in one.having("whom"))


def _filled(one: Deed, other: Deed, slot: str) -> tuple[bool, bool]:
    """Whether each of two deeds fills a slot with more than a pronoun."""
    first, second = (any(not phrase.means.unknown for phrase in deed.having(slot)) for deed in (one, other))
    return first, second


def _crossed(one: Deed, other: Deed, said: Stated) -> bool:
    """ "The factory closed", "they closed the factory"."""
    for closing, closed in ((one, other), (other, one)):
        pairs = product(closing.having("who"), closed.having("whom"))
        if not closing.having("whom") and any(agree(who, whom, said) for who, whom in pairs):
            return True
    return False


def _of_others(one: Deed, other: Deed, slot: str) -> bool:
    """Whether all in a slot has another head than the other deed's, or is told more closely in other words."""
    pairs = [(p.means, q.means) for p, q in product(one.having(slot), other.having(slot)) if not p.means.unknown]
    return all(
        p.head != q.head or (p.qualities and q.qualities.isdisjoint(p.qualities) and q.qualities) for p, q in pairs
    )


def _only_counted(one: Deed, other: Deed, slot: str, said: Stated) -> bool:
    """Whether all that agrees in a slot are two of whom, or of what, there are so many."""
    agreeing = [(p, q) for p, q in product(one.having(slot), other.having(slot)) if agree(p, q, said)]
    return bool(agreeing) and all(p.counts and q.counts for p, q in agreeing)


def _agree(one: Deed, other: Deed, slot: str, said: Stated) -> bool | None:
    """Whether one of the phrases in a slot agrees with one of the other deed's; None if nobody can tell."""
    found = [agree(p, q, said) for p, q in product(one.having(slot), other.having(slot))]
    return True if True in found else None if None in found or not found else False
