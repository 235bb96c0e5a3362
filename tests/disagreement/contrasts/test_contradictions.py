"""Contradictions that no word tells: two sides of a claim, and who stands on which."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations

import numpy as np
import pytest

from headwater import config
from headwater.disagreement import compare
from headwater.disagreement.contrasts.contradictions import opposition
from headwater.inference import OPPOSED, SLOTS
from headwater.model import Article, Assertion, Certainty, Link, Reading, SourceType
from headwater.pipeline import Reader

CAMPS = (0, 1, 0, 0, 1)


@cache
def reader() -> Reader:
    return Reader(config.load())


def table(camps: tuple[int, ...], slot: str, opposed: float = 2.0) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The odds of statements that are opposed if, and only if, they are of two camps."""
    apart = np.not_equal.outer(camps, camps)
    found = np.zeros((len(camps), len(camps), 2 + len(SLOTS)), dtype=np.float32)
    found[:, :, OPPOSED] = np.where(apart, opposed, -opposed)
    found[:, :, OPPOSED + 1 + SLOTS.index(slot)] = 1.0
    return found


def test_the_camps_are_the_sides_in_whatever_order_they_come() -> None:
    for order in permutations(range(len(CAMPS))):
        camps = tuple(CAMPS[i] for i in order)
        found = opposition(table(camps, "where"))
        assert {frozenset(side) for side in found.sides} == {
            frozenset(i for i, camp in enumerate(camps) if camp == one) for one in (0, 1)
        }
        assert (found.slot, found.odds) == ("where", 4.0)


def test_one_pair_that_is_misread_does_not_move_anybody() -> None:
    odds = table(CAMPS, "polarity")
    odds[0, 2, OPPOSED] = odds[2, 0, OPPOSED] = 1.5
    assert {frozenset(side) for side in opposition(odds).sides} == {frozenset({0, 2, 3}), frozenset({1, 4})}


def read(number: int, text: str) -> Reading:
    return reader().read(Article(str(number), f"{number}.txt", text))


def polarities(*texts: str) -> list[list[tuple[int, ...]]]:
    """Who stands on which side of what is told in one article each, as long as it is one claim."""
    readings = [read(number, text) for number, text in enumerate(texts)]
    found = [
        Assertion(r.article.id, None, ((0, len(r.article.text)),), r.article.text, Certainty.ASSERTED, ())
        for r in readings
    ]
    return [[v.assertions for v in d.values] for d in compare(found, readings).disagreements if d.slot == "polarity"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("The mayor knew of the leak.", "City hall had been told of it.", "Nobody had told the mayor of the leak."),
            [[(0, 1), (2,)]],
        ),
        (("The ministry knew of the plan.", "The ministry was kept in the dark about the plan."), [[(0,), (1,)]]),
        (("The minister knew of the plan.", "The minister was kept in the dark about the plan."), [[(0,), (1,)]]),
        (("Mossad recruited the engineer.", "The attempt to recruit the engineer came to nothing."), [[(0,), (1,)]]),
        # Other words are no contradiction, and other claims none of this one.
        (("The harbour master resigned on Monday.", "The head of the port stepped down."), []),
        (("The mayor knew of the leak.", "City hall had been told of the leak."), []),
        (("The minister knew of the plan.", "The minister did not answer questions."), []),
    ],
)
def test_a_contradiction_in_other_words_has_two_sides(
    texts: tuple[str, ...], expected: list[list[tuple[int, ...]]]
) -> None:
    assert polarities(*texts) == expected


@pytest.mark.parametrize(
    ("third", "sides"),
    [
        # What the rules cannot tell of a dispute that they know.
        ("No file has been opened.", [(0,), (1, 2)]),
        ("The force is looking into the vote.", [(0,), (1,)]),
        ("The weather was fine.", [(0,), (1,)]),
    ],
)
def test_whom_the_rules_do_not_place_stands_where_the_words_are_clear(third: str, sides: list[tuple[int, ...]]) -> None:
    texts = ("Police have opened an investigation into the vote.", "The police did not open an investigation.", third)
    readings = [read(number, text) for number, text in enumerate(texts)]
    found = [
        Assertion(
            r.article.id, None, ((0, len(r.article.text)),), r.article.text, Certainty.ASSERTED, (), r.propositions
        )
        for r in readings
    ]
    [polarity] = [d for d in compare(found, readings).disagreements if d.slot == "polarity"]
    assert [value.assertions for value in polarity.values] == sides


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # They have hardly a word in common.
        ("The authorities knew which ship was responsible.", "Nobody from the navy had questioned her."),
        # The rules know the deed and see no conflict: it is no contradiction in other words.
        ("The firm raised prices.", "The firm did not only raise prices."),
    ],
)
def test_what_is_not_of_one_thing_in_other_words_is_no_contradiction(one: str, other: str) -> None:
    readings = [read(number, text) for number, text in enumerate((one, other))]
    found = [
        Assertion(
            r.article.id, None, ((0, len(r.article.text)),), r.article.text, Certainty.ASSERTED, (), r.propositions
        )
        for r in readings
    ]
    assert compare(found, readings).disagreements == ()


def test_nobody_contradicts_himself_from_paper_to_paper() -> None:
    texts = ("The ministry knew of the plan.", "The ministry was kept in the dark about the plan.")
    readings = [read(number, text) for number, text in enumerate(texts)]
    speaker = Link("Ada Moss", SourceType.PERSON, True, (0, 1))
    found = [
        Assertion(r.article.id, None, ((0, len(r.article.text)),), r.article.text, Certainty.ATTRIBUTED, (speaker,))
        for r in readings
    ]
    assert compare(found, readings).disagreements == ()
    assert compare([found[0], replace(found[1], chain=())], readings).disagreements


def test_nobody_contradicts_himself() -> None:
    reading = read(0, "The minister knew of the plan. The minister was kept in the dark about the plan.")
    told = [
        Assertion("0", None, (span,), reading.article.text[slice(*span)], Certainty.ASSERTED, ())
        for span in reading.sentences
    ]
    assert len(told) == 2
    assert compare(told, [reading]).disagreements == ()
