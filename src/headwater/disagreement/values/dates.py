"""Two dates of one deed: the same, one of them within the other, or in conflict."""

from __future__ import annotations

from datetime import date

from headwater import edtf
from headwater.disagreement.values.difference import Difference

Days = tuple[date, date]


def compare(one: str, other: str) -> Difference | None:
    """How two dates (EDTF) differ: 2016-09 is more precise than 2016, 2011 than 2010/2012; None for what is no date.

    What is only about right ("2010~") is as long again on either side.
    """
    first, second = (days(each) for each in _closed(one, other))
    if first is None or second is None:
        return None
    if first == second:
        return Difference.SAME
    if _inside(first, second) or _inside(second, first):
        return Difference.MORE_PRECISE
    (begins, ends), (starts, stops) = (_loose(one, first), _loose(other, second))
    return Difference.CONFLICT if ends < starts or stops < begins else Difference.COMPATIBLE


def _closed(one: str, other: str) -> tuple[str, str]:
    """Of two that are open at the same end ("since 2002", "since 2003") the other ends, which are what is told."""
    if one.endswith("/..") and other.endswith("/.."):
        return one.removesuffix("/.."), other.removesuffix("/..")
    if one.startswith("../") and other.startswith("../"):
        return one.removeprefix("../"), other.removeprefix("../")
    return one, other


def days(when: str) -> Days | None:
    """The first and the last day that a date may mean, as far as the calendar goes where it is open."""
    try:
        first, last = edtf.bounds(when)
    except ValueError:
        return None
    return first or date.min, last or date.max


def _inside(one: Days, other: Days) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _loose(when: str, covered: Days) -> Days:
    if "~" not in when and "?" not in when:
        return covered
    length = (covered[1] - covered[0]).days + 1
    first = max(date.min.toordinal(), covered[0].toordinal() - length)
    last = min(date.max.toordinal(), covered[1].toordinal() + length)
    return date.fromordinal(first), date.fromordinal(last)
