"""When and where what a claim tells of was, by the propositions of its assertions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from headwater.cluster import circumstances
from headwater.model import (
    Argument,
    Article,
    Assertion,
    Certainty,
    Date,
    Entity,
    Modality,
    Proposition,
    Reading,
    Span,
)

DATES = {"9 February": "2024-02-09", "February": "2024-02", "2023": "2023", "May": "2023-05", "summer": "2023-22/.."}
PLACES = ("Aske", "Sundholm", "France", "Lyon", "Norhaven")


@dataclass(frozen=True)
class Deed:
    """A proposition by its words, its predicate and the phrases that tell when or where."""

    words: str
    predicate: str
    when: str = ""
    where: str = ""


def told(number: int, text: str, *deeds: Deed) -> tuple[Assertion, Reading]:
    def at(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    propositions = tuple(
        Proposition(
            at(deed.words),
            at(deed.predicate),
            deed.predicate,
            tuple(
                Argument(slot, at(words), at(words))
                for slot, words in (("when", deed.when), ("where", deed.where))
                if words
            ),
            False,
            Modality.FACT,
        )
        for deed in deeds
    )
    dates = tuple(Date(at(words), when) for words, when in DATES.items() if words in text)
    entities = tuple(Entity(name, name, "place", (at(name),)) for name in PLACES if name in text)
    id_ = f"article {number}"
    reading = Reading(Article(id_, id_, text), (), entities, (), (), (), dates=dates)
    return Assertion(id_, None, ((0, len(text)),), text, Certainty.ASSERTED, (), propositions), reading


def found(*all_: tuple[str, Sequence[Deed]]) -> tuple[str | None, str | None]:
    pairs = [told(number, text, *deeds) for number, (text, deeds) in enumerate(all_)]
    assertions, readings = [a for a, _ in pairs], {r.article.id: r for _, r in pairs}
    return circumstances.when(assertions, readings), circumstances.where(assertions, readings)


FELL = (
    "The ramp fell on 9 February in Aske",
    [Deed("The ramp fell on 9 February in Aske", "fell", "9 February", "Aske")],
)
SAME = ("The ramp fell in February", [Deed("The ramp fell in February", "fell", "February")])
OTHER = ("The ramp fell in 2023 in Sundholm", [Deed("The ramp fell in 2023 in Sundholm", "fell", "2023", "Sundholm")])
SILENT = ("The ramp fell", [Deed("The ramp fell", "fell")])


@pytest.mark.parametrize(
    ("assertions", "when", "where"),
    [
        ([SILENT], None, None),
        ([FELL], "2024-02-09", "Aske"),
        ([FELL, FELL], "2024-02-09", "Aske"),
        # The more exact date of two, and one that only some give.
        ([FELL, SAME], "2024-02-09", "Aske"),
        ([SAME, FELL, SILENT], "2024-02-09", "Aske"),
        ([SAME], "2024-02", None),
        # A conflict is nobody's date.
        ([FELL, OTHER], None, None),
        ([FELL, SAME, OTHER], None, None),
        # What one of many says may be of something else.
        ([FELL, *[SILENT] * 4], "2024-02-09", "Aske"),
        ([FELL, *[SILENT] * 5], None, None),
        # Where one place lies in the other, by the atlas or by what an article says.
        (
            [
                ("It rained in Lyon", [Deed("It rained in Lyon", "rained", where="Lyon")]),
                ("It rained in France", [Deed("It rained in France", "rained", where="France")]),
            ],
            None,
            "Lyon",
        ),
        (
            [
                ("It rained in Aske, France", [Deed("It rained in Aske, France", "rained", where="Aske")]),
                ("It rained in France", [Deed("It rained in France", "rained", where="France")]),
            ],
            None,
            "Aske",
        ),
    ],
)
def test_assertions_that_agree_give_the_most_exact(
    assertions: list[tuple[str, Sequence[Deed]]], when: str | None, where: str | None
) -> None:
    assert found(*assertions) == found(*assertions[::-1]) == (when, where)


@pytest.mark.parametrize(
    ("text", "deeds", "when", "where"),
    [
        # The time of the deed that the assertion tells of, whatever else happened.
        (
            "The ramp that fell in May in Aske was old",
            [
                Deed("The ramp that fell in May in Aske was old", "was"),
                Deed("The ramp that fell in May in Aske", "fell", "May", "Aske"),
            ],
            None,
            None,
        ),
        (
            "The ramp, built in 2023, carried lorries",
            [
                Deed("The ramp, built in 2023, carried lorries", "carried"),
                Deed("The ramp, built in 2023", "built", "2023"),
            ],
            None,
            None,
        ),
        (
            "The firm answered no questions sent in May",
            [Deed("The firm answered no questions", "answered"), Deed("questions sent in May", "sent", "May")],
            None,
            None,
        ),
        (
            "She asked for a list of the staff in May",
            [Deed("She asked for a list of the staff in May", "asked"), Deed("the staff in May", "staff", "May")],
            None,
            None,
        ),
        # A deed that is the subject, and one that a clause beside it tells of.
        (
            "The blast in May in Aske claimed two lives",
            [
                Deed("The blast in May in Aske claimed two lives", "claimed"),
                Deed("blast in May in Aske", "blast", "May", "Aske"),
            ],
            "2023-05",
            "Aske",
        ),
        (
            "Two people died when the ramp fell in May",
            [Deed("Two people died", "died"), Deed("the ramp fell in May", "fell", "May")],
            "2023-05",
            None,
        ),
        (
            "The yards that forge them are booked since summer",
            [
                Deed("The yards that forge them", "forge"),
                Deed("The yards that forge them are booked since summer", "booked", "since summer"),
            ],
            "2023-22/..",
            None,
        ),
        # Only what is at a place, not what goes there, nor what is named after it.
        ("They went to Aske", [Deed("They went to Aske", "went", where="Aske")], None, None),
        ("It lies in the Aske ramp", [Deed("It lies in the Aske ramp", "lies", where="Aske")], None, None),
        ("They met in northern Aske", [Deed("They met in northern Aske", "met", where="Aske")], None, "Aske"),
        ("They met at Norhaven on Sunday", [Deed("They met at Norhaven", "met", where="Norhaven")], None, "Norhaven"),
    ],
)
def test_only_what_is_said_of_the_deed_itself_counts(
    text: str, deeds: list[Deed], when: str | None, where: str | None
) -> None:
    assert found((text, deeds)) == (when, where)


def test_what_lies_outside_the_assertion_does_not_count() -> None:
    assertion, reading = told(0, *("The ramp fell in May", Deed("The ramp fell in May", "fell", "May")))
    cut = replace(assertion, span=((0, len("The ramp fell")),))
    assert circumstances.when([cut], {reading.article.id: reading}) is None
