"""A claim is told in words that can stand alone."""

import re
from dataclasses import replace

import pytest

from headwater.cluster.wording import alone, capital, leans, plainest, shown, unquoted, worded
from headwater.model import (
    Argument,
    Article,
    Assertion,
    Attribution,
    Certainty,
    Entity,
    Modality,
    Proposition,
    Quotation,
    Reading,
    SourceType,
    Span,
)

TEXT = "Ministers say that the raid was “planned in Oslo”. Ada Berg left. They say she fled to Bergen. It burned."


def at(part: str) -> Span:
    return TEXT.index(part), TEXT.index(part) + len(part)


def attribution(source: str, cue: str, content: str) -> Attribution:
    spans = (at(source),), (at(cue),), (at(content),)
    return Attribution("x", None, *spans, Quotation.INDIRECT, SourceType.PERSON, None, (), Certainty.ATTRIBUTED, 1.0)


READING = Reading(
    Article("a", "", TEXT),
    (attribution("Ministers", "say", "planned in Oslo"), attribution("They", "say", "she fled to Bergen")),
    (
        Entity("e", "Ada Berg", "person", (at("Ada Berg"), at("she"))),
        Entity("o", "the minister", "person", (at("It"),)),
    ),
    (),
    (),
    tuple(at(s) for s in (TEXT[:50], "Ada Berg left.", "They say she fled to Bergen.", "It burned.")),
)


def assertion(content: str, attributed: bool = True, certainty: Certainty = Certainty.ATTRIBUTED) -> Assertion:
    return Assertion("a", "x" if attributed else None, (at(content),), content, certainty, ())


@pytest.mark.parametrize(
    ("content", "attributed", "expected"),
    [
        ("planned in Oslo", True, "[the raid was] planned in Oslo"),
        ("she fled to Bergen", True, "she [Ada Berg] fled to Bergen"),
        # What begins a sentence of the article's own is no fragment, and who is not named is not made up.
        ("It burned.", False, "It burned."),
        ("Ada Berg left.", False, "Ada Berg left."),
    ],
)
def test_what_is_left_out_stands_in_brackets(content: str, attributed: bool, expected: str) -> None:
    assert alone(assertion(content, attributed), READING) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("planned in Oslo", True),
        ("He left the harbour town for Brazil", True),
        ("The owner of the mill left for Brazil", False),
    ],
)
def test_a_text_leans_on_what_is_around_it(text: str, expected: bool) -> None:
    assert leans(text) is expected


def test_the_plainest_words_can_stand_alone_are_firm_and_short() -> None:
    told = [
        assertion("she fled to Bergen"),
        assertion("planned in Oslo", certainty=Certainty.ASSERTED),
        assertion("Ministers say that the raid was “planned in Oslo”", certainty=Certainty.HEDGED),
        assertion("the raid was “planned in Oslo”. Ada Berg left"),
        assertion("that the raid was “planned in Oslo”. Ada Berg left"),
    ]
    assert plainest(told) is told[3]
    assert plainest(told[:2]) is told[1]


LISTS = "The report lists three faults of the old berth. It lists two more. The ramp fell. Roe quotes a man who cried."


def fault(text: str, deed: str, filler: str = "") -> Assertion:
    """An attributed assertion with one deed, done by or to the filler."""
    (span, predicate), head = ((LISTS.index(p), LISTS.index(p) + len(p)) for p in (text, deed)), LISTS.find(filler)
    slots = (Argument("who", (head, head + len(filler)), (head, head + len(filler))),) if filler else ()
    told = Proposition(predicate, predicate, deed, slots, False, Modality.FACT)
    return Assertion("a", "x", (span,), text, Certainty.ATTRIBUTED, (), (told,))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # A mere name for something is told with who says it, if that one has a name.
        ([fault("three faults of the old berth", "faults")], "The report lists three faults of the old berth."),
        ([fault("two more", "more")], "two more"),
        # So is one that only says which is meant.
        ([fault("a man who cried", "cried", "man")], "Roe quotes a man who cried"),
        # What is whole may be put less firmly or say less of what others say.
        (
            [fault("three faults of the old berth", "faults"), fault("The ramp fell", "fell", "The ramp")],
            "The ramp fell",
        ),
        # What is a whole sentence begins with a capital, as its first word may have one further on.
        ([fault("old berth. It lists", "It", "old berth")], "Old berth. It lists"),
    ],
)
def test_a_claim_is_told_as_a_whole_statement(told: list[Assertion], expected: str) -> None:
    read = replace(READING, article=Article("a", "", LISTS), sentences=((0, 47), (48, 65), (66, 80), (81, 108)))
    assert worded(plainest(told), told, {"a": read}) == expected


