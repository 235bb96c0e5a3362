"""Two statements side by side: the arithmetic against a plain reference, and what it says of real statements."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from headwater import config
from headwater.inference import LONGEST, ONE_CLAIM, OPPOSED, Floats, Network, Statements, load, stated
from headwater.model import Article, WordVectors
from headwater.pipeline import Reader

WIDTH = len(load().told[0])


@cache
def reader() -> Reader:
    return Reader(config.load())


def some(count: int, longest: int = LONGEST) -> list[bytes]:
    draw = np.random.default_rng(7)
    return [
        draw.integers(-90, 90, (int(n), WIDTH), dtype=np.int8).tobytes() for n in draw.integers(1, longest + 1, count)
    ]


def softmax(values: Floats) -> Floats:
    powers = np.exp(values - values.max(-1, keepdims=True))
    found: Floats = powers / powers.sum(-1, keepdims=True)
    return found


def plainly(one: bytes, other: bytes, net: Network) -> Floats:
    """The paper's equations, pair by pair, without padding and in single precision."""
    a, b = (np.frombuffer(each, np.int8).reshape(-1, WIDTH).astype(np.float32) * net.step for each in (one, other))
    told = [words @ net.told[0] + net.told[1] for words in (a, b)]
    sought = [words @ net.sought[0] + net.sought[1] for words in (a, b)]
    unit = [words / np.linalg.norm(words, axis=1, keepdims=True) for words in sought]
    near: Floats = net.sharpness * unit[0] @ unit[1].T
    means, most = [], []
    for mine, theirs, likeness in ((told[0], told[1], near), (told[1], told[0], near.T)):
        like = softmax(likeness.astype(np.float32)) @ theirs
        joined = np.concatenate([mine, like, np.abs(mine - like), mine * like], axis=1)
        found = np.maximum(joined @ net.beside + net.bias, 0)
        means.append(softmax((mine @ net.weight).astype(np.float32)) @ found)
        most.append(found.max(0))
    (m, n), (x, y) = means, most
    features = np.concatenate([m + n, np.abs(m - n), np.maximum(x, y), np.minimum(x, y)])
    (weights, bias), (last, end) = net.judging
    odds: Floats = np.maximum(features @ weights + bias, 0) @ last + end
    return odds


def test_many_pairs_at_once_are_what_each_is_by_itself() -> None:
    statements = some(12)
    firsts, seconds = np.array(list(combinations(range(12), 2))).T
    expected = [plainly(statements[i], statements[j], load()) for i, j in zip(firsts, seconds, strict=True)]
    assert Statements(statements)(firsts, seconds) == pytest.approx(np.array(expected), abs=0.02, rel=0.02)


def test_neither_the_order_of_a_pair_nor_what_else_is_asked_changes_the_odds() -> None:
    statements = Statements(some(9))
    firsts, seconds = np.array(list(combinations(range(9), 2))).T
    together = statements(firsts, seconds)
    assert statements(seconds, firsts) == pytest.approx(together, abs=1e-3)
    assert statements(firsts[:1], seconds[:1]) == pytest.approx(together[:1], abs=1e-3)


def test_a_later_statement_is_compared_as_if_it_had_been_there() -> None:
    every = some(6)
    whole, part = Statements(every), Statements(every[:4])
    pairs = np.array([0, 1, 2]), np.array([3, 2, 3])
    later = part.among(np.array([3, 1]), every[4:])
    assert later(*pairs) == pytest.approx(whole(np.array([3, 1, 4]), np.array([5, 4, 5])), abs=1e-3)


def test_of_a_statement_without_words_nothing_is_known() -> None:
    assert np.isnan(Statements([b"", *some(1)])(np.array([0]), np.array([1]))).all()
    assert Statements([])(np.zeros(0, np.int64), np.zeros(0, np.int64)).shape == (0, 9)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (((0, 9),), b"aabb"),  # words belong to the stretch in which they begin
        (((5, 8), (10, 14)), b"bbcc"),
        (((14, 14),), b""),
        ((), b""),
    ],
)
def test_the_words_of_a_statement(spans: tuple[tuple[int, int], ...], expected: bytes) -> None:
    words = WordVectors(np.array([0, 5, 10], "<u4").tobytes(), b"aabbcc")
    assert stated(words, spans) == expected
    assert stated(WordVectors(), spans) == b""


def odds(one: str, other: str) -> Floats:
    vectors = []
    for number, text in enumerate((one, other)):
        reading = reader().read(Article(str(number), f"{number}.txt", text))
        vectors.append(stated(reading.words, ((0, len(text)),)))
    found: Floats = Statements(vectors)(np.array([0]), np.array([1]))[0]
    return found


@pytest.mark.parametrize(
    ("one", "same", "opposed"),
    [
        (
            "The minister knew of the plan.",
            "The plan had been shown to her.",
            "The minister was kept in the dark about the plan.",
        ),
        ("The police have opened an investigation.", "Detectives are now looking into it.", "No file has been opened."),
        ("The mayor knew of the leak.", "City hall had been told of the leak.", "Nobody had told him of the leak."),
        ("The operation was a success.", "The operation went as planned.", "The operation failed."),
    ],
)
def test_what_inverts_a_statement_is_more_opposed_to_it_than_what_repeats_it(one: str, same: str, opposed: str) -> None:
    assert odds(one, opposed)[OPPOSED] > max(0, odds(one, same)[OPPOSED])


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (
            "The harbour master resigned on Monday.",
            "The head of the port has quit.",
            "The harbour master bought a new boat.",
        ),
        (
            "Three workers were killed in the blast.",
            "The explosion cost the lives of three workers.",
            "The plant employs three hundred workers.",
        ),
    ],
)
def test_what_repeats_a_statement_is_liker_to_it_than_what_does_not(one: str, same: str, other: str) -> None:
    assert odds(one, same)[ONE_CLAIM] > odds(one, other)[ONE_CLAIM]
