"""EDTF dates (ISO 8601-2:2019): units of the calendar written as one, and any of them read as the days it may mean."""

from __future__ import annotations

import re
from datetime import date

OPEN = ".."
_POINT = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d)(?:-(\d\d))?)?[?~%]?", re.ASCII)
_EXACT = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", re.ASCII)
# Seasons are numbered from 21 and tied to no months by the standard. These are the northern year's, from the months'
# first day to the astronomical end. A winter is named after the year in which it begins, or the one in which it ends.
_SEASONS = {21: ((3, 1), (6, 21)), 22: ((6, 1), (9, 23)), 23: ((9, 1), (12, 21)), 24: ((12, 1), (3, 20))}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def bounds(when: str) -> tuple[date | None, date | None]:
    """The first and the last day that a date, an interval or a set ("[…]", one of) may mean; None where it is open.

    Doubt (`~`, `?`, `%`) moves no bound. Raises ValueError for what is no EDTF of this kind, or no day of the calendar.
    """
    if when.startswith("[") and when.endswith("]"):
        each = [_covered(point) for point in when[1:-1].split(",")]
        return min(first for first, _ in each), max(last for _, last in each)
    first, slash, last = when.partition("/")
    if not slash:
        return _covered(when)
    begins = None if first in ("", OPEN) else _covered(first)[0]
    ends = None if last in ("", OPEN) else _covered(last)[1]
    if begins and ends and begins > ends:
        raise ValueError(f"{when!r} ends before it begins")
    return begins, ends


def earliest(when: str) -> date:
    """The first day that a date may mean, or the last one where it has no first; to sort by."""
    first, last = bounds(when)
    return first or last or date.min


def unit(day: date, name: str, shift: int = 0) -> str | None:
    """The day, week, weekend, month, quarter, half, year, decade or century of `day`, or the one `shift` after it.

    Weeks begin on Mondays (ISO 8601). None beyond the years 1 to 9999.
    """
    monday = day.toordinal() - day.weekday() + 7 * shift
    try:
        if name == "day":
            return str(date.fromordinal(day.toordinal() + shift))
        if name in ("week", "weekend"):
            return interval(date.fromordinal(monday + 5 * (name == "weekend")), date.fromordinal(monday + 6))
    except (ValueError, OverflowError):
        return None
    length = _MONTHS[name]
    first = ((day.year * 12 + day.month - 1) // length + shift) * length
    return _months(first, length)


def part(when: str, index: int, of: int, *, vague: bool = False) -> str:
    """The `index`th of as many equal parts of a month, a year, a decade or a century; `when` itself if it is no such.

    A vague part ("early 2011") is approximate at the ends that it does not share with the whole.
    """
    point = _POINT.fullmatch(when)
    if point is None or point[3] or (point[2] and int(point[2]) > 12):
        return when
    first, last = _covered(when)
    if point[2]:
        length = 30 // of
        ends = index * length + 1, last.day if index + 1 == of else (index + 1) * length
        stretch = [f"{when[:7]}-{day:02}" for day in ends]
    elif first.year == last.year:
        stretch = [f"{when[:4]}-{month:02}" for month in (index * 12 // of + 1, (index + 1) * 12 // of)]
    else:
        years = last.year - first.year + 1
        stretch = [f"{first.year + year:04}" for year in (-(-index * years // of), -(-(index + 1) * years // of) - 1)]
    shared = index == 0, index + 1 == of
    return "/".join(end if at or not vague else f"{end}~" for end, at in zip(stretch, shared, strict=True))


def interval(first: date | str, last: date | str) -> str:
    return str(first) if first == last else f"{first}/{last}"


def approximate(when: str) -> str:
    """About then: each end that is a day, a month or a year. Decades, seasons and sets are vague as they are."""
    return "/".join(f"{end}~" if _EXACT.fullmatch(end) else end for end in when.split("/"))


def since(when: str) -> str:
    return span(when, OPEN)


def until(when: str) -> str:
    return span(OPEN, when)


def span(first: str, last: str) -> str:
    """From the beginning of the one to the end of the other: at level 1 no set and no decade is an end."""
    begin, end = (when.strip("[]").replace(",", "/") for when in (first, last))
    opening = begin.partition("/")[0].replace("X", "0")
    return f"{'0001' if opening == '0000' else opening}/{end.rpartition('/')[2].replace('X', '9')}"


def _months(first: int, length: int) -> str | None:
    """So many months from the `first` one, counted from January of the year 0."""
    year, month = divmod(first, 12)
    if not (1 if length < 120 else 0) <= year <= 9999:
        return None
    if length in (1, 12):
        return f"{year:04}" if length == 12 else f"{year:04}-{month + 1:02}"
    if length > 12:
        return f"{year // 10:03}X" if length == 120 else f"{year // 100:02}XX"
    return f"{year:04}-{month + 1:02}/{year:04}-{month + length:02}"


def _covered(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"{point!r} is no EDTF date")
    written, month, day = match[1], int(match[2] or 0), int(match[3] or 0)
    first, last = int(written.replace("X", "0")), int(written.replace("X", "9"))
    if not month:
        return date(max(1, first), 1, 1), date(last, 12, 31)
    if month in _SEASONS:
        (begin, opening), (end, closing) = _SEASONS[month]
        winter = begin > end
        return date(first, 1 if winter else begin, opening), date(min(9999, last + winter), end, closing)
    return date(first, month, day or 1), date(last, month, day) if day else _end_of(last, month)


def _end_of(year: int, month: int) -> date:
    return date(year, month, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
