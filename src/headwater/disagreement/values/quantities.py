"""Two numbers of one thing: the same, one of them rounded or vague, or in conflict."""

from __future__ import annotations

from fractions import Fraction
from math import inf

from headwater.disagreement.lexicon import key, settings, stems, words
from headwater.disagreement.values.difference import Difference
from headwater.model import Quantity


def compare(one: Quantity, other: Quantity) -> Difference | None:
    """How two quantities differ; None if they count different things (people and percent, crowns and euros).

    "About 40" and 38 are one number rounded, as are 1,200 and 1,187, or 7.4 and 7.38; "dozens", "at least 30" and
    "30 to 50" are less precise than 38.
    """
    if not same_unit(one.unit, other.unit):
        return None
    first, second = bounds(one), bounds(other)
    if first == second:
        return Difference.SAME
    single = [low == high for low, high in (first, second)]
    if all(single):
        return Difference.ROUNDING if _rounded(one, other) else Difference.CONFLICT
    (low, high), (least, most) = (_loose(one), _loose(other))
    if high < least or most < low:
        return Difference.CONFLICT
    within = (first[0] <= second[0] and second[1] <= first[1]) or (second[0] <= first[0] and first[1] <= second[1])
    bare = any(single) and (first[0] in second or second[0] in first)
    return Difference.MORE_PRECISE if within and not bare else Difference.COMPATIBLE


def same_unit(one: str, other: str) -> bool:
    """Whether two units count the same things; "people", "victims" and "dead" are one."""
    people = stems("how_many", "people")
    first, second = _unit(one), _unit(other)
    return first == second or (first in people and second in people)


def comparable(one: str, other: str) -> bool:
    """Whether two units may count the same things under two names: "customers" and "households", not euros and hours.

    A unit without a name may be any but a share.
    """
    if not one or not other:
        return _kind(one or other) != "shares"
    return same_unit(one, other) or (counts_things(one) and counts_things(other))


def counts_things(unit: str) -> bool:
    """Whether a unit is neither money nor a measure nor a share; one without a name may count things."""
    return _kind(unit) == ""


def _kind(unit: str) -> str:
    """What a unit measures, if it does not count things."""
    if _unit(unit) == "%":
        return "shares"
    if unit.isupper() or key(unit) in stems("how_many", "money"):
        return "money"
    last = unit.lower().split()[-1:]
    return next((kind for kind in ("times", "measures") if not words("how_many", kind).isdisjoint(last)), "")


def _unit(unit: str) -> str:
    """The stem of the last word of a unit: "farm workers" counts workers; a share counts nothing else."""
    parts = unit.lower().split() or [""]
    return "%" if parts[-1] in settings()["how_many"]["shares"].split() else key(parts[-1])


def bounds(quantity: Quantity) -> tuple[float, float]:
    return (0.0 if quantity.low is None else quantity.low, inf if quantity.high is None else quantity.high)


def _loose(quantity: Quantity) -> tuple[float, float]:
    """The bounds, widened by what "about" leaves open."""
    low, high = bounds(quantity)
    if not quantity.approximate:
        return low, high
    share = settings()["how_many"]["about"]
    return low - share * abs(low), high if high == inf else high + share * abs(high)


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether one of two numbers can be the other one rounded."""
    low, high = sorted((bounds(one)[0], bounds(other)[0]))
    gap = high - low
    if one.approximate or other.approximate:
        about = [bounds(q)[0] for q in (one, other) if q.approximate]
        return any(gap <= _left_open(value) for value in about)
    rounded = settings()["how_many"]
    if gap > rounded["rounded"] * abs(high) or (
        high < rounded["rounded_from"] and low == int(low) and high == int(high)
    ):
        return False
    return gap <= max(_grain(low), _grain(high)) / 2


def _left_open(value: float) -> float:
    """What "about" leaves open on either side: half the last digit that is not zero, within sensible shares."""
    rules = settings()["how_many"]
    return float(max(rules["least_about"] * abs(value), min(_grain(value) / 2, rules["about"] * abs(value))))


def _grain(value: float) -> float:
    """The place of a number's last digit that is not zero: 1,200 > 100, 2.4 > 0.1."""
    if not value:
        return 1.0
    exact, grain = Fraction(str(value)), Fraction(1)
    while (exact / grain).denominator != 1:
        grain /= 10
    while (exact / (grain * 10)).denominator == 1:
        grain *= 10
    return float(grain)
