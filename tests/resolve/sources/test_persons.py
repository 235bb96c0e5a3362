"""Which person a description or a pronoun means; somebody who is never named is given no name."""

from __future__ import annotations

import pytest

from headwater import config
from headwater.model import Article
from headwater.pipeline import Reader

from ..marked import names, who


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        # Somebody in a role that only one has.
        ("Mayor <P:Ivo Brandt> left. {The mayor} said so.", "Ivo Brandt"),
        ("The coroner, <P:Ada Voss>, left. {The coroner} said so.", "Ada Voss"),
        ("<P:Ada Voss>, 51, a hydrologist from Aske, left. {The hydrologist} said so.", "Ada Voss"),
        ("<P:Ada Voss>, captain of the side, left. {The captain} said so.", "Ada Voss"),
        ("Head coach <P:Marek Stolz> left. {The coach} said so.", "Marek Stolz"),
        ("Its lawyer, <P:Ansel Rowe>, left. {The lawyer} said so.", "Ansel Rowe"),
        ("Chief Justice <P:Karl Roe> left. {The chief justice} said so.", "Karl Roe"),
        ("<P:Chief Justice Karl Roe> left. {The chief justice} said so.", "Karl Roe"),
        ("<P:Ada Voss>, the Kaldian prime minister, left. {The Kaldian prime minister} said so.", "Ada Voss"),
        # Titles are written short.
        ("The bill fell.\n\nGov. <P:Karl Roe> of <L:Norhaven> left. {The governor} said so.", "Karl Roe"),
        ("Sen. <P:Ada Voss>, a <G:Liberal>, left. {The Liberal senator} said so.", "Ada Voss"),
        # A party in apposition is not who speaks.
        ("Gov. <P:Karl Roe> left. {The governor, a <G:Liberal>,} said so.", "Karl Roe"),
        ("Sen. <P:Ada Voss>, a Norhaven <G:Democrat>, left. {The Norhaven <G:Democrat>} said so.", "Ada Voss"),
        # A title may stand between an office and a name.
        ("{Chairman of the <O:Ports Committee> Rep. <P:Ada Voss>} said so.", "Ada Voss"),
        # Of several the one who is called so.
        ("Chief Justice <P:Karl Roe> left, Justice <P:Ada Voss> stayed. {The chief justice} said so.", "Karl Roe"),
        (
            "The Kaldian minister, <P:Ada Voss>, met the Norhaven minister, <P:Karl Roe>. {The Kaldian minister} left.",
            "Ada Voss",
        ),
        # Brought up first and named when it is taken up.
        ("{A lawyer for the residents} said so. {The lawyer, <P:Ruth Calder>,} said more.", "Ruth Calder"),
        ("{An engineer} said so. The engineer, <P:Hanna Weil>, left.", "Hanna Weil"),
        # A headline comes first and has no article.
        ("{Mayor} denies it\n\nThe mayor, <P:Ivo Brandt>, left.", "Ivo Brandt"),
        ("{Norhaven Governor} tells all\n\nGov. <P:Ada Voss> of <L:Norhaven> left.", "Ada Voss"),
        ("{Reporter} tells all\n\n<P:Ada Voss> of the <U:Aldery Courier> left.", "Ada Voss"),
        # Its name comes with the next thing it says: nobody is named in a newspaper without saying who it is.
        ("{Its spokeswoman} told it on Monday. {<P:Maren Oakes>} denied more.", "Maren Oakes"),
    ],
)
def test_a_person_is_followed_to_the_name(marked: str, wanted: str) -> None:
    assert names(marked)[0] == wanted


@pytest.mark.parametrize(
    "marked",
    [
        # One of many, whoever is named beside them.
        "{A spokeswoman} said so. {<P:Ada Moss>} denied it.",
        "{A juror} said so. The foreman, <P:Karl Roe>, denied it.",
        "{An official} said so. <P:Karl Roe>, another official, denied it.",
        "{An official} said so, [an official] too. The official, <P:Karl Roe>, denied it.",
        "{A person close to her} said so. {The person} denied it. <P:Karl Roe> left.",
        "{Officials} said so. {<P:Ada Moss>} denied it.",
        "{A source close to the player} said so. His agent, <P:Dario Fenn>, denied it.",
        # Two have the role.
        "Judge <P:Ada Voss> left, and Judge <P:Karl Roe> stayed. {The judge} said so.",
        "Sen. <P:Ada Voss>, a <G:Democrat>, met Sen. <P:Karl Roe>, a <G:Democrat>. {The <G:Democrat>} said so.",
        "{An aide to Rep. <P:Ada Voss>} said so.",
        # A vice president is another office.
        "Vice President <P:Karl Roe> left. {The president} said so.",
        "Justice <P:Ada Voss> left. {The chief justice} said so.",
        "Former Gov. <P:Karl Roe> left. {The governor} said so.",
        # Somebody else has it: what qualifies the two differs.
        "The harbour captain, <P:Ada Voss>, left. {The police captain} said so.",
        "<P:Ada Moss>, head of the port, left. {The head of the harbour police} said so.",
        # An unnamed one was brought up before.
        "Coach <P:Marek Stolz> met [a coach] from Aske. {The coach} said so.",
        # A woman is no spokesman.
        "Spokesman <P:Mr. Karl Roe> left. {The spokeswoman} said so.",
        # Whoever speaks next is introduced as somebody else.
        "{Its spokeswoman} told it on Monday. {<P:Ivo Brandt>, the mayor,} denied more.",
        # Or was met before.
        "<P:Ivo Brandt> left. {Its spokeswoman} told it on Monday. {<P:Ivo Brandt>} denied more.",
    ],
)
def test_the_unnamed_are_given_no_name(marked: str) -> None:
    assert None in names(marked)


