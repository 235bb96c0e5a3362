"""From what the network says of pieces to relations: nesting, and what is dropped."""

import re
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp.attribution import Found, relations
from headwater.nlp.candidates import Candidate, Pieces, Thresholds
from headwater.nlp.wordpieces import WordPieces

THRESHOLDS = Thresholds(relation=0.5, nested=0.8, part=0.5, crumb=0.1)


def letters(text: str, inside: tuple[int, ...] = ()) -> WordPieces:
    """One piece a character; those at `inside` start no word."""
    zeros, starts = np.zeros(len(text), dtype=np.int64), np.arange(len(text))
    whole = np.array([i not in inside for i in range(len(text))])
    return WordPieces(zeros, starts, starts + 1, zeros, zeros, whole, zeros)


def candidate(
    cue: tuple[int, int], content: Pieces, source: Pieces = (), score: float = 0.9, nested: float = 0.0
) -> Candidate:
    return Candidate(cue, source, content, score, nested)


def found(*candidates: Candidate, text: str = "abcdefghijklmnopqrst") -> tuple[Found, ...]:
    return relations(letters(text), text, candidates, THRESHOLDS)


def test_relations_come_in_the_order_of_the_text() -> None:
    late, early = candidate((8, 9), ((9, 12),), score=0.9), candidate((2, 3), ((3, 6),), ((0, 2),), score=0.6)
    assert [one.cue for one in found(late, early)] == [((2, 3),), ((8, 9),)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ship cut it\n\nThe crew hid it, she said.", "The crew hid it"),  # the end of a headline is no part of it
        ("The boat sank.\n\nThe crew hid it, she said.", "sank.\n\nThe crew hid it"),  # a paragraph goes on in the next
        ("It was\ncut by the crew, she said.", "cut by the crew"),  # a line that is merely broken
    ],
)
def test_no_content_begins_in_a_headline(text: str, content: str) -> None:
    spans = np.array([match.span() for match in re.finditer(r"\w+|[^\w\s]", text)])
    zeros = np.zeros(len(spans), dtype=np.int64)
    pieces = WordPieces(zeros, spans[:, 0], spans[:, 1], zeros, zeros, np.ones(len(spans), dtype=bool), zeros)
    size = len(spans)  # …, she said.
    made = Candidate((size - 2, size - 1), ((size - 3, size - 2),), ((2, size - 4),), 0.9, 0.0)
    [relation] = relations(pieces, text, [made], THRESHOLDS)
    assert [text[slice(*span)] for span in relation.content] == [content]


@pytest.mark.parametrize(
    ("text", "cue", "runs", "content"),
    [
        # What stands below a headline is no part of what it says.
        ("Clerk says she knew\n\nThe Post\n4 May 2016\n\nIt rained.", "says",
         ["she knew\n\nThe Post\n4 May 2016"], ["she knew"]),
        ("She knew, says clerk\n\nBy Owen Moss\n\nIt rained.", "says", ["She knew", "Moss"], ["She knew"]),
        ("She knew, says clerk\n\nShe left.", "says", ["She knew", "She left."], ["She knew", "She left."]),
        # Unless it says nothing else.
        ("Clerk says\n\nShe knew it all along.", "says", ["She knew it all along."], ["She knew it all along."]),
        # A stop belongs to what it ends.
        ("“I knew,” she said. “I was.”", "said", ["“I knew,”", ". “I was.”"], ["“I knew,”", "“I was.”"]),
        ("The crew said so . . and left", "said", ["so", ". ."], ["so"]),
    ],
)  # fmt: skip
def test_a_content_stands_on_its_cues_side_of_a_headlines_end(
    text: str, cue: str, runs: list[str], content: list[str]
) -> None:
    spans = np.array([match.span() for match in re.finditer(r"\w+|[^\w\s]", text)])
    zeros = np.zeros(len(spans), dtype=np.int64)
    pieces = WordPieces(zeros, spans[:, 0], spans[:, 1], zeros, zeros, np.ones(len(spans), dtype=bool), zeros)

    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        within = [i for i, (first, end) in enumerate(spans) if start <= first and end <= start + len(words)]
        return within[0], within[-1] + 1

    made = Candidate(at(cue), (), tuple(at(run) for run in runs), 0.9, 0.0)
    [relation] = relations(pieces, text, [made], THRESHOLDS)
    assert [text[slice(*span)] for span in relation.content] == content


def test_a_weak_relation_and_one_without_content_are_none() -> None:
    assert found(candidate((2, 3), ((3, 6),), score=0.4), candidate((8, 9), (), ((6, 8),), score=0.99)) == ()


def test_of_overlapping_cues_the_better_holds() -> None:
    better, worse = candidate((2, 4), ((4, 8),), score=0.8), candidate((3, 5), ((5, 8),), score=0.7, nested=0.99)
    assert [one.cue for one in found(worse, better)] == [((2, 4),)]


def test_a_cue_in_the_content_of_another_is_nested_or_nothing() -> None:
    outer = candidate((2, 3), ((3, 12),), ((0, 2),))
    sure, unsure = candidate((5, 6), ((6, 9),), score=0.8, nested=0.9), candidate((5, 6), ((6, 9),), score=0.8)
    assert [one.parent for one in found(outer, sure)] == [None, 0]
    assert [one.parent for one in found(outer, unsure)] == [None]


