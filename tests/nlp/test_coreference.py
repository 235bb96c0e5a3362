"""What a mention may refer to: candidates that its window shows, and how likely the pointer finds them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp.coreference import Reference, references, runs_of
from headwater.nlp.network import Encoded, Floats
from headwater.nlp.wordpieces import Integers, Window, WordPieces


class Marking:
    """A network that, whatever it is asked, marks the positions given to it."""

    def __init__(self, marked: dict[int, float]) -> None:
        self.marked = marked

    def encode(self, ids: Integers, cases: Integers, layouts: Integers) -> Encoded:
        raise NotImplementedError

    def point(self, pointer: str, pieces: Floats, span: Floats, distance: Integers) -> tuple[Floats, Floats]:
        assert pointer == "coreference"
        assert pieces.shape == (*distance.shape, span.shape[1])
        tags = np.zeros((*distance.shape, 3), dtype=np.float32)
        for position, probability in self.marked.items():
            tags[:, position, 1:] = probability / 2
        return tags, np.ones(1, dtype=np.float32)


def encoded(rows: int, length: int) -> Encoded:
    nothing = np.zeros((rows, length, 0), dtype=np.float32)
    words = np.zeros((rows, length), dtype=np.int64)
    return Encoded(nothing, nothing, nothing, nothing, nothing, words, words, words, {"coreference": nothing})


def found(
    marked: dict[int, float], windows: list[Window], mentions: list[tuple[int, int]], candidates: list[tuple[int, int]]
) -> list[Reference]:
    length = max(window.end - window.start for window in windows) + 2
    return references(Marking(marked), encoded(len(windows), length), windows, mentions, candidates)


def test_a_candidate_is_as_likely_as_its_pieces_on_average() -> None:
    made = found({3: 1.0, 4: 0.5}, [Window(0, 10, 0, 10)], [(6, 7)], [(0, 1), (2, 4)])
    assert made == [Reference((6, 7), (0, 1), 0.0), Reference((6, 7), (2, 4), 0.75)]


def test_a_mention_does_not_refer_to_itself_nor_to_what_overlaps_it() -> None:
    made = found({}, [Window(0, 10, 0, 10)], [(4, 6)], [(4, 6), (3, 5), (5, 8), (6, 8)])
    assert [reference.candidate for reference in made] == [(6, 8)]


def test_a_mention_is_asked_in_the_window_whose_core_it_begins_in() -> None:
    windows = [Window(0, 10, 0, 8), Window(6, 14, 8, 14)]
    made = found({}, windows, [(7, 9), (8, 9), (13, 14)], [(0, 2), (6, 7), (11, 12)])
    assert [(reference.mention, reference.candidate) for reference in made] == [
        ((7, 9), (0, 2)),
        ((7, 9), (6, 7)),
        ((8, 9), (6, 7)),
        ((8, 9), (11, 12)),
        ((13, 14), (6, 7)),
        ((13, 14), (11, 12)),
    ]


@pytest.mark.parametrize(("mentions", "candidates"), [([], []), ([], [(0, 1)]), ([(2, 3)], []), ([(9, 12)], [(0, 1)])])
def test_nothing_to_ask_or_to_answer(mentions: list[tuple[int, int]], candidates: list[tuple[int, int]]) -> None:
    assert found({}, [Window(0, 10, 0, 10)], mentions, candidates) == []


def at(*spans: tuple[int, int]) -> WordPieces:
    starts, ends = np.array([a for a, _ in spans]), np.array([b for _, b in spans])
    zeros = np.zeros(len(spans), dtype=np.int64)
    return WordPieces(zeros, starts, ends, zeros, zeros, np.ones(len(spans), dtype=bool), zeros)


@pytest.mark.parametrize(
    ("span", "run"),
    [
        ((0, 3), (0, 1)),
        ((4, 9), (1, 3)),
        ((5, 6), (1, 2)),  # within a piece
        ((2, 5), (0, 2)),  # over the edges of two
        ((3, 4), None),  # white space
        ((20, 30), None),  # past the text
        ((5, 5), None),
        ((0, 30), (0, 3)),
    ],
)
def test_spans_of_the_text_as_runs_of_pieces(span: tuple[int, int], run: tuple[int, int] | None) -> None:
    assert runs_of(at((0, 3), (4, 7), (7, 9)), [span]).get(span) == run


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=10))
def test_runs_hold_pieces(spans: list[tuple[int, int]]) -> None:
    assert all(0 <= first < end <= 3 for first, end in runs_of(at((0, 3), (4, 7), (7, 9)), spans).values())
