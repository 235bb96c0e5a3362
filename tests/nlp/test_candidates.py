"""From what the pointer says of pieces to the source and the content around a cue."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp.candidates import CONTENT, SOURCE, Thresholds, parts
from headwater.nlp.network import Floats

THRESHOLDS = Thresholds(relation=0.5, nested=0.8, part=0.5, crumb=0.1)


def answer(drawn: str) -> Floats:
    """The pointer's answer to a cue, one character a piece: S and C are surely source and content, c barely is."""
    sure = {"S": (SOURCE, 0.5), "C": (CONTENT, 0.5), "c": (CONTENT, 0.26)}
    tags = np.zeros((len(drawn), 5), dtype=np.float32)
    for index, character in enumerate(drawn):
        if character in sure:
            columns, probability = sure[character]
            tags[index, columns] = probability
    return tags


@pytest.mark.parametrize(
    ("drawn", "cue", "source", "content"),
    [
        ("SS>CCC", (2, 3), [(0, 2)], [(3, 6)]),
        ("CCC>SS", (3, 4), [(4, 6)], [(0, 3)]),
        ("CCC.SS>.CC", (6, 7), [(4, 6)], [(0, 3), (8, 10)]),  # two parts around source and cue
        ("CCCSS>CCC", (5, 6), [(3, 5)], [(0, 3), (6, 9)]),  # the same without a comma: a bridge is cut
        ("CC.CC>", (5, 6), [], [(0, 5)]),  # nobody says it; a comma is bridged
        ("SS>...", (2, 3), [(0, 2)], []),  # nothing is said
        (".>.", (1, 2), [], []),
        ("S.SSS>CC", (5, 6), [(2, 5)], [(6, 8)]),  # the better of two sources
        (">CCCCCCCC....c", (0, 1), [], [(1, 9)]),  # a crumb is no part
        ("CCC>>SSCC", (3, 5), [(5, 7)], [(0, 3), (7, 9)]),  # a cue of two pieces
        ("SS>SS.CC", (2, 3), [(0, 2), (3, 5)], [(6, 8)]),  # a source that bridges the cue is cut by it
    ],
)
def test_the_parts_of_a_relation(
    drawn: str, cue: tuple[int, int], source: list[tuple[int, int]], content: list[tuple[int, int]]
) -> None:
    assert parts(answer(drawn), cue, THRESHOLDS) == (tuple(source), tuple(content))


def test_what_the_pointer_marks_on_the_cue_counts_for_nothing() -> None:
    assert parts(answer("CCSSCC"), (2, 4), THRESHOLDS) == ((), ((0, 2), (4, 6)))


@given(st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=1, max_size=30), st.data())
def test_parts_never_overlap(eighths: list[list[int]], data: st.DataObject) -> None:
    tags = np.array(eighths, dtype=np.float32) / np.float32(8)
    first = data.draw(st.integers(0, len(tags) - 1))
    cue = (first, data.draw(st.integers(first + 1, len(tags))))
    source, content = parts(tags, cue, THRESHOLDS)
    covered = [i for a, b in (cue, *source, *content) for i in range(a, b)]
    assert len(covered) == len(set(covered))
    assert list(content) == sorted(content)
