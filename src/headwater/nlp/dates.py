"""Dates in running text > EDTF: days, months, years, spans of years, and days told from the published date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from headwater.model import Date

YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
LAST = r"(?P<last>(?:1[5-9]|20)\d\d)"
DAY = r"(?<![\d.,:/-])(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
CLOSED = r"(?!\w|[.,:/]\d|\s*%)"
"""After a number: it is not the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words for dates of one language: months and weekdays by their number (January and Monday are the first).

    `counted` are the words before which four digits are a number of them, not a year.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days_ago: Mapping[str, int]
    counted: tuple[str, ...]

    def patterns(self) -> Iterator[re.Pattern[str]]:
        """The surest first."""
        month = rf"\b(?P<month>{_any(self.months)})\b\.?"
        year = rf"{YEAR}{CLOSED}(?!\s+(?:{_any(self.counted)})\b)"
        last = rf"{LAST}{CLOSED}(?!\s+(?:{_any(self.counted)})\b)"
        yield re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
        yield re.compile(rf"\b(?:from|between)\s+{YEAR}\s+(?:to|and|until)\s+{last}", re.IGNORECASE)
        yield re.compile(rf"(?<![\d.,:/-]){YEAR}\s*[-–]\s*{last}(?!-)")
        yield re.compile(rf"{DAY}\s+(?:of\s+)?{month}(?:,?\s+{YEAR}{CLOSED})?(?!\w)")
        yield re.compile(rf"{month}\s+{DAY}(?:(?:,|,?\s+){YEAR})?{CLOSED}")
        yield re.compile(rf"{month},?\s+(?:of\s+)?{YEAR}{CLOSED}")
        yield re.compile(rf"\b(?:in|since|until|during|late|early|year)\s+{year}", re.IGNORECASE)
        yield re.compile(rf"\b(?:by|of)\s+{YEAR}{CLOSED}(?!\s+\w)", re.IGNORECASE)
        yield re.compile(rf"\b(?:on|last|this|late|early)\s+(?P<weekday>{_any(self.weekdays)})\b")
        yield re.compile(rf"\b(?P<ago>{_any(self.days_ago)})\b", re.IGNORECASE)


def _any(words: Mapping[str, int] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def dates(text: str, published: str | None, words: DateWords) -> tuple[Date, ...]:
    """Dates in order, none in another. What cannot be placed (a day without a year, no published date) is left out."""
    try:
        told = date.fromisoformat((published or "")[:10])
    except ValueError:
        told = None
    found = []
    taken = bytearray(len(text))
    for pattern in words.patterns():
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            # What is no day of the calendar is taken too: "31 February 2016" is no month either.
            taken[start:end] = b"\1" * (end - start)
            when = _when(match.groupdict(), told, words)
            if when:
                found.append(Date((start, end), when))
    return tuple(sorted(found, key=lambda date: date.span))


def _when(parts: Mapping[str, str | None], told: date | None, words: DateWords) -> str | None:
    year, last = parts.get("year"), parts.get("last")
    if last:
        return f"{year}/{last}" if str(year) <= last else None
    if parts.get("ago"):
        return _before(told, words.days_ago[str(parts["ago"]).lower()])
    if parts.get("weekday"):
        return _weekday(words.weekdays[str(parts["weekday"])], told)
    if not parts.get("month"):
        return year
    written = str(parts["month"])
    month = int(written) if written.isdigit() else words.months[written]
    if not parts.get("day"):
        return f"{year}-{month:02}"
    day = int(str(parts["day"]))
    if not year:
        return _nearest(month, day, told)
    given = _day(int(year), month, day)
    return str(given) if given else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _before(told: date | None, days: int) -> str | None:
    return str(told - timedelta(days)) if told and told.toordinal() > days else None


def _weekday(number: int, told: date | None) -> str | None:
    """The last such day up to the published one: news tells what was."""
    return _before(told, (told.isoweekday() - number) % 7) if told else None


def _nearest(month: int, day: int, told: date | None) -> str | None:
    """A day without a year: the one nearest to the published date."""
    if told is None:
        return None
    near = [d for step in (-1, 0, 1) if (d := _day(told.year + step, month, day))]
    return str(min(near, key=lambda d: abs((d - told).days))) if near else None
