"""What two aligned deeds say of each slot, compared: who, where, when, how many, outcome, polarity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.contrasts.alignment import PARTICIPANTS, Alignment
from headwater.disagreement.deeds import counts
from headwater.disagreement.deeds.clauses import turned_away
from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.deeds.measures import comparable, counted
from headwater.disagreement.deeds.phrases import Phrase
from headwater.disagreement.lexicon import WORD, key, role, stems, words
from headwater.disagreement.values import dates, people, places, quantities
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.fates import outcomes, overtaken, polarities
from headwater.disagreement.values.places import Stated
from headwater.model import Modality

IDENTITY = frozenset({"where", "when", "how many"})
"""Slots that tell two deeds of a kind apart, if another one differs as well."""


def contrasts(one: Deed, other: Deed, aligned: Alignment, said: Stated) -> tuple[Contrast, ...]:
    """All that two aligned deeds say of the same slots; nothing if they differ in so much that they are two deeds."""
    if not one.certain or not other.certain:
        return ()
    values = list(_values(one, other, aligned, said))
    slots = _conflicts(values)
    who = slots == {"who"} and aligned.apart <= {*PARTICIPANTS} and aligned.fits("who")
    fates = list(_fates(one, other, aligned)) if aligned.firm or who else []
    if _conflicts(fates) and aligned.apart and not who:
        return ()
    slots |= _conflicts(fates)
    if len(slots) > 1 and slots & IDENTITY:
        return ()
    return (*(value for value in values if _told_of_one(value, one, other, aligned)), *fates)


def _told_of_one(value: Contrast, one: Deed, other: Deed, aligned: Alignment) -> bool:
    """Whether two values are told of one deed; of two in conflict that has to be surer."""
    if value.difference is not Difference.CONFLICT or not aligned.fits(value.slot):
        return aligned.fits(value.slot)
    if value.slot != "how many":
        return aligned.opposes(value.slot)
    toll = not stems("deeds", "tolls").isdisjoint((one.verb, other.verb))
    first, second = (_phrase(deed, told) for deed, told in ((one, value.one), (other, value.other)))
    return (toll or aligned.opposes(value.slot)) and not counts.of_two(one, other, first, second)


def _phrase(deed: Deed, told: Told) -> Phrase:
    return next(phrase for phrase in deed.having(told.slot) if phrase.place in told.places)


def _conflicts(found: Iterable[Contrast]) -> set[str]:
    return {contrast.slot for contrast in found if contrast.difference is Difference.CONFLICT}


def _values(one: Deed, other: Deed, aligned: Alignment, said: Stated) -> Iterator[Contrast]:
    if one.done and other.done and not aligned.opposite:
        yield from _numbers(one, other)
        yield from _times(one, other, aligned)
        yield from _places(one, other, said)
        if aligned.strict:
            yield from _participants(one, other, aligned)


def _fates(one: Deed, other: Deed, aligned: Alignment) -> Iterator[Contrast]:
    """What became of a deed, and whether it was done at all."""
    if not one.telling or not other.telling or one.nominal != other.nominal:
        return
    # Of two times that cannot be compared nobody knows which was the earlier.
    ordered = "when" not in aligned.unclear
    under_way = any(deed.under_way and deed.fate.modality is Modality.FACT for deed in (one, other))
    if aligned.opposite and (not ordered or under_way or (one.nominal and "who" not in aligned.shared)):
        return
    found = {"polarity": polarities(one.fate, other.fate, opposite=aligned.opposite)}
    verbal = not one.nominal and not other.nominal and one.verb not in stems("deeds", "states")
    verbal = verbal and not one.several and not other.several and not under_way
    if found["polarity"] is Difference.CONFLICT and not aligned.opposite and not any(map(_shows_it, (one, other))):
        found["polarity"] = None
    if _of_some(one, other) or _of_some(other, one) or _by_another(one, other) or _by_another(other, one):
        found["polarity"] = None
    done_to = "whom" if one.having("whom") or other.having("whom") else "who"
    if not aligned.opposite and ordered and verbal and done_to in aligned.shared | aligned.apart:
        found["outcome"] = outcomes(one.fate, other.fate)
        if found["outcome"] is Difference.CONFLICT and not _fall_apart(one, other):
            found["outcome"] = None
        if overtaken(one.fate, other.fate) or overtaken(other.fate, one.fate):
            found["outcome"] = found["outcome"] or Difference.COMPATIBLE
    alike = one.turn.casefold() == other.turn.casefold() and not aligned.opposite
    for slot, difference in found.items():
        # In the same words they are no contradiction: it is the parse that differs.
        if difference and not (alike and difference is Difference.CONFLICT):
            yield Contrast(turned(slot, one), turned(slot, other), difference)


def _shows_it(deed: Deed) -> bool:
    """Whether the words that are shown of a deed say that it was not done: a parse alone shows nothing."""
    return not deed.done and (deed.denied_by_source or turned_away(deed.turn))


def _falls_short(deed: Deed) -> bool:
    """The same of a deed that was tried, or that failed."""
    said = map(key, WORD.findall(deed.turn))
    return not deed.done or not stems("negation", "short").isdisjoint(said)


def _fall_apart(one: Deed, other: Deed) -> bool:
    """Whether one of two says that it fell short, or only speaks of efforts to do what the other says came off."""
    short = [deed for deed in (one, other) if _falls_short(deed)]
    spoken_of = short and all(deed.spoken_of for deed in short)
    return bool(short) and (not spoken_of or Modality.SUCCESS in (one.fate.modality, other.fate.modality))


def _of_some(one: Deed, other: Deed) -> bool:
    """Whether the first is denied only of some of those of whom the second tells: "no invalid vote was counted"."""
    none = [p for slot in PARTICIPANTS for p in one.having(slot) if p.text.lower().startswith("no ")]
    told = {word for slot in PARTICIPANTS for p in other.having(slot) for word in p.whole}
    return any(p.whole & told and not p.whole <= told for p in none)


def _by_another(one: Deed, other: Deed) -> bool:
    """Whether somebody did not do what was done, by whomever: "he did not send the photo", "the photo was sent"."""
    doers = [phrase for phrase in one.having("who") if not phrase.means.whoever]
    return not one.done and bool(doers) and bool(one.having("whom")) and not other.by_whom


def turned(slot: str, deed: Deed) -> Told:
    """What a deed says of its outcome or its polarity."""
    return Told(slot, deed.assertion, deed.turn, deed.evidence)


def _numbers(one: Deed, other: Deed) -> Iterator[Contrast]:
    for first, second in product(counted(one), counted(other)):
        if first.quantity and second.quantity and comparable(first, second):
            yield from _contrast(
                "how many", one, other, first, second, quantities.compare(first.quantity, second.quantity)
            )


def _times(one: Deed, other: Deed, aligned: Alignment) -> Iterator[Contrast]:
    single = [[p for p in deed.having("when") if len(p.dates) == 1] for deed in (one, other)]
    if any(len({p.dates for p in phrases if p.role == phrase.role}) > 1 for phrases in single for phrase in phrases):
        return
    again = stems("deeds", "again") & {one.verb, other.verb} and not _once(one, other, aligned)
    for first, second in product(*single):
        if first.role == second.role:
            difference = dates.compare(first.dates[0], second.dates[0])
            if first.role == role("when", "by") and difference is Difference.CONFLICT:
                # What is done by the 15th is done by the 30th.
                difference = Difference.COMPATIBLE
            if not again or difference is not Difference.CONFLICT:
                yield from _contrast("when", one, other, first, second, difference)


def _once(one: Deed, other: Deed, aligned: Alignment) -> bool:
    """Whether a deed that is done again and again was done to one and the same: a man is arrested once in an affair."""
    done_to = (*one.having("whom"), *other.having("whom"))
    return (
        {one.verb, other.verb} <= stems("deeds", "once_to")
        and "whom" in aligned.shared
        and not any(phrase.means.plural for phrase in done_to)
    )


def _places(one: Deed, other: Deed, said: Stated) -> Iterator[Contrast]:
    several = _several(one) or _several(other)
    for first, second in product(one.having("where"), other.having("where")):
        if first.role == second.role:
            difference = places.compare(first.places, second.places, said)
            if difference is Difference.CONFLICT and (one.names(second.places) or other.names(first.places)):
                continue
            if not several or difference is not Difference.CONFLICT:
                yield from _contrast("where", one, other, first, second, difference)


def _several(deed: Deed) -> bool:
    """Whether a deed may well be done in two places at once: "protests were held", "the attacks", "owns a house"."""
    if deed.several:
        return True
    return _bare(deed.having("whom") or deed.having("who")) or deed.verb in stems("deeds", "anywhere")


def _bare(phrases: Iterable[Phrase]) -> bool:
    """Whether any number of a kind may be meant: "protests", "delegates"."""
    return any(
        not phrase.means.names
        and not phrase.means.unknown
        and phrase.text.split()[0].lower() not in words("who", "determiners")
        for phrase in phrases
    )


def _participants(one: Deed, other: Deed, aligned: Alignment) -> Iterator[Contrast]:
    """Who did it and to whom, where only one can have and it is told that it was done.

    Two people with names may be hired one after the other, unless it is known who hired them, and two may each win
    delegates.
    """
    if not one.telling or not other.telling:
        return
    for slot, single in (("who", "one_doer"), ("whom", "one_done_to")):
        if one.verb not in stems("deeds", single) or other.verb not in stems("deeds", single):
            continue
        mine, theirs = one.having(slot), other.having(slot)
        if len(mine) == len(theirs) == 1 and not any(" and " in phrase.text for phrase in (*mine, *theirs)):
            difference = people.compare(mine[0].means, theirs[0].means)
            hired = slot == "whom" and mine[0].means.name and theirs[0].means.name and "who" in aligned.unsaid
            won = slot == "who" and ("whom" in aligned.unsaid or _bare((*one.having("whom"), *other.having("whom"))))
            if hired or won:
                continue
            yield from _contrast("who", one, other, mine[0], theirs[0], difference)


def _contrast(
    slot: str, one: Deed, other: Deed, first: Phrase, second: Phrase, difference: Difference | None
) -> Iterator[Contrast]:
    if difference is Difference.CONFLICT and first.text.casefold() == second.text.casefold():
        # "Monday" may be two days, but nobody says so.
        difference = Difference.COMPATIBLE
    if difference:
        yield Contrast(_told(slot, one, first), _told(slot, other, second), difference)


def _told(slot: str, deed: Deed, phrase: Phrase) -> Told:
    return Told(slot, deed.assertion, phrase.text, (phrase.place,))
