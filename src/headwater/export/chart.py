"""The chains as a picture: who takes from whom, from the origins at the left to the articles at the right."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from headwater.export import flow
from headwater.export.flow import ARTICLE, Node, paths, steps
from headwater.export.index import UNNAMED_TYPES
from headwater.export.layering import Layers, centres, layers
from headwater.export.text import shorten
from headwater.model import SourceType, Story

SEVERAL = "several"
"""What a node is where it stands for sources that the same nodes take from."""

# Nodes from which sources that the same nodes take from stand in one box, and nodes beyond which some are left out.
_MANY, _MOST = 24, 60
# In pixels; a line of a name is measured in the cells of a terminal, so that wide scripts fit.
_PICTURE, _WIDEST, _NARROWEST, _BETWEEN, _NEAREST = 1280, 216, 150, 84, 48
_LINE, _PADDING, _GAP, _MARGIN, _CELL = 17, 11, 9, 4, 7.1
_LINES = 3


Edge = tuple[Node, Node]
# From whom, to whom: True where a text states it.
Edges = Mapping[Edge, bool]


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its upper left corner, its lines of text, and the indices of all lines on its way up and down."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    ways: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as the data of an SVG path, from the one taken from, which is a publication if this is a `retelling`."""

    path: str
    stated: bool
    retelling: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """`omitted` counts the sources that were left out because the picture would be too large."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    omitted: int


def draw(story: Story) -> Chart:
    known = flow.articles(story)
    articles = list(known.values())
    everyone = _edges(story, known)
    edges = everyone
    for smaller, most in ((_gathered, _MANY), (_shared, _MOST), (_of_publications, _MOST)):
        if len(_sources(edges)) > most:
            edges = smaller(edges)
    if len(articles) > _MANY:
        edges, articles = _alike(edges, articles)
    omitted = sum(len(node.names) for node in _sources(everyone)) - sum(len(node.names) for node in _sources(edges))
    drawn = layers([*_sources(edges), *articles], edges, articles)
    return _placed(drawn, edges, omitted)


# -- who takes from whom ----------------------------------------------------------------------------------------------


def _edges(story: Story, articles: Mapping[str, Node]) -> Edges:
    """Every link of every chain, True where any text states it, without those that would close a circle."""
    found: dict[Edge, bool] = {}
    for path in paths(story):
        for link, giver, taker in steps(path, articles):
            found[giver, taker] = found.get((giver, taker), False) or link.stated
    edges: dict[Edge, bool] = {}
    takers: dict[Node, set[Node]] = {}
    for (giver, taker), stated in found.items():
        if giver not in _reached(taker, takers):
            edges[giver, taker] = stated
            takers.setdefault(giver, set()).add(taker)
    return edges


def _reached(start: Node, onward: Mapping[Node, Iterable[Node]]) -> set[Node]:
    """All nodes that the ways from `start` lead to, and itself."""
    waiting, seen = [start], {start}
    while waiting:
        after = set(onward.get(waiting.pop(), ())) - seen
        seen |= after
        waiting += after
    return seen


def _sources(edges: Edges) -> list[Node]:
    return list(dict.fromkeys(node for edge in edges for node in edge if node.type != ARTICLE))


# -- fewer nodes ------------------------------------------------------------------------------------------------------


def _gathered(edges: Edges) -> Edges:
    """Speakers that exactly the same nodes take from, in one node (structural equivalence; Lorrain, White 1971)."""
    takers: dict[Node, list[tuple[Node, bool]]] = {}
    for (giver, taker), stated in edges.items():
        takers.setdefault(giver, []).append((taker, stated))
    fed = {taker for _, taker in edges}
    alike: dict[frozenset[tuple[Node, bool]], list[Node]] = {}
    for giver, taken in takers.items():
        if giver not in fed and giver.type != SourceType.PUBLICATION:
            alike.setdefault(frozenset(taken), []).append(giver)
    instead = {node: _several(group) for group in alike.values() if len(group) > 1 for node in group}
    return {(instead.get(giver, giver), taker): stated for (giver, taker), stated in edges.items()}


def _several(nodes: Sequence[Node]) -> Node:
    """Those with a name first: they say more than a description."""
    ordered = sorted(nodes, key=lambda node: node.type in UNNAMED_TYPES)
    return Node(SEVERAL, tuple(name for node in ordered for name in node.names), nodes[0].article)


def _alike(edges: Edges, articles: Sequence[Node]) -> tuple[Edges, list[Node]]:
    """Articles that take from exactly the same nodes, in one node."""
    givers: dict[Node, set[tuple[Node, bool]]] = {article: set() for article in articles}
    for (giver, taker), stated in edges.items():
        if taker in givers:
            givers[taker].add((giver, stated))
    alike: dict[frozenset[tuple[Node, bool]], list[Node]] = {}
    for article, taken in givers.items():
        alike.setdefault(frozenset(taken), []).append(article)
    one = {
        frozenset(group): Node(ARTICLE, tuple(each.names[0] for each in group), group[0].article)
        for group in alike.values()
    }
    instead = {article: node for group, node in one.items() for article in group}
    return {(giver, instead.get(taker, taker)): stated for (giver, taker), stated in edges.items()}, list(one.values())


def _shared(edges: Edges) -> Edges:
    """Without the speakers that only one node takes from."""
    taken, fed = Counter(giver for giver, _ in edges), {taker for _, taker in edges}
    return {
        (giver, taker): stated
        for (giver, taker), stated in edges.items()
        if giver.type == SourceType.PUBLICATION or giver in fed or taken[giver] > 1
    }


def _of_publications(edges: Edges) -> Edges:
    """Without any speakers, but those whom others stand behind."""
    fed = {taker for _, taker in edges}
    return {edge: stated for edge, stated in edges.items() if edge[0].type == SourceType.PUBLICATION or edge[0] in fed}


# -- where it stands --------------------------------------------------------------------------------------------------


def _placed(drawn: Layers, edges: Edges, omitted: int) -> Chart:
    count = max(len(drawn.columns), 1)
    width = min(max((_PICTURE - 2 * _MARGIN - (count - 1) * _BETWEEN) // count, _NARROWEST), _WIDEST)
    between = max((_PICTURE - 2 * _MARGIN - count * width) // max(count - 1, 1), _NEAREST)
    nodes = [node for column in drawn.columns for node in column if isinstance(node, Node)]
    texts = {node: _lines(node, int((width - 2 * _PADDING) / _CELL)) for node in nodes}
    heights = {node: _LINE * len(lines) + _PADDING for node, lines in texts.items()}
    middle = {each: round(_MARGIN + at) for each, at in centres(drawn, heights, _GAP).items()}
    left = {each: _MARGIN + index * (width + between) for index, column in enumerate(drawn.columns) for each in column}
    ways = _ways(list(edges))
    boxes = []
    for node, height in heights.items():
        top = middle[node] - height // 2
        boxes.append(Box(node, left[node], top, width, height, texts[node], ways.get(node, ())))
    lines = []
    for edge, stated in edges.items():
        path = _path([(left[step], middle[step]) for step in drawn.routes[edge]], width, between)
        lines.append(Line(path, stated, edge[0].type == SourceType.PUBLICATION))
    bottom = max((box.y + box.height for box in boxes), default=0) + _MARGIN
    return Chart(2 * _MARGIN + count * (width + between) - between, bottom, tuple(boxes), tuple(lines), omitted)


def _lines(node: Node, cells: int) -> tuple[str, ...]:
    told = Counter(shorten(name, 120) or "not named" for name in node.names)
    names = [f"{name} ({count})" if count > 1 else name for name, count in told.items()]
    if len(names) == 1:
        return _wrapped(names[0].split(), cells, _LINES if node.type == ARTICLE else 2)
    shown = len(names)
    while shown > 1 and len(_wrapped(_enumeration(names, shown), cells, _LINES + 1)) > _LINES:
        shown -= 1
    return _wrapped(_enumeration(names, shown), cells, _LINES)


def _enumeration(names: Sequence[str], shown: int) -> list[str]:
    more = [f"and {len(names) - shown} more"] if shown < len(names) else []
    return ", ".join([*names[:shown], *more]).split()


def _wrapped(words: Sequence[str], cells: int, most: int) -> tuple[str, ...]:
    """The words in at most so many lines of so many cells; what does not fit gives way to an ellipsis."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if cell_len(longer) <= cells or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return tuple(_fitted(each, cells) for each in lines)


