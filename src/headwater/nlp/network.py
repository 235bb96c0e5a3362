"""The network's inputs and outputs as arrays, and the ONNX files behind them.

Three graphs: the encoder with its taggers (every piece of a window at once) and two pointers (asked about one span of
a window: a cue's source and content; what a mention refers to). All of them return probabilities.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from headwater.errors import ModelError
from headwater.nlp.wordpieces import Integers, Window, WordPieces

Floats = NDArray[np.float32]
Query = tuple[int, int, int]
"""A row of a batch of windows, and the first and the last but one of the asked pieces in it."""

PARTS_OF_SPEECH = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
"""Universal part-of-speech tags (universaldependencies.org)."""

DEPENDENCIES = (
    *("ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc"),
    *("ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark"),
    *("meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj"),
    *("poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp", "inside"),
)
"""What a word is to its head: ClearNLP's labels, as spaCy's English models give them.

A piece that goes on with a word is "inside", and its head is the word's first piece.
"""

SEEN = 72
"""Pieces on either side of a span that a pointer sees: seeing more scores no better (training/LOG.md)."""
TOGETHER = 2
"""Questions asked at once: more share no work, and cost memory."""
START, STOP, PADDING = 101, 102, 0
"""BERT's [CLS], [SEP] and [PAD]; piece i of a window stands at position i + 1 of its row."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of a batch of windows [b, t]: states [b, t, h] and label probabilities [b, t, labels].

    `outer` marks cues as an annotator would who nests nothing, `any` every cue, nested ones too; `words` is the part of
    speech of each piece [b, t], an index into PARTS_OF_SPEECH; `heads` the position in its row of the first piece of
    its word's head (0 for a root) and `dependencies` what it is to that head, an index into DEPENDENCIES.
    """

    states: Floats
    mask: NDArray[np.bool_]
    outer: Floats
    any: Floats
    names: Floats
    phrases: Floats
    words: Integers
    heads: Integers
    dependencies: Integers


class Network(Protocol):
    """Either the exported network or the one in training."""

    def encode(self, ids: Integers, cases: Integers, layouts: Integers, mask: NDArray[np.bool_]) -> Encoded: ...

    def point(
        self, pointer: str, states: Floats, asked: Floats, distance: Integers, mask: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]: ...


class OnnxNetwork:
    """The exported network in `folder`, run by ONNX Runtime; threads may share it, each call takes one.

    Two articles on a thread each are read faster than one after the other on two threads: the products are small.
    """

    def __init__(self, folder: Path) -> None:
        self.settings: dict[str, Any] = _settings(folder)
        self._encoder = _session(folder / "encoder.onnx")
        self._pointers = {name: _session(folder / f"{name}.onnx") for name in ("attribution", "coreference")}

    def encode(self, ids: Integers, cases: Integers, layouts: Integers, mask: NDArray[np.bool_]) -> Encoded:
        feed = {"ids": ids, "cases": cases, "layouts": layouts, "mask": mask}
        states, *labels = self._encoder.run(None, feed)
        return Encoded(states, mask, *labels)

    def point(
        self, pointer: str, states: Floats, asked: Floats, distance: Integers, mask: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        feed = {"states": states, "asked": asked, "distance": distance, "mask": mask}
        tags, sure = self._pointers[pointer].run(None, feed)
        return tags, sure


def _settings(folder: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(
            f"no model in {folder}: reinstall headwater, or name a folder that holds settings.json"
        ) from error
    except ValueError as error:
        raise ModelError(f"{folder / 'settings.json'} is no JSON ({error}): reinstall headwater") from error
    if not isinstance(settings, dict) or not {"language", "thresholds"} <= settings.keys():
        raise ModelError(f"{folder / 'settings.json'} lacks language or thresholds: reinstall headwater")
    return settings


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises its own types, which it does not export
        raise ModelError(f"{path} cannot be loaded ({error}): reinstall headwater") from error


def batch(pieces: WordPieces, windows: Sequence[Window]) -> tuple[Integers, Integers, Integers, NDArray[np.bool_]]:
    """The encoder's input for windows of one text, padded to the longest."""
    length = max(window.end - window.start for window in windows) + 2
    ids = np.full((len(windows), length), PADDING, dtype=np.int64)
    cases, layouts = np.zeros_like(ids), np.zeros_like(ids)
    mask = np.zeros(ids.shape, dtype=bool)
    for row, window in enumerate(windows):
        taken = slice(window.start, window.end)
        size = window.end - window.start
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = START, pieces.ids[taken], STOP
        cases[row, 1 : size + 1] = pieces.cases[taken]
        layouts[row, 1 : size + 1] = pieces.layouts[taken]
        mask[row, : size + 2] = True
    return ids, cases, layouts, mask


def questions(queries: Sequence[Query], length: int) -> tuple[Floats, Integers]:
    """The pointer's input for spans (row, first, end) in positions of rows of `length`: asked and distance."""
    positions = np.arange(length)
    first = np.array([start for _, start, _ in queries])[:, None]
    last = np.array([end - 1 for _, _, end in queries])[:, None]
    distance = np.minimum(positions - first, 0) + np.maximum(positions - last, 0)
    return (distance == 0).astype(np.float32), distance.astype(np.int64)


def ask(network: Network, pointer: str, encoded: Encoded, queries: Sequence[Query]) -> tuple[Floats, Floats]:
    """The pointer's answers to `queries`: tags [q, t, labels] and how sure each span is one to ask about [q].

    A pointer sees SEEN pieces on either side of the span; what lies beyond is tagged as outside.
    """
    length = encoded.mask.shape[1]
    asked, distance = questions(queries, length)
    rows = np.array([row for row, _, _ in queries])
    tags: list[Floats] = []
    sure: list[Floats] = []
    for i in range(0, len(queries), TOGETHER):
        some = slice(i, i + TOGETHER)
        low = max(0, min(first for _, first, _ in queries[some]) - SEEN)
        high = min(length, max(end for _, _, end in queries[some]) + SEEN)
        states = np.ascontiguousarray(encoded.states[rows[some], low:high])
        seen, certain = network.point(
            pointer, states, asked[some, low:high], distance[some, low:high], encoded.mask[rows[some], low:high]
        )
        answer = np.zeros((len(seen), length, seen.shape[2]), dtype=np.float32)
        answer[:, :, 0] = 1.0
        answer[:, low:high] = seen
        tags.append(answer)
        sure.append(certain)
    return np.concatenate(tags), np.concatenate(sure)
