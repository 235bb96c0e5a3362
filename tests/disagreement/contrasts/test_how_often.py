"""How often a thing was done, by verb, by noun, and by what is denied of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.disagreement import compare
from headwater.model import Assertion, Certainty, Link, Reading

from ..records import reading, speaker

SHUT = "[whom|The pier] was [shut|shut] twice in the gales of last year."
Told = tuple[list[Assertion], Reading]


def often(*told: Told) -> list[list[tuple[str, list[int]]]]:
    """What the articles, each with one assertion, disagree on as to how many: the values and who gives them."""
    found = compare([assertion for (assertion,), _ in told], [article for _, article in told])
    return [
        sorted((v.value, list(v.assertions)) for v in each.values)
        for each in found.disagreements
        if each.slot == "how many"
    ]


def denied(told: Told) -> Told:
    (assertion,), article = told
    return [replace(assertion, certainty=Certainty.DENIED)], article


def articles(*texts: str, said_by: Link | None = None) -> list[Told]:
    return [reading(f"a{number}", text, said_by=said_by) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # The same verb, or one of its kind, and another number.
        ((SHUT, "[whom|The pier] was [close|closed] once in the gales."), [[("once", [1]), ("twice", [0])]]),
        ((SHUT, "[whom|The pier] was [shut|shut] three times in the gales."), [[("three times", [1]), ("twice", [0])]]),
        # A noun for the deed.
        (
            (SHUT, "[who|The gales] [cause|caused] [how many=1..1 closures|one closure] of the pier."),
            [[("one closure", [1]), ("twice", [0])]],
        ),
        # What is left open is no conflict.
        ((SHUT, "[whom|The pier] was [shut|shut] at least once in the gales."), []),
        # Nor are two deeds, ...
        ((SHUT, "[whom|The pier] was [paint|painted] once in the gales."), []),
        # ... a rate, what is compared, or what was formerly so.
        ((SHUT, "[whom|The pier] was [shut|shut] three times a week in the gales."), []),
        ((SHUT, "[whom|The pier] was [shut|shut] three times as long in the gales."), []),
        ((SHUT, "[whom|The pier], once a landing stage, was [shut|shut] in the gales."), []),
        ((SHUT, "[whom|The pier] was [shut|shut] at once in the gales."), []),
    ],
)
def test_a_deed_is_done_so_many_times(texts: tuple[str, ...], expected: list[list[tuple[str, list[int]]]]) -> None:
    assert often(*articles(*texts)) == expected


def test_who_denies_that_there_was_a_second_says_once_at_most() -> None:
    told = [
        *articles(SHUT, "[whom|The pier] was [shut|shut] once in the gales."),
        denied(reading("a2", "There was a second.")),
    ]
    assert often(*told) == [[("once", [1, 2]), ("twice", [0])]]
    closure = "[who|The gales] [cause|caused] [how many=1..1 closures|one closure] of the pier."
    told = [*articles(SHUT, closure), denied(reading("a2", "There was a second."))]
    assert often(*told) == [[("one closure", [1, 2]), ("twice", [0])]]


def test_a_second_of_what_is_not_named_is_no_count_of_things() -> None:
    killed = articles("[whom+how many=5..5 people|Five people] were [kill|killed] in the gales.")
    assert often(*killed, denied(reading("a2", "There was a second."))) == []


def test_one_voice_counts_two_things() -> None:
    text = f"{SHUT} [whom|The pier] was [shut|shut] once in the gales."
    asserted, article = reading("a0", text, said_by=speaker("Ada Moss"))
    assert not compare(asserted, [article]).disagreements
    other = replace(asserted[1], chain=(speaker("Karl Roe"),))
    assert [d.slot for d in compare([asserted[0], other], [article]).disagreements] == ["how many"]
