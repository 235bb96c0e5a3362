"""What there is to learn from about two statements: marked stories, matters, and pairs of real reports.

Each statement is the states of its words, as the program pools them; each example two of them and what is known.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from headwater import config
from headwater.cluster import scorer
from headwater.cluster.features import Features
from headwater.inference import LONGEST, SLOTS
from headwater.model import Spans
from headwater.nlp import words
from headwater.nlp.network import OnnxNetwork
from headwater.nlp.reading import encoded
from headwater.nlp.word_vectors import pooled, without
from headwater.nlp.wordpieces import load_tokenizer, split
from headwater.pipeline import Reader
from marked_pairs import MarkedSet, sets
from marked_stories import FOLDER, Told, told

MATTERS = Path(__file__).resolve().parent / "matters"
LINE = re.compile(rf"^(=|~|!(?:{'|'.join(SLOTS)})) (\S.*)", re.MULTILINE)
STATES = 384
UNKNOWN = -1
Example = tuple[int, int, int, int, int]
"""Two statements, whether they are one claim, whether they contradict each other, in which slot; UNKNOWN where nobody
says."""


@dataclass(frozen=True)
class Pairs:
    """The pairs of one set of real reports, in the order of its marks, and its fold."""

    name: str
    fold: int
    examples: list[Example]


@dataclass(frozen=True)
class Data:
    """Statements as states of their words [s, LONGEST, STATES], with their lengths; pairs of them, story by story."""

    words: Tensor
    lengths: Tensor
    names: list[str]
    sizes: list[int]
    stories: list[list[Example]]
    alike: list[NDArray[np.float64]]
    matters: list[Example]
    loose: list[int]
    real: list[Pairs]


def gathered(settings: Path | None) -> Data:
    known = config.load(settings)
    reader, states = Reader(known), States(known.model_folder)
    names, sizes, statements, stories, alike = list[str](), list[int](), list[Any](), list[Any](), list[Any]()
    for path in sorted(FOLDER.glob("*.txt")):
        story = told(path, reader)
        first = len(statements)
        texts = {reading.article.id: states.of(reading.article.text) for reading in story.readings}
        statements += [states.within(texts[a.article], a.span) for a in story.asserted]
        names.append(story.name)
        sizes.append(len(story.asserted))
        pairs, likely = in_story(story, first)
        stories.append(pairs)
        alike.append(likely)
    matters, loose = list[Example](), list[int]()
    for lines in groups():
        first = len(statements)
        statements += [states.within(states.of(ended(line)), ((0, len(line)),)) for _, line in lines]
        loose += range(first, len(statements))
        matters += in_matter([mark for mark, _ in lines], first)
    real = [in_set(marked, states, statements) for marked in sets(reader, held=False)]
    packed = torch.zeros(len(statements), LONGEST, STATES, dtype=torch.float16)
    for index, found in enumerate(statements):
        packed[index, : len(found)] = torch.from_numpy(found.astype(np.float16))
    lengths = torch.tensor([max(1, len(found)) for found in statements])
    return Data(packed, lengths, names, sizes, stories, alike, matters, loose, real)


class States:
    """The states of the words of a text, as the program pools them."""

    def __init__(self, folder: Path) -> None:
        self._network, self._tokenizer = OnnxNetwork(folder), load_tokenizer(folder)
        self._empty = without(self._tokenizer, words.load("en").empty)

    def of(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        pieces = split(self._tokenizer, text)
        return pooled(pieces, list(encoded(self._network, pieces)), self._empty)

    def within(self, words: tuple[NDArray[np.int64], NDArray[np.float32]], spans: Spans) -> NDArray[np.float32]:
        starts, states = words
        runs = [np.searchsorted(starts, span).tolist() for span in spans]
        return np.concatenate([states[first:stop] for first, stop in runs])[:LONGEST]


def in_story(story: Told, first: int) -> tuple[list[Example], NDArray[np.float64]]:
    """All pairs that are judged, and how alike the scorer of claims finds them."""
    judged = [
        (one, other, same)
        for one, other in combinations(story.labelled(), 2)
        if (same := story.same(one, other)) is not None
    ]
    ones, others, _ = (np.array(column) for column in zip(*judged, strict=True))
    likely = scorer.load()(Features(story.profiles, story.backgrounds)(ones, others))
    return [
        (first + one, first + other, int(same), *opposed(story.slots[one], story.slots[other], same))
        for one, other, same in judged
    ], likely


def in_set(marked: MarkedSet, states: States, statements: list[NDArray[np.float32]]) -> Pairs:
    """The pairs of a set, whose statements are added to the others."""
    texts = {reading.article.id: reading.article.text for reading in marked.readings}
    asserted = sorted({i for pair in marked.pairs for i in (pair.one, pair.other)})
    at, known = dict[int, int](), dict[str, tuple[NDArray[np.int64], NDArray[np.float32]]]()
    for index in asserted:
        assertion = marked.asserted[index]
        if assertion.article not in known:
            known[assertion.article] = states.of(texts[assertion.article])
        at[index] = len(statements)
        statements.append(states.within(known[assertion.article], assertion.span))
    examples = [
        (at[p.one], at[p.other], int(p.same), int(p.opposed) if p.same else UNKNOWN, UNKNOWN) for p in marked.pairs
    ]
    return Pairs(marked.name, marked.fold, examples)


def opposed(one: str | None, other: str | None, same: bool) -> tuple[int, int]:
    """Whether two contradict each other, and in which slot; nobody says of two claims, and of two that both differ."""
    if not same or (one and other):
        return UNKNOWN, UNKNOWN
    slot = one or other
    return int(slot is not None), UNKNOWN if slot is None else SLOTS.index(slot)


def groups() -> Iterator[list[tuple[str, str]]]:
    """Matters: lines with marks, = for what puts the claim, ! and a slot for what contradicts it, ~ for another."""
    for path in sorted(MATTERS.glob("*.txt")):
        for part in re.split(r"^# .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield [(match[1], match[2].strip()) for match in LINE.finditer(part)]


def in_matter(marks: Sequence[str], first: int) -> Iterator[Example]:
    """Lines that contradict the claim in one slot say the same; of two slots, and of two other claims, nobody says."""
    for (i, one), (j, other) in combinations(enumerate(marks), 2):
        if one == other == "~" or (one != other and "~" not in (one, other) and "=" not in (one, other)):
            continue
        if "~" in (one, other):
            yield first + i, first + j, 0, UNKNOWN, UNKNOWN
        else:
            slot = max(one, other, key=len)[1:]
            against = one != other
            yield first + i, first + j, 1, int(against), SLOTS.index(slot) if against else UNKNOWN


def ended(line: str) -> str:
    return line if line[-1] in '.!?"”' else f"{line}."
