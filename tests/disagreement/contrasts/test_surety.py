"""How sure it is that two in conflict tell of one thing: else they may disagree, no more."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.contrasts.contradictions import Beside
from headwater.disagreement.contrasts.likeness import Rarity
from headwater.disagreement.contrasts.surety import Surety
from headwater.disagreement.deeds.phrases import Page
from headwater.disagreement.values.difference import Difference
from headwater.inference import OPPOSED, SLOTS
from headwater.model import Article, Assertion, Certainty, Link, Place, Reading, SourceType, Spans

VOICE, MOSS, BRANDT = (), "Ada Moss", "Karl Brandt"
"""Who says something: the article itself, or somebody."""


def reading(id_: str, text: str, sentences: Spans) -> Reading:
    return Reading(Article(id_, id_, text), (), (), (), (), sentences)


RAIN = "Rain fell over Oslin all day. " * 40
RARITY = Rarity([reading("r", RAIN, tuple((n, n + 30) for n in range(0, len(RAIN), 30)))])
"""Of a story in which the words of these tests are rare."""


def said(article: str, text: str, who: str | tuple[()]) -> Assertion:
    chain = (Link(who, SourceType.PERSON, True, (0, 0)),) if isinstance(who, str) else ()
    return Assertion(article, "a1" if chain else None, ((0, len(text)),), text, Certainty.ASSERTED, chain)


def told(slot: str, one: Assertion, other: Assertion, values: tuple[str, str], odds: float, how: str) -> Difference:
    """How two that give these values differ, if the odds that they contradict each other are so great."""
    asserted = (one, other)
    table = np.full((2, 2, OPPOSED + 1 + len(SLOTS)), odds, dtype=np.float32)
    readings = {a.article: reading(a.article, a.text, ((0, len(a.text)),)) for a in asserted}
    places = [a.text.index(value) for a, value in zip(asserted, values, strict=True)]
    first, second = (
        Told(slot, index, value, (Place(a.article, (start, start + len(value))),))
        for index, (a, value, start) in enumerate(zip(asserted, values, places, strict=True))
    )
    surety = Surety(asserted, [Page(readings[a.article]) for a in asserted], Beside([0, 1], table), RARITY)
    return surety.weighed(Contrast(first, second, Difference.CONFLICT), how).difference


@pytest.mark.parametrize(
    ("slot", "texts", "values", "odds", "how", "sure"),
    [
        # The words contradict each other: whatever else is told.
        ("how many", ("Twelve died in the mill.", "A blast has killed 14."), ("Twelve", "14"), 0.5, "told", True),
        # They do not, and hardly a word is the same: twelve here, fourteen there.
        ("how many", ("Twelve died in the mill.", "A blast has killed 14."), ("Twelve", "14"), -4.0, "told", False),
        # They do not, for all but the numbers is the same.
        ("how many", ("Two boats of the ferry firm sank.", "Three boats of the ferry firm sank."), ("Two", "Three"),
         -8.0, "told", True),
        # Or what stands next to the numbers: long sentences tell much else.
        ("how many", ("Some 200 people set off from the vigil on Monday night, when rain fell and shops shut.",
                      "Neighbours saw how some 100 people set off from the vigil with torches, flags and a drum."),
         ("200", "100"), -4.0, "told", True),
        # A number that does not say what it counts may count anything.
        ("how many", ("Two boats of the ferry firm sank.", "Three boats of the ferry firm sank."), ("Two", "Three"),
         -8.0, "unnamed", False),
        # Opposites may follow each other: the road was closed and open again.
        ("polarity", ("The road is closed.", "The road to Merrow reopened at noon."), ("closed", "reopened"), 0.0,
         "opposite", False),
        ("polarity", ("The minister supports the reform.", "The minister opposes the reform."),
         ("supports", "opposes"), 0.0, "opposite", True),
        # Of who it was the rules ask so much that words need not say more.
        ("who", ("Ada Moss won the vote.", "It was Karl Brandt."), ("Ada Moss", "Karl Brandt"), -9.0, "told",
         True),
    ],
)  # fmt: skip
def test_a_conflict_is_sure_or_possible(
    slot: str, texts: tuple[str, str], values: tuple[str, str], odds: float, how: str, *, sure: bool
) -> None:
    one, other = said("a", texts[0], VOICE), said("b", texts[1], VOICE)
    expected = Difference.CONFLICT if sure else Difference.POSSIBLE
    assert told(slot, one, other, values, odds, how) is expected


@pytest.mark.parametrize(
    ("slot", "who", "sure"),
    [
        # A report counts many things in its own voice ...
        ("how many", (VOICE, VOICE), False),
        ("how many", (VOICE, MOSS), False),
        # ... but two people whom it quotes may well disagree,
        ("how many", (MOSS, BRANDT), True),
        # ... and what was done and was not done is no count.
        ("polarity", (VOICE, MOSS), True),
    ],
)
def test_two_values_in_one_article_are_of_two_voices(
    slot: str, who: tuple[str | tuple[()], str | tuple[()]], *, sure: bool
) -> None:
    one, other = said("a", "It was shut twice.", who[0]), said("a", "It was shut once.", who[1])
    expected = Difference.CONFLICT if sure else Difference.POSSIBLE
    assert told(slot, one, other, ("twice", "once"), 1.0, "told") is expected
