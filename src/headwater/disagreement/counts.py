"""Whether two numbers measure one thing: the same role, rate and dimension, and not a part of the whole."""

from __future__ import annotations

from headwater.disagreement.deeds import Deed
from headwater.disagreement.lexicon import key, lines, stop_words, words
from headwater.disagreement.phrases import Phrase

REACH = 3
"""Words after a number that may say what it measures ("90 metres tall", "400 cars a day")."""


def counted(deed: Deed) -> list[Phrase]:
    """The numbers of a deed, but for those that count only a part of others ("eleven of them")."""
    return [phrase for phrase in deed.having("how many") if phrase.quantity and not _part(phrase)]


def _part(phrase: Phrase) -> bool:
    whole = phrase.after[:1] == ("of",) and bool(
        words("who", "determiners") & {*phrase.after[1:2]} or phrase.after[1:2] == ("them",)
    )
    return whole or bool(words("how_many", "parts") & {*phrase.before[:1]})


def comparable(one: Phrase, other: Phrase) -> bool:
    """Whether two numbers of one deed measure the same: "rose by 4", "rose to 4" do not, nor "4 a day", "4 a week"."""
    if one.role != other.role or _rate(one) != _rate(other):
        return False
    if _dimension(one) != _dimension(other):
        return False
    first, second = _purpose(one), _purpose(other)
    return not first or not second or bool(first & second)


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
