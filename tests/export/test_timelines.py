"""The timeline read again by icalendar; TimelineJS by what its documentation asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from headwater.export import ical, timelinejs
from headwater.model import Event, Story

from .story import ATTACKS, EMPTY, POST, STORY, at, hostile


def on(*dates: str) -> Story:
    """The story with an event on each of the dates."""
    span = at("post", "The gate was installed in 2011.")
    return replace(STORY, timeline=tuple(Event(when, POST[slice(*span)], "post", span) for when in dates))


def events(story: Story) -> list[Any]:
    return list(Calendar.from_ical(ical.write(story)).walk("VEVENT"))


@pytest.mark.parametrize(
    ("when", "first", "behind"),
    [
        ("2011", date(2011, 1, 1), date(2012, 1, 1)),
        ("2019-03-12", date(2019, 3, 12), date(2019, 3, 13)),
        ("2010/2012", date(2010, 1, 1), date(2013, 1, 1)),
        ("2023-22/..", date(2023, 6, 1), date(2023, 9, 24)),
    ],
)
def test_an_event_lasts_as_long_as_its_date_may(when: str, first: date, behind: date) -> None:
    [event] = events(on(when))
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, behind)


def test_an_event_says_where_it_stands() -> None:
    [event] = events(on("2011"))
    assert event["summary"] == "The gate was installed in 2011."
    assert "The Ember Post, paragraph 3, sentence 1, characters 279 to 310" in event["description"]


def test_each_event_has_an_id_of_its_own_that_stays() -> None:
    ids = [str(event["uid"]) for event in events(STORY)]
    assert len(set(ids)) == len(ids) == 2
    assert ids == [str(event["uid"]) for event in events(STORY)]


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        ("2011", {"start_date": {"year": 2011}, "end_date": {"year": 2011}}),
        ("2019-03-12", {"start_date": {"year": 2019, "month": 3, "day": 12}}),
        (
            "2019-03",
            {"start_date": {"year": 2019, "month": 3, "day": 1}, "end_date": {"year": 2019, "month": 3, "day": 31}},
        ),
    ],
)
def test_a_slide_has_its_days(when: str, dates: dict[str, Any]) -> None:
    [slide] = json.loads(timelinejs.write(on(when)))["events"]
    assert {key: slide[key] for key in ("start_date", "end_date") if key in slide} == dates


def test_dates_in_no_known_form_are_left_out() -> None:
    assert events(on("soon")) == []
    assert json.loads(timelinejs.write(on("soon", "2011")))["events"][0]["display_date"] == "2011"


def test_what_an_article_says_is_no_markup_in_a_slide() -> None:
    story = hostile()
    dated = replace(story, timeline=tuple(replace(each, when="2011") for each in story.timeline))
    [slide] = json.loads(timelinejs.write(dated))["events"]
    assert "<script" not in slide["text"]["text"] + slide["text"]["headline"]
    assert "&lt;script&gt;" in slide["text"]["text"]
    [event] = events(dated)
    assert ATTACKS[0] in event["description"]


def test_an_empty_timeline_is_one() -> None:
    assert events(EMPTY) == []
    assert json.loads(timelinejs.write(EMPTY))["events"] == []
