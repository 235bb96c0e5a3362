"""What a number counts: the plural noun after it, a currency, percent; or people, where the words around it say so."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.nlp.amounts import Amount, number
from headwater.nlp.quantity_words import QuantityWords, Word

REACH = 5
"""Words after a number that its noun stands within, and before it that "toll" does."""


def unit(words: Sequence[Word], found: Amount, known: QuantityWords) -> tuple[str, int] | None:
    """The unit of an amount and the word after it; None if nothing tells it."""
    index = found.end
    if index < len(words) and words[index].joined:
        return _measured(words, index, known)
    for phrases in (known.currencies, known.units):
        named = phrases.at(words, index)
        if named:
            return named[0], index + named[1]
    if index < len(words) and words[index].close and words[index].low.isalpha():
        return None  # "40th", "3D", "6.10am"
    return _noun(words, found, known) or _people(words, found, known)


def _measured(words: Sequence[Word], index: int, known: QuantityWords) -> tuple[str, int] | None:
    """ "A 15-member committee", "a 3-million-euro deal"; "the 38-year-old" is an age."""
    old = index + 1 < len(words) and words[index + 1].joined and words[index + 1].low in known.lists["old"]
    if old or words[index].low not in known.lists["measured"]:
        return None
    named = known.currencies.at(words, index) or known.units.at(words, index)
    return named[0] if named else known.pluralised(words[index].low), index + 1


def _noun(words: Sequence[Word], found: Amount, known: QuantityWords) -> tuple[str, int] | None:
    one = {found.low, found.high} <= {1, None} and not found.vague
    index = _past_of(words, found.end, known) if not one else found.end
    last = _singular(words, index, known) if one else _plural(words, index, known)
    if last is None or words[last].low in known.lists["uncounted"]:
        return None
    if last + 1 < len(words) and words[last + 1].low in known.lists["told"]:
        return None  # "38 years old", "two years ago"
    named = known.units.at(words, last)
    plural = known.pluralised(words[last].low)
    return (named[0] if named else plural.capitalize() if words[last].capital else plural), last + 1


def _past_of(words: Sequence[Word], index: int, known: QuantityWords) -> int:
    """ "Two of the three men", "three of five judges": where the words for what is counted begin."""
    if [word.low for word in words[index : index + 1]] != ["of"]:
        return index
    start = index + 1
    while start < len(words) and words[start].low in known.lists["determiners"]:
        start += 1
    inner = number(words, start, known) if start < len(words) else None
    return inner[1] if inner else start if start > index + 1 else index


def _plural(words: Sequence[Word], index: int, known: QuantityWords) -> int | None:
    """The first plural noun, past adjectives, and past plurals that tell its kind ("police officers")."""
    last = None
    for at in range(index, min(index + REACH, len(words))):
        if not _goes_on(words, at, index, known):
            break
        if known.plural(words[at].low) and not (words[at].capital and at > index):
            last = at
            if words[at].low not in known.lists["kinds"]:
                break
    return last


def _singular(words: Sequence[Word], index: int, known: QuantityWords) -> int | None:
    """The last of the words after "one" that may be its adjectives and its noun."""
    if index < len(words) and words[index].low in known.lists["no_one"]:
        return None
    last = None
    for at in range(index, min(index + REACH, len(words))):
        if not _goes_on(words, at, index, known) or (last is not None and words[at].low.endswith("ing")):
            break
        last = at
    return None if last is None or words[last].capital else last


def _goes_on(words: Sequence[Word], at: int, first: int, known: QuantityWords) -> bool:
    """Whether a word may stand between a number and its noun, or be the noun."""
    word = words[at]
    one_more = at == first and at + 1 < len(words) and words[at + 1].low.isalpha()
    verb = word.low.endswith("ed") and not one_more
    return word.low.replace("'", "").isalpha() and word.low not in known.lists["stops"] and not verb


def _people(words: Sequence[Word], found: Amount, known: QuantityWords) -> tuple[str, int] | None:
    """ "38 dead", "38 were killed", "killed 38", "a toll of 38"."""
    after = [word.low for word in words[found.end : found.end + REACH]]
    while after and after[0] in known.lists["auxiliaries"]:
        del after[0]
    before = [word.low for word in words[max(0, found.first - REACH) : found.first]]
    told = after[:1] and after[0] in known.lists["people"]
    counting = before[-1:] and before[-1] in known.lists["counting_people"]
    return ("people", found.end) if told or counting or known.lists["tolls"] & set(before) else None
