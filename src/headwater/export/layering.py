"""A drawing in layers of a graph without circles: columns, few crossings, straight lines (Sugiyama, Tagawa, Toda 1981).

Nodes are any hashable values. An edge that passes a column stands in it as a `Crossing`, so that it finds a gap there;
edges of one kind from one node pass as one.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

# Any hashable value, or a crossing.
Node = Any
Edge = tuple[Node, Node]
Columns = tuple[tuple[Node, ...], ...]
Routes = Mapping[Edge, tuple[Node, ...]]

_SWEEPS = 12
# How strongly a step of an edge is kept straight, by how many of its ends are crossings (Gansner and others 1993).
_PULL = (1, 2, 8)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the edges of one kind from `start` pass a column that none of them ends in."""

    start: Node
    kind: Any
    column: int


@dataclass(frozen=True, slots=True)
class Layers:
    """Columns of nodes and crossings, top down; `routes` say through which of them each edge goes, in its direction."""

    columns: Columns
    routes: Routes


def layers(nodes: Sequence[Node], edges: Mapping[Edge, Any], last: Iterable[Node]) -> Layers:
    """Every node right of all it takes from, those in `last` in the last column; `edges`, by kind, have no circle."""
    depth = dict.fromkeys(nodes, 0)
    # There are no circles, so that the depths settle.
    while deeper := {end: depth[start] + 1 for start, end in edges if depth[end] <= depth[start]}:
        depth |= deeper
    depth |= dict.fromkeys(last, max(depth.values(), default=0))
    columns: list[list[Node]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        columns[depth[node]].append(node)
    routes: dict[Edge, tuple[Node, ...]] = {}
    for (start, end), kind in edges.items():
        between = [Crossing(start, kind, column) for column in range(depth[start] + 1, depth[end])]
        for crossing in between:
            columns[crossing.column].append(crossing)
        routes[start, end] = (start, *between, end)
    return Layers(_untangled(tuple(tuple(dict.fromkeys(column)) for column in columns), routes), routes)


def crossings(columns: Columns, routes: Routes) -> int:
    """How often two lines cross, counted between neighbouring columns."""
    place = {node: (column, row) for column, nodes in enumerate(columns) for row, node in enumerate(nodes)}
    found: list[list[tuple[int, int]]] = [[] for _ in columns]
    for left, right in _steps(routes):
        found[place[left][0]].append((place[left][1], place[right][1]))
    return sum(_inversions(end for _, end in sorted(pairs)) for pairs in found)


def _steps(routes: Routes) -> Iterable[Edge]:
    """From column to column, each once, however many edges go there."""
    return dict.fromkeys(step for route in routes.values() for step in pairwise(route))


def _inversions(ends: Iterable[int]) -> int:
    seen: list[int] = []
    found = 0
    for end in ends:
        found += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return found


def _untangled(columns: Columns, routes: Routes) -> Columns:
    """The best order seen while each column is put in the order of its neighbours' mean places, back and forth."""
    before, after = _neighbours(routes)
    best, fewest = columns, crossings(columns, routes)
    order = list(columns)
    for sweep in range(_SWEEPS):
        beside, step = (before, 1) if sweep % 2 == 0 else (after, -1)
        for index in range(len(order))[::step][1:]:
            place = {node: row for row, node in enumerate(order[index - step])}
            order[index] = _by_mean(order[index], place, beside)
        if (count := crossings(tuple(order), routes)) < fewest:
            best, fewest = tuple(order), count
    return best


def _by_mean(column: Sequence[Node], place: Mapping[Node, int], beside: Mapping[Node, list[Node]]) -> tuple[Node, ...]:
    means: dict[Node, float] = {}
    for row, node in enumerate(column):
        places = [place[each] for each in beside.get(node, ())]
        means[node] = sum(places) / len(places) if places else row
    return tuple(sorted(column, key=lambda node: means[node]))


def _neighbours(routes: Routes) -> tuple[dict[Node, list[Node]], dict[Node, list[Node]]]:
    before: dict[Node, list[Node]] = {}
    after: dict[Node, list[Node]] = {}
    for left, right in _steps(routes):
        after.setdefault(left, []).append(right)
        before.setdefault(right, []).append(left)
    return before, after


# -- positions --------------------------------------------------------------------------------------------------------


def centres(drawn: Layers, heights: Mapping[Node, float], gap: float) -> dict[Node, float]:
    """Where the middle of each node stands, the topmost edge at 0: near its neighbours', `gap` between two nodes.

    `heights` has no crossings; they are thin, and keep less than the gap.
    """
    before, after = _neighbours(drawn.routes)
    apart = [_apart(column, heights, gap) for column in drawn.columns]
    middle: dict[Node, float] = {}
    for column, least in zip(drawn.columns, apart, strict=True):
        middle |= dict(zip(column, accumulate(least), strict=True))
    for sweep in range(_SWEEPS):
        for column, least in list(zip(drawn.columns, apart, strict=True))[:: 1 if sweep % 2 else -1]:
            # What has no neighbours keeps to the others: the mean of all is near.
            rest = sum(middle.values()) / len(middle), 0.001
            wanted = [_wanted(node, middle, before.get(node, []) + after.get(node, [])) or rest for node in column]
            middle |= dict(zip(column, settled(wanted, least), strict=True))
    top = min((middle[node] - heights.get(node, 0) / 2 for node in middle), default=0.0)
    return {node: at - top for node, at in middle.items()}


def _apart(column: Sequence[Node], heights: Mapping[Node, float], gap: float) -> list[float]:
    """How far each node's middle is at least below that of the one above it; 0 for the first."""
    least = [0.0]
    for upper, lower in pairwise(column):
        thin = isinstance(upper, Crossing) and isinstance(lower, Crossing)
        least.append((heights.get(upper, 0) + heights.get(lower, 0)) / 2 + (gap * 0.7 if thin else gap))
    return least[: len(column)]


def _wanted(node: Node, middle: Mapping[Node, float], beside: Sequence[Node]) -> tuple[float, float] | None:
    """The weighted mean of the neighbours' middles, and its weight; None without neighbours."""
    pulls = [(_PULL[isinstance(node, Crossing) + isinstance(each, Crossing)], middle[each]) for each in beside]
    weight = sum(pull for pull, _ in pulls)
    return (sum(pull * at for pull, at in pulls) / weight, weight) if weight else None


def settled(wanted: Sequence[tuple[float, float]], least: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones (by weighted squares) that keep each `least` below the one before it.

    `wanted` are places with their weights. It is isotonic regression, solved by pooling neighbours in the wrong order.
    """
    offsets = list(accumulate(least))
    pools: list[tuple[float, float, int]] = []
    for (at, weight), offset in zip(wanted, offsets, strict=True):
        mean, total, size = at - offset, weight, 1
        while pools and pools[-1][0] > mean:
            other, more, count = pools.pop()
            mean, total, size = (mean * total + other * more) / (total + more), total + more, size + count
        pools.append((mean, total, size))
    level = [mean for mean, _, size in pools for _ in range(size)]
    return [at + offset for at, offset in zip(level, offsets, strict=True)]
