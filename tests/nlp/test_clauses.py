"""A sentence that asserts two things is two clauses."""

import pytest

from headwater.nlp import words
from headwater.nlp.clauses import clauses
from headwater.nlp.parse import Parse, Word
from headwater.nlp.syntax import Syntax

from .parses import syntax


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It said that inspectors had found a crack in October and that the repair would have cost 2.38 million "
            "crowns.",
            [
                "It said that inspectors had found a crack in October",
                "that the repair would have cost 2.38 million crowns.",
            ],
        ),
        # "That" opens a clause, whatever the parse hangs it on.
        (
            "The Courier wrote that inspectors found a crack and that repairs costing 2 million were put off.",
            [
                "The Courier wrote that inspectors found a crack",
                "that repairs costing 2 million were put off.",
            ],
        ),
        # It is no article of what stands behind it, if something is told of that ...
        (
            "The Ledger wrote that divers found a leak and that pumps costing 2 million were ordered.",
            ["The Ledger wrote that divers found a leak", "that pumps costing 2 million were ordered."],
        ),
        # ... and else it is one.
        (
            "The Ledger wrote that divers knew this valve and that valve.",
            ["The Ledger wrote that divers knew this valve and that valve."],
        ),
        ("The engineer fled, but police caught him in Oslo.", ["The engineer fled", "police caught him in Oslo."]),
        # Two deeds of one subject stay together.
        ("The firm sold its ships and cut jobs.", ["The firm sold its ships and cut jobs."]),
        # So do two that only say which man is meant.
        (
            "The man who stole the car and whom police sought was found.",
            ["The man who stole the car and whom police sought was found."],
        ),
    ],
)
def test_a_clause_asserts_by_itself(sentence: str, expected: list[str]) -> None:
    parsed, _, _ = syntax(sentence)
    assert [sentence[a:b] for a, b in clauses(parsed, sentence, ((0, len(sentence)),))] == expected


def test_without_a_parse_clauses_are_sentences() -> None:
    empty = Syntax("A b. C d.", Parse(()), words.load("en").propositions, "en")
    assert clauses(empty, "A b. C d.", ((0, 4), (5, 9))) == ((0, 4), (5, 9))


def test_what_has_no_verb_asserts_nothing_but_as_a_headline() -> None:
    text = "The engineer fled, but police caught him in Oslo."
    parsed, _, _ = syntax(text)
    bare, told = (0, len("The engineer")), (len("The engineer "), len(text))
    assert text[slice(*clauses(parsed, text, (bare, told))[0])] == "The engineer"
    assert [text[a:b] for a, b in clauses(parsed, text, (told, bare))] == ["fled", "police caught him in Oslo."]


def test_conjunctions_in_a_circle_end() -> None:
    text = "he sank she fled"
    spans = ((0, 2), (3, 7), (8, 11), (12, 16))
    heads = ((1, "nsubj"), (3, "conj"), (3, "nsubj"), (1, "conj"))
    loop = Parse(tuple(Word(s, "VERB", h, d) for s, (h, d) in zip(spans, heads, strict=True)))
    assert clauses(Syntax(text, loop, words.load("en").propositions, "en"), text, ((0, 16),))
