from __future__ import annotations

import random
from itertools import pairwise

import pytest

from headwater.export import timeline
from headwater.export.timeline import Picture, When
from headwater.model import Event

from .story import STORY


def told(*dates: str) -> tuple[When, ...]:
    return timeline.by_date(Event(when, when, f"article {index}", (0, 1)) for index, when in enumerate(dates))


def drawn(*dates: str) -> Picture:
    return timeline.draw(told(*dates))


def test_the_events_of_one_date_are_one_mark() -> None:
    (one, other) = told("2019-03-12", "2019-04-01", "2019-03-12")[:2]
    assert [(each.when, len(each.events), each.articles) for each in (one, other)] == [
        ("2019-03-12", 2, 2),
        ("2019-04-01", 1, 1),
    ]


def test_days_are_dots_and_spans_are_bars_in_their_order() -> None:
    picture = drawn("2011", "2012-05-01", "2010/2012")
    by_label = {mark.label.partition(",")[0]: mark for mark in picture.marks}
    assert by_label["1 May 2012"].width == 0
    assert by_label["2010 to 2012"].width > by_label["2011"].width > 0
    assert by_label["2010 to 2012"].x < by_label["2011"].x < by_label["1 May 2012"].x
    assert {mark.number: mark.label for mark in picture.marks}[1] == "2011, 1 article"


def test_the_line_is_cut_where_nothing_is_told_of_for_long() -> None:
    assert len(drawn("1998", "2024-02-01", "2024-02-09", "2024-03-01").pieces) == 2
    assert len(drawn("2024-02-01", "2024-02-09", "2024-03-01").pieces) == 1
    assert len(drawn("1998/2024", "2024-02-09", "2024-03-01").pieces) == 1
    assert len(drawn(*(str(year) for year in range(1000, 2000, 90))).pieces) <= 5


@pytest.mark.parametrize("dates", [("2024-02-09",), ("2024",), ("1500", "9999-12-31"), ("2024-02-09", "2024-02-10")])
def test_the_line_always_names_a_day(dates: tuple[str, ...]) -> None:
    ticks = [tick for piece in drawn(*dates).pieces for tick in piece.ticks]
    assert ticks
    assert any(dates[0][:4] in tick.label for tick in ticks)


def test_what_has_no_place_is_left_out_and_said() -> None:
    picture = drawn("2019", "2019-13", "soon")
    assert [mark.label for mark in picture.marks] == ["2019, 1 article"]
    assert picture.unplaced == ("2019-13", "soon")
    assert drawn("soon").marks == ()


@pytest.mark.parametrize("seed", range(5))
def test_no_label_stands_on_another_and_none_outside(seed: int) -> None:
    chance = random.Random(seed)
    dates = [f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in range(80)]
    picture = drawn(*dates, "1995", "2001/2003")
    assert len(picture.marks) + picture.omitted == len(set(dates)) + 2
    lanes: dict[int, list[tuple[float, float]]] = {}
    for mark in picture.marks:
        long = len(mark.label) * 7.0
        ends = (mark.label_x - long, mark.label_x) if mark.before else (mark.label_x, mark.label_x + long)
        lanes.setdefault(mark.y, []).append((min(ends[0], mark.x), max(ends[1], mark.x + mark.width)))
    for lane in lanes.values():
        assert all(before[1] < after[0] for before, after in pairwise(sorted(lane)))
        assert all(left >= 0 and right <= picture.width for left, right in lane)
    for piece in picture.pieces:
        assert all(after.x - before.x > 40 for before, after in pairwise(piece.ticks))


def test_a_crowd_of_dates_finds_no_room_and_is_counted() -> None:
    dates = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    picture = drawn(*dates, "1900")
    assert 0 < picture.omitted == 337 - len(picture.marks)


def test_the_timeline_of_the_story_keeps_its_order() -> None:
    assert [each.when for each in timeline.by_date(STORY.timeline)] == ["2011", "2019-03-12"]
