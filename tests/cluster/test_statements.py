"""A content is cut into what it states."""

import re

import pytest

from headwater.cluster.statements import statements

TEXT = "He said the ship sank on Monday night. The crew was saved, he said, by a trawler. It was."
WHOLE = (8, len(TEXT))
CLAUSES = tuple(
    (TEXT.index(c), TEXT.index(c) + len(c))
    for c in ("He said the ship sank on Monday night.", "The crew was saved, he said, by a trawler.", "It was.")
)


def spans(*parts: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Two sentences are two statements; one of two words stays with the one before it.
        (spans(TEXT[8:]), [["the ship sank on Monday night."], ["The crew was saved, he said, by a trawler. It was."]]),
        # Parts of one clause on both sides of the cue are one statement.
        (spans("The crew was saved", "by a trawler"), [["The crew was saved", "by a trawler"]]),
        # A first piece that is too short waits for the next.
        (spans("Monday night. The crew was saved"), [["Monday night. The crew was saved"]]),
    ],
)
def test_a_content_states_one_thing_a_clause(content: tuple[tuple[int, int], ...], expected: list[list[str]]) -> None:
    assert [[TEXT[a:b] for a, b in one] for one in statements(content, CLAUSES, TEXT)] == expected


def test_without_clauses_a_content_is_one_statement() -> None:
    assert statements((WHOLE,), (), TEXT) == [((8, len(TEXT)),)]


def test_nothing_but_white_space_and_commas_is_lost() -> None:
    for start in range(0, len(TEXT), 7):
        found = statements(((start, len(TEXT)),), CLAUSES, TEXT)
        said = "".join(TEXT[a:b] for one in found for a, b in one)
        assert re.sub(r"[\s,]", "", said) == re.sub(r"[\s,]", "", TEXT[start:])


def test_a_relative_clause_stays_with_what_it_tells_more_of() -> None:
    text = "Moss saw it when the harbour master came by. Who opened the gate is not known."
    clauses = tuple(
        (text.index(c), text.index(c) + len(c))
        for c in ("Moss saw it", "when the harbour master came by.", "Who opened the gate is not known.")
    )
    found = statements(((0, len(text)),), clauses, text)
    assert [" … ".join(text[a:b] for a, b in one) for one in found] == [
        "Moss saw it when the harbour master came by.",
        "Who opened the gate is not known.",
    ]
