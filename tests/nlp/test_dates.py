"""Which stretches of a text are dates, and which days they mean. The tables were read by hand and are full of traps."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import edtf
from headwater.nlp import words
from headwater.nlp.dates import dates
from headwater.nlp.sentences import sentences

WORDS = words.load("en")
PUBLISHED = "2016-09-14T08:00:00+02:00"
"""A Wednesday."""


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    made = dates(text, sentences(text, WORDS.sentences), published, WORDS.dates)
    return [(text[date.span[0] : date.span[1]], date.when) for date in made]


def whens(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [when for _, when in found(text, published)]


@pytest.mark.parametrize(
    ("text", "written", "when"),
    [
        # Days.
        ("It sank on 12 September 2016.", "12 September 2016", "2016-09-12"),
        ("It sank on Sept. 12, 2016, off Oslo.", "Sept. 12, 2016", "2016-09-12"),
        ("It sank on September 12th, 2016", "September 12th, 2016", "2016-09-12"),
        ("It sank on the 12th of September 2016", "the 12th of September 2016", "2016-09-12"),
        ("It sank on the twelfth of September 2016", "the twelfth of September 2016", "2016-09-12"),
        ("It sank on Sep 2 2016", "Sep 2 2016", "2016-09-02"),
        ("It sank on Monday, 12 September 2016.", "Monday, 12 September 2016", "2016-09-12"),
        ("It sank on Sun., Nov. 13, 2016.", "Sun., Nov. 13, 2016", "2016-11-13"),
        ("OSLO, SEPT. 12, 2016 – It sank.", "SEPT. 12, 2016", "2016-09-12"),
        ("It sank on 2016-09-12.", "2016-09-12", "2016-09-12"),
        ("It sank at 2016-09-12T10:00.", "2016-09-12", "2016-09-12"),
        ("Minutes of the 8-May-2006 meeting", "8-May-2006", "2006-05-08"),
        ("It sank on 29 February 2016", "29 February 2016", "2016-02-29"),
        ("It sank the night of 3 March 2015.", "3 March 2015", "2015-03-03"),
        ("It sank on Christmas Eve 2015.", "Christmas Eve 2015", "2015-12-24"),
        ("It sank on New Year’s Day 2015.", "New Year’s Day 2015", "2015-01-01"),
        # Days in digits: the order is known where a number is above 12, or where points part them.
        ("It sank on 13/9/2016.", "13/9/2016", "2016-09-13"),
        ("It sank on 9/13/16.", "9/13/16", "2016-09-13"),
        ("It sank on 12.9.2016.", "12.9.2016", "2016-09-12"),
        ("It sank on 12/9/2016.", "12/9/2016", "[2016-09-12,2016-12-09]"),
        ("It sank on 5/5/2016.", "5/5/2016", "2016-05-05"),
        # Months, seasons, quarters.
        ("It sank in September 2016.", "September 2016", "2016-09"),
        ("In May 2016 it sank.", "May 2016", "2016-05"),
        ("In September of 2016 it sank.", "September of 2016", "2016-09"),
        ("It sank in spring 2011.", "spring 2011", "2011-21"),
        ("It sank in the summer of 2015.", "summer of 2015", "2015-22"),
        ("It sank in the winter of 2015-16.", "winter of 2015-16", "2015-12/2016-02"),
        ("It lost in the first quarter of 2016.", "the first quarter of 2016", "2016-01/2016-03"),
        ("It lost in Q4 2015.", "Q4 2015", "2015-10/2015-12"),
        ("It lost in the second half of 2015.", "the second half of 2015", "2015-07/2015-12"),
        # Years, decades, centuries.
        ("It sank in 2010.", "2010", "2010"),
        ("In 2010 it sank.", "2010", "2010"),
        ("2010 was a good year.", "2010", "2010"),
        ("the 2014 election", "2014", "2014"),
        ("He read its 2014 report.", "2014", "2014"),
        ("It sank in 2012's storm.", "2012", "2012"),
        ("The study (2010) was long.", "2010", "2010"),
        ("It sank in the 1990s.", "1990s", "199X"),
        ("It sank in the ’90s.", "’90s", "199X"),
        ("It sank in the nineties.", "the nineties", "199X"),
        ("It sank in the 2000s.", "2000s", "200X"),
        ("It sank in the 1800s.", "1800s", "18XX"),
        ("It sank in the 19th century.", "19th century", "18XX"),
        ("A twentieth-century ship.", "twentieth-century", "19XX"),
        ("From the 17th to the 19th century.", "17th to the 19th century", "1600/1899"),
        # Parts of them, and about them.
        ("It sank in early 2011.", "early 2011", "2011-01/2011-04~"),
        ("It sank in mid-2011.", "mid-2011", "2011-05~/2011-08~"),
        ("It sank late in 2011.", "late in 2011", "2011-09~/2011-12"),
        ("It sank at the end of 2011.", "the end of 2011", "2011-09~/2011-12"),
        ("It sank in early March 2011.", "early March 2011", "2011-03-01/2011-03-10~"),
        ("It sank in the early 1990s.", "early 1990s", "1990/1993~"),
        ("It sank about 2010.", "about 2010", "2010~"),
        ("It was built circa 1850.", "circa 1850", "1850~"),
        ("It sank around 12 March 2010.", "around 12 March 2010", "2010-03-12~"),
        # Spans.
        ("It sailed from 2010 to 2012.", "2010 to 2012", "2010/2012"),
        ("It sailed between 2010 and 2012.", "2010 and 2012", "2010/2012"),
        ("The years 2010-2012 were hard.", "2010-2012", "2010/2012"),
        ("The years 2010–2012 were hard.", "2010–2012", "2010/2012"),
        ("Ada Moss (1950 – 2010) sailed.", "1950 – 2010", "1950/2010"),
        ("In the 2015-16 season it sank.", "2015-16", "2015/2016"),
        ("It sailed on 3-5 March 2015.", "3-5 March 2015", "2015-03-03/2015-03-05"),
        ("It sailed from March 3 to 5, 2015.", "March 3 to 5, 2015", "2015-03-03/2015-03-05"),
        ("It sailed between 28 March and 3 April 2015.", "28 March and 3 April 2015", "2015-03-28/2015-04-03"),
        ("It sailed from 28 December to 3 January 2015.", "28 December to 3 January 2015", "2014-12-28/2015-01-03"),
        ("It sailed from March to May 2015.", "March to May 2015", "2015-03/2015-05"),
        ("It sailed from March 2014 until May 2015.", "March 2014 until May 2015", "2014-03/2015-05"),
        ("It sailed from 2010 to early 2012.", "2010 to early 2012", "2010/2012-04~"),
        # Open at one end.
        ("It has lain there since 1987, he said.", "since 1987", "1987/.."),
        ("It has lain there since early 2014.", "since early 2014", "2014-01/.."),
        ("It will lie there from 2010 onwards.", "2010 onwards", "2010/.."),
        ("It sailed until May 2014.", "until May 2014", "../2014-05"),
        ("By 2010, it had sunk.", "By 2010", "../2010"),
        ("It sank before 2010.", "before 2010", "../2010"),
        ("By the end of 2010 it had sunk.", "By the end of 2010", "../2010-12"),
        # Counted from a feast or a day.
        ("Two days before Christmas 2015 it sank.", "Two days before Christmas 2015", "2015-12-23"),
        ("It sank the day after 3 May 2015.", "the day after 3 May 2015", "2015-05-04"),
        ("The week of 3 May 2015 was cold.", "The week of 3 May 2015", "2015-04-27/2015-05-03"),
    ],
)
def test_dates_that_say_it_all(text: str, written: str, when: str) -> None:
    assert found(text) == found(text, None) == [(written, when)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It sank on Tuesday.", "2016-09-13"),
        ("It sank on Wednesday.", "2016-09-14"),  # the day of publication
        ("It sank Tuesday night.", "2016-09-13"),
        ("Tuesday’s storm sank it.", "2016-09-13"),
        ("It sank last Thursday.", "2016-09-08"),
        ("It sank on Tuesday last week.", "2016-09-06"),
        # What is to come.
        ("It will sail on Tuesday.", "2016-09-20"),
        ("The court is due to rule on Friday.", "2016-09-16"),
        ("On Friday the court will rule.", "2016-09-16"),
        ("He said he would resign on Friday.", "2016-09-16"),
        ("It sails next Monday.", "2016-09-19"),
        # A perfect is past, and so is a participle of the past.
        ("He would have resigned on Friday.", "2016-09-09"),
        ("He is accused of a theft that was committed on Friday.", "2016-09-09"),
        ("It will be signed on Friday.", "2016-09-16"),
        ("It sank yesterday.", "2016-09-13"),
        ("Yesterday it sank.", "2016-09-13"),
        ("It sank the day before yesterday.", "2016-09-12"),
        ("It sinks today.", "2016-09-14"),
        ("It sank last night.", "2016-09-13"),
        ("It sank this morning.", "2016-09-14"),
        ("It sails tomorrow.", "2016-09-15"),
        ("It sank this week.", "2016-09-12/2016-09-18"),
        ("It sank earlier this week.", "2016-09-12/2016-09-14"),
        ("It sank last week.", "2016-09-05/2016-09-11"),
        ("It sank over the weekend.", "2016-09-10/2016-09-11"),
        ("It will sail this weekend.", "2016-09-17/2016-09-18"),
        ("It sank last month.", "2016-08"),
        ("It sails next month.", "2016-10"),
        ("It sank last year.", "2015"),
        ("It sank earlier this year.", "2016-01/2016-09"),
        ("It sank late last year.", "2015-09~/2015-12"),
        ("It will sail by the end of the year.", "../2016-12"),
        ("It sank last century.", "19XX"),
        ("It sank two days ago.", "2016-09-12"),
        ("It sank three weeks ago.", "2016-08-24~"),
        ("It sank two months ago.", "2016-07"),
        ("It sank two years ago.", "2014"),
        ("It sank 20 years ago.", "1996~"),
        ("It sank twenty-three years ago.", "1993"),
        ("It sank about three years ago.", "2013~"),
        ("It sank more than three years ago.", "../2013"),
        ("It sank a decade ago.", "2006~"),
        ("It sank in the past three years.", "2013/2016"),
        ("It sank in the last two weeks.", "2016-08-31/2016-09-14"),
        ("It will sail in the next two months.", "2016-09/2016-11"),
        ("It sank on 9 September.", "2016-09-09"),
        ("It sank on Oct. 3.", "2015-10-03"),
        ("It will sail on Oct. 3.", "2016-10-03"),
        ("It sails on 9 April.", "2016-04-09"),  # the nearest, as "sails" is told to be neither
        ("It sank on March 1.", "2016-03-01"),
        ("It sank on 29 February.", "2016-02-29"),
        ("It sank on Thursday, 3 March.", "2016-03-03"),
        ("It sank the night of 3-4 March.", "2016-03-03/2016-03-04"),
        ("It sank in March.", "2016-03"),
        ("It sank in November.", "2015-11"),
        ("It will sail in November.", "2016-11"),
        ("It sank in March last year.", "2015-03"),
        ("It sank last March.", "2016-03"),
        ("It has lain there since March.", "2016-03/.."),
        ("It will lie there until March.", "../2017-03"),
        ("It must be signed by Friday.", "../2016-09-16"),
        ("It has lain there since Tuesday.", "2016-09-13/.."),
        ("It sailed from March to May.", "2016-03/2016-05"),
        ("It was May, he said.", "2016-05"),
        ("It sank last summer.", "2015-22"),
        ("It sank this summer.", "2016-22"),
        ("It sails next spring.", "2017-21"),
        ("It sank in the spring.", "2016-21"),
        ("It sank at Christmas.", "2015-12-25"),
    ],
)
def test_dates_told_from_the_published_one(text: str, when: str) -> None:
    assert whens(text) == [when]
    assert found(text, None) == []
    assert found(text, "last week") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was built in 2010. The following year it sank.", ["2010", "2011"]),
        ("It was built in 2010. Two years later it sank.", ["2010", "2012"]),
        ("It was built in 2010 and sank the next year.", ["2010", "2011"]),
        ("It sank in 2010. It had been built a year earlier.", ["2010", "2009"]),
        ("It sank in 2010. It was built in March that year.", ["2010", "2010-03"]),
        ("It sank on 3 May 2010. Three days later he left.", ["2010-05-03", "2010-05-06"]),
        ("It sank on 3 May 2010. The next day he left.", ["2010-05-03", "2010-05-04"]),
        ("It sank on 3 May 2010. He had left the day before.", ["2010-05-03", "2010-05-02"]),
        ("It sank on 3 May 2010. He left the following Friday.", ["2010-05-03", "2010-05-07"]),
        ("It sank on 3 May 2010. He left that month.", ["2010-05-03", "2010-05"]),
        ("It sank on 3 May 2010. On 9 May he left.", ["2010-05-03", "2010-05-09"]),
        ("It sank in 2010. At the time it was old.", ["2010", "2010"]),
        # Too far back, too vague, or more than one date that it could be.
        ("It sank in 2010. He left. She came. They ate. Two years later he died.", ["2010"]),
        ("It sank in 2010. Three days later he left.", ["2010"]),
        ("It was built in 2008 and sank in 2010. At the time it was old.", ["2008", "2010"]),
        ("Two years later he died. The following day he was buried.", []),
        ("It sank in 2010. It had been built two years before the war.", ["2010"]),
        ("It sank in 2010, days before the vote. The day before the vote he left.", ["2010"]),
    ],
)
def test_dates_told_from_one_before_them(text: str, expected: list[str]) -> None:
    assert whens(text) == whens(text, None) == expected


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("On September 3, 2016 it sailed. It sank on 12/9/2016.", "2016-12-09"),
        ("On 3 September 2016 it sailed. It sank on 12/9/2016.", "2016-09-12"),
        ("On 12/31/2015 it sailed. It sank on 12/9/2016.", "2016-12-09"),
        ("On 3 September it sailed, on September 4 it stopped. It sank on 12/9/2016.", "[2016-09-12,2016-12-09]"),
    ],
)
def test_the_other_dates_of_a_text_tell_days_from_months(text: str, when: str) -> None:
    assert whens(text)[-1] == when


@pytest.mark.parametrize(
    "text",
    [
        # Days that no calendar has, and spans that end before they begin.
        "On 31 February 2016 nothing sank.",
        "On February 31 nothing sank.",
        "On 2016-02-31 nothing sank.",
        "On 13/13/2016 nothing sank.",
        "It ran from 2012 to 2010.",
        # Counts, prices, measures, ages.
        "There were 2,500 people.",
        "There were 2500 people in the hall.",
        "About 2010 people came.",
        "It weighs 1984 pounds.",
        "It came in 2000 cases of beer.",
        "A crowd of 1800 demonstrators came.",
        "A survey of 1709 schoolchildren.",
        "A 2000 year old tradition.",
        "A 2000-year-old tradition.",
        "It fell in 2000 percent of them.",
        "It grew by 1900% there.",
        "It cost $2010.",
        "It cost €1990 or £2015.",
        "It cost 1999 euros.",
        "It ran 1500 metres in 1600 places.",
        "They fed 2000 and clothed 1500.",
        "He is 38 years old, aged 38.",
        "It rose by 1500 points to 2050 points.",
        # Scores, times, telephones, rooms, versions.
        "They won 3-1 and lost 2-2.",
        "Call 555-2010-2012.",
        "Call 020 7946 2016.",
        "Room 2012 in Highway 1990.",
        "Meet at 2015 GMT.",
        "At 10:12 May left.",
        "It is version 3.5.2010.7.",
        "It fell 12/9 on page 3.",
        "Flight 1984 to nowhere.",
        # Names with a year, a month or a weekday.
        "Agenda 2030 is a plan.",
        "The 2030 Agenda is a plan.",
        "Euro 2016 was fun.",
        "Windows 2000 broke.",
        "Blade Runner 2049 is long.",
        "The Sunday Times wrote it.",
        "Good Friday and Black Friday sales.",
        "Ruby Tuesday is a song; on Tuesdays they play it.",
        "USA Today wrote it.",
        "Ms. May, the minister, may resign.",
        "The plan by May was signed by June Carter.",
        "Theresa May and April Jones.",
        "May 2,500 people come?",
        "May 12,500 people come?",
        "You may 5 times try.",
        "A march, an august king.",
        "It rose to 3.5 May said.",
        "Black September was a group.",
        "The Winter Carnival was a success.",
        # Habits.
        "They come every Tuesday and each Friday.",
        "It happened on a Tuesday.",
        "They play on Saturday nights.",
        "He comes twice a year, three times a week.",
        # Seasons that are other words.
        "It caused a crane to fall.",
        "The fall of Rome.",
        "Prices fall and hopes spring.",
        # Too vague.
        "It sank a few days ago, some years ago, decades ago.",
        "It sank in the past decades.",
        "It sank in the last days of the war.",
        "The year was good, the week was bad.",
        "It is the third in ten years.",
        "It took two years and three days.",
        "He waited for the first half of the game.",
        "At the time it was old.",
        "He said that Monday was bad for him, and that March is too.",
        # Long ago.
        "By the 7th century BC it was old.",
        "In 20101 it sank, in 1234 it rose.",
        "ISBN 978-2010-2012, PO-2016-12.",
        "one/2010/two",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text, None) == []
    if "Monday" not in text:
        assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2010 and 2012, and in 2013, 2014 or 2015.", ["2010", "2012", "2013", "2014", "2015"]),
        ("The vote was moved from 3 March 2015 to 5 May 2015.", ["2015-03-03", "2015-05-05"]),
        ("Sales rose from 2,010 in 2010 to 2,012 in 2012.", ["2010", "2012"]),
        ("In March 12 people sank in 2010.", ["2010"]),
    ],
)
def test_dates_side_by_side(text: str, expected: list[str]) -> None:
    assert whens(text, None) == expected


def test_dates_come_in_order_and_none_lies_in_another() -> None:
    text = "In 2010, yesterday, from 2011 to 2012 and on 3 May 2013 and in June 2014."
    assert whens(text) == ["2010", "2016-09-13", "2011/2012", "2013-05-03", "2014-06"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2016-13-45", "", "x" * 50, "2016-02-29"])
def test_the_ends_of_the_calendar_are_no_trouble(published: str) -> None:
    text = (
        "yesterday, on Tuesday, on 29 February, on 31 December, today, ten decades ago, last week, next year, "
        "last winter, the past century, in the next 999 years, since March, until Friday, 999 years ago, last month, "
        "over the weekend, two years later, the previous year, the next day, from March to May, earlier this year, "
        "next Christmas"
    )
    for when in whens(text, published):
        edtf.bounds(when)


PARTS = [
    "in", "from", "to", "of", "2016", "12", "May", "Sept.", ",", "-", "Tuesday", "on", "the", "between", "and",
    "until", "since", "early", "mid-", "last", "this", "next", "two", "years", "week", "ago", "later", "before",
    "after", "the end of", "summer", "1990s", "century", "19th", "2010-12", "3/4/2015", "Christmas", "yesterday",
    "the following", "about", "a", "more than", "the past", "Q1", "the first half of", "BC", "’90s", "\n", ".",
    "will", "was", "the week of", "onwards",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=25), st.sampled_from([PUBLISHED, None, "0001-01-01", "9999-12-31"]))
def test_any_order_of_the_parts_of_dates(parts: list[str], published: str | None) -> None:
    text = " ".join(parts)
    made = dates(text, sentences(text, WORDS.sentences), published, WORDS.dates)
    assert all(0 <= date.span[0] < date.span[1] <= len(text) for date in made)
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(made))
    for date in made:
        first, last = edtf.bounds(date.when)
        assert first or last


def test_until_after_says_nothing() -> None:
    assert whens("until after 2010-12") == []


@given(st.text(max_size=80))
def test_any_text_at_all(text: str) -> None:
    for when in whens(text):
        edtf.bounds(when)


@pytest.mark.parametrize(
    "unit",
    ["9", "in 2010 ", "2010-", "1 May ", "May ", "1 ", " ", "\n", "from 2010 to ", "2016-09-", "and ", "the end of ",
     "mid-", "two years later ", "12/9/2016 ", "1,", "twenty-", "the ", "’90s", "on Tuesday last week "],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    """Four times the text, at most some ten times the time: a machine may be busy, but nothing is quadratic."""
    taken = []
    for size in (10_000, 40_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        found(text)
        taken.append(time.process_time() - start)
    assert taken[1] < 10 * taken[0] + 1.0


def test_a_million_digits_are_no_trouble() -> None:
    assert found("9" * 1_000_000) == []
