"""What came after a set was linked, and which assertions of the set it is to be compared with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from headwater.cluster.features import Features
from headwater.cluster.grouping import SHARED
from headwater.cluster.language import settings
from headwater.cluster.neighbours import CELL, DENSE, FEWER, NEAREST
from headwater.cluster.profiles import Background, Profile
from headwater.linkage import Floats, Integers, distinct
from headwater.scoring import Vectors

COMMON = 1_000
"""Profiles that hold a word from which on it finds no candidates."""
FEW = 24
"""So many of those that came later may hold a word by which they are compared with each other."""
DIGITS = 6
"""Of how near two of what came later are."""
ROWS = 512
"""Of what came later that are compared with all of it at once."""
WORDS = 2
"""Rare words that two have in common, at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrived:
    """What one article has that the set has not, or has otherwise.

    `near` are positions in the set, those nearest by meaning first, with their `cosines`; `worded` those that share
    rare words. `background` is that of an article that is new itself.
    """

    profiles: tuple[Profile, ...]
    attributed: tuple[bool, ...]
    background: Background | None
    here: Vectors
    near: Integers
    cosines: Floats
    worded: tuple[Integers, ...]


def arrived(
    profiles: Sequence[Profile], attributed: Sequence[bool], background: Background | None, features: Features
) -> Arrived:
    """Profiles of one article beside a set of which these are the features."""
    here = features.placed(profiles)
    near, cosines = _near(here, profiles[0].article, features)
    worded = tuple(_worded(profile, features) for profile in profiles)
    return Arrived(tuple(profiles), tuple(attributed), background, here, near, cosines, worded)


def candidates(
    pool: Sequence[Arrived], articles: Integers, there: Integers, size: int
) -> tuple[Integers, Integers, Floats]:
    """Pairs to be compared, and how crowded the place of each of the pool is (nan if not known).

    `articles` are the numbers of those that the pool stands in, one an item. The items are those of the set that are
    `there` (positions, ascending) under their positions, of `size`, and behind them those of the pool in their order.
    """
    most = NEAREST if size <= CELL else FEWER
    still = np.zeros(size, dtype=bool)
    still[there] = True
    here = np.concatenate([each.here for each in pool])
    near = np.concatenate([each.near for each in pool])
    cosines = np.where(still[near], np.concatenate([each.cosines for each in pool]), -np.inf)
    others, within = _nearer(here, articles, cosines, most)
    every, cosine = np.concatenate([near, others + size], axis=1), np.concatenate([cosines, within], axis=1)
    order = _first(cosine, most)
    every, cosine = np.take_along_axis(every, order, 1), np.take_along_axis(cosine, order, 1)
    known = np.isfinite(cosine)
    dense = cosine[:, :DENSE]
    counted = np.isfinite(dense).sum(1)
    crowding = np.where(counted > 0, np.where(np.isfinite(dense), dense, 0.0).sum(1) / np.maximum(counted, 1), np.nan)
    worded = [still_there[still[still_there]] for each in pool for still_there in each.worded]
    number = np.arange(len(here)) + size
    mutual = _among_themselves([profile for each in pool for profile in each.profiles])
    one = np.concatenate(
        [np.repeat(number, known.sum(1)), np.repeat(number, [len(each) for each in worded]), mutual[:, 0] + size]
    )
    other = np.concatenate([every[known], *worded, mutual[:, 1] + size])
    codes = distinct(np.minimum(one, other) * (size + len(here)) + np.maximum(one, other))
    return codes // (size + len(here)), codes % (size + len(here)), crowding


def _nearer(here: Vectors, articles: Integers, cosines: Floats, most: int) -> tuple[Integers, Floats]:
    """Of each of the pool those of the others that are no farther than the `most` nearest of the set, in their order.

    Their indices and how near they are; -inf behind the last one of a row.
    """
    enough = min(most, cosines.shape[1])
    least = -np.partition(-cosines, enough - 1, axis=1)[:, enough - 1] if enough else np.zeros(0)
    if enough < most:
        least = np.full(len(here), -np.inf)
    rows, columns, values = [], [], []
    for at in range(0, len(here), ROWS):
        some = slice(at, at + ROWS)
        # The last digit is another where others are beside it, and two that are as near as each other are to stay that.
        within = np.round(here[some] @ here.T, DIGITS)
        within[articles[some, None] == articles[None, :]] = -np.inf
        row, column = np.nonzero((within >= least[some, None]) & (within > -np.inf))
        rows.append(row + at)
        columns.append(column)
        values.append(within[row, column])
    row = np.concatenate(rows)
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    found = np.zeros((len(here), int(rank.max(initial=-1)) + 1), dtype=np.int64)
    nearness = np.full(found.shape, -np.inf)
    found[row, rank], nearness[row, rank] = np.concatenate(columns), np.concatenate(values)
    return found, nearness


def _first(values: Floats, most: int) -> Integers:
    """The columns of the greatest values of each row, the greatest first, of equal ones that on the left.

    Only these are put in order: where a hundred articles came later, all would take three times as long.
    """
    most = min(most, values.shape[1])
    if not most:
        return np.zeros((len(values), 0), dtype=np.int64)
    least = -np.partition(-values, most - 1, axis=1)[:, most - 1, None]
    row, column = np.nonzero(values >= least)
    order = np.lexsort((column, -values[row, column], row))
    row, column = row[order], column[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    return column[rank < most].reshape(len(values), most)


def _near(here: Vectors, article: int, features: Features) -> tuple[Integers, Floats]:
    """Twice as many as are needed: some may be gone when they are."""
    cosines = here @ features.once.T
    cosines[:, features.article == article] = -np.inf
    cosines[np.isnan(cosines)] = -np.inf
    most = min(2 * NEAREST, cosines.shape[1])
    if not most:
        return np.zeros((len(here), 0), np.int64), np.zeros((len(here), 0))
    found = np.argpartition(-cosines, most - 1, axis=1)[:, :most]
    best = np.take_along_axis(cosines, found, 1)
    order = np.lexsort((found, -best), axis=1)
    return np.take_along_axis(found, order, 1), np.take_along_axis(best, order, 1).astype(np.float64)


def _worded(profile: Profile, features: Features) -> Integers:
    """Those that share the weightiest of its rarest words, at least two of them."""
    postings = features.postings
    holders = {word: postings.holding(word) for word in profile.words}
    shared = (word for word, sets in holders.items() if 0 < len(sets) <= COMMON)
    rarest = sorted(shared, key=lambda word: (len(holders[word]), word))[: settings()["blocking"]["rarest"]]
    if len(rarest) < WORDS:
        return np.zeros(0, dtype=np.int64)
    flat = np.concatenate([holders[word] for word in rarest])
    weights = list(chain.from_iterable([postings.weights.get(word, 1.0)] * len(holders[word]) for word in rarest))
    found, place, often = np.unique(flat, return_inverse=True, return_counts=True)
    total = np.bincount(place, weights, len(found))
    found, total = found[often >= WORDS], total[often >= WORDS]
    kept: Integers = np.sort(found[np.lexsort((found, -total))[:SHARED]])
    return kept


def _among_themselves(profiles: Sequence[Profile]) -> Integers:
    """Pairs of what came later that share words, two at least that few have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for word in profile.words:
            holders[word].append(index)
    few = (held for held in holders.values() if len(held) <= FEW)
    shared = Counter(pair for held in few for pair in combinations(held, 2))
    return np.array(sorted(pair for pair, often in shared.items() if often >= WORDS), dtype=np.int64).reshape(-1, 2)
