"""How many: the numbers of a text with what they count, as ranges. What counts nothing is left out.

What a number counts may be left to the words around it ("the toll has climbed to 94"): then it is bare, without a unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from headwater.model import Date, Mention, Quantity, Span, Spans
from headwater.nlp.amounts import PERCENT, Amount, amount, bounded, followed, number
from headwater.nlp.quantity_words import QuantityWords, Word, sentence
from headwater.nlp.units import unit

NAMES = ("PERSON", "ORGANISATION", "PLACE", "WORK", "PUBLICATION")
"""Labels of names whose numbers count nothing ("Channel 4")."""
HOURS = 24
PUT = 8
"""So many words before a number may stand what says that it is no hour: "puts the number of injured at 11"."""


def quantities(
    text: str, sentences: Spans, words: QuantityWords, names: Iterable[Mention] = (), dates: Iterable[Date] = ()
) -> tuple[Quantity, ...]:
    """Quantities in order, none in another; numbers in `dates` and in `names` are none. A bare one has the unit "".

    A share ("half of the seats", "one in five") is told in percent. `low` and `high` are None where the text leaves
    them open; "no survivors" is 0.
    """
    taken = bytearray(len(text))
    for start, end in (*(date.span for date in dates), *(name.span for name in names if name.label in NAMES)):
        taken[start:end] = b"\1" * (end - start)
    return tuple(found for span in sentences or ((0, len(text)),) for found in _in(text, span, taken, words))


def _in(text: str, span: Span, taken: bytearray, known: QuantityWords) -> Iterator[Quantity]:
    words = sentence(text, span)
    index = 0
    while index < len(words):
        if not known.opens(words[index].low):
            index += 1
            continue
        start, end = words[index].start, words[index].end
        found = None if any(taken[start:end]) else _none(words, index, known) or _some(words, index, known)
        if found:
            first, last, made = found
            yield replace(made, span=(words[first].start, words[last - 1].end))
            index = last
        else:
            index = max(index + 1, _skipped(words, index, known))


def _skipped(words: Sequence[Word], index: int, known: QuantityWords) -> int:
    """Past a number that counts nothing, so that "3" is no number of its own in "2-3"."""
    end = number(words, index, known)
    last = end[1] if end else index + 1
    while end and last < len(words) and words[last].joined:
        last += 1
    return last


def _some(words: Sequence[Word], index: int, known: QuantityWords) -> tuple[int, int, Quantity] | None:
    money = _currency(words, index, known)
    start = index + money[1] if money else index
    if start >= len(words) or (money and not words[start].low[0].isdigit()):
        return None
    found = amount(words, start, known)
    if found is None or (not money and not found.vague and not found.unit and _labels(words, index, known)):
        return None
    if money:
        found = replace(found, unit=money[0])
    found = bounded(words, replace(found, first=index), known)
    named = _named(words, found, known) or (("", found.end) if _bare(words, found, known) else None)
    if named is None:
        return None
    found = followed(words, replace(found, end=named[1]), known)
    if words[found.first].low == "over" and named[0] in known.lists["times"]:
        found = replace(found, high=found.low, approximate=True)  # "over ten years" is more than them, or during them
    return found.first, found.end, Quantity((0, 0), found.low, found.high, named[0], found.approximate)


def _currency(words: Sequence[Word], index: int, known: QuantityWords) -> tuple[str, int] | None:
    """A currency before its number: a sign, with letters that touch it ("US$"), or a code in capitals."""
    found = known.currencies.at(words, index)
    if found is None or (words[index].low.isalpha() and not words[index].capital):
        return None
    return found if all(word.close for word in words[index + 1 : index + found[1]]) else None


def _named(words: Sequence[Word], found: Amount, known: QuantityWords) -> tuple[str, int] | None:
    """The unit of an amount and the word after it; a share takes in what it is a share of."""
    if not found.unit:
        return unit(words, found, known) or _later(words, found, known)
    end = found.end
    while end < len(words) and (words[end].low == "of" or words[end].low in known.lists["determiners"]):
        end += 1
    whole = unit(words, replace(found, end=end, low=2, high=None), known) if found.unit == PERCENT else None
    return found.unit, whole[1] if whole and whole[1] > end else found.end


def _later(words: Sequence[Word], found: Amount, known: QuantityWords) -> tuple[str, int] | None:
    """ "From 20 to 30 cars": the noun stands after the other number."""
    around = [words[at].low for at in (found.first - 1, found.end) if 0 <= at < len(words)]
    other = amount(words, found.end + 1, known) if around == ["from", "to"] and found.end + 1 < len(words) else None
    named = unit(words, other, known) if other else None
    return (named[0], found.end) if named else None


def _bare(words: Sequence[Word], found: Amount, known: QuantityWords) -> bool:
    """Whether a number without a noun may still count something: not a single one, no age, no time of day.

    "It happened at nine", "Ada Moss, 38, came", "one by one".
    """
    if found.vague or max(found.low or 0, found.high or 0) < 2:
        return False
    after = words[found.end] if found.end < len(words) else None
    if after and (after.joined or after.low in known.lists["uncounted"] or (after.close and after.low.isalpha())):
        return False
    before = [word.low for word in words[max(0, found.first - PUT) : found.first]]
    aside = before[-1:] == [","] and (after is None or after.low in (",", ")"))
    clock = before[-1:] == ["at"] and (found.low or 0) <= HOURS and known.lists["put"].isdisjoint(before)
    return not aside and not clock


def _none(words: Sequence[Word], index: int, known: QuantityWords) -> tuple[int, int, Quantity] | None:
    """ "No survivors", "no one", "none of the passengers"."""
    nobody = known.nobody.at(words, index)
    if nobody:
        return index, index + nobody[1], Quantity((0, 0), 0, 0, nobody[0], False)
    if words[index].low not in ("no", "none") or words[index].joined:
        return None
    found = Amount(index, index + 1, 0, 0)
    partitive = index + 1 < len(words) and words[index + 1].low == "of"
    if partitive != (words[index].low == "none"):
        return None
    named = unit(words, found, known)
    if named is None or words[named[1] - 1].low in known.lists["no_zero"]:
        return None
    return index, named[1], Quantity((0, 0), 0, 0, named[0], False)


def _labels(words: Sequence[Word], index: int, known: QuantityWords) -> bool:
    """Whether a number tells which one, not how many: "Article 50", "No. 3", "Boeing 737", "the Big Four", "10:30"."""
    if words[index].low[0].isalpha() and words[index].capital and index and words[index - 1].low.isalpha():
        return True
    around = [words[at].low for at in (index - 1, index + 1) if 0 <= at < len(words)]
    if any(sign in (":", "/", "#") for sign in around) or not index:
        return any(sign in (":", "/") for sign in around)
    before = words[index - 1]
    if before.low == "." and index > 1:
        return words[index - 2].low in known.lists["labels"]
    opens = before.low in known.lists["openers"] or before.low in known.lists["counting_people"]
    named = before.capital and not opens
    grouped = before.low == "of" and index > 1 and words[index - 2].low == "group" and words[index - 2].capital
    return before.low in known.lists["labels"] or named or grouped
