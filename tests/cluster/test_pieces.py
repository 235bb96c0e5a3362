"""Stretches of a text do what sets of its characters would do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.cluster.pieces import beside, joined, length, trimmed, trimmed_all, within
from headwater.model import Span
from headwater.spans import merged

TEXT = "“The valve was shut,” she said. The pump, he added, had been off and the gate was open. " * 3
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 40)).map(lambda at: (at[0], min(len(TEXT), at[0] + at[1]))),
    max_size=5,
)


def characters(spans: list[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


@given(SPANS, SPANS)
def test_what_two_share_and_what_one_has_alone(some: list[Span], others: list[Span]) -> None:
    one, other = merged(some), merged(others)
    assert length(within(tuple(one), other)) == len(characters(one) & characters(other))
    alone = [piece for span in one for piece in beside(span, other)]
    assert characters(alone) == characters(one) - characters(other)
    assert length(merged([*alone, *other])) == len(characters(one) | characters(other))


@given(SPANS)
def test_trimmed_stretches_hold_what_each_of_them_does(spans: list[Span]) -> None:
    found = trimmed_all(spans, TEXT)
    assert characters(found) == characters([trimmed(span, TEXT) for span in spans])
    assert length(found) == len(characters(found))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # Where words are left out it is shown; where none are, nothing is missing.
        (("The mill", " reportedly ", "burned down."), "The mill … burned down."),
        (("The mill", ", – ", "burned down."), "The mill burned down."),
        (("The mill", "\n", "burned  down."), "The mill burned down."),
    ],
)
def test_what_is_left_out_of_a_quotation_is_shown(parts: tuple[str, str, str], expected: str) -> None:
    first, between, second = map(len, parts)
    text = "".join(parts)
    assert joined(((0, first), (first + between, first + between + second)), text) == expected
