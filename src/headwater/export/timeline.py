"""The timeline as a picture: a mark for each date that is told of, on a line that is cut where nothing is for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.cells import cell_len

from headwater.export import dates, wording
from headwater.export.dates import Days
from headwater.model import Event

# In pixels.
_WIDTH, _MARGIN, _BREAK, _NARROWEST, _LANE, _AXIS, _CELL, _TICK = 1280, 12, 34, 150, 24, 34, 7.0, 84
# Room at the right for the labels of the last dates.
_LABEL = 130
# A piece is cut where nothing is told of for so many days and for so much of its length; never into more than these.
_EMPTY_DAYS, _EMPTY_SHARE, _MOST_PIECES = 60, 0.5, 5
_MOST_LANES = 30


@dataclass(frozen=True, slots=True)
class When:
    """One date, its events in the order of the story, and how many articles tell of it."""

    when: str
    events: tuple[Event, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on the line, numbered from 1: `width` is 0 for a single day. The label may stand before the mark."""

    number: int
    x: float
    y: int
    width: float
    radius: float
    label: str
    label_x: float
    before: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the line names."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line with a scale of its own."""

    left: float
    right: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`unplaced` are the dates that have no place on the line; `omitted` counts those for which there was no room."""

    width: int
    height: int
    axis: int
    marks: tuple[Mark, ...]
    pieces: tuple[Piece, ...]
    unplaced: tuple[str, ...]
    omitted: int


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days from `first` to `last`, drawn from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date, part: float = 0.5) -> float:
        """Where the day stands: its beginning at `part` 0, its end at 1."""
        length = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * ((day - self.first).days + part) / length


def by_date(timeline: Iterable[Event]) -> tuple[When, ...]:
    """The events of each date, the dates in the order of the timeline."""
    told: dict[str, list[Event]] = {}
    for event in timeline:
        told.setdefault(event.when, []).append(event)
    return tuple(When(when, tuple(events), len({each.article for each in events})) for when, events in told.items())


def draw(told: Sequence[When]) -> Picture:
    placed = [(number, each, days) for number, each in enumerate(told, 1) if (days := dates.days(each.when))]
    scales = _scales([days for _, _, days in placed])
    lanes: list[float] = []
    marks = []
    for number, each, days in sorted(placed, key=lambda mark: (mark[2].first, mark[2].last, mark[0])):
        if mark := _mark(number, each, days, scales, lanes):
            marks.append(mark)
    axis = _MARGIN + len(lanes) * _LANE
    unplaced = tuple(each.when for each in told if dates.days(each.when) is None)
    return Picture(
        _WIDTH, axis + _AXIS, axis, tuple(marks), tuple(_piece(scale) for scale in scales), unplaced,
        len(placed) - len(marks),
    )  # fmt: skip


# -- the line ---------------------------------------------------------------------------------------------------------


def _scales(told: Sequence[Days]) -> list[_Scale]:
    """The pieces side by side; the more dates one holds, the wider it is, but no more than by their square root."""
    groups = _cut(sorted(told, key=lambda days: (days.first, days.last)))
    shares = [(len(group) - 1) ** 0.5 for group in groups]
    room = _WIDTH - 2 * _MARGIN - _LABEL - _BREAK * (len(groups) - 1) - _NARROWEST * len(groups)
    left = float(_MARGIN)
    scales = []
    for group, share in zip(groups, shares, strict=True):
        right = left + _NARROWEST + room * share / (sum(shares) or 1)
        first, last = min(days.first for days in group), max(days.last for days in group)
        scales.append(_Scale(first, last, left, right))
        left = right + _BREAK
    return scales


def _cut(told: list[Days]) -> list[list[Days]]:
    """The dates in pieces, cut at the longest empty stretch of all as long as one is worth it."""
    pieces = [told] if told else []
    while len(pieces) < _MOST_PIECES:
        gaps = [
            (empty, index, at) for index, piece in enumerate(pieces) if (found := _gap(piece)) for empty, at in [found]
        ]
        if not gaps:
            break
        _, index, at = max(gaps)
        pieces[index : index + 1] = [pieces[index][:at], pieces[index][at:]]
    return pieces


def _gap(piece: Sequence[Days]) -> tuple[int, int] | None:
    """The longest empty stretch of a piece in days, and the index of the date after it, if it is worth a cut."""
    longest, at, reached = 0, 0, piece[0].last
    for index, days in enumerate(piece[1:], 1):
        if (days.first - reached).days > longest:
            longest, at = (days.first - reached).days, index
        reached = max(reached, days.last)
    whole = (reached - piece[0].first).days + 1
    return (longest, at) if longest > max(_EMPTY_DAYS, _EMPTY_SHARE * whole) else None


def _piece(scale: _Scale) -> Piece:
    ticks: list[Tick] = []
    year = None
    for day, label in _ticks(scale):
        if label and year != day.year:
            label += f" {day.year}"
            year = day.year
        ticks.append(Tick(round(scale.x(day, 0), 1), label or str(day.year)))
    return Piece(round(scale.left, 1), round(scale.right, 1), tuple(ticks))


def _ticks(scale: _Scale) -> list[tuple[date, str]]:
    """As many round days, months or years as there is room for, with what to call them beside their year."""
    most = max(int((scale.right - scale.left) / _TICK), 1)
    found: list[tuple[date, str]] = []
    for candidates in _candidates(scale.first, scale.last):
        found = list(candidates)
        if 1 <= len(found) <= most:
            return found
    return found[:1] or [(scale.first, _day(scale.first))]


def _candidates(first: date, last: date) -> Iterator[Iterator[tuple[date, str]]]:
    """Days at ever wider distances, then months, then years."""
    length = (last - first).days + 1
    for step in (1, 2, 5, 10):
        if length / step < 40:
            yield ((each, _day(each)) for number in range(0, length, step) if (each := first + timedelta(number)))
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    for step in (1, 3, 6):
        starts = (date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0)
        yield ((each, dates.MONTHS[each.month - 1][:3]) for each in starts if first <= each <= last)
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        years = (date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0)
        yield ((each, "") for each in years if first <= each <= last)


def _day(day: date) -> str:
    return f"{day.day} {dates.MONTHS[day.month - 1][:3]}"


# -- the marks --------------------------------------------------------------------------------------------------------


def _mark(number: int, told: When, days: Days, scales: Sequence[_Scale], lanes: list[float]) -> Mark | None:
    """The mark in the first lane that has room for it and its label; `lanes` hold how far right each is taken."""
    scale = next(each for each in scales if each.first <= days.first <= each.last)
    single = days.first == days.last
    left, right = scale.x(days.first, 0.5 if single else 0), scale.x(days.last, 0.5 if single else 1)
    radius = min(3.5 + 1.5 * (told.articles - 1) ** 0.5, 9)
    label = f"{dates.said(told.when, short=True)}, {wording.number(told.articles, 'article')}"
    long = cell_len(label) * _CELL + 8
    begins, ends = (left - radius, right + radius) if single else (left, right)
    before = ends + long > _WIDTH
    taken = (begins - long if before else begins, ends if before else ends + long)
    lane = next((index for index, reached in enumerate(lanes) if reached < taken[0]), len(lanes))
    if lane == _MOST_LANES:
        return None
    lanes[lane : lane + 1] = [taken[1] + 10]
    y = _MARGIN + lane * _LANE + _LANE // 2
    width = 0 if single else max(right - left, 3)
    label_x = begins - 6 if before else ends + 6
    return Mark(number, round(left, 1), y, round(width, 1), round(radius, 1), label, round(label_x, 1), before)
