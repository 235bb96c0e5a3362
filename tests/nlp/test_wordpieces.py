"""Pieces point into the text as it is, marks of quotation are followed, and windows tile the text."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from headwater.nlp.wordpieces import WordPieces, split, windows

VOCABULARY = ["[PAD]", "[UNK]", "the", "ship", "##s", "##yard", "nato", "mcdonald", "cafe", "sank", ".", "“", "”", "!"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A word-piece tokenizer cut as BERT's is, with a handful of words."""
    made = Tokenizer(models.WordPiece({word: i for i, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The ships sank.", ["The", "ship", "s", "sank", "."]),
        ("The\r\nship", ["The", "ship"]),
        ("👩‍👩‍👧 ship", ["👩‍👩‍👧", "ship"]),  # five code points
        ("𝕏 ship", ["𝕏", "ship"]),
        ("café ship", ["café", "ship"]),
        ("the \0ship", ["the", "ship"]),
        ("\u202ethe\u200f ship\u202c", ["the", "ship"]),
        ("the \ud800 ship", ["the", "ship"]),
        ("\udcff", []),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_offsets_are_code_points_of_the_text_itself(tokenizer: Tokenizer, text: str, pieces: list[str]) -> None:
    found = split(tokenizer, text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == pieces


def test_a_combining_mark_belongs_to_no_other_piece(tokenizer: Tokenizer) -> None:
    found = split(tokenizer, "cafe\u0301 ship")
    assert found.starts.tolist() == [0, 6]
    assert found.ends.tolist()[1] == 10


@given(st.text(st.characters(), max_size=40))
def test_pieces_of_any_text_lie_in_order_within_it(tokenizer: Tokenizer, text: str) -> None:
    found = split(tokenizer, text)
    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()
    assert not len(found) or found.ends[-1] <= len(text)


@pytest.mark.parametrize(
    ("piece", "case"),
    [("ship", 0), ("12", 0), ("—", 0), ("Ship", 1), ("A", 1), ("NATO", 2), ("McDonald", 3), ("cafE", 3), ("É", 1)],
)
def test_the_case_of_a_piece(tokenizer: Tokenizer, piece: str, case: int) -> None:
    assert split(tokenizer, f"the {piece} sank").cases.tolist() == [0, case, 0]


def test_layout_knows_paragraphs_and_quotation(tokenizer: Tokenizer) -> None:
    found = split(tokenizer, "The ship\n\n“The ship” sank\nthe ship")
    assert found.layouts.tolist() == [1, 0, 3, 2, 2, 2, 0, 1, 0]


def test_breaks_grade_paragraphs_sentences_words_and_pieces(tokenizer: Tokenizer) -> None:
    found = split(tokenizer, "The ships sank. The ship sank! the\nship")
    assert found.breaks.tolist() == [3, 1, 0, 1, 1, 2, 1, 1, 1, 1, 3]


def made(breaks: list[int]) -> WordPieces:
    """Pieces of one character each with these breaks."""
    count = len(breaks)
    zeros = np.zeros(count, dtype=np.int64)
    starts = np.arange(count)
    whole = np.ones(count, dtype=bool)
    return WordPieces(zeros, starts, starts + 1, zeros, zeros, whole, np.array(breaks, dtype=np.int64))


@given(st.lists(st.integers(0, 3), max_size=300), st.integers(1, 60), st.integers(0, 80))
def test_cores_tile_any_text_in_windows_of_any_size(breaks: list[int], size: int, context: int) -> None:
    done = 0
    for window in windows(made(breaks), size, context):
        assert window.core_start == done < window.core_end
        assert 0 <= window.start <= window.core_start
        assert window.core_end <= window.end <= len(breaks)
        assert window.end - window.start <= size
        assert window.core_start - window.start <= context
        done = window.core_end
    assert done == len(breaks)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=400), st.integers(4, 16))
def test_a_core_has_seen_what_follows_it(breaks: list[int], context: int) -> None:
    for window in windows(made(breaks), 5 * context, context):
        assert window.end == len(breaks) or window.end - window.core_end >= context - context // 2


def tiles(breaks: list[int], size: int, context: int) -> Iterator[int]:
    return (window.core_end for window in windows(made(breaks), size, context))


def test_windows_are_cut_at_the_best_break() -> None:
    breaks = [0] * 40
    breaks[16], breaks[18] = 3, 2
    assert next(tiles(breaks, 20, 0)) == 16
