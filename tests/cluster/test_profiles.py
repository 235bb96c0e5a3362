"""What an assertion is compared by."""

import pytest

from headwater.cluster.profiles import BODY, HEADLINE, LEAD, Page
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


PAPER = "Mill burns\n\nBy Ada Berg\n\nThe mill burned down. Police held a man."
LINES = ("Mill burns", "By Ada Berg", "The mill burned down.", "Police held a man.")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Mill burns", HEADLINE),
        # A byline tells of nothing, so the lead is the sentence after it.
        ("By Ada Berg", BODY),
        ("The mill burned down.", LEAD),
        ("Police held a man.", BODY),
    ],
)
def test_an_assertion_stands_in_the_headline_the_lead_or_below(text: str, part: int) -> None:
    def deed(line: str, word: str) -> Proposition:
        start, at_word = PAPER.index(line), PAPER.index(word)
        return Proposition((start, start + len(line)), (at_word, at_word + len(word)), word, (), False, Modality.FACT)

    spans = tuple((PAPER.index(line), PAPER.index(line) + len(line)) for line in LINES)
    deeds = deed(LINES[0], "burns"), deed(LINES[2], "burned"), deed(LINES[3], "held")
    page = Page(Reading(Article("a", "", PAPER), (), (), (), (), spans, propositions=deeds), 0)
    start = PAPER.index(text)
    told = Assertion("a", None, ((start, start + len(text)),), text, Certainty.ASSERTED, (), ())
    assert page.of(told).part == part
