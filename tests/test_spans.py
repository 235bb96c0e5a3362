"""Looking things up by their place gives what looking at each of them gives."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Span
from headwater.spans import in_order, merged, overlaps, within

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1])))


@given(SPANS, st.integers(0, 50), st.integers(0, 12))
def test_like_looking_at_each(spans: list[Span], start: int, size: int) -> None:
    found, end = in_order(spans), start + size
    assert found.touching((start, end)) == [s for s in sorted(spans) if s[0] < end and start < s[1]]
    assert sorted(found.beginning(start, end)) == sorted(s for s in spans if start <= s[0] < end)
    assert [s[0] for s in found.before(start)] == sorted((s[0] for s in spans if s[0] < start), reverse=True)
    later = [s[0] for s in spans if s[0] >= start]
    following = found.after(start)
    assert (following[0] if following else None) == min(later, default=None)
    held = found.holding(start)
    assert (held is not None) == any(s <= start < e for s, e in spans)
    assert list(found) == sorted(spans)


@given(SPANS)
def test_merged_spans_hold_the_same_and_do_not_touch(spans: list[Span]) -> None:
    found = merged(spans)
    assert {i for s, e in found for i in range(s, e)} == {i for s, e in spans for i in range(s, e)}
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(SPANS, st.integers(0, 50), st.integers(1, 12))
def test_a_span_lies_in_others_or_meets_them_by_its_characters(spans: list[Span], start: int, size: int) -> None:
    characters, others = {*range(start, start + size)}, [{*range(*span)} for span in spans]
    assert within((start, start + size), spans) == any(characters <= other for other in others)
    assert overlaps((start, start + size), spans) == any(characters & other for other in others)
