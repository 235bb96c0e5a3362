"""Who speaks for which body or person."""

from __future__ import annotations

import pytest

from .marked import resolution


def said(marked: str) -> set[tuple[str, str]]:
    return {(s.name, s.body) for s in resolution(marked).spokespeople}


@pytest.mark.parametrize(
    ("marked", "name", "body"),
    [
        ("{[A spokeswoman] for <O:Varsla Shipping>} said so.", "spokeswoman for Varsla Shipping", "Varsla Shipping"),
        ("{[A <O:Varsla Shipping> spokesman]} said so.", "Varsla Shipping spokesman", "Varsla Shipping"),
        ("{[<O:Varsla Shipping>’s chief spokesman]} said so.", "Varsla Shipping’s chief spokesman", "Varsla Shipping"),
        (
            "The <O:Ministry of Ports> waits. {[A spokeswoman] for [the ministry]} said so.",
            "spokeswoman for the ministry",
            "Ministry of Ports",
        ),
        (
            "The <O:Ministry of Ports> waits. {[A ministry spokeswoman]} said so.",
            "ministry spokeswoman",
            "Ministry of Ports",
        ),
        ("{[A police spokesman]} said so.", "police spokesman", "police"),
        ("{[A spokeswoman] for Ms <P:Ada Moss>} said so.", "spokeswoman for Ms Ada Moss", "Ada Moss"),
        (
            "{[A spokesman] for [<P:Ada Moss>’s office]} said so.",
            "spokesman for Ada Moss’s office",
            "Ada Moss’s office",
        ),
    ],
)
def test_who_has_no_name_speaks_for_the_body(marked: str, name: str, body: str) -> None:
    assert said(marked) == {(name, body)}


@pytest.mark.parametrize(
    "marked",
    [
        "{<P:Anna Berg>, a spokeswoman for <O:Varsla Shipping>,} said so.",
        "{<P:Anna Berg>, the spokeswoman of <O:Varsla Shipping>,} said so.",
        "{<P:Anna Berg>, <O:Varsla Shipping>’s spokeswoman,} said so.",
        "{<P:Anna Berg>, the deputy <O:Varsla Shipping> press secretary,} said so.",
        "{<O:Varsla Shipping> spokeswoman <P:Anna Berg>} said so.",
        "{<O:Varsla Shipping>’s spokeswoman, <P:Anna Berg>,} said so.",
        "<O:Varsla Shipping> waits. {Its spokeswoman, <P:Anna Berg>,} said so.",
        "<O:Varsla Shipping> waits. {[The company]’s spokeswoman, <P:Anna Berg>,} said so.",
        "<O:Varsla Shipping> waits. {<P:Anna Berg>, speaking for [the company],} said so.",
    ],
)
def test_who_has_a_name_is_told_to_speak_for_the_body(marked: str) -> None:
    assert said(marked) == {("Anna Berg", "Varsla Shipping")}


@pytest.mark.parametrize(
    "marked",
    [
        "{<P:Anna Berg>, an engineer at <O:Varsla Shipping>,} said so.",
        "{<P:Anna Berg>, the head of <O:Varsla Shipping>,} said so.",
        "{<P:Anna Berg>, a former spokeswoman for <O:Varsla Shipping>,} said so.",
        "{[A former <O:Varsla Shipping> spokesman]} said so.",
        "{[A spokesman]} said so. <O:Varsla Shipping> waits.",
        "<O:Varsla Shipping> and <O:Senn Lines> wait. {Its spokeswoman, <P:Anna Berg>,} said so.",
        "<O:Varsla Shipping> met <O:Senn Lines>. {[The company]’s spokeswoman, <P:Anna Berg>,} said so.",
        "{[A spokeswoman] for [the family]} said so.",
    ],
)
def test_who_only_belongs_to_a_body_or_to_one_that_nothing_tells_does_not(marked: str) -> None:
    assert said(marked) == set()


def test_who_speaks_for_two_bodies_speaks_for_neither() -> None:
    marked = (
        "{<P:Anna Berg>, a spokeswoman for <O:Varsla Shipping>,} said so. <O:Senn Lines> spokeswoman <P:Anna Berg>."
    )
    assert said(marked) == set()


def test_a_publications_spokeswoman_is_tied_to_it_as_its_reporters_are() -> None:
    found = resolution("{<P:Anna Berg>, a spokeswoman for the <U:Aldery Courier>,} said so.")
    assert [(a.person, a.publication) for a in found.affiliations] == [("Anna Berg", "Aldery Courier")]


def test_the_evidence_is_the_words_that_say_so() -> None:
    marked = "<O:Senn Lines> left. {<P:Anna Berg>, a spokeswoman for <O:Varsla Shipping>,} said so."
    (spokesperson,) = resolution(marked).spokespeople
    text = "Senn Lines left. Anna Berg, a spokeswoman for Varsla Shipping, said so."
    assert text[slice(*spokesperson.evidence)] == "Anna Berg, a spokeswoman for Varsla Shipping"
