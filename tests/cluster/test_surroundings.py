"""What stands around an assertion: who is meant, when, and what it leaves to its sentence to say."""

import re

import pytest

from headwater.cluster.surroundings import Surroundings
from headwater.model import (
    Article,
    Attribution,
    Certainty,
    Date,
    Entity,
    Meaning,
    Quantity,
    Quotation,
    Reading,
    SourceType,
    Span,
)

TEXT = (
    "A raid in 2016 freed the banker. Other news came first. Ministers say that the raid was planned in Oslo. "
    "Papers believe it was run from Bergen by 12 men."
)
SENTENCES = tuple(match.span() for match in re.finditer(r"[^ .][^.]*\.", TEXT))


def at(part: str) -> Span:
    return TEXT.index(part), TEXT.index(part) + len(part)


def attribution(source: str, cue: str, content: str) -> Attribution:
    spans = (at(source),), (at(cue),), (at(content),)
    person = SourceType.PERSON
    return Attribution(content, None, *spans, Quotation.INDIRECT, person, None, (), Certainty.ATTRIBUTED, 1.0)


READING = Reading(
    Article("a", "", TEXT),
    (attribution("Ministers", "say", "planned in Oslo"), attribution("Papers", "believe", "it was run from Bergen")),
    (Entity("e", "Ada Berg", "person", (at("the banker"), at("Ministers"))),),
    (),
    (),
    SENTENCES,
    (Date(at("2016"), "2016"),),
    (Quantity(at("12 men"), 12.0, 12.0, "men", False),),
    meanings=(Meaning((SENTENCES[0],), b"first"), Meaning((at("planned in Oslo"),), b"oslo")),
)
NEAR = Surroundings(READING)


def test_what_is_mentioned_in_a_stretch() -> None:
    assert NEAR.names((SENTENCES[0],)) == ["Ada Berg"]
    assert NEAR.dates((SENTENCES[0],)) == ["2016"]
    assert NEAR.numbers((SENTENCES[3],)) == ["12", "12"]
    assert NEAR.names((SENTENCES[1],)) == []
    # Half of a name is nobody.
    assert NEAR.names(((SENTENCES[0][0], at("banker")[0]),)) == []


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [("planned in Oslo", b"oslo"), ("freed the banker", b"first"), ("Other news", None)],
)
def test_a_stretch_without_a_vector_has_that_of_its_sentence(stretch: str, expected: bytes | None) -> None:
    assert NEAR.meaning((at(stretch),)) == expected
    assert NEAR.sense(at(stretch)) == (expected if stretch == "planned in Oslo" else None)


@pytest.mark.parametrize(
    ("content", "attributed", "expected", "missing"),
    [
        # Short, so read with its sentence; "the raid" there is the one that the first sentence introduces.
        ("planned in Oslo", True, ["the raid was", "A raid in 2016 freed the banker."], ["Ministers", "Other news"]),
        # "it" is the raid of the sentence before.
        ("it was run from Bergen", True, ["by 12 men", "that the raid was planned in Oslo."], ["Papers", "Other news"]),
        # An article's own sentence stands by itself, but "the raid" still points back.
        ("planned in Oslo", False, [], ["the raid was"]),
        ("the raid was planned in Oslo", False, ["A raid in 2016"], ["Other news"]),
    ],
)
def test_a_content_leaves_much_to_its_surroundings(
    content: str, attributed: bool, expected: list[str], missing: list[str]
) -> None:
    found = NEAR.around(content, (at(content),), attributed)
    assert [part for part in expected if part not in found] == []
    assert [part for part in missing if part in found] == []


def test_nothing_is_around_where_there_are_no_sentences() -> None:
    bare = Surroundings(Reading(Article("a", "", ""), (), (), (), (), ()))
    assert bare.around("the raid", ((0, 1),), attributed=True) == ""
    assert bare.meaning(((0, 1),)) is None
