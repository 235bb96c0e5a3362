"""The chains as a picture: who takes from whom, laid out in columns from the origins to the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from headwater.export import wording
from headwater.model import Derivation, Link, SourceType, Story

# The type of a node (a source's type, or "article"), its name and, for those whom a name does not tell apart,
# the article that it stands in.
Key = tuple[str, str, str]
Edges = dict[tuple[Key, Key], bool]
Routes = dict[tuple[Key, Key], list[Key]]

# The type of the place where an edge crosses a column that neither of its ends stands in.
_CROSSING = ""
_UNNAMED = {SourceType.ANONYMOUS, SourceType.UNSPECIFIED, SourceType.COLLECTIVE}
_MOST_NODES = 60
_SWEEPS = 6
# In pixels; a line of a name is measured in the cells of a terminal, so that wide scripts fit.
_WIDTH, _BETWEEN, _LINE, _GAP, _MARGIN, _CELLS = 208, 68, 17, 16, 8, 24


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its upper left corner, its lines of text, and the id of its article if it is one."""

    x: int
    y: int
    width: int
    height: int
    type: str
    name: str
    lines: tuple[str, ...]
    article: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as the data of an SVG path, from the one taken from to the one who takes."""

    path: str
    stated: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """`omitted` counts the sources that were left out because the picture would be too large."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    omitted: int


def draw(story: Story) -> Chart:
    names = wording.labels(story.articles)
    edges = _edges(story, names)
    articles: list[Key] = [("article", name, key) for key, name in names.items()]
    edges, omitted = _within_bounds(edges, articles)
    columns, routes = _columns(_nodes(edges, articles), edges)
    _untangle(columns, routes)
    return _place(columns, routes, edges, omitted)


# -- who takes from whom ----------------------------------------------------------------------------------------------


def _edges(story: Story, names: dict[str, str]) -> Edges:
    """Every link of every chain, True where any text states it, without those that would close a circle."""
    found: Edges = {}
    for article, path in _paths(story):
        nodes: list[Key] = [("article", names[article], article), *(_key(link, article) for link in path)]
        for link, taker, giver in zip(path, nodes, nodes[1:], strict=False):
            if giver != taker:
                found[giver, taker] = found.get((giver, taker), False) or link.stated
    edges: Edges = {}
    takers: dict[Key, set[Key]] = {}
    for (giver, taker), stated in found.items():
        if not _reaches(taker, giver, takers):
            edges[giver, taker] = stated
            takers.setdefault(giver, set()).add(taker)
    return edges