def test_what_lasted_from_one_month_to_another_is_a_whole_sentence() -> None:
    text = "Roe says that from May to June two clerks ran it."
    (start, clerks, ran), end = (text.index(part) for part in ("from", "clerks", "ran")), text.index(".")
    doers = (Argument("who", (clerks, clerks + 6), (clerks, clerks + 6)),)
    done = Proposition((start, end), (ran, ran + 3), "run", doers, False, Modality.FACT)
    told = Assertion("a", "x", ((start, end),), text[start:end], Certainty.ATTRIBUTED, (), (done,))
    read = replace(READING, article=Article("a", "", text), entities=(), sentences=((0, len(text)),))
    assert worded(told, [told], {"a": read}) == "From May to June two clerks ran it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Berg left. She fled to Bergen.", "She [Ada Berg] fled to Bergen."),
        # Whoever was named since may be meant.
        ("Ada Berg left with Ida Moe. She fled to Bergen.", "She fled to Bergen."),
        # So may any body, and any thing.
        ("Ada Berg left. It fled to Bergen.", "It fled to Bergen."),
    ],
)
def test_who_is_meant_stands_beside_the_pronoun(text: str, expected: str) -> None:
    start = text.index(". ") + 2
    named = [(match.start(), match.end()) for match in re.finditer("Ada Berg|Ida Moe", text)]
    pronoun = start, text.index(" fled")
    persons = [Entity(text[slice(*span)], text[slice(*span)], "person", (span,)) for span in named]
    persons[0] = replace(persons[0], mentions=(*persons[0].mentions, pronoun))
    read = Reading(Article("a", "", text), (), tuple(persons), (), (), ((0, start - 1), (start, len(text))))
    fled = Proposition(
        (start, len(text)),
        (pronoun[1] + 1, pronoun[1] + 5),
        "flee",
        (Argument("who", pronoun, pronoun),),
        False,
        Modality.FACT,
    )
    told = Assertion("a", None, ((start, len(text)),), text[start:], Certainty.ASSERTED, (), (fled,))
    assert worded(told, [told], {"a": read}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The company had known.", "The company had known."),
        ("nothing came back down”", "nothing came back down"),
        ('"We never saw it', "We never saw it"),
        ("“The company had known”", "“The company had known”"),
        ("it was “a lie”", "it was “a lie”"),
        ("an official who said that “the city is ours", "an official who said that the city is ours"),
        ("“It was a lie,”", "“It was a lie”"),
        ("it was a lie,", "it was a lie"),
        ("the owners’ crack “may have been visible", "the owners’ crack may have been visible"),
        ("the owners’", "the owners"),
        ("“", ""),
    ],
)
def test_a_quotation_mark_alone_is_left_out(text: str, expected: str) -> None:
    assert unquoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ramp fell", "The ramp fell"),
        ("al-Moss fell", "al-Moss fell"),
        ("iRamp fell", "iRamp fell"),
        ("“the ramp fell", "“the ramp fell"),
        ("3 ramps fell", "3 ramps fell"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, expected: str) -> None:
    assert capital(text) == expected


def test_what_is_less_than_a_sentence_has_no_capital() -> None:
    assert shown(replace(fault("old berth. It lists", "It", "old berth"), text="who lists it")) == "who lists it"
    assert shown(replace(fault("old berth", "faults"), text="three faults")) == "three faults"
    other = "others to look hard"
    slots = (Argument("who", (0, 6), (0, 6)),)
    look = Proposition((0, 19), (10, 14), "look", slots, False, Modality.FACT)
    assert shown(Assertion("a", "x", ((0, 19),), other, Certainty.ATTRIBUTED, (), (look,))) == other


@pytest.mark.parametrize(
    ("text", "parts", "doer", "expected"),
    [
        # Less than a sentence is told with whoever hopes for it, by name where a pronoun means a known one.
        ("Engineers expect owners to look at it.", ("owners to look at it",), "owners",
         "Engineers expect owners to look at it."),
        ("She wants to ask the owner of the berth.", ("ask the owner of the berth",), "",
         "She [Ada Moss] wants to ask the owner of the berth."),
        ("He wants to ask the owner of the berth.", ("ask the owner of the berth",), "", "ask the owner of the berth"),
        # So is what somebody is believed to have done.
        ("The port board is believed to look at old berths.", ("The port board", "look at old berths"), "",
         "The port board is believed to look at old berths."),
    ],
)  # fmt: skip
def test_what_is_hoped_for_is_told_with_who_hopes_for_it(
    text: str, parts: tuple[str, ...], doer: str, expected: str
) -> None:
    def place(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    slots = (Argument("who", place(doer), place(doer)),) if doer else ()
    predicate = place("look" if "look" in text else "ask")
    deed = Proposition(predicate, predicate, "look", slots, False, Modality.FACT)
    told = Assertion("a", "x", tuple(map(place, parts)), " … ".join(parts), Certainty.HEDGED, (), (deed,))
    entities = (Entity("e", "Ada Moss", "person", ((0, 3),)),) if text.startswith("She") else ()
    read = replace(READING, article=Article("a", "", text), entities=entities, sentences=((0, len(text)),))
    assert worded(told, [told], {"a": read}) == expected
