"""Parsed sentences become who did what to whom."""

import pytest

from headwater.model import Mention
from headwater.nlp import words
from headwater.nlp.parse import Parse, Word
from headwater.nlp.propositions import propositions
from headwater.nlp.syntax import Syntax

from .parses import syntax


def told(sentence: str) -> list[str]:
    parsed, mentions, quantities = syntax(sentence)
    return [
        f"{'not ' if p.negated else ''}{p.modality} {p.lemma} | "
        + "; ".join(f"{a.slot}: {sentence[slice(*a.span)]}" for a in p.arguments if a.slot != "how many")
        for p in propositions(parsed, mentions, [], quantities)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Mossad carried out the assassination of the scientist in Dubai in January 2010.",
            ["fact assassination | who: The Mossad; whom: the scientist; where: Dubai; when: January 2010"],
        ),
        (
            "The scientist was killed by agents on Tuesday.",
            ["fact kill | whom: The scientist; who: agents; when: Tuesday"],
        ),
        (
            "The agents tried to recruit a French engineer.",
            ["fact try | who: The agents", "attempt recruit | who: The agents; whom: a French engineer"],
        ),
        (
            "The engineer who was recruited by the service denied leaking documents.",
            [
                "fact recruit | whom: The engineer; who: the service",
                "fact deny | who: The engineer; whom: leaking documents",
            ],
        ),
        (
            "The man whom they accused fled to Cairo.",
            ["fact accuse | whom: The man; who: they", "fact flee | who: The man; where: Cairo"],
        ),
        (
            "Officials failed to stop the sale of 40 tons of grain.",
            [
                "fact fail | who: Officials",
                "failure stop | who: Officials; whom: the sale of 40 tons of grain",
                "fact sale | whom: 40 tons of grain",
            ],
        ),
        (
            "The firm succeeded in recruiting the engineer.",
            ["fact succeed | who: The firm", "success recruit | who: The firm; whom: the engineer"],
        ),
        (
            "The court did not approve the merger.",
            ["not fact approve | who: The court; whom: the merger"],
        ),
        (
            "At least 38 people died in the fire near Lyon, the mayor said.",
            ["fact die | who: At least 38 people; where: Lyon", "fact fire | where: Lyon", "fact say | who: the mayor"],
        ),
        (
            "The minister will visit Cairo next week.",
            ["expectation visit | who: The minister; whom: Cairo; when: next week"],
        ),
        (
            "No one was hurt.",
            ["not fact hurt | whom: No one"],
        ),
        (
            "He was an agent of the Syrian government.",
            ["fact agent | who: He"],
        ),
        (
            "The company's purchase of the port was blocked and later approved by the regulator.",
            [
                "fact purchase | who: The company; whom: the port",
                "fact block | whom: The company's purchase of the port",
                "fact approve | who: the regulator",
            ],
        ),
        (
            "The bank denied that it had paid bribes.",
            ["fact deny | who: The bank", "not fact pay | who: it; whom: bribes"],
        ),
        (
            "A man carrying a knife attacked three nurses outside the hospital.",
            [
                "fact carry | who: A man; whom: a knife",
                "fact attack | who: A man; whom: three nurses; where: the hospital",
            ],
        ),
        # A verb and a noun that are one deed together.
        (
            "The engineer was taken into custody on Friday.",
            ["fact arrest | whom: The engineer; when: Friday"],
        ),
        (
            "The operation took place in Paris, not in Vienna.",
            ["fact operation | where: Paris"],
        ),
        (
            "The service managed to kill him with poison.",
            ["fact manage | who: The service", "success kill | who: The service; whom: him"],
        ),
        (
            "The bank tried but failed to sell its shares.",
            [
                "fact try | who: The bank",
                "attempt fail | who: The bank",
                "failure sell | who: The bank; whom: its shares",
            ],
        ),
        (
            "She was said to have tried to recruit him.",
            ["fact say | whom: She", "fact try | who: She", "attempt recruit | who: She; whom: him"],
        ),
        (
            "The Mossad was behind the killing.",
            ["fact kill | who: The Mossad"],
        ),
        (
            "The firm never paid the fine imposed by the court.",
            ["not fact pay | who: The firm; whom: the fine", "fact impose | who: the court"],
        ),
        (
            "Israel killed a scientist working for Hamas.",
            ["fact kill | who: Israel; whom: a scientist", "fact work | who: a scientist"],
        ),
        (
            "Nobody admitted having seen the report.",
            ["not fact admit | who: Nobody", "not fact see | who: Nobody; whom: the report"],
        ),
        (
            "Three agents, including the station chief, were expelled in 2011.",
            ["fact expel | whom: Three agents, including the station chief; when: 2011"],
        ),
        (
            "She was arrested and charged with fraud.",
            ["fact arrest | whom: She", "fact charge | whom: She"],
        ),
        (
            "The inquiry into the collapse will open in April.",
            ["fact inquiry | whom: the collapse", "expectation open | who: The inquiry into the collapse; when: April"],
        ),
        (
            "French services believe that Israel assassinated him in Paris.",
            ["fact believe | who: French services", "fact assassinate | who: Israel; whom: him; where: Paris"],
        ),
    ],
)
def test_a_sentence_says_who_did_what_to_whom(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_a_number_beside_who_or_whom_says_how_many() -> None:
    sentence = "A man carrying a knife attacked three nurses outside the hospital."
    parsed, mentions, quantities = syntax(sentence)
    attack = propositions(parsed, mentions, [], quantities)[-1]
    assert [sentence[slice(*a.span)] for a in attack.arguments if a.slot == "how many"] == ["three"]


def test_a_text_without_words_says_nothing() -> None:
    empty = Syntax("", Parse(()), words.load("en").propositions, "en")
    assert propositions(empty, [], [], []) == ()


def test_heads_that_go_in_a_circle_end() -> None:
    """A network may say that two words hang on each other."""
    loop = Parse((Word((0, 4), "VERB", 1, "ccomp"), Word((5, 9), "VERB", 0, "xcomp")))
    assert propositions(Syntax("plan sell", loop, words.load("en").propositions, "en"), [], [], []) == ()


def test_a_possessives_mark_may_be_all_that_is_taken_for_a_place() -> None:
    """A network may give any word any part in a sentence."""
    text = "It fell in ’s"
    parts = (
        ((0, 2), "PRON", 1, "nsubj"),
        ((3, 7), "VERB", 1, "ROOT"),
        ((8, 10), "ADP", 1, "prep"),
        ((11, 13), "PART", 2, "case"),
    )
    parsed = Syntax(text, Parse(tuple(Word(*part) for part in parts)), words.load("en").propositions, "en")
    [fall] = propositions(parsed, [Mention((11, 13), "PLACE")], [], [])
    assert [(a.slot, text[slice(*a.span)]) for a in fall.arguments] == [("who", "It"), ("where", "’s")]
