import pytest

from headwater.model import folded
from headwater.provenance.words import alike, described, may_mean_one, names_nobody


@pytest.mark.parametrize(
    ("description", "head", "apart"),
    [
        ("an official", "official", set()),
        ("A senior harbour official", "official", {"senior", "harbour"}),
        ("unnamed harbour official", "official", {"harbour"}),
        ("person who was in the room", "person", set()),
        ("the minutes of their meeting", "minutes", set()),
        ("inspectors’ report", "report", {"inspectors"}),
        ("38-page report", "report", {"38-page"}),
        ("close aide", "aide", {"close"}),
        ("the", "", set()),
        ("", "", set()),
    ],
)
def test_a_description_has_a_head_and_what_tells_it_apart(description: str, head: str, apart: set[str]) -> None:
    assert described(description) == (head, frozenset(apart))


@pytest.mark.parametrize(
    ("description", "nobody"),
    [
        ("it", True),
        ("None of them", True),
        ("Mr", True),
        ("U", True),
        ("of the people", True),
        ("by the street moniker", True),
        ("", True),
        ("an official", False),
        ("close aide", False),
        ("Mr Fell", False),
        ("one of the guards", False),
        ("the French", False),
    ],
)
def test_a_pronoun_or_a_piece_of_a_phrase_names_nobody(description: str, nobody: bool) -> None:
    assert names_nobody(description) == nobody


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("senior harbour official", "an unnamed harbour official", True),
        ("harbour official", "ministry official", False),
        ("official", "ministry official", True),
        ("official", "officer", False),
        ("", "", False),
    ],
)
def test_descriptions_that_may_mean_one(one: str, other: str, *, expected: bool) -> None:
    assert may_mean_one(one, other) is may_mean_one(other, one) is expected


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (" The  Courier ", "courier"),
        ("Thessaly Post", "thessaly post"),
        ("The", "the"),
        ("", ""),
        ("Inspectors’ report", "inspectors' report"),
    ],
)
def test_a_folded_name_has_no_case_and_no_article(name: str, key: str) -> None:
    assert folded(name) == key


LONG = "the old mill by the harbour burned down on the night before the town was to buy it"


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        ([LONG, LONG.upper(), "nothing of the kind"], [(0, 1)]),
        ([LONG, f"Here the desk adds six words. {LONG}"], [(0, 1)]),
        ([LONG, LONG.replace("harbour", "river").replace("night", "day")], []),
        (["too short", "too short"], [(0, 1)]),
        (["", LONG], []),
    ],
)
def test_texts_are_alike_by_the_runs_of_words_that_they_share(texts: list[str], pairs: list[tuple[int, int]]) -> None:
    assert list(alike(texts)) == pairs
