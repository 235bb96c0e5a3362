"""Whose a quotation is, whatever of it the network has lost."""

from __future__ import annotations

import re

import pytest

from headwater.model import Certainty, Quotation, Relation, Span, Spans
from headwater.nlp.speeches import with_speeches

Said = tuple[str, str, str]


def put(_cue: Spans, content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.DIRECT if len(content) > 1 else Quotation.MIXED, Certainty.ATTRIBUTED


def read(text: str, *said: Said) -> list[list[str]]:
    """The content of each relation, given as source, cue and content; the parts of one are parted by " … "."""

    def at(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    relations = [
        Relation((at(source),), (at(cue),), tuple(map(at, content.split(" … "))), None, Quotation.INDIRECT,
                 Certainty.ATTRIBUTED, 1.0)
        for source, cue, content in said
    ]  # fmt: skip
    sentences = tuple(m.span() for m in re.finditer(r"[^\s][^.!?\n]*(?:[.!?]+[”\"]?|(?=\n)|\Z)", text))
    found = with_speeches(text, relations, sentences, put, {"said", "told", "reads", "warned"}.__contains__)
    return [[text[slice(*span)] for span in relation.content] for relation in found]


@pytest.mark.parametrize(
    ("text", "said", "content"),
    [
        # A part of it is enough.
        ("“The ramp was cracked for weeks. Nobody mended it,” Moss said.", ("Moss", "said", "Nobody mended it"),
         ["“The ramp was cracked for weeks. Nobody mended it,”"]),
        ("“The ramp was cracked,” Moss said. “It was a disgrace for all of us.”",
         ("Moss", "said", "The ramp … a disgrace"),
         ["“The ramp was cracked,”", "“It was a disgrace for all of us.”"]),
        # What stands behind who said it, to whom and where, is not said.
        ("“The ramp was cracked,” Moss told lawmakers.\n“It was a disgrace for all of us.”",
         ("Moss", "told", "“The ramp was cracked,” … lawmakers.\n“It was a disgrace for all of us.”"),
         ["“The ramp was cracked,”", "“It was a disgrace for all of us.”"]),
        # A programme is none of it.
        ("“The ramp was cracked,” Moss said on “Bay Talk.”", ("Moss", "said", "“The ramp was cracked,” … “Bay Talk.”"),
         ["“The ramp was cracked,”"]),
        # A speech goes on over paragraphs, also where those between have no mark.
        ("“The ramp was cracked.\nNobody mended it.\nIt was a disgrace,” Moss said.",
         ("Moss", "said", "It was a disgrace"),
         ["“The ramp was cracked.", "Nobody mended it.", "It was a disgrace,”"]),
        ("“The ramp was cracked,” Moss said. “Nobody ever mended it.\n\n“It was a disgrace to us.”",
         ("Moss", "said", "“The ramp was cracked,”"),
         ["“The ramp was cracked,”", "“Nobody ever mended it.", "“It was a disgrace to us.”"]),
        # Whoever has just spoken goes on.
        ("Moss said the ramp would stay closed. “We are sorry for what happened.”",
         ("Moss", "said", "the ramp would stay closed"),
         ["the ramp would stay closed", "“We are sorry for what happened.”"]),
        # At the start of an article nobody has.
        ("“We are sorry for what happened.” Moss said the ramp would stay closed.",
         ("Moss", "said", "the ramp would stay closed"),
         ["“We are sorry for what happened.”", "the ramp would stay closed"]),
        # A colon leads to what is said.
        ("The notice of the port reads: “The ramp will stay closed.”", ("The notice of the port", "reads", "notice"),
         ["notice", "“The ramp will stay closed.”"]),
    ],
)  # fmt: skip
def test_who_says_some_of_a_quotation_says_all_of_it(text: str, said: Said, content: list[str]) -> None:
    assert read(text, said) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Moss said the ramp would stay closed.\n“We are sorry for what happened.”",
        "“We are sorry for what happened.”\nMoss said the ramp would stay closed.",
    ],
)
def test_a_speech_of_another_paragraph_is_a_relation_of_its_own(text: str) -> None:
    stay, sorry = ["the ramp would stay closed"], ["We are sorry for what happened."]
    assert read(text, ("Moss", "said", stay[0])) == [stay, sorry]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Somebody else's words stand between, or the article's own.
        ("Moss said it fell.\nThe town was quiet.\n“We are sorry for what happened.”", ("Moss", "said", "it fell")),
        # A few words in marks are a name, or borrowed.
        ("Moss said it fell.\nThe “Morning Star” sank.", ("Moss", "said", "it fell")),
        ("Moss said it fell on the “Face of the Day” programme.", ("Moss", "said", "it fell")),
        # Whoever does something else than to speak.
        ("Moss decided to leave.\n“We are sorry for what happened.”", ("Moss", "decided", "to leave")),
    ],
)
def test_what_nobody_introduces_is_given_to_nobody(text: str, said: Said) -> None:
    assert read(text, said) == [[said[2]]]


def test_who_begins_a_quotation_says_all_of_it_whoever_passes_it_on() -> None:
    text = "Moss claimed that “it fell. Nobody had mended it,” said the Ledger."
    found = read(text, ("Moss", "claimed", "that “it fell"), ("the Ledger", "said", "“it fell. Nobody had mended it,”"))
    assert found == [["that “it fell. Nobody had mended it,”"], ["“it fell. Nobody had mended it,”"]]


def test_a_quotation_beside_its_speaker_is_no_other_ones() -> None:
    text = "“It was a disgrace for us,” Moss said.\n“We are very sorry for it,” Roe said."
    said = (
        ("Moss", "Moss said", "“It was a disgrace for us,” … “We are very sorry"),
        ("Roe", "Roe said", "sorry for it,”"),
    )
    assert read(text, *said) == [["“It was a disgrace for us,”"], ["“We are very sorry for it,”"]]


def test_who_says_more_says_so_in_other_words() -> None:
    text = "“The ramp was cracked. Nobody mended it,” Moss said."
    relation = Relation(((42, 46),), ((47, 51),), ((1, 10),), None, Quotation.DIRECT, Certainty.HEDGED, 1.0)
    [found] = with_speeches(text, [relation], ((0, len(text)),), put, str.isalpha)
    assert (found.kind, found.certainty) == (Quotation.MIXED, Certainty.ATTRIBUTED)
