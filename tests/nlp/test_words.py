"""What the word lists say of cues and sources."""

import pytest

from headwater.errors import ModelError
from headwater.nlp import words

WORDS = words.load("en")


@pytest.mark.parametrize(
    "cue",
    ["said", "says", "has said", "told", "tells", "told reporters", "wrote", "has written", "found that", "showed",
     "has shown", "according to", "reported", "claims", "quoted as saying", "denied", "did not confirm", "announced",
     "in a statement", "testified", "speaking to", "Said"],
)  # fmt: skip
def test_cues_that_pass_something_on(cue: str) -> None:
    assert WORDS.communicates(cue)


@pytest.mark.parametrize("cue", ["believes", "thinks", "hopes", "wants", "decided", "plans to", "knew", "", "…", "is"])
def test_cues_that_are_beliefs_and_intentions(cue: str) -> None:
    assert not WORDS.communicates(cue)


@pytest.mark.parametrize(
    "cue",
    ["reportedly", "allegedly", "is believed to", "is widely regarded as", "are widely thought to have", "was said to",
     "is now known to be", "had long been suspected", "Reportedly", "is accused of", "has been charged with",
     "was blamed for"],
)  # fmt: skip
def test_cues_that_name_nobody(cue: str) -> None:
    assert WORDS.nobody(cue) is not None


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "believed",
        "is",
        "has been",
        "according to",
        "was told by",
        "is believed by experts to",
        "was accused by the union of",
        "has said",
        "reportedly said",
        "has reported",
        "",
        "…",
    ],
)
def test_cues_that_somebody_has_to_say(cue: str) -> None:
    assert WORDS.nobody(cue) is None


@pytest.mark.parametrize(
    ("cue", "alone"), [("were reportedly sent to", "reportedly"), ("is understood to be", "is understood to")]
)
def test_the_part_that_names_nobody_is_told_from_the_rest(cue: str, alone: str) -> None:
    start, end = WORDS.nobody(cue) or (0, 0)
    assert cue[start:end] == alone


@pytest.mark.parametrize("phrase", ["suspicions", "Suspicions", "the fear", "widespread rumours", "a strong belief"])
def test_thoughts_are_nobody(phrase: str) -> None:
    assert WORDS.is_thought(phrase)


@pytest.mark.parametrize("phrase", ["he", "Anna Hope", "the rumour mill", "the doubters", "", "…"])
def test_who_has_thoughts_is_somebody(phrase: str) -> None:
    assert not WORDS.is_thought(phrase)


def test_lists_are_read_once() -> None:
    assert words.load("en") is WORDS


def test_a_language_without_lists_is_one_clear_error() -> None:
    with pytest.raises(ModelError, match="'tlh'"):
        words.load("tlh")
