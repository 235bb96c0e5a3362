"""Dates as EDTF: the days that one may mean, and the units of the calendar."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import edtf

DAY = date(2016, 9, 14)
UNITS = ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"]


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2016-09-12", "2016-09-12", "2016-09-12"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2010~", "2010-01-01", "2010-12-31"),
        ("2010/2012", "2010-01-01", "2012-12-31"),
        ("2011-01/2011-04~", "2011-01-01", "2011-04-30"),
        ("2014/..", "2014-01-01", None),
        ("../2014-03", None, "2014-03-31"),
        ("[2016-09-12,2016-12-09]", "2016-09-12", "2016-12-09"),
        ("2011-21", "2011-03-01", "2011-06-21"),
        # A winter may be named after either of its years.
        ("2011-24", "2011-01-01", "2012-03-20"),
    ],
)
def test_the_days_that_a_date_may_mean(when: str, first: str | None, last: str | None) -> None:
    assert edtf.bounds(when) == tuple(day and date.fromisoformat(day) for day in (first, last))


def test_dates_are_sorted_by_their_first_day() -> None:
    whens = ["199X", "2010/2012", "../2010-03", "2010-06", "[2010-05-07,2010-07-05]", "2011/.."]
    order = ["199X", "2010/2012", "../2010-03", "[2010-05-07,2010-07-05]", "2010-06", "2011/.."]
    assert sorted(whens, key=edtf.earliest) == order


@pytest.mark.parametrize(
    "when", ["", "x", "2016-13", "2016-02-30", "2012/2010", "2016-9", "16", "today", "[]", "2016-25"]
)
def test_what_is_no_date_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|month|day|ends before"):
        edtf.bounds(when)


@pytest.mark.parametrize(
    ("name", "before", "here"),
    [
        ("day", "2016-09-13", "2016-09-14"),
        ("week", "2016-09-05/2016-09-11", "2016-09-12/2016-09-18"),
        ("weekend", "2016-09-10/2016-09-11", "2016-09-17/2016-09-18"),
        ("month", "2016-08", "2016-09"),
        ("quarter", "2016-04/2016-06", "2016-07/2016-09"),
        ("half", "2016-01/2016-06", "2016-07/2016-12"),
        ("year", "2015", "2016"),
        ("decade", "200X", "201X"),
        ("century", "19XX", "20XX"),
    ],
)
def test_units_of_the_calendar(name: str, before: str, here: str) -> None:
    assert [edtf.unit(DAY, name, -1), edtf.unit(DAY, name)] == [before, here]


@given(st.dates(), st.sampled_from(UNITS), st.integers(-2_000, 2_000))
def test_a_unit_holds_its_day_and_lies_in_the_calendar(day: date, name: str, shift: int) -> None:
    here = edtf.unit(day, name)
    if here and name != "weekend":
        first, last = edtf.bounds(here)
        assert first
        assert last
        assert first <= day <= last
    moved = edtf.unit(day, name, shift)
    if moved and here:
        assert shift == 0 or (edtf.bounds(moved)[0] < edtf.bounds(here)[0]) == (shift < 0)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("when", "early", "late"),
    [
        ("2011", "2011-01/2011-04~", "2011-09~/2011-12"),
        ("2011-02", "2011-02-01/2011-02-10~", "2011-02-21~/2011-02-28"),
        ("199X", "1990/1993~", "1997~/1999"),
        ("19XX", "1900/1933~", "1967~/1999"),
        # What is too short, or no unit, has no such parts.
        ("2011-02-03", "2011-02-03", "2011-02-03"),
        ("2011-21", "2011-21", "2011-21"),
        ("2010/2012", "2010/2012", "2010/2012"),
    ],
)
def test_parts(when: str, early: str, late: str) -> None:
    assert edtf.part(when, 0, 3, vague=True) == early
    assert edtf.part(when, 2, 3, vague=True) == late


@given(st.sampled_from(["2011", "2011-02", "199X", "19XX"]), st.integers(2, 4))
def test_parts_make_the_whole(when: str, of: int) -> None:
    bounds = [edtf.bounds(edtf.part(when, index, of)) for index in range(of)]
    assert (bounds[0][0], bounds[-1][1]) == edtf.bounds(when)
    for (_, last), (first, _) in pairwise(bounds):
        assert first
        assert last
        assert first.toordinal() == last.toordinal() + 1


@pytest.mark.parametrize(
    ("made", "when"),
    [
        (edtf.approximate("2010"), "2010~"),
        (edtf.approximate("2010/2012~"), "2010~/2012~"),
        (edtf.approximate("199X"), "199X"),
        (edtf.approximate("2011-22"), "2011-22"),
        (edtf.since("199X"), "1990/.."),
        # There is no year 0 in the calendar.
        (edtf.since("00XX"), "0001/.."),
        (edtf.span("16XX", "18XX"), "1600/1899"),
        (edtf.since("2010/2012"), "2010/.."),
        (edtf.until("2010/2012"), "../2012"),
        (edtf.until("[2016-03-04,2016-04-03]"), "../2016-04-03"),
        (edtf.span("2010", "2012-05"), "2010/2012-05"),
    ],
)
def test_dates_made_from_others(made: str, when: str) -> None:
    assert made == when
    edtf.bounds(made)
