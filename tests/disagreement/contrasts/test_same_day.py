"""Where something was on one day, in words that have no deed in common."""

from __future__ import annotations

import pytest

from headwater.disagreement import compare

from ..records import reading

VANTRY = "[who|The sides] [meet|met] on [when=2023-12-05|5 December] at the ministry in {place:Vantry}."


def places(*texts: str) -> list[list[tuple[str, list[int]]]]:
    """What the articles, each with one assertion, disagree on as to where: the values and who gives them."""
    found = [reading(f"a{number}", text) for number, text in enumerate(texts)]
    told = compare([assertion for (assertion,), _ in found], [article for _, article in found])
    return [
        sorted((v.value, list(v.assertions)) for v in each.values)
        for each in told.disagreements
        if each.slot == "where"
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # One day, two places; whoever has one of them stands with it.
        (
            (
                VANTRY,
                "[whom|The delay] was [agree|agreed] on [when=2023-12-05|5 December] in {place:Ellery}.",
                "[whom|It] was [put|put] off at a meeting in {place:Vantry} on [when=2023-12-05|5 December].",
            ),
            [[("Ellery", [1]), ("Vantry", [0, 2])]],
        ),
        # Another day may be another meeting; a month is no day.
        ((VANTRY, "[whom|It] was [agree|agreed] on [when=2023-12-06|6 December] in {place:Ellery}."), []),
        ((VANTRY, "[whom|It] was [agree|agreed] in [when=2023-12|December] in {place:Ellery}."), []),
        # Where somebody came from, and two places in one sentence, are not where it was.
        ((VANTRY, "[who|They] [travel|travelled] from {place:Ellery} on [when=2023-12-05|5 December]."), []),
        (
            (
                VANTRY,
                "[who|They] [call|called] in {place:Ellery} on [when=2023-12-05|5 December], then in {place:Aske}.",
            ),
            [],
        ),
    ],
)
def test_one_day_has_one_place(texts: tuple[str, ...], expected: list[list[tuple[str, list[int]]]]) -> None:
    assert places(*texts) == expected
