"""What the network marks on pieces becomes words that hang on one another."""

import numpy as np

from headwater.nlp.network import DEPENDENCIES, PARTS_OF_SPEECH, Encoded
from headwater.nlp.parse import Parse, Word, parse
from headwater.nlp.wordpieces import Window, WordPieces

# Pieces, each with the position of its head in a row (the first piece stands at 1) and what it is to that.
MARKED = {
    "They sank.": [("They", 2, "nsubj"), ("sank", 0, "ROOT"), (".", 2, "punct")],
    "It un sank": [("It", 2, "nsubj"), ("un", 0, "ROOT"), (" sank", 2, "inside")],
    "Ship lost\n\nIt": [("Ship", 2, "nsubj"), ("lost", 3, "dep"), ("It", 0, "ROOT")],
}


def read(text: str) -> Parse:
    marked = MARKED[text]
    spans, at = [], 0
    for form, _, _ in marked:
        start = text.index(form.strip(), at)
        at = start + len(form.strip())
        spans.append((start, at))
    size = len(marked)
    zeros, starts = np.zeros(size, dtype=np.int64), np.array(spans)
    pieces = WordPieces(zeros, starts[:, 0], starts[:, 1], zeros, zeros, np.ones(size, dtype=bool), zeros)
    row = np.zeros((1, size + 2), dtype=np.int64)
    heads, labels, nothing = row.copy(), row.copy(), np.zeros((1, size + 2, 1), dtype=np.float32)
    heads[0, 1 : size + 1] = [head for _, head, _ in marked]
    labels[0, 1 : size + 1] = [DEPENDENCIES.index(label) for *_, label in marked]
    parts = np.full_like(row, PARTS_OF_SPEECH.index("NOUN"))
    encoded = Encoded(nothing, nothing, nothing, nothing, nothing, parts, heads, labels, {})
    return parse(text, pieces, [(encoded, [Window(0, size, 0, size)])])


def test_a_word_hangs_on_its_head_and_a_root_on_itself() -> None:
    assert read("They sank.").words == (
        Word((0, 4), "NOUN", 1, "nsubj"),
        Word((5, 9), "NOUN", 1, "ROOT"),
        Word((9, 10), "NOUN", 1, "punct"),
    )


def test_a_piece_goes_on_with_a_word_only_where_nothing_stands_between() -> None:
    assert [word.span for word in read("It un sank").words] == [(0, 2), (3, 5), (6, 10)]


def test_no_word_hangs_on_one_of_another_paragraph() -> None:
    assert [word.head for word in read("Ship lost\n\nIt").words] == [1, 1, 2]


def test_what_hangs_on_a_word_ends_even_in_a_circle() -> None:
    loop = Parse((Word((0, 1), "VERB", 1, "conj"), Word((2, 3), "VERB", 0, "conj")))
    assert loop.below(0) == [0, 1]
    assert loop.below(0, without=[1]) == [0]
