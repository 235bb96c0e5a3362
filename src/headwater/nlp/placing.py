"""An expression of time > EDTF: given whole, told from the published date, or from a date before it in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from headwater import edtf
from headwater.nlp.tense import Tense
from headwater.nlp.timex import Expression

ROUNDED_FROM = 10
"""From here on, numbers that end in 0 or 5 are round ones: "ten years ago"."""
LENGTHS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14, "month": 31, "quarter": 92, "year": 366}
"""Days of a unit, at the most."""
SIZES = {
    ("week", "day"): 7,
    ("fortnight", "day"): 14,
    ("month", "day"): 30,
    ("year", "month"): 12,
    ("decade", "year"): 10,
}
STRETCHES = {
    ("day", True): "day", ("week", True): "day", ("fortnight", True): "day", ("month", True): "month",
    ("month", False): "day", ("year", True): "year", ("year", False): "month", ("decade", True): "year",
}  # fmt: skip
"""What the past units, several or one, are counted in."""
SINCE_SEASON = 180
"""Days after its beginning from which "last summer" is the one of this year."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A date in the text, without its qualifiers; `stated` if the text itself gives its year."""

    when: str
    stated: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is told from: the published date, its clause's tense, and the dates in reach before it.

    `near` are those of its own sentence and the one before; `month_first` says what "12/9/2016" means, if it is known.
    """

    told: date | None
    tense: Tense | None
    before: tuple[Placed, ...]
    near: tuple[Placed, ...]
    month_first: bool | None

    def anchor(self, unit: str) -> date | None:
        """The first day of the date before, if that is known to the unit."""
        if not self.before:
            return None
        first, last = edtf.bounds(self.before[-1].when)
        known = first and last and (last - first).days < LENGTHS.get(unit, 36_525)
        return first if known else None

    def year(self) -> int | None:
        """That of a day or a month just before that has one: what follows is told within it."""
        for placed in self.near[-1:]:
            first, last = edtf.bounds(placed.when)
            if placed.stated and first and last and (last - first).days < 31:
                return first.year
        return None


def place(expression: Expression, frame: Frame, year: int | None = None) -> str | None:
    """Where in time it is, if that is known; `year` is for expressions that lack one."""
    return PLACES[expression.kind](expression, frame, year)


def _written(expression: Expression, _: Frame, __: int | None) -> str | None:
    return _day(*map(int, re.split("[-/]", expression.value("written"))))


def _numeric(expression: Expression, frame: Frame, _: int | None) -> str | None:
    written = expression.value("written")
    one, two, year = map(int, re.split("[-/.]", written))
    year += 0 if year > 99 else 2000 if year < 69 else 1900
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    known = False if "." in written else frame.month_first
    if known is not None:
        day_first, month_first = (None, month_first or day_first) if known else (day_first or month_first, None)
    either = sorted({when for when in (day_first, month_first) if when})
    return f"[{','.join(either)}]" if len(either) > 1 else either[0] if either else None


def _of_month(expression: Expression, frame: Frame, year: int | None) -> str | None:
    month, day, first = (expression.value(part) for part in ("month", "day", "first"))
    year = expression.value("year") or year or _year(frame, month, day, expression.value("weekday"))
    last = year and _day(year, month, day)
    if not year or not last or first is None:
        return last or None
    begins = _day(year, month, first)
    return edtf.interval(begins, last) if begins and begins < last else None


def _month(expression: Expression, frame: Frame, year: int | None) -> str | None:
    month = expression.value("month")
    year = expression.value("year") or year or _year(frame, month)
    return f"{year:04}-{month:02}" if year else None


def _season(expression: Expression, frame: Frame, year: int | None) -> str | None:
    season, given = expression.value("season"), expression.value("year")
    if isinstance(given, str):
        return _season_from(season, int(given[:4])) if "/" in given else None
    if given or year:
        return f"{given or year}-{season}"
    begun = _year(frame, (season - 20) * 3)
    return _season_from(season, begun) if begun else None


def _season_from(season: int, year: int) -> str:
    """The season that begins in that year: a winter would be ambiguous."""
    return f"{year:04}-{season}" if season != 24 else f"{year:04}-12/{year + 1:04}-02"


def _quarter(expression: Expression, _: Frame, __: int | None) -> str | None:
    return edtf.part(f"{expression.value('year')}", expression.value("quarter") - 1, 4)


def _feast(expression: Expression, frame: Frame, year: int | None) -> str | None:
    month, day = divmod(expression.value("feast"), 100)
    year = expression.value("year") or year or _year(frame, month, day)
    return _day(year, month, day) if year else None


def _days(expression: Expression, frame: Frame, _: int | None) -> str | None:
    return edtf.unit(frame.told, "day", expression.value("days")) if frame.told else None


def _stretch(expression: Expression, frame: Frame, _: int | None) -> str | None:
    """ "The past two weeks": up to the published date. "The next two": after it; of what was, after the date before."""
    unit, shift, count = expression.value("unit"), expression.value("side"), expression.count()
    anchored = frame.tense is not Tense.FUTURE and expression.parts["side"][0].letter == "p"
    anchor = (frame.anchor(unit) if anchored else None) or frame.told
    many = "count" not in expression.parts and expression.parts["unit"][0].plural
    if not anchor or not shift or many or unit in ("quarter", "weekend"):
        return None
    if unit == "hour":
        unit, count = "day", -(-count // 24)
    grain = STRETCHES.get((unit, count > 1)) or STRETCHES[unit, True]
    far = shifted(anchor, unit, shift * count, grain)
    here = edtf.unit(anchor, grain)
    return far and here and "/".join(sorted((far, here)))


def shifted(day: date, unit: str, count: int, grain: str) -> str | None:
    """The day, month or year so many units on, whichever the grain is."""
    return edtf.unit(day, grain, count * SIZES.get((unit, grain), 1))


def _anaphor(expression: Expression, frame: Frame, _: int | None) -> str | None:
    shift, name = expression.value("shift"), expression.parts["name"][0]
    if name.letter == "U":
        anchor = frame.anchor(name.value) if name.value not in ("hour", "fortnight") else None
        return edtf.unit(anchor, name.value, shift) if anchor else None
    anchor = frame.anchor("week" if name.letter == "W" else "year")
    return _named(name.letter, name.value, shift, anchor) if anchor and (shift or name.letter != "W") else None


def _relative(expression: Expression, frame: Frame, _: int | None) -> str | None:
    shift, name = expression.value("shift"), expression.parts["name"][0]
    if not frame.told or name.plural or name.value in ("day", "hour", "fortnight"):
        next_day = shift == 1 and name.value == "day" and frame.anchor("day")
        return edtf.unit(next_day, "day", 1) if next_day else None
    if name.value == "weekend" and not shift:
        return _weekend(frame)
    if name.letter in "UC":
        return edtf.unit(frame.told, name.value, shift)
    return _named(name.letter, name.value, shift, frame.told)


def _named(letter: str, value: int, shift: int, told: date) -> str | None:
    """The last, this or next weekday, month, season or feast, from a day on."""
    if letter == "W":
        gap = (value - told.isoweekday()) % 7
        return edtf.unit(told, "day", (gap or 7) if shift > 0 else gap - 7 if shift < 0 else value - told.isoweekday())
    month, day = (value, 1) if letter == "M" else ((value - 20) * 3, 1) if letter == "S" else divmod(value, 100)
    if not shift:
        year = told.year - (letter == "S" and value == 24 and told.month < 6)
    else:
        over = SINCE_SEASON if letter == "S" else 0 if letter == "F" else 31
        begun = (told - date(told.year, month, day)).days
        year = told.year + (begun >= 0) if shift > 0 else told.year - (begun < max(1, over))
    if not 0 < year < 9999:
        return None
    if letter == "M":
        return f"{year:04}-{month:02}"
    return _season_from(value, year) if letter == "S" else _day(year, month, day)


def _from_published(expression: Expression, frame: Frame, _: int | None) -> str | None:
    return _so_many(expression, frame.told) if frame.told else None


def _from_before(expression: Expression, frame: Frame, _: int | None) -> str | None:
    anchor = frame.anchor(expression.value("unit"))
    return _so_many(expression, anchor) if anchor else None


def _so_many(expression: Expression, day: date) -> str | None:
    """So many units from a day: a day for days and weeks, else the month or year."""
    unit, shift, count = expression.value("unit"), expression.value("shift"), expression.count()
    if unit in ("quarter", "weekend"):
        return None
    rough = expression.value("rough")
    about = rough == "about" or unit in ("week", "fortnight", "decade") or (count >= ROUNDED_FROM and count % 5 == 0)
    if unit == "hour":
        unit, count = "day", round(count / 24)
    grain = {"week": "day", "fortnight": "day", "decade": "year"}.get(unit, unit)
    when = shifted(day, unit, shift * count, grain)
    if not when or rough not in ("more", "less"):
        return edtf.approximate(when) if when and about else when
    return edtf.until(when) if (rough == "more") == (shift < 0) else edtf.since(when)


def _beside(expression: Expression, frame: Frame, _: int | None) -> str | None:
    unit = expression.value("unit")
    anchor = frame.anchor(unit) if unit in ("day", "week", "month", "year") else None
    return edtf.unit(anchor, unit, expression.value("shift")) if anchor else None


def _then(_: Expression, frame: Frame, __: int | None) -> str | None:
    told = {placed.when for placed in frame.near}
    return told.pop() if len(told) == 1 else None


def _unit(expression: Expression, frame: Frame, _: int | None) -> str | None:
    unit = expression.value("unit")
    if not frame.told or unit not in ("week", "weekend", "month", "year", "decade"):
        return None
    return _weekend(frame) if unit == "weekend" else edtf.unit(frame.told, unit)


def _weekend(frame: Frame) -> str | None:
    """The one that has been or that comes, as the sentence speaks; at a weekend that one."""
    told = frame.told
    shift = -1 if told and told.isoweekday() < 6 and frame.tense is not Tense.FUTURE else 0
    return edtf.unit(told, "weekend", shift) if told else None


def _century(expression: Expression, _: Frame, __: int | None) -> str | None:
    numbers = [expression.value(part) for part in ("first", "century") if part in expression.parts]
    if not all(1 < number < 23 for number in numbers) or sorted(numbers) != numbers:
        return None
    ends = [f"{number - 1:02}XX" for number in numbers]
    return edtf.span(*ends) if ends[1:] else ends[0]


def _decade(expression: Expression, _: Frame, __: int | None) -> str | None:
    written: str | None = expression.value("decade")
    return written or f"19{expression.value('tens') // 10}X"


def _weekday(expression: Expression, frame: Frame, _: int | None) -> str | None:
    """The last such day up to the published one, for news tells what was; the next one of what is to come."""
    if not frame.told:
        return None
    gap = (expression.value("weekday") - frame.told.isoweekday()) % 7
    return edtf.unit(frame.told, "day", gap if frame.tense is Tense.FUTURE else gap - 7 if gap else 0)


def _plain_year(expression: Expression, _: Frame, __: int | None) -> str | None:
    year, last = expression.value("year"), expression.value("last")
    return str(year) if last is None else f"{year}/{last}" if year < last else None


def _year(frame: Frame, month: int, day: int | None = None, weekday: int | None = None) -> int | None:
    """Of a day or a month without one, by the tense; if there is none, the nearest such day and the last such month."""
    if (known := frame.year()) is not None:
        return known
    if frame.told is None:
        return None
    told = frame.told if day else frame.told.replace(day=1)
    near = [d for step in range(-8, 9) if (d := _date(told.year + step, month, day or 1))]
    fitting = [d for d in near if abs(d.year - told.year) < 2 and weekday in (None, d.isoweekday())]
    fitting = fitting or [d for d in near if abs(d.year - told.year) < 2] or near
    tense = frame.tense or (None if day else Tense.PAST)
    if tense is Tense.PAST:
        fitting = [d for d in fitting if d <= told] or fitting
    elif tense is Tense.FUTURE:
        fitting = [d for d in fitting if d >= told] or fitting
    return min(fitting, key=lambda d: abs((d - told).days)).year if fitting else None


def _day(year: int, month: int, day: int) -> str | None:
    found = _date(year, month, day)
    return str(found) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


PLACES: Mapping[str, Callable[[Expression, Frame, int | None], str | None]] = {
    "written": _written, "numeric": _numeric, "day": _of_month, "month": _month, "season": _season, "quarter": _quarter,
    "feast": _feast, "days": _days, "stretch": _stretch, "anaphor": _anaphor, "relative": _relative,
    "from published": _from_published, "from before": _from_before, "beside": _beside, "then": _then, "unit": _unit,
    "century": _century, "decade": _decade, "weekday": _weekday, "year": _plain_year,
}  # fmt: skip
