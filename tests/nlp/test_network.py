"""What the network is given: padded batches of windows, and questions about spans."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from headwater.errors import ModelError
from headwater.nlp.network import PADDING, SEEN, START, STOP, Encoded, Floats, OnnxNetwork, ask, batch, questions
from headwater.nlp.wordpieces import Integers, Window, WordPieces

PIECES = WordPieces(
    ids=np.arange(1000, 1010),
    starts=np.arange(10),
    ends=np.arange(10) + 1,
    cases=np.arange(10) % 4,
    layouts=np.ones(10, dtype=np.int64),
    whole=np.ones(10, dtype=bool),
    breaks=np.zeros(10, dtype=np.int64),
)


def test_windows_become_rows_padded_to_the_longest() -> None:
    ids, cases, layouts, mask = batch(PIECES, [Window(0, 2, 0, 2), Window(6, 10, 7, 10)])
    assert ids.tolist() == [
        [START, 1000, 1001, STOP, PADDING, PADDING],
        [START, 1006, 1007, 1008, 1009, STOP],
    ]
    assert mask.sum(1).tolist() == [4, 6]
    assert cases.tolist() == [[0, 0, 1, 0, 0, 0], [0, 2, 3, 0, 1, 0]]
    assert layouts.tolist() == [[0, 1, 1, 0, 0, 0], [0, 1, 1, 1, 1, 0]]


@pytest.mark.parametrize(
    ("query", "asked", "distance"),
    [
        ((0, 2, 4), [0, 0, 1, 1, 0, 0], [-2, -1, 0, 0, 1, 2]),
        ((0, 0, 1), [1, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5]),
        ((3, 5, 6), [0, 0, 0, 0, 0, 1], [-5, -4, -3, -2, -1, 0]),
        ((0, 0, 6), [1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0]),
    ],
)
def test_distances_are_counted_from_the_asked_span(
    query: tuple[int, int, int], asked: list[int], distance: list[int]
) -> None:
    spans, distances = questions([query], 6)
    assert spans.tolist() == [asked]
    assert distances.tolist() == [distance]


class Echo:
    """A network that answers every question with the row that it was asked of, and counts how many come at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def encode(self, ids: Integers, cases: Integers, layouts: Integers, mask: NDArray[np.bool_]) -> Encoded:
        raise NotImplementedError

    def point(
        self, pointer: str, states: Floats, asked: Floats, distance: Integers, mask: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        assert pointer == "coreference"
        assert states.shape[:2] == asked.shape == distance.shape == mask.shape
        self.sizes.append(len(asked))
        return states, asked.sum(1)


def test_questions_are_asked_a_few_at_a_time_and_answered_in_order() -> None:
    states = np.arange(3, dtype=np.float32)[:, None, None] * np.ones((3, 6, 1), dtype=np.float32)
    nothing = np.zeros((3, 6, 0), dtype=np.float32)
    words = np.zeros((3, 6), dtype=np.int64)
    encoded = Encoded(states, np.ones((3, 6), dtype=bool), nothing, nothing, nothing, nothing, words, words, words)
    network = Echo()
    tags, sure = ask(network, "coreference", encoded, [(2, 0, 1), (0, 1, 3), (1, 2, 6), (2, 0, 6), (0, 5, 6)])
    assert tags[:, 0, 0].tolist() == [2, 0, 1, 2, 0]
    assert sure.tolist() == [1, 2, 4, 6, 1]
    assert network.sizes == [2, 2, 1]


def test_a_pointer_sees_only_so_far_and_what_lies_beyond_is_outside() -> None:
    length = 4 * SEEN
    states = np.ones((1, length, 3), dtype=np.float32) * np.array([0.2, 0.3, 0.5], dtype=np.float32)
    nothing = np.zeros((1, length, 0), dtype=np.float32)
    words = np.zeros((1, length), dtype=np.int64)
    encoded = Encoded(states, np.ones((1, length), dtype=bool), nothing, nothing, nothing, nothing, words, words, words)
    tags, _ = ask(Echo(), "coreference", encoded, [(0, 2 * SEEN, 2 * SEEN + 1)])
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
