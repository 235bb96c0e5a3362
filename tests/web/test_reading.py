from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Article, Reading
from headwater.web import reading


def of(text: str) -> Reading:
    return Reading(Article("a", "a", text), (), (), (), (), ())


@given(st.text(st.sampled_from("ab \r\n\u0085\u2028\u2029\u202e\x00é😀")))
def test_what_is_shown_has_as_many_characters(text: str) -> None:
    shown = reading.shown(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\r\u0085\u2028\u2029")


@pytest.mark.parametrize("paragraphs", [0, 1, 3, 40])
def test_a_long_text_is_shown_in_parts_that_are_all_of_it(paragraphs: int) -> None:
    text = "\n\n".join(f"{number}. " + "word " * 600 for number in range(paragraphs))
    found = of(text)
    first = reading.part(found, 1, None)
    parts = [reading.part(found, page, None) for page in range(1, first.paging.pages + 1)]
    assert first.paging.pages == (5 if paragraphs == 40 else 1)
    pieces = [piece.text for part in parts for p in part.paragraphs({}) for s in p for piece in s.pieces]
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_the_part_with_an_offset_is_found() -> None:
    text = "\n\n".join(f"{number}. " + "word " * 600 for number in range(40))
    at = text.index("35. ")
    part = reading.part(of(text), 1, at)
    assert part.span[0] <= at < part.span[1]
    assert [part.holds(s, at) for p in part.paragraphs({}) for s in p].count(True) == 1


def test_beyond_the_last_part_there_is_nothing() -> None:
    part = reading.part(of("Words."), 7, None)
    assert (list(part.paragraphs({})), part.attributions) == ([], ())
