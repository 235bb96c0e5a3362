from __future__ import annotations

from datetime import date

import pytest

from headwater.export import dates


@pytest.mark.parametrize(
    ("when", "first", "last", "said", "short"),
    [
        ("2024-02-09", (2024, 2, 9), (2024, 2, 9), "9 February 2024", "9 Feb 2024"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024", "Feb 2024"),
        ("2011", (2011, 1, 1), (2011, 12, 31), "2011", "2011"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "the 1900s", "the 1900s"),
        ("2019/..", (2019, 1, 1), (2019, 12, 31), "since 2019", "since 2019"),
        ("../2019-05", (2019, 5, 1), (2019, 5, 31), "until May 2019", "until May 2019"),
        ("[2011,2013-05]", (2011, 1, 1), (2013, 5, 31), "2011 or May 2013", "2011 or May 2013"),
        ("2024-02-26/2024-02-28", (2024, 2, 26), (2024, 2, 28), "26 to 28 February 2024", "26 to 28 Feb 2024"),
        ("2024-02-26/2024-03-03", (2024, 2, 26), (2024, 3, 3), "26 February to 3 March 2024", "26 Feb to 3 Mar 2024"),
        (
            "2023-12-26/2024-03-03",
            (2023, 12, 26),
            (2024, 3, 3),
            "26 December 2023 to 3 March 2024",
            "26 Dec 2023 to 3 Mar 2024",
        ),
        ("2010/2012", (2010, 1, 1), (2012, 12, 31), "2010 to 2012", "2010 to 2012"),
        ("2024-02-09/2024-03", (2024, 2, 9), (2024, 3, 31), "9 February 2024 to March 2024", "9 Feb 2024 to Mar 2024"),
        ("201X", (2010, 1, 1), (2019, 12, 31), "the 2010s", "the 2010s"),
        ("2019-21", (2019, 3, 1), (2019, 6, 21), "spring 2019", "spring 2019"),
        ("2019-24", (2019, 1, 1), (2020, 3, 20), "winter 2019", "winter 2019"),
        ("2011~", (2011, 1, 1), (2011, 12, 31), "about 2011", "about 2011"),
        ("2011-05?", (2011, 5, 1), (2011, 5, 31), "perhaps May 2011", "perhaps May 2011"),
        ("9999-12", (9999, 12, 1), (9999, 12, 31), "December 9999", "Dec 9999"),
    ],
)
def test_a_date_covers_days_and_is_said_in_words(
    when: str, first: tuple[int, int, int], last: tuple[int, int, int], said: str, short: str
) -> None:
    assert dates.days(when) == dates.Days(date(*first), date(*last))
    assert dates.said(when) == said
    assert dates.said(when, short=True) == short


@pytest.mark.parametrize("when", ["", "..", "/", "../..", "2024-02-30", "2024-13", "0000", "2012/2010", "soon"])
def test_what_has_no_place_in_the_calendar_stays_as_it_is(when: str) -> None:
    assert dates.days(when) is None
    assert dates.said(when) == when


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2024-02-27", "27 February 2024"),
        ("2024-02-27T10:00:00Z", "27 February 2024"),
        (None, "undated"),
        ("Friday", "Friday"),
    ],
)
def test_an_article_has_a_day_or_none(published: str | None, said: str) -> None:
    assert dates.published(published) == said
