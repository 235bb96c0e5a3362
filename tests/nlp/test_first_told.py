"""Who told a thing first, told in passing, is the source of what the sentence tells of that thing."""

from dataclasses import replace

import pytest

from headwater.model import Certainty, Quotation, Relation, Span, Spans
from headwater.nlp.first_told import with_first_told


def put(*_: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.INDIRECT, Certainty.ATTRIBUTED


def at(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


def said(text: str, *known: Relation) -> list[tuple[str, str, str]]:
    """Source, cue and content of what is found in a sentence."""

    def read(spans: Spans) -> str:
        return " … ".join(text[slice(*span)] for span in spans)

    found = with_first_told(text, known, ((0, len(text)),), put)
    return [(read(relation.source), read(relation.cue), read(relation.content)) for relation in found]


def known(text: str, source: str, cue: str, content: str) -> Relation:
    return Relation((at(text, source),), (at(text, cue),), (at(text, content),), None, *put((), ()), 0.7)


@pytest.mark.parametrize(
    ("parted", "source", "cue"),
    [
        ("The leak, |first reported by the Packet on Monday|, was found by divers", "the Packet", "first reported"),
        (
            "The sale, |which was earlier revealed by the Bay Times|, took place in May",
            "the Bay Times",
            "earlier revealed",
        ),
        ("The sale, |reported earlier by Bay FM|, was agreed in May", "Bay FM", "reported earlier"),
        ("The memo, |which the Packet first reported|, was written by Roe", "the Packet", "first reported"),
        # "As" needs no other word.
        ("The ruling, |as revealed by the Packet|, was made in June", "the Packet", "revealed"),
        # At the end of a sentence it says all that stands before it.
        ("Moss sold the pier|, as first reported by the Packet last week", "the Packet", "first reported"),
        ("Moss sold the pier|, first reported by the Packet", "the Packet", "first reported"),
    ],
)
def test_who_told_a_thing_first_is_its_source(parted: str, source: str, cue: str) -> None:
    before, _, *behind = parted.split("|")
    content = " … ".join(piece.strip(", ") for piece in (before, *behind) if piece)
    assert said(f"{parted.replace('|', '')}.") == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        # What followed from a thing is not what was reported of it.
        "The leak, first reported by the Packet, angered the unions.",
        "The leak, first reported by the Packet, suggested that the pumps were old.",
        # Who brought it about did not report it first.
        "The leak, revealed by divers on Monday, was found in April.",
        # Of two things only the nearer one was reported.
        "Roe read the memo, which was first reported by the Packet.",
    ],
)
def test_what_else_is_told_of_a_thing_is_not(text: str) -> None:
    assert not said(text)


def test_what_the_network_made_of_these_words_gives_way() -> None:
    text = "The leak, first reported by the Packet, was found by divers."
    network = (
        known(text, "the Packet", "first reported", "The leak"),
        known(text, "divers", "was found", "The leak, first reported by the Packet"),
    )
    assert said(text, *network) == [("the Packet", "first reported", "The leak … was found by divers")]


def test_what_somebody_else_says_stays_with_whoever_says_it() -> None:
    text = "The leak, first reported by the Packet, was found in April, the ministry said."
    network = known(text, "the ministry", "said", "The leak, first reported by the Packet, was found in April")
    assert said(text, network) == [("the ministry", "said", text[slice(*network.content[0])])]


def test_what_else_is_said_keeps_its_place_and_its_parent() -> None:
    text = "Moss sold the pier, first reported by the Packet. Roe said the ministry knew that it fell."
    outer = known(text, "Roe", "said", "the ministry knew that it fell")
    inner = replace(known(text, "the ministry", "knew", "it fell"), parent=0)
    found = with_first_told(text, (outer, inner), ((0, 49), (50, len(text))), put)
    assert [(text[slice(*relation.cue[0])], relation.parent) for relation in found] == [
        ("first reported", None),
        ("said", None),
        ("knew", 1),
    ]
