"""EDTF dates for people: the days that one covers, and how it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from headwater import edtf
from headwater.export.text import line

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ASKED = 10_000
"""Dates that are known: all of a timeline are asked for again with each article that comes."""
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<sure>[?~%]?)", re.ASCII)
_DOUBT = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The first and the last day."""

    first: date
    last: date


@lru_cache(maxsize=ASKED)
def days(when: str) -> Days | None:
    """The days that an EDTF date may mean; of one that is open at an end those of the other; None if it is unknown."""
    points = [point for point in when.split("/") if point not in ("", edtf.OPEN)]
    try:
        first, last = edtf.bounds("/".join(points))
    except ValueError:
        return None
    return Days(first, last) if first and last else None


@lru_cache(maxsize=ASKED)
def said(when: str, *, short: bool = False) -> str:
    """ "9 February 2024", "2010 to 2012", "about 2011", or short: "9 Feb 2024"; one in no known form stays as it is."""
    if days(when) is None:
        return line(when)
    if when.startswith("["):
        return " or ".join(_said(point, short) for point in when.strip("[]").split(","))
    first, slash, last = when.partition("/")
    if not slash:
        return _said(first, short)
    if last in ("", edtf.OPEN):
        return f"since {_said(first, short)}"
    if first in ("", edtf.OPEN):
        return f"until {_said(last, short)}"
    return f"{_said(first, short, before=last)} to {_said(last, short)}"


def published(when: str | None, *, short: bool = False) -> str:
    """The day of an ISO 8601 date or time, or "undated"."""
    return said(when[:10] if days(when[:10]) else when, short=short) if when else "undated"


def _said(point: str, short: bool, before: str = "") -> str:
    """One date; without the month and the year that it shares with the one that follows, `before` which it stands."""
    here, there = _POINT.fullmatch(point), _POINT.fullmatch(before)
    if here is None:
        return line(point)
    day, month, year = (here[part] or "" for part in ("day", "month", "year"))
    if there and month and (here["sure"], year, bool(day)) == (there["sure"], there["year"], bool(there["day"])):
        month, year = "" if day and month == there["month"] else month, ""
    name = _SEASONS.get(int(month), "") or MONTHS[int(month) - 1][: 3 if short else None] if month else ""
    written = f"the {year.replace('X', '0')}s" if "X" in year else year
    return _DOUBT[here["sure"]] + " ".join(part for part in (day.lstrip("0"), name, written) if part)
