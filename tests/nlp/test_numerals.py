"""Which number words begin with, and how many of them it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import ModelError
from headwater.nlp import numerals

NUMERALS = numerals.load("en")


@pytest.mark.parametrize(
    ("words", "value", "taken"),
    [
        ("three people", 3, 1),
        ("thirty eight people", 38, 2),
        ("two hundred and fifty people", 250, 4),
        ("twenty five thousand three hundred and six", 25_306, 7),
        ("one hundred and one thousand", 101_000, 5),
        ("three million two hundred thousand", 3_200_000, 5),
        ("2.4 million euros", 2_400_000, 2),
        ("1,200 people", 1_200, 1),
        ("twelve hundred", 1_200, 2),
        ("hundred thousand", 100_000, 2),
        ("zero", 0, 1),
        # What does not go on is another number, or none.
        ("two three", 2, 1),
        ("2 3", 2, 1),
        ("five and six", 5, 1),
        ("two hundred and men", 200, 2),
        ("thousand million", 1_000, 1),
        ("1,20", None, 0),
        ("people", None, 0),
        ("and five", None, 0),
        ("", None, 0),
        ("9" * 500, None, 0),
    ],
)
def test_numbers(words: str, value: float | None, taken: int) -> None:
    assert NUMERALS.value(words.split()) == (value, taken)


@given(st.lists(st.sampled_from([*NUMERALS.cardinals, *NUMERALS.magnitudes, "and", "7", "x"]), max_size=12))
def test_any_words_give_a_number_of_the_words_taken(words: list[str]) -> None:
    value, taken = NUMERALS.value(words)
    assert (value is None) == (taken == 0)
    assert NUMERALS.value(words[:taken]) == (value, taken)


def test_a_language_without_lists_is_told() -> None:
    with pytest.raises(ModelError, match="no word lists"):
        numerals.load("xx")
