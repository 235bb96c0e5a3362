"""Who takes from whom as a Mermaid flowchart, for pages and wikis that draw one from text."""

from __future__ import annotations

import re

from headwater.export.flow import ARTICLE, Node, articles, paths, steps
from headwater.export.index import UNNAMED_TYPES
from headwater.export.text import shorten
from headwater.model import SourceType, Story

_NAME = 60
# Whatever Mermaid, or the page around it, could take for syntax.
_ACTIVE = re.compile(r"[^\w\s.,;–—’‘“”…-]")
_SHAPES = {
    ARTICLE: ('["', '"]'),
    SourceType.PUBLICATION: ('[["', '"]]'),
    SourceType.DOCUMENT: ('[/"', '"/]'),
}
_ROUND = ('(["', '"])')
_STYLES = (
    "    classDef article fill:#eef,stroke:#447",
    "    classDef unnamed stroke-dasharray: 4 3",
)


def write(story: Story) -> bytes:
    """Who takes from whom as a Mermaid flowchart; a dashed arrow is inferred."""
    known = articles(story)
    edges: dict[tuple[Node, Node], bool] = {}
    for path in paths(story):
        for link, giver, taker in steps(path, known):
            edges[giver, taker] = edges.get((giver, taker), False) or link.stated
    nodes = dict.fromkeys([*(each for edge in edges for each in edge), *known.values()])
    numbers = {each: number for number, each in enumerate(nodes, 1)}
    lines = ["flowchart LR", *(_node(each, number) for each, number in numbers.items())]
    lines += [
        f"    n{numbers[giver]} {'-->' if stated else '-.->'} n{numbers[taker]}"
        for (giver, taker), stated in edges.items()
    ]
    return "\n".join([*lines, *_STYLES, ""]).encode()


def _node(node: Node, number: int) -> str:
    opening, closing = _SHAPES.get(node.type, _ROUND)
    label = _ACTIVE.sub(lambda found: f"#{ord(found[0])};", shorten(node.names[0], _NAME)) or "not named"
    style = ":::article" if node.type == ARTICLE else ":::unnamed" if node.type in UNNAMED_TYPES else ""
    return f"    n{number}{opening}{label}{closing}{style}"
