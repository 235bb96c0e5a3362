"""What stands before an expression of time, and what it makes of the date: "since", "early", "two days before"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from headwater import edtf
from headwater.nlp.timex import NUMBER, Expression, Tokens

SHIFTED = re.compile(rf"(?P<count>{NUMBER}|t)-?U$")
MOST = 4
"""Qualifiers before one date."""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before an expression: the token where that begins, and what it makes of the date, the nearest first.

    `licence` says how sure it is that a year, a month or a season there is a date: 0 not at all, 1 perhaps, 2 quite.
    `word` is one that does nothing but that ("in", "from").
    """

    first: int
    changes: tuple[str, ...] = ()
    licence: int = 0
    word: str = ""


def before(tokens: Tokens, expression: Expression, least: int = 0) -> Before:
    """Word by word backwards from an expression, not beyond the token `least`."""
    found = Before(expression.first)
    if expression.kind == "year" and tokens.letter(expression.first - 1) in ("t", "a"):
        return found
    while len(found.changes) < MOST and not found.word:
        index = found.first - 1
        index -= tokens.letter(index) == "t"
        one = _qualifier(tokens, index, expression, found) if index >= least else None
        if one is None:
            break
        change, licence = one
        licence = max(licence, found.licence)
        if change == "plain":
            return _in_part(tokens, index, replace(found, licence=licence, word=tokens.written(index).lower()))
        found = Before(_begin(tokens, index, change), (*found.changes, change), licence)
    return found


def _qualifier(tokens: Tokens, index: int, expression: Expression, found: Before) -> tuple[str, int] | None:
    """What a token makes of the date after it, and its licence."""
    token = tokens.found[index]
    if token.letter in "qv":
        return token.value, 2 if token.letter == "q" else 1
    if token.letter == "f" or (token.letter == "U" and token.value == "year" and expression.kind == "year"):
        return "plain", 2 if token.letter == "U" else 1
    if token.letter == ">":
        return "until" if token.value == "until" else "plain", 1
    if token.letter == "x":
        return _beside(tokens, index), 1
    if token.letter == "B" and expression.kind in ("days", "relative", "unit") and not found.changes:
        return ("so far" if token.value < 0 else "yet"), 2
    if token.letter == "R" and (token.value == "about" or tokens.letter(index + 1) == "t"):
        return "about" if token.value == "about" else "plain", 1
    return None


def _beside(tokens: Tokens, index: int) -> str:
    """ "Before" and "after" a date; "two days before" it is another date."""
    side = tokens.found[index].value
    if SHIFTED.search(tokens.letters, max(0, index - 5), index):
        *counted, unit = (token for token in tokens.found[_begin(tokens, index, " ") : index] if token.letter != "-")
        number = sum(token.value for token in counted)
        return f"{side * number} {unit.value}"
    return "until" if side < 0 else "since"


def _begin(tokens: Tokens, index: int, change: str) -> int:
    match = SHIFTED.search(tokens.letters, max(0, index - 5), index) if " " in change and change != "so far" else None
    return match.start() if match else index


def _in_part(tokens: Tokens, index: int, found: Before) -> Before:
    """ "Later in" the year."""
    token = tokens.found[index - 1] if index else None
    if token is None or token.letter != "B" or tokens.written(index).lower() != "in":
        return found
    return replace(found, first=index - 1, changes=(*found.changes, "so far" if token.value < 0 else "yet"))


def changed(when: str, change: str, told: date | None) -> str | None:
    """The date that a qualifier makes of one."""
    if change in ("early", "mid", "late"):
        return edtf.part(when, ("early", "mid", "late").index(change), 3, vague=True)
    if "/" in change:
        index, of = map(int, change.split("/"))
        return edtf.part(when, index - 1, of)
    plain = {"about": edtf.approximate, "since": edtf.since, "until": edtf.until}
    if change in plain:
        return plain[change](when)
    first, last = edtf.bounds(when)
    if change == "week":
        return edtf.unit(first, "week") if first else None
    if change in ("so far", "yet"):
        return _side(when, first, last, told, so_far=change == "so far")
    return _moved(first, *change.split(" ")) if first else None


def _moved(day: date, number: str, unit: str) -> str | None:
    if unit in ("week", "fortnight"):
        when = edtf.unit(day, "day", int(number) * (7 if unit == "week" else 14))
        return edtf.approximate(when) if when else None
    return edtf.unit(day, unit, int(number)) if unit in ("day", "month", "year", "decade") else None


def _side(when: str, first: date | None, last: date | None, told: date | None, *, so_far: bool) -> str:
    """The part of a week, a month or a year that lies before the published date, or after it."""
    if first is None or last is None or told is None or not first <= told <= last:
        return when
    grain = "month" if (last - first).days > 40 else "day"
    ends = (first, told) if so_far else (told, last)
    return edtf.interval(*(edtf.unit(end, grain) or when for end in ends))
