"""A written date to ISO 8601; only what is a date and nothing else, and never a guess."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from headwater.ingest.patterns import patterns

_LONGEST = 60
_ISO = re.compile(
    r"(\d{4})(-\d\d)?(?:(?<=-\d\d)(-\d\d)([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?)?", re.ASCII
)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b", re.ASCII)
_NUMERIC = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)\b", re.ASCII)
_DAY = re.compile(r"(?<![\d:])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:])", re.ASCII | re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.]\d\d|\d\s*[ap]m\b", re.ASCII | re.IGNORECASE)
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)


def iso_8601(written: str) -> str | None:
    """The date that `written` is, with its time and zone if it has them; None for anything but a full, certain date.

    What is ISO 8601 already, a year or a month included, stays as given. "3/4/2024" is two dates, so it is none.
    """
    text = written.strip()
    if len(text) > _LONGEST:
        return None
    if _ISO.fullmatch(text):
        return _given(text)
    return _read(_plain(text))


def _given(text: str) -> str | None:
    text = text.replace(" ", "T", 1) if text[10:11] == " " else text
    text = text.replace(" ", "")
    try:
        datetime.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
    except ValueError:
        return None
    return text


def _plain(text: str) -> str:
    """`text` as dateutil reads it: no dots after abbreviations, no ordinal comma trouble."""
    text = _MERIDIEM.sub(r"\1m", text.replace("\xa0", " ").replace("\u202f", " "))
    text = re.sub(r"(?<=[^\W\d_])\.", "", text)
    text = re.sub(r"\b(?:at|on|the|of)\b|[|,()]", " ", text, flags=re.IGNORECASE)
    return " ".join(word for word in text.split() if word not in patterns("date")["ambiguous_zones"])


def _read(text: str) -> str | None:
    numeric = _NUMERIC.search(text)
    if not _YEAR.search(text) or not _only_date_words(text):
        return None
    if not (_certain(numeric) if numeric else _has_month_and_day(text)):
        return None
    from dateutil import parser  # type: ignore[import-untyped]

    try:
        date: datetime = parser.parse(text, tzinfos=_zones(), default=datetime(2000, 1, 1))
    except (ValueError, OverflowError, TypeError):
        return None
    return date.isoformat() if _TIME.search(_NUMERIC.sub("", text)) else date.date().isoformat()


def _only_date_words(text: str) -> bool:
    words = patterns("date")
    known = {*words["months"], *words["others"]}
    return all(word.lower() in known or word in words["zones"] for word in _WORD.findall(text))


def _has_month_and_day(text: str) -> bool:
    months = sum(word.lower() in patterns("date")["months"] for word in _WORD.findall(text))
    return months == 1 and bool(_DAY.search(_YEAR.sub("", text)))


def _certain(numeric: re.Match[str]) -> bool:
    """Whether day and month cannot be taken for each other."""
    first, second = int(numeric[1]), int(numeric[3])
    return first == second or max(first, second) > 12


@cache
def _zones() -> dict[str, Any]:
    from dateutil import tz

    return {name: tz.gettz(zone) for name, zone in patterns("date")["zones"].items()}
