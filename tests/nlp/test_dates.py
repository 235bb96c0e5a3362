"""Which stretches of a text are dates, and which day, month or years they mean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp import words
from headwater.nlp.dates import dates

WORDS = words.load("en").dates
PUBLISHED = "2016-09-14T08:00:00+02:00"
"""A Wednesday."""


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[date.span[0] : date.span[1]], date.when) for date in dates(text, published, WORDS)]


@pytest.mark.parametrize(
    ("text", "written", "when"),
    [
        ("It sank on 12 September 2016.", "12 September 2016", "2016-09-12"),
        ("It sank on Sept. 12, 2016, off Oslo.", "Sept. 12, 2016", "2016-09-12"),
        ("It sank on September 12th, 2016", "September 12th, 2016", "2016-09-12"),
        ("It sank on the 12th of September 2016", "12th of September 2016", "2016-09-12"),
        ("It sank on Sep 2 2016", "Sep 2 2016", "2016-09-02"),
        ("It sank on 2016-09-12.", "2016-09-12", "2016-09-12"),
        ("It sank on 29 February 2016", "29 February 2016", "2016-02-29"),
        ("It sank in September 2016.", "September 2016", "2016-09"),
        ("In May 2016 it sank.", "May 2016", "2016-05"),
        ("In September of 2016 it sank.", "September of 2016", "2016-09"),
        ("It sank in 2010.", "in 2010", "2010"),
        ("In 2010 it sank.", "In 2010", "2010"),
        ("It has lain there since 1987, he said.", "since 1987", "1987"),
        ("By 2010, it had sunk.", "By 2010", "2010"),
        ("It sailed from 2010 to 2012.", "from 2010 to 2012", "2010/2012"),
        ("It sailed between 2010 and 2012.", "between 2010 and 2012", "2010/2012"),
        ("The years 2010-2012 were hard.", "2010-2012", "2010/2012"),
        ("The years 2010–2012 were hard.", "2010–2012", "2010/2012"),
    ],
)
def test_dates_that_say_it_all(text: str, written: str, when: str) -> None:
    assert found(text) == found(text, None) == [(written, when)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It sank on Tuesday.", "2016-09-13"),
        ("It sank on Wednesday.", "2016-09-14"),  # the day of publication
        ("It sank last Thursday.", "2016-09-08"),
        ("It sank yesterday.", "2016-09-13"),
        ("Yesterday it sank.", "2016-09-13"),
        ("It sinks today.", "2016-09-14"),
        ("It sank on 9 September.", "2016-09-09"),
        ("It sank on Oct. 3.", "2016-10-03"),
        ("It sails on 9 April.", "2016-04-09"),
        ("It sails on March 1.", "2017-03-01"),  # nearer than the one before
        ("It sank on 29 February.", "2016-02-29"),  # there is none in the years around it
    ],
)
def test_dates_told_from_the_published_one(text: str, when: str) -> None:
    assert [date for _, date in found(text)] == [when]
    assert found(text, None) == []
    assert found(text, "last week") == []


@pytest.mark.parametrize(
    "text",
    [
        "On 31 February 2016 nothing sank.",
        "On February 31 nothing sank.",
        "On 2016-02-31 nothing sank.",
        "It ran from 2012 to 2010.",
        "There were 2,500 people.",
        "There were 2500 people in the hall.",
        "It weighs 1984 pounds.",
        "It came in 2000 cases of beer.",
        "A crowd of 1800 demonstrators came.",
        "It fell in 2000 percent of them.",
        "It grew by 1900% there.",
        "It cost $2010.",
        "Call 555-2010-2012.",
        "Ms. May, the minister, may resign.",
        "May 2,500 people come?",
        "May 12,500 people come?",
        "At 10:12 May left.",
        "It rose to 3.5 May said.",
        "You may 5 times try.",
        "A march, an august king.",
        "Ruby Tuesday is a song; on Tuesdays they play it.",
        "In 20101 it sank, in 1234 it rose.",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_dates_come_in_order_and_none_lies_in_another() -> None:
    text = "In 2010, yesterday, from 2011 to 2012 and on 3 May 2013 and in June 2014."
    assert [when for _, when in found(text)] == ["2010", "2016-09-13", "2011/2012", "2013-05-03", "2014-06"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2016-13-45", "", "x" * 50])
def test_the_ends_of_the_calendar_are_no_trouble(published: str) -> None:
    dates("yesterday, on Tuesday, on 29 February, on 31 December, today", published, WORDS)


@given(st.lists(st.sampled_from(["in", "from", "to", "of", "2016", "12", "May", "Sept.", ",", "-", "Tuesday", "on"])))
def test_any_order_of_the_parts_of_dates(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = [date.span for date in dates(text, PUBLISHED, WORDS)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("unit", ["in 2010 ", "2010-", "1 May ", "May ", "1 ", " ", "from 2010 to ", "2016-09-"])
def test_a_long_line_of_dates_takes_no_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(dates(text, PUBLISHED, WORDS)) <= len(text)
