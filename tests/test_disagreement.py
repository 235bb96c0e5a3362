import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.disagreement import disagreements
from headwater.model import Article, Assertion, Certainty, Entity, Reading

SHARED = Path(__file__).parents[2] / "shared"

PLACES = ("Lyon", "Oslo", "France", "Bergen")


def told(*texts: str, denied: int | None = None) -> tuple[list[Assertion], list[Reading]]:
    """One article a text, with the places in it marked."""
    asserted, readings = [], []
    for number, text in enumerate(texts):
        span = ((0, len(text)),)
        certainty = Certainty.DENIED if number == denied else Certainty.ASSERTED
        asserted.append(Assertion(f"a{number}", None, span, text, certainty, ()))
        entities = tuple(
            Entity(place, place, "PLACE", ((text.index(place), text.index(place) + len(place)),))
            for place in PLACES
            if place in text
        )
        readings.append(Reading(Article(f"a{number}", "", text), (), entities, (), (), span))
    return asserted, readings


CONFLICTS = [
    # Plain counts of one noun.
    ("how many", ["The fire killed 38 people.", "The fire killed 52 people."], [("38 people", 0), ("52 people", 1)]),
    ("how many", ["It cost $3 million to build.", "It cost $5 million."], [("$3 million", 0), ("$5 million", 1)]),
    ("how many", ["At least 50 people died.", "30 people were killed."], [("50 people", 0), ("30 people", 1)]),
    ("how many", ["Two boats sank.", "Three boats capsized."], [("Two boats", 0), ("Three boats", 1)]),
    # Where, in one role.
    ("where", ["The raid was run from Lyon.", "It was run out of Oslo."], [("Lyon", 0), ("Oslo", 1)]),
    (
        "where",
        ["The raid was run from Lyon.", "It was run from Oslo or another northern port."],
        [("Lyon", 0), ("Oslo or another northern port", 1)],
    ),
    ("when", ["The bridge fell in 2009.", "The bridge fell in 2011."], [("2009", 0), ("2011", 1)]),
    ("when", ["The bridge fell on March 3.", "The bridge fell on 4 March."], [("March 3", 0), ("March 4", 1)]),
    # A deed attempted, or done.
    (
        "outcome",
        ["The bank made an attempt to buy the mill.", "The bank succeeded in buying the mill."],
        [("attempt", 0), ("succeeded", 1)],
    ),
    ("outcome", ["Thieves tried to rob the mill.", "Thieves robbed the mill."], [("tried", 0), ("robbed", 1)]),
    ("polarity", ["The mayor did not resign.", "The mayor will resign."], [("not resign", 0), ("resign", 1)]),
    ("polarity", ["The law strengthened unions.", "The law weakened unions."], [("strengthened", 0), ("weakened", 1)]),
    (
        "who",
        ["They hoped to hire a Danish engineer.", "They hired the Danish pilot last year."],
        [("a Danish engineer", 0), ("the Danish pilot", 1)],
    ),
]


@pytest.mark.parametrize(("slot", "texts", "values"), CONFLICTS)
def test_a_conflict_is_typed_and_tells_who_holds_what(
    slot: str, texts: list[str], values: list[tuple[str, int]]
) -> None:
    found = [d for d in disagreements(*told(*texts)) if d.slot == slot]
    assert [[(value.value, *value.assertions) for value in d.values] for d in found] == [values]


@pytest.mark.parametrize(
    "texts",
    [
        # An approximation, a bound, a rounding.
        ["About 40 people died.", "The fire killed 38 people."],
        ["More than 30 people died.", "38 people died."],
        ["Up to 40 people died.", "38 people died."],
        ["The firm lost 1,200 workers.", "The firm lost 1,187 workers."],
        # Other things counted, or others of the same things.
        ["38 people were killed.", "12 people were injured."],
        ["It hired 12 nurses.", "It hired 5 drivers."],
        # A place in another role, or within the other.
        ["The raid was run from Lyon.", "The raid took place in Oslo."],
        ["The raid was run from Lyon, France.", "The raid was run from France."],
        # A year within a span.
        ["The bridge was closed from 2009 to 2012.", "The bridge was closed in 2011."],
        # A failed attempt is an attempt.
        ["They tried to rob the mill.", "They failed to rob the mill."],
        ["The mayor did not resign.", "The mayor has not resigned."],
        ["The law was not weakened.", "The law was strengthened."],
        # Wider words for one person.
        ["They hired a Danish man.", "They hired a Danish engineer."],
        ["The mill burned down.", "A blaze destroyed the mill."],
    ],
)
def test_what_can_be_reconciled_is_no_disagreement(texts: list[str]) -> None:
    assert disagreements(*told(*texts)) == ()


def test_a_denial_stands_against_the_claim() -> None:
    (found,) = disagreements(*told("he took the money", "The mayor took the money.", denied=0))
    assert [(v.value, v.assertions) for v in found.values] == [("denied", (0,)), ("asserted", (1,))]


def test_more_than_two_hold_two_values() -> None:
    (found,) = disagreements(*told("38 people died.", "52 people died.", "The fire killed 38 people."))
    assert [(v.value, v.assertions) for v in found.values] == [("38 people", (0, 2)), ("52 people", (1,))]


@pytest.mark.parametrize("text", ["", "   ", "0", "9" * 400, "not", "in in in", "2019 2020 2021", "successfully"])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert disagreements(*told(text, text)) == ()


@pytest.mark.skipif(not (SHARED / "acceptance").is_dir(), reason="the two real reports stay outside the repository")
def test_the_disagreements_of_the_two_real_reports_are_found() -> None:
    gold = json.loads((SHARED / "acceptance" / "seeds.json").read_text("utf-8"))
    by_id = {a["id"]: a for a in gold["attributions"]}
    for event in gold["story"]["same_event"]:
        asserted, readings = [], []
        for id_ in event["assertions"]:
            name, content = by_id[id_]["article"], tuple(map(tuple, by_id[id_]["content"]))
            text = (SHARED / "seeds" / name).read_text("utf-8")
            said = " ".join(text[start:end] for start, end in content)
            asserted.append(Assertion(name, id_, content, said, Certainty.ATTRIBUTED, ()))
            places = [Entity(p, p, "PLACE", tuple(spans_of(p, text))) for p in ("Paris", "Austria", "Dubai")]
            readings.append(Reading(Article(name, "", text), (), tuple(places), (), (), ()))
        found = {d.slot: {v.value for v in d.values} for d in disagreements(asserted, readings)}
        expected = {d["slot"]: d["values"] for d in event["discrepancies"]}
        assert found.keys() == expected.keys()
        for slot, values in expected.items():
            assert all(any(short in value for short in found[slot]) for value in values)


def spans_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(re.escape(name), text))
