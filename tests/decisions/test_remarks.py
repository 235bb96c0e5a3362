"""Decisions beside the story: on which claim, source or article each one is, and what the case suggests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater import codec
from headwater.case import acts
from headwater.decisions import admiralty, remarks
from headwater.model import (
    CREDIBILITY,
    Act,
    AttributionWrong,
    Claim,
    ClaimRated,
    Count,
    Derives,
    Disagreement,
    Noted,
    Origin,
    Passage,
    Reading,
    SourceRated,
    SourceType,
    Story,
    Tagged,
    Value,
    Who,
)


def on(story: Story, act: Act, moved: dict[str, str] | None = None) -> tuple[set[str], set[str], set[str], bool]:
    """The claims, entities and articles that a decision is on, and whether what it is on is not there."""
    decision = codec.decided(act, "ada", when="2026-01-01T00:00:00+00:00")
    found = remarks(story, [decision], moved or {})
    assert all(made == (decision,) for held in (found.claims, found.entities, found.articles) for made in held.values())
    return {*found.claims}, {*found.entities}, {*found.articles}, found.lost == (decision,)


def test_a_rating_a_note_and_a_tag_are_on_their_claim(readings: tuple[Reading, ...], story: Story) -> None:
    texts = {r.article.id: r.article.text for r in readings}
    claim = story.claims[0]
    assertion = claim.assertions[0]
    passage = acts.of_assertion(assertion, texts[assertion.article])
    for act in (ClaimRated(passage, 2), Noted("call her", passage), Tagged("weak", passage)):
        assert on(story, act) == ({claim.id}, set(), {assertion.article}, False)
    rated = acts.claim_rated(claim, 3, texts)
    assert on(story, rated)[0] == {claim.id}


def test_a_source_is_found_by_any_of_its_names(story: Story) -> None:
    entity = next(e for e in story.entities if e.aliases)
    for name in (entity.name, *entity.aliases, f"the {entity.name.upper()}"):
        assert entity.id in on(story, SourceRated(Who(name), "B"))[1]


def test_an_attribution_and_a_derivation_are_on_their_article(story: Story) -> None:
    reading = next(r for r in story.articles if r.attributions)
    wrong = AttributionWrong(acts.said(reading, reading.attributions[0]))
    assert on(story, wrong)[2] == {reading.article.id}
    assert on(story, Derives(reading.article.id, "Post", True))[2:] == ({reading.article.id}, False)


def test_what_is_not_there_is_lost_and_what_is_on_the_case_is_not(story: Story) -> None:
    text = Passage(story.articles[0].article.id, ((0, 9),), ("not a word of it",))
    for act in (Noted("x", Passage("gone")), Noted("x", text), SourceRated(Who("Nobody"), "B")):
        assert on(story, act) == (set(), set(), set(), True)
    decision = codec.decided(Noted("the affair"), "ada")
    assert remarks(story, [decision]).case == (decision,)


def test_a_decision_on_an_older_version_is_on_the_current_one(story: Story) -> None:
    article = story.articles[0].article
    words = article.text[:20]
    assert on(story, Noted("x", Passage("older", ((40, 60),), (words,))), {"older": article.id})[2] == {article.id}


# -- suggestions ------------------------------------------------------------------------------------------------------


def claim(publications: tuple[int, int], speakers: tuple[int, int], *slots: str, name: str = "Moss") -> Claim:
    disputed = tuple(Disagreement(slot, (Value("a", (0,)), Value("b", (1,)))) for slot in slots)
    stands = (Origin("speaker", name, SourceType.PERSON, (0,), vague=False),)
    counts = (Count(*publications, ()), Count(*speakers, ()))
    return Claim("c", "It burned", None, None, (), *counts, (), disputed, (), (), stands)


@pytest.mark.parametrize(
    ("made", "code", "why"),
    [
        (claim((2, 3), (2, 2)), "1", "it stands on 2 to 3 publications and 2 speakers, and nothing contradicts it"),
        (claim((2, 2), (1, 2)), "2", "2 publications and 1 to 2 speakers"),
        (claim((1, 2), (1, 1)), "3", "may all rest on one"),
        (claim((2, 3), (2, 2), "where", "who"), "4", "the articles disagree on it (where, who)"),
        (claim((1, 1), (1, 1)), "6", "1 publication and 1 speaker: nothing in the case confirms"),
        (claim((1, 1), (0, 0)), "6", "nothing in the case confirms"),
    ],
)
def test_what_a_claim_stands_on_suggests_a_figure(made: Claim, code: str, why: str) -> None:
    found = admiralty.credibility(made)
    assert found.code == code
    assert why in found.why
    assert found.code in CREDIBILITY


SURE, ALONE, DISPUTED = claim((2, 2), (2, 2)), claim((1, 1), (1, 1)), claim((2, 2), (2, 2), "who")


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ([SURE] * 4, "F"),
        ([SURE] * 5, "B"),
        ([SURE] * 4 + [ALONE] * 3, "C"),
        ([SURE] * 9 + [DISPUTED], "C"),
        ([SURE] + [ALONE] * 5, "F"),
        ([DISPUTED] * 3 + [SURE] * 3, "D"),
    ],
)
def test_what_became_of_its_claims_suggests_a_letter(story: Story, claims: list[Claim], code: str) -> None:
    other = claim((2, 2), (2, 2), name="Somebody else")
    found = admiralty.reliability(replace(story, claims=(*claims, other)), "moss")
    assert found.code == code
    assert f"of {len(claims)} claims" in found.why


def test_every_claim_and_source_of_a_story_gets_a_suggestion(story: Story) -> None:
    assert {admiralty.credibility(each).code for each in story.claims} <= set("12346")
    assert {admiralty.reliability(story, e.name).code for e in story.entities} <= set("BCDF")
