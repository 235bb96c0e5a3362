"""How near one clustering is to another: MUC, B-cubed and entity-based CEAF, and their mean, the CoNLL score.

As Pradhan et al. (2014) define them: a mention that only one side has is alone on the other, and shares nothing. Each
score is precision, recall and F1 of the `response` clusters against the `key` clusters.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Mention = TypeVar("Mention", bound=Hashable)
Clusters = Sequence[frozenset[Mention]]


@dataclass(frozen=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def clusters(labels: Mapping[Mention, Hashable]) -> Clusters[Mention]:
    """Mentions with the same label are one cluster."""
    found: dict[Hashable, set[Mention]] = {}
    for mention, label in labels.items():
        found.setdefault(label, set()).add(mention)
    return [frozenset(group) for group in found.values()]


def muc(key: Clusters[Mention], response: Clusters[Mention]) -> Score:
    """Links that one would have to add to make the clusters whole (Vilain et al. 1995)."""

    def kept(these: Clusters[Mention], others: Clusters[Mention]) -> float:
        home = {mention: number for number, group in enumerate(others) for mention in group}
        links = sum(len(group) - 1 for group in these)
        # A mention that the others lack stands alone, by a label of its own.
        broken = sum(len({home.get(m, ("alone", m)) for m in group}) - 1 for group in these)
        return 1 - broken / links if links else 0.0

    return Score(kept(response, key), kept(key, response))


def b_cubed(key: Clusters[Mention], response: Clusters[Mention]) -> Score:
    """For each mention, how much of its cluster is with it on the other side (Bagga and Baldwin 1998)."""

    def shared(these: Clusters[Mention], others: Clusters[Mention]) -> float:
        home = {mention: group for group in others for mention in group}
        total = sum(map(len, these))
        return sum(len(g & home.get(m, frozenset())) / len(g) for g in these for m in g) / total if total else 0.0

    return Score(shared(response, key), shared(key, response))


def ceaf(key: Clusters[Mention], response: Clusters[Mention]) -> Score:
    """The best one-to-one alignment of clusters, by how much they share (Luo 2005, similarity 4)."""
    home = {mention: number for number, group in enumerate(response) for mention in group}
    alike: dict[tuple[int, int], float] = {}
    for row, group in enumerate(key):
        for column in {home[m] for m in group if m in home}:
            other = response[column]
            alike[row, column] = 2 * len(group & other) / (len(group) + len(other))
    total = sum(_best(part) for part in _parts(alike))
    return Score(total / len(response) if response else 0.0, total / len(key) if key else 0.0)


def conll(key: Clusters[Mention], response: Clusters[Mention]) -> float:
    """The mean F1 of the three."""
    return (muc(key, response).f1 + b_cubed(key, response).f1 + ceaf(key, response).f1) / 3


def _parts(alike: Mapping[tuple[int, int], float]) -> list[NDArray[np.float64]]:
    """The alignment problem cut into those that share no cluster, as matrices: solving these is much quicker."""
    group: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while group.setdefault(node, node) != node:
            node = group[node]
        return node

    for row, column in alike:
        group[root(("row", row))] = root(("column", column))
    parts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for pair in alike:
        parts.setdefault(root(("row", pair[0])), []).append(pair)
    return [_matrix({pair: alike[pair] for pair in pairs}) for pairs in parts.values()]


def _matrix(alike: Mapping[tuple[int, int], float]) -> NDArray[np.float64]:
    rows, columns = sorted({row for row, _ in alike}), sorted({column for _, column in alike})
    matrix = np.zeros((len(rows), len(columns)))
    for (row, column), value in alike.items():
        matrix[rows.index(row), columns.index(column)] = value
    return matrix if len(rows) <= len(columns) else matrix.T


def _best(matrix: NDArray[np.float64]) -> float:
    """The greatest sum of one value from each row, no two from one column: shortest augmenting paths (Kuhn, Munkres).

    There are no more rows than columns. Duals `u` and `v` and the assignment are kept with an extra column 0, in which
    the row to be placed next stands.
    """
    cost = -matrix
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    placed = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        placed[0], column = row, 0
        least, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while placed[column]:
            used[column] = True
            free = ~used
            free[0] = False
            reduced = cost[placed[column] - 1] - u[placed[column]] - v[1:]
            better = free & (np.r_[np.inf, reduced] < least)
            least[better], way[better] = np.r_[np.inf, reduced][better], column
            column = int(np.flatnonzero(free)[np.argmin(least[free])])
            step = least[column]
            u[placed[used]] += step
            v[used] -= step
            least[free] -= step
        while column:
            placed[column] = placed[way[column]]
            column = int(way[column])
    return float(sum(matrix[placed[c] - 1, c - 1] for c in range(1, columns + 1) if placed[c]))
