"""Whether a sentence speaks, at a "#" in it, of what was or of what is to come."""

import pytest

from headwater.nlp import words
from headwater.nlp.tense import Tense, Tenses

TENSE = words.load("en").dates.tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("He resigned #.", Tense.PAST),
        ("He will resign #.", Tense.FUTURE),
        ("On # he will resign.", Tense.FUTURE),
        ("On # he resigned.", Tense.PAST),
        ("He’ll resign #.", Tense.FUTURE),
        ("She said # that he will resign.", Tense.PAST),
        ("She said that he will resign #.", Tense.FUTURE),
        ("She said that he would resign #.", Tense.FUTURE),
        ("She said that he would have resigned #.", Tense.PAST),
        ("It will be released #.", Tense.FUTURE),
        ("It has been released #.", Tense.PAST),
        ("He is accused of a theft committed #.", Tense.PAST),
        ("It is to open #.", Tense.FUTURE),
        ("Its hearings open #.", Tense.FUTURE),
        ("The berth was open #.", Tense.PAST),
        ("The berth did not reopen; it did open #.", Tense.PAST),
        ("He left in May #.", Tense.PAST),  # the month
        ("The need of speed #.", None),
        ("The sunset #.", None),
        ("#", None),
    ],
)
def test_tenses(text: str, tense: Tense | None) -> None:
    assert Tenses(text, TENSE).at(text.index("#"), (0, len(text))) == tense
