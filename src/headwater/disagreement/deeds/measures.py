"""Whether two numbers measure one thing: the same role, rate and dimension, and not a part of the whole."""

from __future__ import annotations

import re
from itertools import zip_longest

from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.deeds.phrases import Phrase
from headwater.disagreement.lexicon import WORD, key, lines, stems, stop_words, words
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.quantities import compare, counts_things

PART = re.compile(r"\bof (?:them|the|his|her|its|their|these|those|our)\b")
REACH = 3
"""Words after a number that may say what it measures ("90 metres tall", "400 cars a day")."""


def counted(deed: Deed) -> list[Phrase]:
    """The numbers of a deed, but for those that count a part of others, or who did it ("two men killed 38")."""
    found = [p for p in deed.having("how many") if p.quantity and not of_others(p) and not _nearer(p, deed)]
    if deed.verb in stems("how_many", "done_to"):
        doers = [phrase.place.span for phrase in deed.having("who")]
        found = [p for p in found if not any(start <= p.place.span[0] < end for start, end in doers)]
    return [phrase for phrase in found if not any(_torn(phrase, other) for other in found)]


def _nearer(phrase: Phrase, deed: Deed) -> bool:
    """Whether another number stands before a predicate, after this one: "ten people were killed and about 50 hurt"."""
    first, last = phrase.place.span[1], deed.predicate.span[0]
    return any(first < figure.place.span[0] < last for figure in deed.figures)


def _torn(one: Phrase, other: Phrase) -> bool:
    """Whether a deed gives two numbers itself."""
    both = one.quantity and other.quantity and comparable(one, other)
    return bool(
        both and one.quantity and other.quantity and compare(one.quantity, other.quantity) is Difference.CONFLICT
    )


def of_others(phrase: Phrase) -> bool:
    """Whether a number counts a part of others: "eleven of them", "among them five", "the first 17"."""
    near = " ".join([phrase.text, *phrase.after[:2]])
    before = (*phrase.before[:1], *WORD.findall(phrase.text)[:1])
    return PART.search(near) is not None or not words("how_many", "parts").isdisjoint(map(str.lower, before))


def comparable(one: Phrase, other: Phrase) -> bool:
    """Whether two numbers of one deed measure the same: "rose by 4", "rose to 4" do not, nor "4 a day", "4 a week"."""
    first, second = _purpose(one), _purpose(other)
    return one.role == other.role and measured_alike(one, other) and (not first or not second or bool(first & second))


def measured_alike(one: Phrase, other: Phrase) -> bool:
    """The same of numbers of two deeds: "climbed to 94" tells as much as "94 fell ill", but "climbed by 4" does not."""
    roles = {phrase.role for phrase in (one, other)}
    alike = len(roles) == 1 or roles == {"to", "bare"}
    return alike and _rate(one) == _rate(other) and _dimension(one) == _dimension(other)


def _rate(phrase: Phrase) -> str | None:
    """ "A day", "per head"."""
    after = phrase.after[:2]
    rated = (
        len(after) == 2 and after[0] in ("a", "an", "per", "each", "every") and after[1] in words("how_many", "rates")
    )
    return after[1] if rated else None


def _dimension(phrase: Phrase) -> int | None:
    """The number of the line of dimensions that a word after a measure stands in."""
    known = lines("how_many", "dimensions")
    found = (place for word in phrase.after[:1] for place in known.get(key(word), ()))
    return next((number for number, _ in found), None)


def _purpose(phrase: Phrase) -> set[str]:
    """What a sum is for: "in fines", "of debt"."""
    after = phrase.after[:REACH]
    stated = len(after) > 1 and after[0] in ("in", "of", "for", "on") and after[1].islower()
    return {key(after[1])} if stated and after[1] not in stop_words() else set()


def kinds(phrase: Phrase, deed: Deed) -> frozenset[int]:
    """What happens to those whom a number counts, by the nearest word that tells: lines of words for one such thing."""
    listed = lines("deeds", "related")
    if phrase.quantity and not counts_things(phrase.quantity.unit):
        return frozenset()
    around = (word for near in zip_longest(phrase.after, phrase.before) for word in near if word)
    told = (listed[found] for word in around if (found := key(word)) in listed)
    return frozenset(number for number, _ in next(told, listed.get(deed.verb, frozenset())))
