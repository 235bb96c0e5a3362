"""What an assertion is compared by."""

import pytest

from headwater.cluster.profiles import Page
from headwater.model import (
    Argument,
    Article,
    Assertion,
    Certainty,
    Date,
    Entity,
    Meaning,
    Modality,
    Proposition,
    Reading,
    Span,
)

TEXT = "Ada Berg, who left in May, was arrested on 12 September 2016. Police held her in Oslo."
FIRST, SECOND = (0, TEXT.index(" Police")), (TEXT.index("Police"), len(TEXT))


def at(part: str) -> Span:
    return TEXT.index(part), TEXT.index(part) + len(part)


def said(predicate: str, lemma: str, whole: str, **slots: str) -> Proposition:
    arguments = tuple(Argument(slot, at(part), at(part)) for slot, part in slots.items())
    return Proposition(at(whole), at(predicate), lemma, arguments, False, Modality.FACT)


LEFT = said("left", "leave", "who left in May", who="Ada Berg")
ARRESTED = said("arrested", "arrest", TEXT[slice(*FIRST)], whom="Ada Berg")
HELD = said("held", "hold", "Police held her in Oslo", who="Police", whom="her", where="Oslo")
READING = Reading(
    Article("a", "", TEXT),
    (),
    (Entity("e", "Ada Berg", "person", (at("Ada Berg"), at("her"))), Entity("o", "Oslo", "place", (at("Oslo"),))),
    (),
    (),
    (FIRST, SECOND),
    (Date(at("May"), "2016-05"), Date(at("12 September 2016"), "2016-09-12")),
    propositions=(LEFT, ARRESTED, HELD),
    meanings=(Meaning((FIRST,), b"clause"), Meaning((at("arrested"),), b"deed")),
)
PAGE = Page(READING, 3)


def assertion(span: Span, *propositions: Proposition) -> Assertion:
    return Assertion("a", None, (span,), TEXT[slice(*span)], Certainty.ASSERTED, (), propositions)


def test_the_proposition_that_spans_most_is_what_is_asserted() -> None:
    profile = PAGE.of(assertion(FIRST, LEFT, ARRESTED))
    assert (profile.article, profile.deed, profile.meaning, profile.sense) == (3, "arrest", b"clause", b"deed")
    assert profile.years == {"2016"}
    assert profile.days == {"2016-09-12"}


def test_who_is_meant_counts_under_the_full_name() -> None:
    profile = PAGE.of(assertion(SECOND, HELD))
    assert profile.whom >= {"ada", "berg"}
    assert profile.who == {"polic"}
    assert profile.names >= {"ada", "berg", "oslo"}
    assert profile.around >= {"ada", "berg"}
    assert profile.own == {"polic", "held", "oslo"}


def test_without_a_proposition_the_words_are_left() -> None:
    profile = PAGE.of(assertion(SECOND))
    assert (profile.deed, profile.alike, profile.sense) == ("", "", None)
    assert not profile.who
    assert profile.own == {"polic", "held", "oslo"}


@pytest.mark.parametrize(("lemma", "other"), [("arrest", "detain"), ("carry out", "run")])
def test_words_for_one_thing_are_one(lemma: str, other: str) -> None:
    one, two = (PAGE.profile((FIRST,), "", said("arrested", deed, "arrested")) for deed in (lemma, other))
    assert one.deed != two.deed
    assert one.alike == two.alike


def test_an_article_is_known_by_its_words_names_years_and_meanings() -> None:
    background = PAGE.background
    assert set(background.words) == {"ada", "berg", "left", "arrest", "12", "septemb", "2016", "polic", "held", "oslo"}
    assert background.names == {"ada", "berg", "oslo"}
    assert background.years == {"2016"}
    assert background.meanings == (b"clause",)


@pytest.mark.parametrize(
    ("start", "title", "headline"),
    [(0, None, True), (12, None, False), (0, "Another title", False)],
)
def test_an_assertion_stands_in_the_headline_or_not(start: int, title: str | None, headline: bool) -> None:
    paper = "Mill burns\n\nThe mill burned down."
    page = Page(Reading(Article("a", "", paper, title), (), (), (), (), ((0, 10), (12, len(paper)))), 0)
    said = Assertion("a", None, ((start, start + 10),), paper[start : start + 10], Certainty.ASSERTED, (), ())
    assert page.of(said).headline == headline
