"""Written dates: what is certain becomes ISO 8601, and nothing else does."""

from __future__ import annotations

import pytest

from headwater.ingest.dates import iso_8601


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12 September 2016", "2016-09-12"),
        ("March 3, 2024", "2024-03-03"),
        ("the 3rd of May, 2019", "2019-05-03"),
        ("Sept. 12, 2016 10:47 am", "2016-09-12T10:47:00"),
        ("Sunday, July 15, 2018 at 7:55 p.m. ET", "2018-07-15T19:55:00-04:00"),
        ("January 15, 2018, 7:55 pm ET", "2018-01-15T19:55:00-05:00"),
        ("12 March 2024, 10:00 IST", "2024-03-12T10:00:00"),
        ("Mon, 12 Sep 2016 10:47:00 GMT", "2016-09-12T10:47:00+00:00"),
        ("07/16/2018", "2018-07-16"),
        ("16.07.2018", "2018-07-16"),
        ("05/05/2018", "2018-05-05"),
        ("2024-03-03", "2024-03-03"),
        ("2024-03-03T10:47:48-04:00", "2024-03-03T10:47:48-04:00"),
        ("2024-03-03 10:47:48Z", "2024-03-03T10:47:48Z"),
        ("2010", "2010"),
        ("2010-05", "2010-05"),
        ("03/04/2024", None),
        ("30 February 2020", None),
        ("2024-13-01", None),
        ("12 September", None),
        ("September 2016", None),
        ("last week", None),
        ("March or April 3, 2024", None),
        ("she left on 3 March 2024", None),
        ("99999999999999999999 March 2024", None),
        ("", None),
    ],
)
def test_iso_8601(written: str, expected: str | None) -> None:
    assert iso_8601(written) == expected
