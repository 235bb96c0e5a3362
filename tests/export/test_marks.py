from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.export import marks
from headwater.model import Article, Certainty, Reading, Span, Spans

from .story import COURIER_READING, POST, POST_READING, STORY, at, attribution, hostile


def marked(text: str, *contents: Spans, sentences: Spans = ()) -> Reading:
    base = attribution("post", "x", "", "", "in 2011", (), Certainty.HEDGED)
    attributions = tuple(replace(base, id=str(number), content=spans) for number, spans in enumerate(contents))
    return Reading(Article("a", "a", text), attributions, (), (), (), sentences)


def context(reading: Reading, spans: Spans) -> list[tuple[str, bool]]:
    return list(marks.context(reading.article.text, marks.layout(reading), spans))


def pieces(reading: Reading) -> list[tuple[str, str]]:
    return [
        (piece.text, "".join(each.id for each in piece.attributions))
        for paragraph in marks.paragraphs(reading)
        for sentence in paragraph
        for piece in sentence.pieces
    ]


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ((), [("abcdef", "")]),
        ((((1, 3),),), [("a", ""), ("bc", "0"), ("def", "")]),
        ((((0, 6),), ((2, 4),)), [("ab", "0"), ("cd", "01"), ("ef", "0")]),
        ((((0, 4),), ((2, 6),)), [("ab", "0"), ("cd", "01"), ("ef", "1")]),
        ((((0, 1), (5, 6)),), [("a", "0"), ("bcde", ""), ("f", "0")]),
        ((((3, 3),), ((4, 99),)), [("abc", ""), ("d", ""), ("ef", "1")]),
    ],
    ids=["none", "one", "nested", "overlapping", "in two parts", "empty and too long"],
)
def test_the_text_is_cut_at_the_edges_of_spans(contents: tuple[Spans, ...], expected: list[tuple[str, str]]) -> None:
    assert pieces(marked("abcdef", *contents)) == expected


@pytest.mark.parametrize("reading", [*STORY.articles, *hostile().articles], ids=lambda each: each.article.uri[:10])
def test_no_character_is_lost_or_shown_twice(reading: Reading) -> None:
    shown = "".join(text for text, _ in pieces(reading))
    assert "".join(shown.split()) == "".join(reading.article.text.split())


def test_sources_and_cues_are_told_apart() -> None:
    parts = {
        piece.text: piece.part
        for paragraph in marks.paragraphs(POST_READING)
        for sentence in paragraph
        for piece in sentence.pieces
    }
    assert parts["the official"] == "source"
    assert parts["reportedly"] == "cue"
    assert parts["The gate was installed in 2011."] == ""


def test_a_sentence_is_numbered_once_even_across_paragraphs() -> None:
    reading = marked("One\n\ntwo. Three.", sentences=((0, 9), (10, 16)))
    numbers = [[sentence.number for sentence in paragraph] for paragraph in marks.paragraphs(reading)]
    assert numbers == [[0], [None, None, 1]]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (((0, 4), (2, 9)), ((0, 4), (4, 9))),
        (((5, 5), (0, 4)), ((0, 4),)),
        (((4, 10**6),), ((4, 9),)),
        ((), ((0, 3), (5, 9))),
    ],
    ids=["overlap", "empty, out of order", "past the end", "none: paragraphs"],
)
def test_sentences_never_overlap(sentences: Spans, expected: Spans) -> None:
    assert marks.layout(marked("One\n\ntwo.", sentences=sentences)).sentences == expected


@pytest.mark.parametrize(("offset", "index"), [(0, 0), (101, 0), (110, 1), (10**6, 5)])
def test_every_offset_has_a_sentence(offset: int, index: int) -> None:
    assert marks.index_at(marks.layout(POST_READING).sentences, offset) == index


def test_context_is_the_sentence_with_its_neighbours() -> None:
    found = context(COURIER_READING, (at("courier", "that the damage was done in April"),))
    assert found == [
        ('The paper quoted an official as saying that "it bent like a spoon". Foreign media believe ', False),
        ("that the damage was done in April", True),
        (". Around ten barges waited, the so-called experts claim.", False),
    ]


@pytest.mark.parametrize("spans", [(), ((5, 5),), ((10**6, 10**6 + 3),)])
def test_no_span_has_no_context(spans: Spans) -> None:
    assert context(POST_READING, spans) == []


@pytest.mark.parametrize("span", [(0, len(POST)), (0, 10**9), (len(POST) - 1, len(POST))])
def test_context_stays_within_the_text(span: Span) -> None:
    assert any(highlighted for _, highlighted in context(POST_READING, (span,)))


def test_context_is_short_however_long_the_sentence() -> None:
    reading = marked("w" * 1_000_000, sentences=((0, 1_000_000),))
    assert sum(len(text) for text, _ in context(reading, ((10, 500_000), (600_000, 600_010)))) < 2500


def test_context_stays_within_the_paragraph() -> None:
    """A headline and a byline are no part of what the first sentence says."""
    reading = marked(
        "Gate fails\n\nBy A. Hand\n\nIt broke. It fell.", sentences=((0, 10), (12, 22), (24, 33), (34, 42))
    )
    assert context(reading, ((24, 32),)) == [("", False), ("It broke", True), (". It fell.", False)]


def test_a_note_stands_where_what_it_notes_ends() -> None:
    found = [
        (piece.text, piece.notes)
        for paragraph in marks.paragraphs(marked("abcdef", ((1, 3),)), {3: [7], 6: [8, 9]})
        for sentence in paragraph
        for piece in sentence.pieces
    ]
    assert found == [("a", ()), ("bc", (7,)), ("def", (8, 9))]


def test_a_text_of_blanks_has_no_context() -> None:
    assert context(marked("\n\n"), ((0, 2),)) == []


def test_dense_text_takes_no_longer_than_its_length() -> None:
    """Ten thousand attributions in a row: looking at all of them for each would take minutes."""
    reading = marked("ab" * 10_000, *(((at, at + 1),) for at in range(0, 20_000, 2)))
    assert len(pieces(reading)) == 20_000
