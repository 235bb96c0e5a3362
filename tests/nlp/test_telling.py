"""What is told, by the form of the verb of telling, whatever the network has cut off or taken along."""

from __future__ import annotations

import re

import pytest

from headwater.model import Certainty, Quotation, Relation, Span, Spans
from headwater.nlp import words
from headwater.nlp.parse import Parse
from headwater.nlp.syntax import Syntax
from headwater.nlp.telling import with_tellings

from .parses import PARSES, syntax

Said = tuple[str, str, tuple[str, ...]]


def put(_cue: Spans, _content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.INDIRECT, Certainty.ATTRIBUTED


def read(text: str, said: list[Said], phrases: tuple[str, ...] = ()) -> list[tuple[str, str, str, int | None]]:
    """Source, cue, content and parent of each relation; given, they have no parent, and "" is no source."""

    def at(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    relations = [
        Relation((at(source),) if source else (), (at(cue),), tuple(map(at, content)), None, *put((), ()), 1.0)
        for source, cue, content in said
    ]
    sentences = tuple(m.span() for m in re.finditer(r"[^.\n]+\.?", text))
    parsed = (
        syntax(text)[0] if f"# {text}\n" in PARSES else Syntax(text, Parse(()), words.load("en").propositions, "en")
    )
    speaks = {"claimed"}.__contains__
    found = with_tellings(text, relations, tuple(sorted(map(at, phrases))), sentences, parsed, put, speaks)

    def told(spans: Spans) -> str:
        return " … ".join(text[s:e] for s, e in spans)

    return [(told(r.source), told(r.cue), told(r.content), r.parent) for r in found]


@pytest.mark.parametrize(
    ("text", "content", "told"),
    [
        ("He told the Lissen Observer that it fell.", "Lissen Observer that it fell", "that it fell"),
        ("He warned his managers a year ago that it leaked.", "managers a year ago that it leaked", "that it leaked"),
        ("He told me, it fell at night.", "me, it fell at night", "it fell at night"),
        ("He told Ada Moss, of Aske, and Karl Roe that it fell.", "Aske, and Karl Roe that it fell", "that it fell"),
        # What is told is whole, or nobody knows where it begins.
        ("He told the Lissen Observer that it fell.", "that it fell", "that it fell"),
        ("He told them it fell on the day that it rained.", "it fell on the day", "it fell on the day"),
        ("He told them, and nobody believed that it fell.", "nobody believed that", "nobody believed that"),
        ("He said the Lissen Observer wrote that it fell.", "the Lissen Observer", "the Lissen Observer"),
    ],
)
def test_whom_something_is_told_to_is_no_part_of_it(text: str, content: str, told: str) -> None:
    cue = text.split()[1]
    assert read(text, [("He", cue, (content,))]) == [("He", cue, told, None)]


def test_whom_something_is_told_to_without_that_is_no_part_of_it() -> None:
    text = "The agent told his superiors he was going to Aske."
    found = read(text, [("The agent", "told", ("his superiors he was going to Aske",))])
    assert found == [("The agent", "told", "he was going to Aske", None)]


def test_who_tells_tells_somebody() -> None:
    """A headline leaves out the article: whom it was told to looks like a part of what is told of."""
    found = read("Council told residents bridge was safe.", [("Council", "told", ("residents bridge was safe",))])
    assert found == [("Council", "told", "bridge was safe", None)]
    # Who warns may warn nobody.
    found = read("Council warned toll bridges were unsafe.", [("Council", "warned", ("toll bridges were unsafe",))])
    assert found == [("Council", "warned", "toll bridges were unsafe", None)]


def test_what_they_say_of_something_ends_where_the_clause_about_it_does() -> None:
    text = "One raid they say was run from Oslo was the first of the year."
    found = read(text, [("they", "say", ("One raid", "was run from Oslo was the first of the year"))])
    assert found == [("they", "say", "One raid … was run from Oslo", None)]


def test_one_of_those_who_are_named_says_so_within_what_is_said_of_them() -> None:
    text = "The paper cites two officers, one of whom claimed that the pier had sunk."
    said: Said = ("The paper", "cites", ("two officers, one of whom claimed that the pier had sunk",))
    assert read(text, [said]) == [
        (*said[:2], *said[2], None),
        ("one of whom", "claimed", "that the pier had sunk", 0),
    ]


TOLD = "The ministry said it had been told by the operator in May that the pin was new."


@pytest.mark.parametrize("known", [[], [("", "been told", ("the pin was new",))]])
def test_by_whom_somebody_was_told_says_so(known: list[Said]) -> None:
    said: list[Said] = [("The ministry", "said", ("it had been told by the operator in May that the pin was new",))]
    found = read(TOLD, [*said, *known], ("the operator",))
    assert found[1] == ("the operator", "had been told", "that the pin was new", 0)
    assert len(found) == 2


def test_who_is_said_to_have_done_something_has_done_it_in_what_is_said() -> None:
    text = "The insurer, too, is reported to have complained, in August; nobody answered."
    said: list[Said] = [("", "is reported to have complained", ("The insurer", "too"))]
    assert read(text, said) == [("", "is reported", "The insurer, too … to have complained, in August", None)]


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        # To whom it was told did not say it, and is no part of it; nobody says who told it.
        ("Moss had been told in May that the pin was old.", ("", "had been told", ("Moss", "that the pin was old")),
         ("", "had been told", "that the pin was old")),
        ("Moss had been told in May that the pin was old.", ("Moss", "been told", ("that the pin",)),
         ("", "had been told", "that the pin was old")),
        ("Moss was told it had cracked.", ("", "was told", ("Moss", "it had cracked")),
         ("", "was told", "it had cracked")),
        # Who is convinced says so, and whom a clause apart names is part of it.
        ("Moss was convinced that it fell.", ("Moss", "was convinced", ("that it fell",)),
         ("Moss", "was convinced", "that it fell")),
        ("Officials, it was told, had left.", ("", "was told", ("Officials", "had left")),
         ("", "was told", "Officials … had left")),
        # What a court hears is said there, and not by it.
        ("It fell at night, the whole court heard.", ("", "heard", ("It fell at night, the whole court",)),
         ("", "the whole court heard", "It fell at night")),
        ("It fell at night, the court was told.", ("the court", "was told", ("fell at night",)),
         ("", "the court was told", "fell at night")),
    ],
)  # fmt: skip
def test_who_was_told_something_did_not_say_it(text: str, said: Said, told: tuple[str, str, str]) -> None:
    assert read(text, [said]) == [(*told, None)]


def test_what_a_court_hears_is_found() -> None:
    assert read("It fell at night, the court heard.", []) == [("", "the court heard", "It fell at night", None)]