def _paths(story: Story) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Chains, outermost link first; a publisher that others take from stands between its article and the sources."""
    paths = [(each.article, _links(each)) for each in story.derivations]
    paths += [(each.article, each.chain) for claim in story.claims for each in claim.assertions]
    cited = {link.name for _, path in paths for link in path if link.type is SourceType.PUBLICATION}
    publishers = {each.article.id: each.article.publisher for each in story.articles}
    for article, path in paths:
        publisher = publishers[article]
        if publisher is not None and publisher in cited:
            path = (Link(publisher, SourceType.PUBLICATION, True, (0, 0)), *path)
        yield article, path


def _links(derivation: Derivation) -> tuple[Link, ...]:
    names = (*derivation.via, derivation.publication)
    return tuple(Link(name, SourceType.PUBLICATION, derivation.stated, (0, 0)) for name in names)


def _key(link: Link, article: str) -> Key:
    return link.type.value, link.name, article if link.type in _UNNAMED else ""


def _reaches(start: Key, goal: Key, takers: dict[Key, set[Key]]) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        after = takers.get(node, set()) - seen
        seen |= after
        waiting += after
    return False


def _within_bounds(edges: Edges, articles: list[Key]) -> tuple[Edges, int]:
    """Where there are too many nodes to look at: without speakers cited once, then without those of any article."""
    taken, takers = Counter(giver for giver, _ in edges), {taker for _, taker in edges}
    everyone = _nodes(edges, articles)
    kept = edges
    for most in (1, len(edges)):
        if len(_nodes(kept, articles)) > _MOST_NODES:
            kept = {
                (giver, taker): stated
                for (giver, taker), stated in edges.items()
                if giver[0] == SourceType.PUBLICATION or giver in takers or taken[giver] > most
            }
    return kept, len(everyone) - len(_nodes(kept, articles))


def _nodes(edges: Edges, articles: list[Key]) -> list[Key]:
    return list(dict.fromkeys([*(node for edge in edges for node in edge), *articles]))


# -- where it stands --------------------------------------------------------------------------------------------------


def _columns(nodes: list[Key], edges: Edges) -> tuple[list[list[Key]], Routes]:
    """The slots of each column, and the slots through which each edge goes."""
    depth = dict.fromkeys(nodes, 0)
    # There are no circles, so that the depths settle.
    while deeper := {taker: depth[giver] + 1 for giver, taker in edges if depth[taker] <= depth[giver]}:
        depth |= deeper
    last = max(depth.values(), default=0)
    for node in nodes:
        if node[0] == "article":
            depth[node] = last
    columns: list[list[Key]] = [[] for _ in range(last + 1)]
    for node in nodes:
        columns[depth[node]].append(node)
    routes: Routes = {}
    for giver, taker in edges:
        between = range(depth[giver] + 1, depth[taker])
        crossings: list[Key] = [(_CROSSING, f"{giver} {taker}", str(column)) for column in between]
        for column, crossing in enumerate(crossings, depth[giver] + 1):
            columns[column].append(crossing)
        routes[giver, taker] = [giver, *crossings, taker]
    return columns, routes


def _untangle(columns: list[list[Key]], routes: Routes) -> None:
    """Order each column by the mean position of the neighbours, back and forth, so that fewer edges cross."""
    neighbours: dict[Key, list[Key]] = {slot: [] for column in columns for slot in column}
    for route in routes.values():
        for left, right in pairwise(route):
            neighbours[left].append(right)
            neighbours[right].append(left)
    column_of = {slot: index for index, column in enumerate(columns) for slot in column}
    for sweep in range(_SWEEPS):
        step = 1 if sweep % 2 else -1
        for index in range(len(columns))[::step]:
            beside = columns[index - step] if 0 <= index - step < len(columns) else []
            position = {slot: place for place, slot in enumerate(beside)}
            means = {}
            for place, slot in enumerate(columns[index]):
                places = [position[each] for each in neighbours[slot] if column_of[each] == index - step]
                means[slot] = sum(places) / len(places) if places else place
            columns[index].sort(key=lambda slot, means=means: means[slot])  # type: ignore[misc]


def _place(columns: list[list[Key]], routes: Routes, edges: Edges, omitted: int) -> Chart:
    texts = {slot: _lines(slot) for column in columns for slot in column}
    heights = {slot: _LINE * len(lines) + 14 if lines else 0 for slot, lines in texts.items()}
    totals = [sum(heights[slot] + _GAP for slot in column) - _GAP for column in columns]
    tallest = max(totals, default=0)
    corners: dict[Key, tuple[int, int]] = {}
    for index, column in enumerate(columns):
        y = _MARGIN + (tallest - totals[index]) // 2
        for slot in column:
            corners[slot] = (_MARGIN + index * (_WIDTH + _BETWEEN), y)
            y += heights[slot] + _GAP
    boxes = tuple(_box(slot, *corners[slot], heights[slot], lines) for slot, lines in texts.items() if lines)
    lines = tuple(Line(_path(route, corners, heights), edges[edge]) for edge, route in routes.items())
    width = 2 * _MARGIN + len(columns) * (_WIDTH + _BETWEEN) - _BETWEEN
    return Chart(width, tallest + 2 * _MARGIN, boxes, lines, omitted)


def _lines(slot: Key) -> tuple[str, ...]:
    """The lines in a node, its type last; none for a crossing."""
    kind, name, _ = slot
    return () if kind == _CROSSING else (*_wrapped(wording.shorten(name, 120) or "not named"), kind)


def _wrapped(text: str) -> list[str]:
    """At most two lines that fit into a node."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if cell_len(longer) <= _CELLS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return [_fitted(each) for each in lines]


def _fitted(text: str) -> str:
    if cell_len(text) <= _CELLS:
        return text
    while cell_len(text) > _CELLS - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _box(slot: Key, x: int, y: int, height: int, lines: tuple[str, ...]) -> Box:
    kind, name, article = slot
    return Box(x, y, _WIDTH, height, kind, wording.shorten(name, 300), lines, article if kind == "article" else None)


def _path(route: list[Key], corners: dict[Key, tuple[int, int]], heights: dict[Key, int]) -> str:
    """Out of the first node's right side, straight through the columns between, to the last one's left side."""
    x, y = corners[route[0]]
    y += heights[route[0]] // 2
    path = f"M{x + _WIDTH} {y}"
    for slot in route[1:]:
        (x, after), bend = corners[slot], corners[slot][0] - _BETWEEN // 2
        after += heights[slot] // 2
        path += f" C{bend} {y} {bend} {after} {x} {after}"
        path += f" H{x + _WIDTH}" if slot != route[-1] else ""
        y = after
    return path
