"""A value by itself ("it was 14", "the email says 19 September") against the one it answers, whatever the verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.disagreement.contrast import Contrast
from headwater.disagreement.deeds.given import Given
from headwater.disagreement.lexicon import WORD, key, lines, stems
from headwater.disagreement.values import dates, quantities
from headwater.disagreement.values.difference import NEAR, Difference

Pair = tuple[Given, Given]


def contrasts(values: Sequence[Sequence[Given]]) -> Iterator[tuple[Contrast, Pair]]:
    """Of the values that each assertion of a claim gives: one that stands alone against the last of its kind before it.

    With that one go those that other assertions give alike.
    """
    told = [value for found in values for value in found]
    for answer in told:
        before = [value for value in told if _just_before(value, answer)]
        if not before or not _alone(answer):
            continue
        answered = max(before, key=lambda value: value.phrase.place.span)
        for other in told:
            alike = other is answered or (other is not answer and _compare(answered, other) in NEAR)
            difference = _compare(answer, other) if alike else None
            if difference:
                yield Contrast(answer.told, other.told, difference), (answer, other)


def _alone(value: Given) -> bool:
    """Whether its assertion says nothing else, beside who says so and what was measured."""
    spans = value.page.frame(value.assertion.attribution)
    framed = {key(word) for span in spans for word in WORD.findall(value.page.text[slice(*span)])}
    return value.several == 1 and value.own <= framed | lines("how_many", "dimensions").keys() | stems(
        "deeds", "states"
    )


def _just_before(one: Given, other: Given) -> bool:
    """Whether one value of a kind is told before another, in its sentence or in the one before."""
    if one.page is not other.page or one.slot != other.slot or one.assertion is other.assertion:
        return False
    here, there = one.phrase.place.span[0], other.phrase.place.span[0]
    return here < there and one.page.sentence(there) - one.page.sentence(here) <= 1 and _compare(one, other) is not None


def _compare(one: Given, other: Given) -> Difference | None:
    """How two values differ: "since 9 September" and "19 September" by the days that they name."""
    if one.slot != other.slot:
        return None
    if one.slot == "when":
        first, second = (value.phrase.dates[0].removesuffix("/..").removeprefix("../") for value in (one, other))
        return dates.compare(first, second)
    mine, theirs = one.phrase.quantity, other.phrase.quantity
    if mine is None or theirs is None or not quantities.comparable(mine.unit, theirs.unit):
        return None
    unit = mine.unit or theirs.unit
    return quantities.compare(replace(mine, unit=unit), replace(theirs, unit=unit))
