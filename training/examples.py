"""Training documents > batches of windows with what each head has to say of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from headwater.nlp.names import LABELS
from headwater.nlp.network import DEPENDENCIES, PADDING, PARTS_OF_SPEECH, START, STOP
from headwater.nlp.wordpieces import WordPieces, split, windows

MASKED = 103
"""BERT's [MASK]: what a dropped word is read as."""
IGNORED = -100
"""The target of a piece that a head learns nothing from."""
Runs = list[tuple[int, int]]


@dataclass
class Asked:
    """One question to a pointer: the span asked about, a target for each piece, and whether it is one to ask about."""

    span: tuple[int, int]
    tags: np.ndarray | None
    right: float


@dataclass
class Example:
    """One window of one document."""

    task: str
    pieces: WordPieces
    start: int
    end: int
    outer: np.ndarray
    any: np.ndarray
    names: np.ndarray
    phrases: np.ndarray
    words: np.ndarray
    heads: np.ndarray
    dependencies: np.ndarray
    meanings: list[tuple[tuple[int, int], np.ndarray]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def __len__(self) -> int:
        return self.end - self.start


@dataclass
class Document:
    """A training document in pieces; `raw` is its line of prepare.py's output, `vectors` what its meanings are."""

    task: str
    raw: dict[str, Any]
    pieces: WordPieces
    vectors: np.ndarray

    @cached_property
    def words(self) -> np.ndarray:
        """The part of speech of every piece."""
        found = np.full(len(self.pieces), IGNORED)
        for start, end, label, *_ in self.raw["words"]:
            for first, stop in self.runs([[start, end]]):
                found[first:stop] = PARTS_OF_SPEECH.index(label)
        return found

    @cached_property
    def arcs(self) -> tuple[np.ndarray, np.ndarray]:
        """Of every word's first piece, the first piece of its head (its own for a root), and what it is to that.

        The other pieces of a word are inside it, and their head is its first.
        """
        heads, labels = np.full(len(self.pieces), IGNORED), np.full(len(self.pieces), IGNORED)
        firsts = {}
        for start, end, *_ in self.raw["words"]:
            for first, stop in self.runs([[start, end]]):
                firsts[start] = first
                heads[first + 1 : stop], labels[first + 1 : stop] = first, DEPENDENCIES.index("inside")
        for start, _, _, head, label in self.raw["words"]:
            if start in firsts and head in firsts and label in DEPENDENCIES:
                heads[firsts[start]], labels[firsts[start]] = firsts[head], DEPENDENCIES.index(label)
        return heads, labels

    @cached_property
    def meanings(self) -> list[tuple[tuple[int, int], np.ndarray]]:
        """Runs of pieces that mean something by themselves, and what."""
        found = [(self.runs([span]), vector) for span, vector in zip(self.raw["meanings"], self.vectors, strict=True)]
        return [(runs[0], vector) for runs, vector in found if runs]

    def runs(self, spans: Iterable[list[int]]) -> Runs:
        """Spans of code points as runs of pieces."""
        found = []
        for start, end, *_ in spans:
            first = int(np.searchsorted(self.pieces.ends, start, side="right"))
            stop = int(np.searchsorted(self.pieces.starts, end, side="left"))
            if first < stop:
                found.append((first, stop))
        return sorted(found)


def load(path: Path, tokenizer: Tokenizer) -> list[Document]:
    task = path.stem.split("-")[0]
    with path.open(encoding="utf-8") as lines:
        raws = [json.loads(line) for line in lines]
    vectors = np.load(path.with_suffix(".npy"))
    ends = np.cumsum([len(raw["meanings"]) for raw in raws])
    return [
        Document(task, raw, split(tokenizer, raw["text"]), vectors[end - len(raw["meanings"]) : end])
        for raw, end in zip(raws, ends, strict=True)
    ]


def examples(document: Document, size: int, chance: random.Random) -> Iterator[Example]:
    """The document cut into windows; where the first cut falls is drawn anew, so that no epoch sees the same ones."""
    pieces = document.pieces
    if not len(pieces):
        return
    lead = chance.randrange(size) if len(pieces) > size else 0
    cuts = [0] if lead < 16 else [0, lead - int(np.argmax(pieces.breaks[lead - 15 : lead + 1][::-1]))]
    rest = _tail(pieces, cuts[-1])
    cuts += [cuts[-1] + window.core_end for window in windows(rest, size, 0)]
    for start, end in pairwise(cuts):
        if end - start >= 8:
            yield _example(document, start, end, chance)


def _tail(pieces: WordPieces, start: int) -> WordPieces:
    fields = (pieces.ids, pieces.starts, pieces.ends, pieces.cases, pieces.layouts, pieces.whole, pieces.breaks)
    return WordPieces(*(values[start:] for values in fields))


def _example(document: Document, start: int, end: int, chance: random.Random) -> Example:
    size = end - start
    blank, unknown = np.zeros(size, dtype=int), np.full(size, IGNORED)
    heads, labels = (values[start:end].copy() for values in document.arcs)
    root, inside = labels == DEPENDENCIES.index("ROOT"), (heads >= start) & (heads < end)
    heads[inside] -= start - 1  # positions of a row: START stands before the first piece, and is the head of roots
    heads[~inside], labels[~inside] = IGNORED, IGNORED
    heads[root & inside] = 0
    example = Example(
        document.task, document.pieces, start, end, unknown, unknown, blank, blank.copy(), document.words[start:end],
        heads, labels, [((a - start, b - start), v) for (a, b), v in document.meanings if start <= a and b <= end],
    )  # fmt: skip
    for label_index, label in enumerate(LABELS):
        spans = [name for name in document.raw["names"] if name[2] == label]
        _mark(example.names, _clip(document.runs(spans), start, end), 1 + 2 * label_index)
    _mark(example.phrases, _clip(document.runs(document.raw["phrases"]), start, end), 1)
    if document.task == "attribution":
        _attribution(document, example)
    elif document.task == "coreference":
        _coreference(document, example, chance)
    else:
        _pronoun(document, example)
    return example


def _attribution(document: Document, example: Example) -> None:
    start, end = example.start, example.end
    example.outer = np.zeros(len(example), dtype=int)
    example.any = np.zeros(len(example), dtype=int)
    relations = [
        {part: document.runs(r[part]) for part in ("source", "cue", "content")} for r in document.raw["relations"]
    ]
    for relation in relations:
        # Inside a content nobody marked the cues that are there, so `any` learns nothing from it.
        for first, stop in _clip(relation["content"], start, end):
            example.any[first:stop] = IGNORED
    for relation in relations:
        cue = _clip(relation["cue"], start, end)
        if not cue:
            continue
        _mark(example.outer, cue, 1)
        _mark(example.any, cue, 1)
        tags = np.zeros(len(example), dtype=int)
        _mark(tags, _clip(relation["source"], start, end), 1)
        _mark(tags, _clip(relation["content"], start, end), 3)
        example.asked.append(Asked((cue[0][0], cue[-1][1]), tags, 1.0))


def _coreference(document: Document, example: Example, chance: random.Random) -> None:
    start, end = example.start, example.end
    groups = [_clip([r for r in document.runs(group) if start <= r[0] and r[1] <= end], start, end)
              for group in document.raw["groups"]]  # fmt: skip
    mentions = [(span, group) for group in groups for span in group if span[1] - span[0] <= 10]
    chance.shuffle(mentions)
    for span, group in mentions[:10]:
        others = [other for other in group if other != span and other[1] - other[0] <= 16]
        tags = np.zeros(len(example), dtype=int)
        for other in sorted(others, key=lambda r: r[0] - r[1]):
            _mark(tags, [other], 1)
        example.asked.append(Asked(span, tags, float(bool(others))))


def _pronoun(document: Document, example: Example) -> None:
    start, end = example.start, example.end
    pronoun = _clip(document.runs([document.raw["pronoun"]]), start, end)
    if not pronoun:
        return
    tags = np.full(len(example), IGNORED)
    for candidate in document.raw["candidates"]:
        for first, stop in _clip(document.runs([candidate]), start, end):
            tags[first:stop] = 0
            if candidate[2]:
                _mark(tags, [(first, stop)], 1)
    example.asked.append(Asked(pronoun[0], tags, 1.0))


def _mark(target: np.ndarray, spans: Runs, begin: int) -> None:
    for first, stop in spans:
        target[first], target[first + 1 : stop] = begin, begin + 1


def _clip(spans: Runs, start: int, end: int) -> Runs:
    return [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]


def batches(documents: list[Document], size: int, most: int, chance: random.Random) -> list[list[Example]]:
    """One epoch in batches of one task each and at most `most` pieces, padding included, in random order."""
    found = []
    for task in sorted({document.task for document in documents}):
        pool = [e for d in documents if d.task == task for e in examples(d, size, chance)]
        pool.sort(key=lambda e: len(e) + chance.randrange(40))
        batch: list[Example] = []
        for example in pool:
            if batch and (max(map(len, [*batch, example])) + 2) * (len(batch) + 1) > most:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    chance.shuffle(found)
    return found


@dataclass
class Tensors:
    """A batch as the network takes it."""

    ids: Tensor
    cases: Tensor
    layouts: Tensor
    mask: Tensor
    outer: Tensor
    any: Tensor
    names: Tensor
    phrases: Tensor
    words: Tensor
    heads: Tensor
    dependencies: Tensor


def tensors(batch: list[Example], dropped: float, device: str) -> Tensors:
    """`dropped` of the words are masked, which regularises as dropout would, at no cost."""
    length = max(map(len, batch)) + 2
    ids = np.full((len(batch), length), PADDING)
    cases, layouts = np.zeros_like(ids), np.zeros_like(ids)
    mask = np.zeros(ids.shape, dtype=bool)
    outer, every, names, phrases, parts, heads, dependencies = (np.full(ids.shape, IGNORED) for _ in range(7))
    for row, example in enumerate(batch):
        size, taken = len(example), slice(example.start, example.end)
        words = example.pieces.ids[taken].copy()
        words[np.random.random(size) < dropped] = MASKED
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = START, words, STOP
        cases[row, 1 : size + 1] = example.pieces.cases[taken]
        layouts[row, 1 : size + 1] = example.pieces.layouts[taken]
        mask[row, : size + 2] = True
        outer[row, 1 : size + 1], every[row, 1 : size + 1] = example.outer, example.any
        names[row, 1 : size + 1], phrases[row, 1 : size + 1] = example.names, example.phrases
        parts[row, 1 : size + 1] = example.words
        heads[row, 1 : size + 1], dependencies[row, 1 : size + 1] = example.heads, example.dependencies
    arrays = (ids, cases, layouts, mask, outer, every, names, phrases, parts, heads, dependencies)
    return Tensors(*(torch.from_numpy(array).to(device) for array in arrays))
