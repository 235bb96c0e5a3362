"""Two statements, word by word: do they put one claim, do they contradict each other, and in which slot?

A decomposable attention model (Parikh et al. 2016) over the word vectors of `nlp/word_vectors.py`, which know the text
around them: each word is laid beside those of the other statement that it is like, compared with their mean, and what
comes of all comparisons is judged together. training/inference.py learned it from invented stories and matters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from headwater.model import Spans, WordVectors

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

LONGEST = 24
"""Words of a statement that are compared, the first ones."""
SLOTS = ("who", "what", "where", "when", "how many", "outcome", "polarity")
ONE_CLAIM, OPPOSED = 0, 1
"""Columns of the odds: that two put one claim, and that they contradict each other if they do; SLOTS follow."""
TOGETHER = 128
"""Pairs that are compared at once, of about one length: so few that they fit the processor's cache."""

WORDS = 1024
"""Words that are looked at at once, for the same reason."""


def stated(words: WordVectors, spans: Spans) -> bytes:
    """The vectors of the words that begin in a stretch of the text, at most LONGEST of them."""
    starts = np.frombuffer(words.starts, dtype="<u4")
    if not len(starts):
        return b""
    width = len(words.vectors) // len(starts)
    runs = [(bisect_left(starts, start), bisect_left(starts, stop)) for start, stop in spans]
    return b"".join(words.vectors[first * width : stop * width] for first, stop in runs)[: LONGEST * width]


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: of a word by itself, of a word beside what it is like, and of what comes of them all.

    `told` and `sought` [k, d] make of a word vector (times `step`) what is compared and what is looked for; `beside`
    [4d, h] judges a word with what it is like, their difference and their product; `weight` [d] says how much a word
    counts. `judging` are two layers, from [4h].
    """

    step: float
    told: tuple[Floats, Floats]
    sought: tuple[Floats, Floats]
    sharpness: float
    beside: Floats
    bias: Floats
    weight: Floats
    judging: tuple[tuple[Floats, Floats], tuple[Floats, Floats]]

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> Network:
        """From named arrays, as training/inference.py writes them."""
        return cls(
            float(arrays["step"]),
            _layer(arrays, "told"),
            _layer(arrays, "sought"),
            float(arrays["sharpness"]),
            *_layer(arrays, "beside"),
            arrays["weight"],
            (_layer(arrays, "judging.0"), _layer(arrays, "judging.1")),
        )


def _layer(arrays: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    return arrays[f"{name}.weight"], arrays[f"{name}.bias"]


@cache
def load() -> Network:
    """The network that ships with Headwater."""
    with files("headwater").joinpath("inference.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Network.of(dict(arrays))


class Statements:
    """Statements, each the vectors of its words, ready to be compared in pairs."""

    def __init__(self, statements: Sequence[bytes], network: Network | None = None) -> None:
        self._network = network or load()
        width = len(self._network.told[0])
        self._lengths = np.array([len(each) // width for each in statements], dtype=np.int64)
        self._offsets = np.cumsum(self._lengths) - self._lengths
        self._words = self._seen(np.frombuffer(b"".join(statements), dtype=np.int8).reshape(-1, width))

    def _seen(self, vectors: NDArray[np.int8]) -> tuple[Floats, Floats]:
        """What is compared of each word, and what is looked for."""
        net = self._network
        told, sought = (np.empty((len(vectors), layer[0].shape[1]), np.float32) for layer in (net.told, net.sought))
        for at in range(0, len(vectors), WORDS):
            some = slice(at, at + WORDS)
            words: Floats = vectors[some].astype(np.float32) * np.float32(net.step)
            told[some] = words @ net.told[0] + net.told[1]
            found: Floats = words @ net.sought[0] + net.sought[1]
            lengths = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
            # What is near is the product of two: the sharpness is shared between them.
            sought[some] = found * (np.sqrt(np.float32(net.sharpness)) / lengths).astype(np.float32)
        return told, sought

    def among(self, indices: Integers, statements: Sequence[bytes]) -> Statements:
        """Those with these indices, and behind them others."""
        later = Statements(statements, self._network)
        found = object.__new__(Statements)
        found._network = self._network
        lengths = self._lengths[indices]
        starts = np.cumsum(lengths) - lengths
        rows = np.arange(lengths.sum()) + np.repeat(self._offsets[indices] - starts, lengths)
        found._lengths = np.concatenate([lengths, later._lengths])
        found._offsets = np.cumsum(found._lengths) - found._lengths
        (told, sought), (more, other) = self._words, later._words
        found._words = np.concatenate([told[rows], more]), np.concatenate([sought[rows], other])
        return found

    def __call__(self, firsts: Integers, seconds: Integers) -> Floats:
        """A row of odds (logarithms) for each pair of indices: ONE_CLAIM, OPPOSED, SLOTS; nan if unknown.

        The order within a pair changes nothing.
        """
        found = np.full((len(firsts), 2 + len(SLOTS)), np.nan, dtype=np.float32)
        swapped = self._lengths[firsts] > self._lengths[seconds]
        one, other = np.where(swapped, seconds, firsts), np.where(swapped, firsts, seconds)
        known = np.flatnonzero(self._lengths[one] > 0)
        order = known[np.lexsort((self._lengths[one[known]], self._lengths[other[known]]))]
        for at in range(0, len(order), TOGETHER):
            some = order[at : at + TOGETHER]
            found[some] = self._odds(one[some], other[some])
        return found

    def _odds(self, one: Integers, other: Integers) -> Floats:
        net = self._network
        a, b = self._padded(one), self._padded(other)
        near = np.exp(a.sought @ b.sought.transpose(0, 2, 1)) * (a.mask[:, :, None] * b.mask[:, None, :])
        first = _compared(net, a, b, near)
        second = _compared(net, b, a, near.transpose(0, 2, 1))
        features = (
            first[0] + second[0],
            np.abs(first[0] - second[0]),
            np.maximum(first[1], second[1]),
            np.minimum(first[1], second[1]),
        )
        (weights, bias), (last, end) = net.judging
        odds: Floats = np.maximum(np.concatenate(features, axis=1) @ weights + bias, 0.0) @ last + end
        return odds

    def _padded(self, indices: Integers) -> _Padded:
        lengths = self._lengths[indices]
        places = np.arange(int(lengths.max()))
        mask = places[None] < lengths[:, None]
        rows = np.where(mask, self._offsets[indices][:, None] + places[None], 0)
        told, sought = (words[rows] for words in self._words)
        weight = np.exp(np.clip(told @ self._network.weight, -10, 10)) * mask
        return _Padded(mask.astype(np.float32), told, sought, weight / weight.sum(1, keepdims=True))


def one_claim(one: bytes, other: bytes) -> float:
    """The odds (a logarithm) that two statements put one claim; nan where one has no words."""
    return float(Statements([one, other])(np.array([0]), np.array([1]))[0, ONE_CLAIM])


@dataclass(frozen=True, slots=True)
class _Padded:
    """Statements [b, n]: what `_seen` makes of their words, and how much each counts, nought where there is none."""

    mask: Floats
    told: Floats
    sought: Floats
    weight: Floats


def _compared(net: Network, a: _Padded, b: _Padded, near: Floats) -> tuple[Floats, Floats]:
    """Each word of `a` beside those of `b` that it is like: the mean of what comes of it, and the most."""
    like = (near / np.maximum(near.sum(2, keepdims=True), 1e-9)) @ b.told
    told, like = a.told.reshape(-1, a.told.shape[2]), like.reshape(-1, a.told.shape[2])
    own, other, apart, both = np.split(net.beside, 4)
    # One after the other: laid side by side, as the paper has them, they no longer fit the processor's cache.
    found = told @ own + like @ other + np.abs(told - like) @ apart + (told * like) @ both + net.bias
    found = np.maximum(found, 0.0).reshape(*near.shape[:2], -1) * a.mask[:, :, None]
    mean: Floats = (a.weight[:, None, :] @ found)[:, 0]
    return mean, found.max(1)