def test_a_nested_relation_is_clipped_to_its_parent() -> None:
    outer = candidate((2, 3), ((3, 10),), ((0, 2),))
    inner = candidate((5, 6), ((6, 14),), ((1, 5),), score=0.3, nested=0.9)
    assert found(outer, inner)[1] == Found(((3, 5),), ((5, 6),), ((6, 10),), 0, 0.9)


def test_a_nested_relation_whose_content_lies_elsewhere_is_none() -> None:
    outer = candidate((2, 3), ((3, 6),), ((0, 2),))
    assert len(found(outer, candidate((4, 5), ((8, 12),), score=0.3, nested=0.9))) == 1


def test_the_parent_is_the_smallest_content_around_a_cue() -> None:
    outer = candidate((2, 3), ((3, 18),), ((0, 2),))
    middle = candidate((6, 7), ((7, 15),), ((5, 6),), score=0.3, nested=0.95)
    inner = candidate((9, 10), ((10, 14),), ((8, 9),), score=0.3, nested=0.9)
    assert [(one.cue, one.parent) for one in found(inner, middle, outer)] == [
        (((2, 3),), None),
        (((6, 7),), 0),
        (((9, 10),), 1),
    ]


def test_a_parent_may_stand_later_in_the_text() -> None:
    outer = candidate((10, 11), ((0, 9),), ((11, 13),))
    inner = candidate((3, 4), ((4, 8),), ((0, 3),), score=0.3, nested=0.9)
    assert [(one.cue, one.parent) for one in found(inner, outer)] == [(((3, 4),), 1), (((10, 11),), None)]


def test_spans_are_whole_words_without_white_space_and_punctuation_at_the_edges() -> None:
    text = "Lind, said: “Go.” "
    one = relations(letters(text, (1, 2, 3, 7, 8, 9)), text, [candidate((6, 11), ((11, 18),), ((1, 5),))], THRESHOLDS)
    assert one == (Found(((0, 4),), ((6, 10),), ((12, 17),), None, 0.9),)


@pytest.mark.parametrize(
    ("cue", "source", "content"),
    [
        ((2, 4), ((0, 2),), ((4, 10),)),  # the cue ends, the content begins within a word
        ((3, 6), ((0, 3),), ((6, 10),)),
        ((6, 8), ((3, 6),), ((0, 3),)),
        ((3, 4), ((4, 8),), ((0, 3),)),
    ],
)
def test_parts_that_share_a_word_still_do_not_overlap(cue: tuple[int, int], source: Pieces, content: Pieces) -> None:
    text = "ab cdef gh"
    [one] = relations(letters(text, (1, 4, 5, 6, 9)), text, [candidate(cue, content, source)], THRESHOLDS)
    covered = [i for a, b in (*one.source, *one.cue, *one.content) for i in range(a, b)]
    assert len(covered) == len(set(covered))
    assert all(start < end for start, end in one.cue)


def test_a_cue_of_nothing_but_punctuation_is_none() -> None:
    assert found(candidate((2, 3), ((3, 6),)), text="ab: cdefgh") == ()


RUNS = st.tuples(st.integers(0, 19), st.integers(1, 6)).map(lambda run: (run[0], min(20, run[0] + run[1])))
CANDIDATES = st.builds(
    lambda cue, runs, score, nested: candidate(cue, tuple(sorted(runs[1:])), tuple(runs[:1]), score, nested),
    RUNS,
    st.lists(RUNS, max_size=3),
    st.floats(0, 1),
    st.floats(0, 1),
)


@given(st.lists(CANDIDATES, max_size=12), st.sets(st.integers(1, 19)))
def test_any_candidates_make_sound_relations(candidates: list[Candidate], inside: set[int]) -> None:
    text = "ab, cd “ef” gh. ij k"
    made = relations(letters(text, tuple(inside)), text, candidates, THRESHOLDS)
    for index, one in enumerate(made):
        assert all(0 <= start < end <= len(text) for start, end in (*one.source, *one.cue, *one.content))
        assert one.cue
        assert one.content
        assert not any(a < d and c < b for a, b in one.cue for c, d in (*one.source, *one.content))
        assert not any(a < d and c < b for a, b in one.source for c, d in one.content)
        above, seen = one.parent, {index}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = made[above].parent


def seconds_for(relations_: int) -> float:
    """Of processor time, the least of three, for so many relations, each with another nested in it."""
    pieces = letters("a" * 10 * relations_)
    made = [candidate((i, i + 1), ((i + 1, i + 9),)) for i in range(0, len(pieces), 10)]
    made += [candidate((i, i + 1), ((i + 1, i + 5),), score=0.3, nested=0.9) for i in range(3, len(pieces), 10)]
    taken = []
    for _ in range(3):
        begun = process_time()
        assert len(relations(pieces, "a" * len(pieces), made, THRESHOLDS)) == 2 * relations_
        taken.append(process_time() - begun)
    return min(taken)


def test_time_grows_with_the_number_of_relations_not_with_its_square() -> None:
    assert seconds_for(4000) < 24 * seconds_for(500)  # eight times as many; the square would be 64
