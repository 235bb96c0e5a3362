"""Dates in running text > EDTF: days, months, years, spans of years, and days told from the published date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from headwater.model import Date

YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words for dates of one language: months and weekdays by their number (January and Monday are the first)."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days_ago: Mapping[str, int]

    def patterns(self) -> Iterator[re.Pattern[str]]:
        month = rf"(?P<month>{'|'.join(sorted(map(re.escape, self.months), key=len, reverse=True))})\.?"
        day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
        yield re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
        yield re.compile(rf"\b(?:from|between)\s+{YEAR}\s+(?:to|and|until)\s+(?P<last>(?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
        yield re.compile(rf"\b{YEAR}\s*[-–]\s*(?P<last>(?:1[5-9]|20)\d\d)\b")
        yield re.compile(rf"\b{day}\s+(?:of\s+)?{month}(?:,?\s+{YEAR})?(?!\w)")
        yield re.compile(rf"\b{month}\s+{day}(?:,?\s+{YEAR})?(?![\w])")
        yield re.compile(rf"\b{month},?\s+{YEAR}\b")
        yield re.compile(rf"\b(?:in|since|by|of|late|early|during|until|year)\s+{YEAR}\b(?!\s*[%\w])", re.IGNORECASE)
        yield re.compile(rf"\b(?:on|last|this|late|early)\s+(?P<weekday>{'|'.join(self.weekdays)})\b")
        yield re.compile(rf"\b(?P<ago>{'|'.join(self.days_ago)})\b", re.IGNORECASE)


def dates(text: str, published: str | None, words: DateWords) -> tuple[Date, ...]:
    """Dates in order, none inside another. What cannot be placed (a day without a year, no published date) is left out."""
    try:
        told = date.fromisoformat((published or "")[:10])
    except ValueError:
        told = None
    found: dict[tuple[int, int], str] = {}
    for pattern in words.patterns():
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in found):
                continue
            when = _when(match.groupdict(), told, words)
            if when:
                found[match.span()] = when
    return tuple(Date(span, when) for span, when in sorted(found.items()))


def _when(parts: Mapping[str, str | None], told: date | None, words: DateWords) -> str | None:
    year, last = parts.get("year"), parts.get("last")
    if last:
        return f"{year}/{last}" if str(year) <= last else None
    if parts.get("ago"):
        return str(told - timedelta(words.days_ago[str(parts["ago"]).lower()])) if told else None
    if parts.get("weekday"):
        return _weekday(words.weekdays[str(parts["weekday"])], told)
    if not parts.get("month"):
        return year
    written = str(parts["month"])
    month = int(written) if written.isdigit() else words.months[written]
    if not parts.get("day"):
        return f"{year}-{month:02}"
    try:
        if year:
            return str(date(int(year), month, int(str(parts["day"]))))
        return _nearest(month, int(str(parts["day"])), told)
    except ValueError:
        return None


def _weekday(number: int, told: date | None) -> str | None:
    """The last such day up to the published one: news tells what was."""
    return str(told - timedelta((told.isoweekday() - number) % 7)) if told else None


def _nearest(month: int, day: int, told: date | None) -> str | None:
    """A day without a year: the one nearest to the published date."""
    if told is None:
        return None
    near = (date(told.year + step, month, day) for step in (-1, 0, 1))
    return str(min(near, key=lambda d: abs((d - told).days)))
