"""The word lists for dates, and the tokens that they make of a text."""

import tomllib
from collections import Counter
from importlib import resources

import pytest

from headwater.nlp import timex

WORDS = timex.load("en")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("on Tuesday, 12 September 2016", "qW,dMy"),
        ("the day before yesterday", "T"),
        ("the day before the vote", "tUxt:"),
        ("New Year’s Eve", "F"),
        ("Tuesday’s vote", "W:"),
        ("2,500 people", "#:"),
        ("$2010", "$y"),
        ("the 1990s and ’80s", "tk&k"),
        ("2016-09-12 or 12/9/2016", "I&J"),
        ("2010-12, 2010-2012", "Y,y-y"),
        ("may, march, May, MARCH 3", ":,:,M,Md"),
        ("F-16 Covid19", ":-d:"),
        ("a\nb", "a|:"),
    ],
)
def test_tokens(text: str, letters: str) -> None:
    assert WORDS.tokens(text).letters == letters


def test_no_word_is_in_two_lists() -> None:
    lists = tomllib.loads(resources.files("headwater.nlp").joinpath("dates.en.toml").read_text("utf-8"))["lexicon"]
    counted = Counter(entry if name in timex.AS_WRITTEN else entry.lower() for name in lists for entry in lists[name])
    assert [entry for entry, times in counted.items() if times > 1] == []
