"""What an attribution states: its content, its whole clause, or nothing, for what somebody does is nobody's word."""

from dataclasses import replace

import pytest

from headwater.cluster.contents import stated_in
from headwater.cluster.pieces import joined
from headwater.model import Argument, Certainty, Date, Modality, Proposition, Quantity

from .readings import attributed, reading, spans_of

Deed = tuple[str, str, str, str]
"""The word, its lemma, and who does it or whom it is done to."""


def proposition(text: str, deed: Deed) -> Proposition:
    word, lemma, slot, filler = deed
    (predicate,), (span,) = spans_of(text, word), spans_of(text, filler)
    whole = (min(predicate[0], span[0]), max(predicate[1], span[1]))
    return Proposition(whole, predicate, lemma, (Argument(slot, span, span),), False, Modality.FACT)


def stated(
    text: str, frame: tuple[str, str], content: str, deeds: list[Deed], certainty: Certainty = Certainty.ATTRIBUTED
) -> list[str]:
    said = attributed(text, (content,), frame, certainty=certainty)
    read = replace(
        reading(text, said),
        propositions=tuple(proposition(text, deed) for deed in deeds),
        dates=tuple(
            Date(span, "2023-09-19") for part in ["19 September"] if part in text for span in spans_of(text, part)
        ),
        quantities=tuple(
            Quantity(span, 14, 14, "", False) for part in ["14"] if part in text for span in spans_of(text, part)
        ),
    )
    return [joined(spans, text) for spans in stated_in(said, read)]


@pytest.mark.parametrize(
    ("text", "frame", "content", "deeds", "expected"),
    [
        # What a report lists is its word; whom a country expels is not the country's.
        (
            "The report lists several faults at the berth.",
            ("The report", "lists"),
            "several faults at the berth",
            [("lists", "list", "who", "report")],
            ["several faults at the berth"],
        ),
        (
            "Merania expels several envoys of the north.",
            ("Merania", "expels"),
            "several envoys of the north",
            [("expels", "expel", "who", "Merania")],
            [],
        ),
        # What is known already is only named; of a nameless deed it is told whom it was done to.
        (
            "The owner wrote of his long quarrel with the board.",
            ("The owner", "wrote of"),
            "his long quarrel with the board",
            [("wrote", "write", "who", "owner")],
            [],
        ),
        (
            "The owner wrote of the killing of the pilot.",
            ("The owner", "wrote of"),
            "the killing of the pilot",
            [("wrote", "write", "who", "owner"), ("killing", "kill", "whom", "pilot")],
            ["the killing of the pilot"],
        ),
        # Whoever defends what he did does not say that he will do it, and who was told to do it says nothing.
        (
            "The owner defended his decision to close the berth.",
            ("The owner", "defended his decision"),
            "to close the berth",
            [("defended", "defend", "who", "owner"), ("close", "close", "who", "owner")],
            [],
        ),
        (
            "The sergeant was called to remove a protester.",
            ("", "was called"),
            "to remove a protester",
            [("called", "call", "whom", "sergeant"), ("remove", "remove", "who", "sergeant")],
            [],
        ),
        # A question may stand at the end of a cue, or before who asks it.
        (
            "The owner did not answer whether the berth might fall.",
            ("The owner", "did not answer whether"),
            "the berth might fall",
            [("answer", "answer", "who", "owner"), ("fall", "fall", "who", "berth")],
            [],
        ),
        (
            "What the owner wants from the berth this year.",
            ("the owner", "wants"),
            "What",
            [("wants", "want", "who", "owner")],
            [],
        ),
        # So is what is filed, a deed by its name.
        (
            "Okell filed her petition with the regional court.",
            ("Okell", "filed"),
            "her petition with the regional court",
            [("filed", "file", "who", "Okell"), ("petition", "petition", "whom", "her")],
            [],
        ),
        # A second verb of the same speaker says as much as the first.
        (
            "The master confirmed one closure of the ramp and denied that it had been mended.",
            ("The master", "confirmed"),
            "one closure of the ramp",
            [("confirmed", "confirm", "who", "master"), ("denied", "deny", "who", "The master")],
            ["one closure of the ramp"],
        ),
        # Who knew of something, was told of it, or agreed to do it did not say so.
        (
            "The firm knew the ramp was failing for months.",
            ("The firm", "knew"),
            "the ramp was failing for months",
            [("knew", "know", "who", "firm"), ("failing", "fail", "who", "ramp")],
            [],
        ),
        (
            "Managers were told that dust was piling up.",
            ("Managers", "were told"),
            "that dust was piling up",
            [("told", "tell", "whom", "Managers"), ("piling", "pile", "who", "dust")],
            [],
        ),
        (
            "He told reporters that dust was piling up.",
            ("He", "told"),
            "that dust was piling up",
            [("told", "tell", "who", "He"), ("piling", "pile", "who", "dust")],
            ["dust was piling up"],
        ),
        (
            "The two sides agreed to put off the repair.",
            ("The two sides", "agreed"),
            "to put off the repair",
            [("agreed", "agree", "who", "sides"), ("put", "put", "whom", "repair")],
            [],
        ),
        # Who asked not to be named did so; a noun with its owner tells of nothing.
        (
            "The official asked not to be named in the report.",
            ("The official", "asked"),
            "not to be named in the report",
            [("asked", "ask", "who", "official"), ("named", "name", "whom", "The official")],
            [],
        ),
        (
            "Reporters asked about the ministry's statement on Friday.",
            ("Reporters", "asked about"),
            "the ministry's statement on Friday",
            [("asked", "ask", "who", "Reporters"), ("statement", "statement", "who", "ministry")],
            [],
        ),
        # What somebody did not say is nobody's word.
        (
            "Moss did not say that the ramp was safe.",
            ("Moss", "did not say"),
            "that the ramp was safe",
            [("say", "say", "who", "Moss"), ("safe", "safe", "who", "ramp")],
            [],
        ),
        (
            "Moss stopped short of saying that the ramp was safe.",
            ("Moss", "stopped short of saying"),
            "that the ramp was safe",
            [("stopped", "stop", "who", "Moss"), ("safe", "safe", "who", "ramp")],
            [],
        ),
        (
            "Moss not only said that the ramp was safe.",
            ("Moss", "not only said"),
            "that the ramp was safe",
            [("said", "say", "who", "Moss"), ("safe", "safe", "who", "ramp")],
            ["the ramp was safe"],
        ),
        # Nor is what somebody asks for.
        (
            "Moss asked that the ramp be closed.",
            ("Moss", "asked"),
            "that the ramp be closed",
            [("asked", "ask", "who", "Moss"), ("closed", "close", "whom", "ramp")],
            [],
        ),
        # Nobody says what is asked, or what is left open; what is told in the form of a question is said.
        (
            "The ministry didn't say who had checked the work.",
            ("The ministry", "didn't say"),
            "who had checked the work",
            [("say", "say", "who", "ministry"), ("checked", "check", "whom", "work")],
            [],
        ),
        (
            "She said whether the ramp was safe is open.",
            ("She", "said"),
            "whether the ramp was safe is open",
            [("said", "say", "who", "She"), ("safe", "safe", "who", "ramp")],
            [],
        ),
        (
            "The report says why the pump had failed twice.",
            ("The report", "says"),
            "why the pump had failed twice",
            [("says", "say", "who", "report"), ("failed", "fail", "who", "pump")],
            ["why the pump had failed twice"],
        ),
        # "That" may be what is spoken of.
        (
            "She told us that was never in doubt.",
            ("She", "told us"),
            "that was never in doubt",
            [("told", "tell", "who", "She"), ("doubt", "doubt", "who", "that")],
            ["that was never in doubt"],
        ),
        # A mere value is stated by its clause; a mere word is not.
        (
            "The email says 19 September.",
            ("The email", "says"),
            "19 September",
            [("says", "say", "who", "email")],
            ["The email says 19 September."],
        ),
        ("The union says 14.", ("The union", "says"), "14", [("says", "say", "who", "union")], ["The union says 14."]),
        ("The union says no.", ("The union", "says"), "no", [("says", "say", "who", "union")], []),
    ],
)
def test_what_somebody_says_is_told_from_what_somebody_does(
    text: str, frame: tuple[str, str], content: str, deeds: list[Deed], expected: list[str]
) -> None:
    assert stated(text, frame, content, deeds) == expected