@pytest.mark.parametrize(
    ("marked", "pointing", "wanted"),
    [
        # Whoever speaks goes on, even where the network is sure of another.
        ("{<P:Marek Stolz>} praised <P:Luka Amadi>. {He} added more.", {"He": "Luka Amadi"}, "Marek Stolz"),
        ("{<P:Ada Voss>} left. {She} said so.", {}, "Ada Voss"),
        # The sentence before is about somebody who has not spoken yet.
        (
            "{An official} said so.\n\n[<P:Dorota Klim>] was suspended. {She} said so.",
            {"She": "Dorota Klim"},
            "Dorota Klim",
        ),
        # What is said before a pronoun has as many sentences as it has; nobody is its subject who stands in it.
        (
            "{An official} said so.\n\n[<P:Dorota Klim>] was suspended. “It was wrong. I am well,” {she} said.",
            {"she": "Dorota Klim"},
            "Dorota Klim",
        ),
        (
            "{<P:Karl Roe>} said so.\n\n“[<P:Dorota Klim>] was suspended. She is well,” {she} said.",
            {},
            "Karl Roe",
        ),
        # A title or a noun tells man from woman.
        ("{Ms. <P:Voss>} left. {<P:Karl Roe>} stayed. {She} said so.", {}, "Voss"),
        ("{The spokesman, <P:Karl Roe>,} left. {<P:Ada Voss>, a spokeswoman,} stayed. {He} said so.", {}, "Karl Roe"),
        # The noun that ends the sentence before tells nothing of who is named next.
        ("{<P:Karl Roe>} met his wife. <P:Roe> left. {He} said so.", {}, "Karl Roe"),
        # A body is no "he".
        ("{<P:Karl Roe>} left. {<O:Nordvik>} stayed. {He} said so.", {"He": "Nordvik"}, "Karl Roe"),
        ("{<P:Karl Roe>} left. {<O:Nordvik>} stayed. {It} said so.", {"It": "Karl Roe"}, "Nordvik"),
    ],
)
def test_pronouns(marked: str, pointing: dict[str, str], wanted: str) -> None:
    assert names(marked, pointing=pointing)[-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "In an interview for the morning news Karl Bender stood by the result. “It is right. I say so,” he said.",
            "Karl Bender",
        ),
        # Who is only met in what stands before does nothing.
        ("In a letter to Karl Bender the ministry stood by the result. “It is right. I say so,” he said.", None),
    ],
)
def test_who_does_it_may_stand_behind_where_it_is_done(text: str, wanted: str | None) -> None:
    found = Reader(config.load()).read(Article("a", "", f"Result stands\n\n{text}", publisher="Bay FM"))
    assert [a.source_name for a in found.attributions if a.source][-1] == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("[Two aides] left. {One of the aides} said so.", ("anonymous", None, "aide")),
        ("{One of its engineers} said so.", ("anonymous", None, "engineer")),
        ("{<O:Skyward> and <O:Bluejet>} said so.", ("organisation", None, "Skyward and Bluejet")),
        ("{<P:Ada Moss> and <P:Karl Roe>} said so.", ("person", None, "Ada Moss and Karl Roe")),
        ("{An insurer} said so.", ("anonymous", None, "insurer")),
        ("{<G:Kaldian> and <G:Meranian> officials} said so.", ("anonymous", None, "Kaldian and Meranian officials")),
        ("{<L:Kaldia> and <G:Meranian> officials} said so.", ("anonymous", None, "Kaldia and Meranian officials")),
        # Those named behind "including" are only some of them.
        (
            "{The heads of nine companies, including <O:Vinter Lines> and <O:Bluejet>,} said so.",
            ("anonymous", None, "heads of nine companies"),
        ),
    ],
)
def test_several_are_nobody_in_particular(marked: str, wanted: tuple[str, str | None, str]) -> None:
    assert who(marked) == [wanted]
