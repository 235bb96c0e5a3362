"""Words > the number that they tell: exact or vague, a range, a share, and what bounds it ("at least", "or so")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headwater.nlp.numerals import exact
from headwater.nlp.quantity_words import QuantityWords, Word

PERCENT = "percent"
SIGNS = ("$", "€", "£", "¥")
MOST_IN = 10_000
"""No "one in …" is about more."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from the word `first` up to the word `end`; `unit` where it tells that itself, as shares do.

    `vague` is one that no number tells ("dozens").
    """

    first: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str = ""
    vague: bool = False


def amount(words: Sequence[Word], index: int, known: QuantityWords) -> Amount | None:
    """The amount that begins at a word, without what stands before it."""
    if words[index].joined and words[index - 1].low.isalpha():
        return None  # "Covid-19"
    return _share(words, index, known) or _vague(words, index, known) or _range(words, index, known)


def bounded(words: Sequence[Word], found: Amount, known: QuantityWords) -> Amount:
    """With what stands around the number: "at least 40", "40 or so", "40-plus"."""
    found = followed(words, found, known)
    if found.end < len(words) and words[found.end].low == "+" and words[found.end].close:
        found = _changed(replace(found, end=found.end + 1), "least")
    while before := known.before.before(words, found.first):
        change, length = before
        if change in ("between", "from"):
            break
        if not change and known.before.before(words, found.first - length) is None:
            break
        found = _changed(replace(found, first=found.first - length), change)
    return found


def followed(words: Sequence[Word], found: Amount, known: QuantityWords) -> Amount:
    """With "or so", "or more" after it."""
    after = known.after.at(words, found.end)
    return _changed(replace(found, end=found.end + after[1]), after[0]) if after else found


def _changed(found: Amount, change: str) -> Amount:
    if change == "least":
        return replace(found, high=None)
    if change == "most":
        return replace(found, low=None)
    return replace(found, approximate=True) if change == "about" else found


def number(words: Sequence[Word], index: int, known: QuantityWords) -> tuple[float, int] | None:
    """A number in digits or words, with "million" or "m", and the word after it."""
    near = [word.low for word in words[index : index + 12]]
    value, taken = known.numerals.value(near)
    if value is None or not taken:
        return None
    end = index + taken
    part = known.fractions.at(words, end)
    if part and value < 100:
        value, end = value + part[0], end + part[1]
        factor = known.numerals.magnitudes.get(words[end].low, 0) if end < len(words) else 0
        return (exact(value * factor), end + 1) if factor else (value, end)
    if taken == 1 and near[0][0].isdigit() and len(near) > 1:
        factor = known.magnitudes.get(near[1], 0)
        if factor and (words[end].close or words[index - 1].low in SIGNS):
            value, end = exact(value * factor), end + 1
    if end < len(words) and words[end].low in known.multiples:
        value, end = value * known.multiples[words[end].low], end + 1
    return value, end


def _range(words: Sequence[Word], index: int, known: QuantityWords) -> Amount | None:
    """A number, or two that one lies between; None where they run backwards, as scores do."""
    one = number(words, index, known)
    if one is None:
        return None
    low, end = one
    single = Amount(index, end, low, low)
    other = _other_end(words, index, end, known)
    if other is None:
        return single
    start, loose = other
    two = number(words, start, known)
    if two is None:
        return single if not words[end].joined else None
    high, end = two
    factor = high / (known.numerals.value([words[start].low])[0] or high or 1)
    if factor > 1 and low < high / factor:
        low *= factor
    if low < high:
        return Amount(index, end, low, high, approximate=loose)
    return None if start == single.end else single


def _other_end(words: Sequence[Word], first: int, end: int, known: QuantityWords) -> tuple[int, bool] | None:
    """Where the second number of a range stands, and whether the range is a guess ("two or three")."""
    if end >= len(words):
        return None
    if words[end].joined and words[end].low[0].isdigit():
        return end, False
    first -= first > 0 and words[first - 1].low in SIGNS
    earlier, before = ["", "", *(word.low for word in words[max(0, first - 2) : first])][-2:]
    lasting = before != "from" or earlier in known.lists["ranging"]
    joints = {"to": lasting, "–": True, "-": True, "or": True, "and": before == "between"}
    if end + 1 < len(words) and joints.get(words[end].low):
        start = end + 1 + (words[end + 1].low in SIGNS)
        return (start, words[end].low == "or") if start < len(words) and number(words, start, known) else None
    return None


def _vague(words: Sequence[Word], index: int, known: QuantityWords) -> Amount | None:
    found = known.vague.at(words, index)
    if found is None:
        return None
    meant, length = found
    return Amount(index, index + length, meant["low"], meant.get("high"), approximate=True, vague=True)


def _share(words: Sequence[Word], index: int, known: QuantityWords) -> Amount | None:
    """ "A third of the seats", "half the seats", "one in five": about so many percent."""
    found = known.shares.at(words, index)
    if found:
        value, length = found
        rest = [word.low for word in words[index + length : index + length + 2]] + ["", ""]
        whole = (
            rest[1] in known.lists["determiners"]
            if rest[0] == "of"
            else value == 50 and rest[0] in known.lists["determiners"]
        )
        whole = whole or (rest[0] == "of" and known.plural(rest[1]))
        part = index and words[index - 1].low in {*known.numerals.ordinals, *known.lists["halves"]}
        return (
            Amount(index, index + length, value, value, approximate=True, unit=PERCENT) if whole and not part else None
        )
    one = number(words, index, known)
    if one is None or one[0] > MOST_IN / 10:
        return None
    end = one[1] + ([word.low for word in words[one[1] : one[1] + 2]] == ["out", "of"])
    if end + 1 >= len(words) or words[end].low not in ("in", "of"):
        return None
    two = number(words, end + 1, known)
    # "Three of five judges" is three of them; "eight of 10 voters" is a share.
    counted = words[end].low == "of" and end == one[1] and two and two[0] not in (10, 100)
    if two is None or counted or not one[0] < two[0] <= MOST_IN:
        return None
    value = round(100 * one[0] / two[0], 1)
    return Amount(index, two[1], value, value, approximate=True, unit=PERCENT)
