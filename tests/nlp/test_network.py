"""What the network is given: windows, and questions about spans."""

from pathlib import Path

import numpy as np
import pytest

from headwater import config
from headwater.errors import ModelError
from headwater.nlp.network import SEEN, START, STOP, Encoded, Floats, OnnxNetwork, ask, distances, inputs
from headwater.nlp.reading import encoded as read
from headwater.nlp.wordpieces import Integers, Window, WordPieces, load_tokenizer, split

PIECES = WordPieces(
    ids=np.arange(1000, 1010),
    starts=np.arange(10),
    ends=np.arange(10) + 1,
    cases=np.arange(10) % 4,
    layouts=np.ones(10, dtype=np.int64),
    whole=np.ones(10, dtype=bool),
    breaks=np.zeros(10, dtype=np.int64),
)


def test_a_window_is_framed_by_its_start_and_its_stop() -> None:
    ids, cases, layouts = inputs(PIECES, Window(6, 10, 7, 10))
    assert ids.tolist() == [[START, 1006, 1007, 1008, 1009, STOP]]
    assert cases.tolist() == [[0, 2, 3, 0, 1, 0]]
    assert layouts.tolist() == [[0, 1, 1, 1, 1, 0]]


@pytest.mark.parametrize(
    ("span", "seen", "expected"),
    [
        ((2, 4), (0, 6), [-2, -1, 0, 0, 1, 2]),
        ((0, 1), (0, 6), [0, 1, 2, 3, 4, 5]),
        ((5, 6), (3, 6), [-2, -1, 0]),
        ((0, 6), (0, 6), [0, 0, 0, 0, 0, 0]),
    ],
)
def test_distances_are_counted_from_the_asked_span(
    span: tuple[int, int], seen: tuple[int, int], expected: list[int]
) -> None:
    assert distances(*span, *seen).tolist() == expected


class Echo:
    """A network that answers every question with the pieces that it sees, and is as sure as the span's number says."""

    def encode(self, ids: Integers, cases: Integers, layouts: Integers) -> Encoded:
        raise NotImplementedError

    def point(self, pointer: str, pieces: Floats, span: Floats, distance: Integers) -> tuple[Floats, Floats]:
        assert pointer == "coreference"
        assert pieces.shape[:2] == distance.shape
        assert pieces.shape[2] == span.shape[1]
        return pieces, span[:, 0]


def encoded(seen: Floats) -> Encoded:
    nothing = np.zeros((*seen.shape[:2], 0), dtype=np.float32)
    words = np.zeros(seen.shape[:2], dtype=np.int64)
    return Encoded(nothing, nothing, nothing, nothing, nothing, words, words, words, {"coreference": seen})


def test_questions_are_answered_in_order_by_what_the_pieces_and_the_span_are_to_the_pointer() -> None:
    seen = np.zeros((3, 6, 2), dtype=np.float32)
    seen[:, :, 0] = [[0], [1], [2]]
    seen[:, :, 1] = np.arange(6)
    tags, sure = ask(Echo(), "coreference", encoded(seen), [(2, 0, 1), (0, 1, 3), (1, 2, 6), (2, 0, 6), (0, 5, 6)])
    assert tags[:, 0, 0].tolist() == [2, 0, 1, 2, 0]
    assert sure.tolist() == [0, 1.5, 3.5, 2.5, 5]


def test_a_pointer_sees_only_so_far_and_what_lies_beyond_is_outside() -> None:
    length = 4 * SEEN
    seen = np.ones((1, length, 6), dtype=np.float32) * np.array([0.2, 0.3, 0.5] * 2, dtype=np.float32)
    tags, _ = ask(Echo(), "coreference", encoded(seen), [(0, 2 * SEEN, 2 * SEEN + 1)])
    assert tags[0, SEEN].tolist() == pytest.approx([0.2, 0.3, 0.5])
    assert tags[0, SEEN - 1].tolist() == [1, 0, 0]
    assert tags[0, 3 * SEEN + 1].tolist() == [1, 0, 0]


@pytest.mark.parametrize("settings", [None, "", "{", "[]", "{}", '{"language": "en"}'])
def test_a_folder_without_a_model_is_one_clear_error(tmp_path: Path, settings: str | None) -> None:
    if settings is not None:
        (tmp_path / "settings.json").write_text(settings, encoding="utf-8")
    with pytest.raises(ModelError, match="reinstall headwater") as caught:
        OnnxNetwork(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"no graph"])
def test_a_broken_graph_is_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "settings.json").write_text('{"language": "en", "thresholds": {}}', encoding="utf-8")
    if content is not None:
        (tmp_path / "encoder.onnx").write_bytes(content)
    with pytest.raises(ModelError, match=r"encoder\.onnx cannot be loaded"):
        OnnxNetwork(tmp_path)


FOLDER = config.load().model_folder


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no model in {FOLDER}")
def test_every_processor_makes_the_same_of_a_text() -> None:
    """Where sums of bytes overflow, states are 0.07 off on average; in floats processors differ by far less."""
    text = "Two officers told the Courier that the pier had sunk in May; the harbour master denied it."
    (states, _), *_ = read(OnnxNetwork(FOLDER), split(load_tokenizer(FOLDER), text))
    there = [
        [-0.65, 1.24, 0.78, 0.27, 1.27, 0.07, -0.68, -0.21, 0.05, -0.09, 0.77, 0.11],
        [0.39, 1.02, 1.53, 0.06, 1.23, -0.45, -0.95, -0.5, -0.62, 0.2, 0.74, 0.43],
    ]
    assert np.abs(states.states[0, [4, 9], :12] - there).mean() < 0.02
