"""When two dates are one."""

from __future__ import annotations

import pytest

from headwater.disagreement.values.dates import compare


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("2016-09-12", "2016-09-12", "same"),
        ("2016", "2016-09", "more precise"),
        ("2016-09", "2016-09-12", "more precise"),
        ("2010/2012", "2011", "more precise"),
        ("2010/2012", "2010", "more precise"),
        ("199X", "1996", "more precise"),
        ("2016", "2017", "conflict"),
        ("2016-09", "2016-10", "conflict"),
        ("2016-09-12", "2016-09-13", "conflict"),
        ("2010/2012", "2013", "conflict"),
        # They overlap: neither is within the other.
        ("2010/2012", "2011/2014", "compatible"),
        ("2011/..", "../2012", "compatible"),
        # Both tell when it began, or when it ended.
        ("2002/..", "2003/..", "conflict"),
        ("2002/..", "2002-03/..", "more precise"),
        ("../2002", "../2003", "conflict"),
        # About 2010 may be 2011, but not 2014.
        ("2010~", "2011", "compatible"),
        ("2010~", "2014", "conflict"),
        ("[2016-09-12,2016-12-09]", "2016-12-09", "more precise"),
        # No date.
        ("2016-13", "2016", None),
        ("", "2016", None),
        ("soon", "2016", None),
    ],
)
def test_two_dates(one: str, other: str, difference: str | None) -> None:
    assert compare(one, other) == compare(other, one) == difference
