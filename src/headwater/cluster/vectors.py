"""Meanings as rows of an array, compared by many pairs at once; not numbers where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headwater.linkage import Floats, Integers
from headwater.scoring import Vectors

PACKED = 4096
"""Vectors that are unpacked at once."""
CACHED = 200_000
"""Components of vectors that are multiplied at once: more do not stay in a processor's cache."""
SAME = 1e-3
"""Length of what is left beside the mean under which there is nothing to compare."""


def vectors(meanings: Sequence[bytes | None]) -> Vectors:
    """Of length one; not numbers where nothing is known."""
    width = max((len(m) for m in meanings if m), default=1)
    vectors = np.full((len(meanings), width), np.nan, dtype=np.float32)
    known = [index for index, meaning in enumerate(meanings) if meaning and len(meaning) == width]
    for at in range(0, len(known), PACKED):
        some = known[at : at + PACKED]
        found = np.frombuffer(b"".join([meanings[i] or b"" for i in some]), dtype=np.int8).reshape(len(some), -1)
        lengths = np.linalg.norm(found.astype(np.float32), axis=1, keepdims=True)
        vectors[some] = found / np.maximum(lengths, np.float32(1e-9))
    return vectors


def joined(known: Vectors, meanings: Sequence[bytes | None]) -> Vectors:
    """Vectors with further ones behind them; one of another width is not known."""
    found = np.full((len(meanings), known.shape[1]), np.nan, dtype=np.float32)
    further = vectors(meanings)
    if further.shape[1] == known.shape[1]:
        found[:] = further
    return np.concatenate([known, found])


def common_to(vectors: Vectors) -> Vectors | None:
    """What all have in common: their mean; None where nothing is left beside it."""
    if len(vectors) < 2 or np.isnan(vectors[:, 0]).all():
        return None
    mean: Vectors = np.nanmean(vectors, axis=0)
    return mean


def beside(vectors: Vectors, common: Vectors | None) -> Vectors:
    """What is left beside what all have in common, of length one again."""
    if common is None:
        return vectors
    beside = vectors - common
    lengths = np.linalg.norm(beside, axis=1, keepdims=True)
    centred: Vectors = np.where(lengths > SAME, beside / np.maximum(lengths, SAME), vectors)
    return centred


def cosines(vectors: Vectors, one: Integers, other: Integers) -> Floats:
    rows = max(1, CACHED // vectors.shape[1])
    parts = (slice(at, at + rows) for at in range(0, len(one), rows))
    return np.concatenate([np.zeros(0), *(products(vectors[one[some]], vectors[other[some]]) for some in parts)])


def products(some: Vectors, others: Vectors) -> Floats:
    """Of each row with the other one; not numbers where they are of two widths."""
    if some.shape[1] != others.shape[1]:
        return np.full(len(some), np.nan)
    products: Floats = np.einsum("pd,pd->p", some, others).astype(np.float64)
    return products
