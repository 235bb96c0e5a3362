"""Names are taken from the core of a window, on whole words."""

import numpy as np
import pytest

from headwater.model import Mention
from headwater.nlp.names import LABELS, names, of_firms
from headwater.nlp.network import Encoded
from headwater.nlp.wordpieces import Window, WordPieces

TEXT = "Anna Lindqvist in Oslo"
STARTS, ENDS = [0, 5, 9, 15, 18], [4, 9, 14, 17, 22]
"""Anna, Lind, ##qvist, in, Oslo."""
PIECES = WordPieces(
    ids=np.arange(5),
    starts=np.array(STARTS),
    ends=np.array(ENDS),
    cases=np.zeros(5, dtype=np.int64),
    layouts=np.zeros(5, dtype=np.int64),
    whole=np.array([True, True, False, True, True]),
    breaks=np.ones(5, dtype=np.int64),
)


def found(tags: str, window: Window) -> list[Mention]:
    """A tag for each piece of the window: B and I begin and go on with a person, P begins a place, O is none."""
    columns = {"O": 0, "B": 1, "I": 2, "P": 1 + 2 * LABELS.index("PLACE")}
    row = np.zeros((1, len(tags) + 2, 1 + 2 * len(LABELS)), dtype=np.float32)
    row[0, np.arange(len(tags)) + 1, [columns[tag] for tag in tags]] = 1.0
    nothing = np.zeros((1, len(tags) + 2, 0), dtype=np.float32)
    words = np.zeros((1, len(tags) + 2), dtype=np.int64)
    return names(PIECES, Encoded(nothing, nothing, nothing, row, nothing, words, words, words, {}), [window])


@pytest.mark.parametrize(
    ("tags", "window", "expected"),
    [
        ("BIIOP", Window(0, 5, 0, 5), [("Anna Lindqvist", "PERSON"), ("Oslo", "PLACE")]),
        ("OOOOO", Window(0, 5, 0, 5), []),
        ("BIOOO", Window(0, 5, 0, 5), [("Anna Lindqvist", "PERSON")]),  # its last piece was missed
        ("OOBOO", Window(0, 5, 0, 5), [("Lindqvist", "PERSON")]),  # its first
        ("BIIOP", Window(0, 5, 0, 4), [("Anna Lindqvist", "PERSON")]),  # Oslo is another window's
        ("BIIOP", Window(0, 5, 3, 5), [("Oslo", "PLACE")]),
        ("OP", Window(3, 5, 3, 5), [("Oslo", "PLACE")]),  # a window that begins within the text
        ("OBPOO", Window(0, 5, 0, 5), [("Lindqvist", "PERSON")]),  # one word has one name
        ("OBBOO", Window(0, 5, 0, 5), [("Lindqvist", "PERSON")]),
    ],
)
def test_names_of_a_window(tags: str, window: Window, expected: list[tuple[str, str]]) -> None:
    assert [(TEXT[m.span[0] : m.span[1]], m.label) for m in found(tags, window)] == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Lorne & Pask ran it.", [("Lorne", "PERSON"), ("Pask", "PERSON")], [("Lorne & Pask", "ORGANISATION")]),
        ("Lorne & Pask ran it.", [("Lorne", "PERSON"), ("& Pask", "ORGANISATION")], [("Lorne & Pask", "ORGANISATION")]),
        (
            "Lorne and Pask ran it.",
            [("Lorne", "PERSON"), ("Pask", "PERSON")],
            [("Lorne", "PERSON"), ("Pask", "PERSON")],
        ),
        ("Oslo & Bergen ran it.", [("Oslo", "PLACE"), ("Bergen", "PLACE")], [("Oslo", "PLACE"), ("Bergen", "PLACE")]),
    ],
)
def test_names_on_both_sides_of_an_ampersand_are_one_firms(
    text: str, marked: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    mentions = [Mention((text.index(name), text.index(name) + len(name)), label) for name, label in marked]
    assert [(text[slice(*m.span)], m.label) for m in of_firms(mentions, text)] == expected
