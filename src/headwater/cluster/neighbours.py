"""Whose meanings are nearest to each other's, in different articles: exact for one story, by random trees for many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.linkage import Floats, Integers, distinct

SEED = 20160912
"""Of the directions: any number, but always the same one."""
CELL = 512
"""So many are compared each with each."""
TREES = 4
"""A set of more than so many cells is cut into them so many times over, each time along other directions."""
SOME = 256
"""Items of a cell that tell in which direction it is widest."""
PART = 256
"""Vectors that are laid along a direction at once: so few that they stay in the processor's cache."""
STRIPES = 4
"""For each neighbour that is sought: then it is one value in seven too many."""
NEAREST, FEWER, DENSE = 24, 12, 8
"""How many neighbours are found of each in one story, how many in a set that is cut into cells, and by how many it is
told how crowded its place is. Of the pairs in training/stories that are one claim, 24 have three in four."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of items, each once, the lower first; and the mean cosine of each item to its nearest (nan if unknown)."""

    firsts: Integers
    seconds: Integers
    crowding: Floats


def neighbours(vectors: NDArray[np.float32], articles: Integers) -> Neighbours:
    """Of each row of `vectors` those of other articles that are nearest to it; a row is of length one or not known."""
    size = len(vectors)
    known = np.flatnonzero(~np.isnan(vectors[:, 0])) if size else np.zeros(0, dtype=np.int64)
    most = NEAREST if len(known) <= TREES * CELL else FEWER
    ones, others, cosines = [known[:0]], [known[:0]], [np.zeros(0)]
    for cell in _cells(vectors, known):
        one, other, cosine = _within(vectors[cell], articles[cell], most)
        ones.append(cell[one])
        others.append(cell[other])
        cosines.append(cosine)
    one, other, cosine = _best(np.concatenate(ones), np.concatenate(others), np.concatenate(cosines), most)
    crowding = np.full(size, np.nan)
    rank = _rank(one)
    dense = rank < DENSE
    counted = np.bincount(one[dense], minlength=size)
    summed = np.bincount(one[dense], cosine[dense], size)
    crowding[counted > 0] = summed[counted > 0] / counted[counted > 0]
    codes = distinct(np.minimum(one, other) * size + np.maximum(one, other))
    return Neighbours(codes // max(1, size), codes % max(1, size), crowding)


def _cells(vectors: NDArray[np.float32], known: Integers) -> Iterator[Integers]:
    """All together, or in trees that halve a cell where it is widest (Verma, Kpotufe and Dasgupta 2009)."""
    if len(known) <= TREES * CELL:
        yield known
        return
    draw = np.random.default_rng(SEED)
    for _ in range(TREES):
        waiting = [known]
        while waiting:
            cell = waiting.pop()
            if len(cell) <= CELL:
                yield cell
                continue
            direction = _widest(vectors, cell, draw)
            along = np.concatenate([vectors[part] @ direction for part in np.array_split(cell, 1 + len(cell) // PART)])
            order = np.argsort(along, kind="stable")
            half = len(cell) // 2
            waiting += [np.sort(cell[order[:half]]), np.sort(cell[order[half:]])]


def _widest(vectors: NDArray[np.float32], cell: Integers, draw: np.random.Generator) -> NDArray[np.float32]:
    """The direction in which some of a cell differ most, or nearly so: two steps of the power method."""
    some = vectors[cell[draw.choice(len(cell), min(SOME, len(cell)), replace=False)]]
    some = some - some.mean(0)
    direction = np.asarray(draw.standard_normal(vectors.shape[1]), dtype=np.float32)
    for _ in range(2):
        direction = some.T @ (some @ direction)
        direction /= max(float(np.linalg.norm(direction)), 1e-9)
    return direction


def _within(vectors: NDArray[np.float32], articles: Integers, most: int) -> tuple[Integers, Integers, Floats]:
    """For each row its `most` nearest rows of other articles, and a few that are hardly further."""
    size = len(vectors)
    most = min(most, size - 1)
    if most < 1:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    cosines = vectors @ vectors.T
    cosines[articles[:, None] == articles[None, :]] = -np.inf
    at = np.flatnonzero(cosines >= _bound(cosines, most)[:, None])
    cosine = cosines.ravel()[at].astype(np.float64)
    there = np.isfinite(cosine)
    return at[there] // size, at[there] % size, cosine[there]


def _bound(values: NDArray[np.float32], most: int) -> NDArray[np.float32]:
    """Of each row what at least `most` of its values reach and hardly more: so many of its stripes have one that does.

    That costs a tenth of what putting the values in order would.
    """
    width = max(1, values.shape[1] // (STRIPES * most))
    stripes = values.shape[1] // width
    greatest = values[:, : width * stripes].reshape(len(values), width, stripes).max(1)
    bound: NDArray[np.float32] = np.partition(greatest, stripes - most, axis=1)[:, stripes - most]
    return bound


def _best(one: Integers, other: Integers, cosine: Floats, most: int) -> tuple[Integers, Integers, Floats]:
    """Of each item the nearest that any cell found, the nearest first."""
    order = nearest_first(one, other, cosine)
    one, other, cosine = one[order], other[order], cosine[order]
    again = np.r_[False, (one[1:] == one[:-1]) & (other[1:] == other[:-1])] if len(one) else np.zeros(0, bool)
    one, other, cosine = one[~again], other[~again], cosine[~again]
    kept = _rank(one) < most
    return one[kept], other[kept], cosine[kept]


def nearest_first(one: Integers, other: Integers, cosine: Floats) -> Integers:
    """The order by item, then by cosine, the greatest first, then by the other item.

    Item and cosine make one number, whose order costs a fifth of that by three; only the ties are put in order by all.
    """
    bits = cosine.astype(np.float32).view(np.int32)
    rising = bits.astype(np.int64) ^ ((bits >> 31) & 0x7FFFFFFF)
    keys = (one << 32) - rising
    order = np.argsort(keys)
    keys = keys[order]
    same = keys[1:] == keys[:-1]
    tied = np.flatnonzero(np.r_[same, False] | np.r_[False, same])
    some = order[tied]
    order[tied] = some[np.lexsort((other[some], keys[tied]))]
    return order


def _rank(one: Integers) -> Integers:
    """The place of each entry among those of its item, which stand together."""
    starts = np.flatnonzero(np.r_[True, one[1:] != one[:-1]]) if len(one) else one
    rank: Integers = np.arange(len(one)) - np.repeat(starts, np.diff(np.r_[starts, len(one)]))
    return rank
