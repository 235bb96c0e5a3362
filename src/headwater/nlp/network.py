"""The network's inputs and outputs as arrays, and the ONNX files behind them.

Three graphs: the encoder with its taggers (every piece of a window at once) and two pointers (asked about one span of
a window: a cue's source and content; what a mention refers to). All of them return probabilities. Windows and questions
come one at a time: more at once are no faster on a CPU, and the graphs, which quantise by the range of what they see,
would answer each by its neighbours, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
POINTERS = ("attribution", "coreference")
START, STOP, PADDING = 101, 102, 0
"""BERT's [CLS], [SEP] and [PAD]; piece i of a window stands at position i + 1 of its row."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of windows [b, t]: states [b, t, h] and label probabilities [b, t, labels].

    `outer` marks cues as an annotator would who nests nothing, `any` every cue, nested ones too; `words` is the part of
    speech of each piece [b, t], an index into PARTS_OF_SPEECH; `heads` the position in its row of the first piece of
    its word's head (0 for a root) and `dependencies` what it is to that head, an index into DEPENDENCIES. `seen` is
    what each pointer sees of the pieces [b, t, 2w]: w numbers for a piece as such, w for one of the span asked about.
    """

    states: Floats
    outer: Floats
    any: Floats
    names: Floats
    phrases: Floats
    words: Integers
    heads: Integers
    dependencies: Integers
    seen: Mapping[str, Floats]


class Network(Protocol):
    """Either the exported network or the one in training; both take one window, or one question, at a time."""

    def encode(self, ids: Integers, cases: Integers, layouts: Integers) -> Encoded:
        """A window [1, t]."""

    def point(self, pointer: str, pieces: Floats, span: Floats, distance: Integers) -> tuple[Floats, Floats]:
        """The tags [1, n, labels] of n pieces [1, n, w] in answer to a span [1, w], and how sure one may ask [1]."""


class OnnxNetwork:
    """The exported network in `folder`, run by ONNX Runtime; threads may share it, each call takes one.

    Two articles on a thread each are read faster than one after the other on two threads: the products are small.
    """

    def __init__(self, folder: Path) -> None:
        self.settings: dict[str, Any] = _settings(folder)
        self._encoder = session(folder / "encoder.onnx")
        self._pointers = {name: session(folder / f"{name}.onnx") for name in POINTERS}

    def encode(self, ids: Integers, cases: Integers, layouts: Integers) -> Encoded:
        found = self._encoder.run(None, {"ids": ids, "cases": cases, "layouts": layouts})
        states, outer, every, names, phrases, words, heads, dependencies, *seen = found
        pointers = dict(zip(POINTERS, seen, strict=True))
        return Encoded(states, outer, every, names, phrases, words, heads, dependencies, pointers)

    def point(self, pointer: str, pieces: Floats, span: Floats, distance: Integers) -> tuple[Floats, Floats]:
        feed = {"pieces": pieces, "span": span, "distance": distance}
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


AS_WRITTEN = ("SkipLayerNormFusion", "DynamicQuantizeMatMulFusion")
"""What ONNX Runtime would make of the graphs, which are written in fused operators already (training/graphs.py), and is
no faster: left out."""


def session(path: Path) -> onnxruntime.InferenceSession:
    """The graph at `path`, run on the thread that asks; a ModelError if it cannot be loaded.

    Processors without VNNI add up products of bytes in 16 bits, which overflow: every thirtieth head of a word was
    another one there. Asked for precision, ONNX Runtime adds them up in more bits, and all processors agree.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1")
    # Below this level nothing is done about it.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    providers = ["CPUExecutionProvider"]
    try:
        return onnxruntime.InferenceSession(str(path), options, providers, disabled_optimizers=AS_WRITTEN)
    except Exception as error:  # ONNX Runtime raises its own types, which it does not export
        raise ModelError(f"{path} cannot be loaded ({error}): reinstall headwater") from error


def inputs(pieces: WordPieces, window: Window) -> tuple[Integers, Integers, Integers]:
    """The encoder's input for a window of a text: ids, cases and layouts [1, t]."""
    taken = slice(window.start, window.end)
    ids, cases, layouts = np.zeros((3, 1, window.end - window.start + 2), dtype=np.int64)
    ids[0, 0], ids[0, 1:-1], ids[0, -1] = START, pieces.ids[taken], STOP
    cases[0, 1:-1], layouts[0, 1:-1] = pieces.cases[taken], pieces.layouts[taken]
    return ids, cases, layouts


def distances(first: int, end: int, low: int, high: int) -> Integers:
    """How far the positions from `low` to `high` are from a span: negative before it, 0 in it."""
    positions = np.arange(low, high)
    return np.minimum(positions - first, 0) + np.maximum(positions - (end - 1), 0)


def ask(network: Network, pointer: str, encoded: Encoded, queries: Sequence[Query]) -> tuple[Floats, Floats]:
    """The pointer's answers to `queries`: tags [q, t, labels] and how sure each span is one to ask about [q].

    A pointer sees SEEN pieces on either side of the span; what lies beyond is tagged as outside.
    """
    seen = encoded.seen[pointer]
    length, width = seen.shape[1], seen.shape[2] // 2
    tags: list[Floats] = []
    sure: list[Floats] = []
    for row, first, end in queries:
        low, high = max(0, first - SEEN), min(length, end + SEEN)
        pieces = np.ascontiguousarray(seen[row : row + 1, low:high, :width])
        span = np.add.reduce(seen[row : row + 1, first:end, width:], axis=1) / np.float32(end - first)
        found, certain = network.point(pointer, pieces, span, distances(first, end, low, high)[None])
        answer = np.zeros((1, length, found.shape[2]), dtype=np.float32)
        answer[:, :, 0] = 1.0
        answer[:, low:high] = found
        tags.append(answer)
        sure.append(certain)
    return np.concatenate(tags), np.concatenate(sure)