def _fitted(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    most = bisect_right(range(len(text)), cells - 1, key=lambda size: cell_len(text[:size])) - 1
    return text[:most].rstrip(" ,") + "…"


def _ways(edges: Sequence[Edge]) -> Mapping[Node, tuple[int, ...]]:
    """For each node the indices of the edges that lead to it from its origins, and from it to the articles."""
    onward: dict[Node, set[Node]] = {}
    back: dict[Node, set[Node]] = {}
    for giver, taker in edges:
        onward.setdefault(giver, set()).add(taker)
        back.setdefault(taker, set()).add(giver)
    found: dict[Node, tuple[int, ...]] = {}
    for node in {node for edge in edges for node in edge}:
        up, down = _reached(node, back), _reached(node, onward)
        found[node] = tuple(number for number, (giver, taker) in enumerate(edges) if giver in down or taker in up)
    return found


def _path(stops: Sequence[tuple[int, int]], width: int, between: int) -> str:
    """Out of the first box's right side, straight through the columns between, to the last one's left side."""
    (x, y), *_ = stops
    path = f"M{x + width} {y}"
    for (_, before), (x, after) in pairwise(stops):
        bend = x - between // 2
        path += f"C{bend} {before} {bend} {after} {x} {after}"
        path += f"H{x + width}" if (x, after) != stops[-1] else ""
    return path