@pytest.mark.parametrize(
    ("content", "certainty", "expected"),
    [
        ("it", Certainty.DENIED, ["The operator denies it."]),
        # Whoever does not deny "it" has not told what it is, and a charge may be another one.
        ("it", Certainty.ATTRIBUTED, []),
        ("the charge", Certainty.DENIED, []),
    ],
)
def test_who_denies_all_that_was_said_denies_it_with_the_whole_clause(
    content: str, certainty: Certainty, expected: list[str]
) -> None:
    deeds = [("denies", "deny", "who", "operator")]
    assert stated(f"The operator denies {content}.", ("The operator", "denies"), content, deeds, certainty) == expected


@pytest.mark.parametrize(
    ("text", "cue", "content", "deeds", "expected"),
    [
        # Without the verb it would say nothing; what is reported may go without saying so.
        (
            "The fire was believed to have burned for days.",
            "was believed",
            ("The fire", "to have burned for days"),
            [("believed", "believe", "whom", "fire"), ("burned", "burn", "who", "fire")],
            ["The fire was believed to have burned for days"],
        ),
        (
            "The fire reportedly destroyed the old mill.",
            "reportedly",
            ("The fire", "destroyed the old mill"),
            [("destroyed", "destroy", "who", "fire")],
            ["The fire … destroyed the old mill"],
        ),
    ],
)
def test_a_passive_is_told_whole(
    text: str, cue: str, content: tuple[str, ...], deeds: list[Deed], expected: list[str]
) -> None:
    said = attributed(text, content, ("", cue))
    read = replace(reading(text, said), propositions=tuple(proposition(text, deed) for deed in deeds))
    assert [joined(spans, text) for spans in stated_in(said, read)] == expected
