"""Tiles: every stretch that two wordings share, the longest first, no word twice."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.reuse.tiling import RUN, Tile, indexed, runs, tiles

WORDS = st.lists(st.integers(0, 3), max_size=45)


def tiled(one: list[int] | str, other: list[int] | str) -> tuple[Tile, ...]:
    first, second = (np.array([ord(c) if isinstance(c, str) else c for c in each], np.int32) for each in (one, other))
    return tiles(first, indexed(second))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("abcdefgh", "abcdefgh", [(0, 0, 8)], id="the same"),
        pytest.param("abcdefgh", "xabcdefghy", [(0, 1, 8)], id="one in the other"),
        pytest.param("abcde", "abcde", [], id="fewer words than tell anything"),
        pytest.param("abcdefghijkl", "ghijklabcdef", [(0, 6, 6), (6, 0, 6)], id="two parts, exchanged"),
        pytest.param("abcdefXghijklm", "abcdefYghijklm", [(0, 0, 6), (7, 7, 7)], id="a changed word"),
        pytest.param("abcdefabcdef", "abcdef", [(0, 0, 6)], id="said twice in one, once in the other"),
        pytest.param("abcdefabcdef", "abcdefXabcdef", [(0, 0, 6), (6, 7, 6)], id="said twice in both"),
        pytest.param("abcdefghXcdefghij", "abcdefghij", [(0, 0, 8)], id="of two that overlap the longer"),
        pytest.param("", "abcdef", [], id="nothing"),
    ],
)
def test_tiles(one: str, other: str, expected: list[tuple[int, int, int]]) -> None:
    assert tiled(one, other) == tuple(Tile(*each) for each in expected)


@given(WORDS, WORDS)
def test_tiles_share_their_words_and_no_word_is_in_two(one: list[int], other: list[int]) -> None:
    found = tiled(one, other)
    used = [(side, n) for t in found for side in (0, 1) for n in range(t[side], t[side] + t.length)]
    assert len(used) == len(set(used))
    for first, second, length in found:
        assert length >= RUN
        assert one[first : first + length] == other[second : second + length]


@given(st.lists(st.integers(0, 9), max_size=25), st.lists(st.integers(0, 9), max_size=25))
def test_the_longest_shared_stretch_is_a_tile(one: list[int], other: list[int]) -> None:
    """Against the definition, written as plainly as can be."""
    longest = max(
        (
            size
            for i, j in product(range(len(one)), range(len(other)))
            for size in range(1, min(len(one) - i, len(other) - j) + 1)
            if one[i : i + size] == other[j : j + size]
        ),
        default=0,
    )
    assert max((tile.length for tile in tiled(one, other)), default=0) == (longest if longest >= RUN else 0)


def test_a_text_that_repeats_itself_is_done_with_in_time() -> None:
    assert tiled([1, 2, 3, 4, 5, 6, 7] * 10_000, [1, 2, 3, 4, 5, 6, 7] * 10_001) == ()


@given(WORDS)
def test_equal_runs_have_equal_numbers(words: list[int]) -> None:
    numbers = runs(np.array(words, np.int32)).tolist()
    assert len(numbers) == max(0, len(words) - RUN + 1)
    for i, j in product(range(len(numbers)), repeat=2):
        assert (numbers[i] == numbers[j]) == (words[i : i + RUN] == words[j : j + RUN])
