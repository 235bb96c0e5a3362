"""A story as a graph, from the sources to the articles: for Gephi, yEd, Cytoscape, and as a Mermaid drawing."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from headwater.export.evidence import Finder
from headwater.export.flow import ARTICLE, Node, articles, paths, steps
from headwater.export.interchange import dumps
from headwater.export.text import line, shorten
from headwater.model import Link, Story, content_id

_NAME, _SENTENCE = 120, 500
# Gephi's format holds the day on which it was written.
_CLOCK = re.compile(rb' lastmodifieddate="[^"]*"')


@dataclass(slots=True)
class _Edge:
    """What stands on one way from a giver to a taker."""

    stated: bool = False
    claims: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    articles: dict[str, None] = field(default_factory=dict)
    evidence: tuple[str, Link] | None = None


def gexf(story: Story) -> bytes:
    """Who takes from whom as GEXF, for Gephi."""
    target = io.BytesIO()
    nx.write_gexf(graph(story), target)
    return _CLOCK.sub(b"", target.getvalue())


def graphml(story: Story) -> bytes:
    """Who takes from whom as GraphML, for yEd, Gephi and igraph."""
    target = io.BytesIO()
    nx.write_graphml_xml(graph(story), target, named_key_ids=True)
    return target.getvalue()


def cytoscape(story: Story) -> bytes:
    """Who takes from whom as JSON for Cytoscape."""
    return (dumps(nx.cytoscape_data(graph(story)), indent=1) + "\n").encode()


def graph(story: Story) -> nx.DiGraph[str]:
    """Sources and articles; an edge leads from whom it is taken to who takes it, `weight` is the number of claims.

    Node attributes: label, type, and of an article publisher, published, uri. Edge attributes: stated, weight, claims
    (numbers), kinds (of derivations), and the first evidence: article, offsets, sentence.
    """
    made: nx.DiGraph[str] = nx.DiGraph(name="Headwater: who takes from whom")
    finder, known = Finder(story), articles(story)
    names = {key: node.names[0] for key, node in known.items()}
    for reading in story.articles:
        a = reading.article
        facts = {"publisher": a.publisher, "published": a.published, "uri": a.address or a.uri}
        told = {key: line(value) for key, value in facts.items() if value}
        made.add_node(_id(known[a.id]), label=names[a.id], type=ARTICLE, **told)
    for (giver, taker), edge in _edges(story, known).items():
        for each in (giver, taker):
            if each.type != ARTICLE:
                made.add_node(_id(each), label=_label(each), type=each.type)
        made.add_edge(_id(giver), _id(taker), **_attributes(edge, finder, names))
    return made


def _edges(story: Story, known: Mapping[str, Node]) -> dict[tuple[Node, Node], _Edge]:
    found: dict[tuple[Node, Node], _Edge] = {}
    for path in paths(story):
        for link, giver, taker in steps(path, known):
            edge = found.setdefault((giver, taker), _Edge())
            edge.stated |= link.stated
            edge.articles[path.article] = None
            if path.claim is not None:
                edge.claims.add(path.claim)
            if path.derivation is not None and link is path.links[-1]:
                edge.kinds.add(path.derivation.kind.value)
            if edge.evidence is None and link.evidence[0] < link.evidence[1]:
                edge.evidence = path.article, link
    return found


def _attributes(edge: _Edge, finder: Finder, names: dict[str, str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "stated": edge.stated,
        "weight": max(len(edge.claims), 1),
        "claims": "; ".join(map(str, sorted(edge.claims))),
        "kinds": "; ".join(sorted(edge.kinds)),
        "in_articles": "; ".join(names[article] for article in edge.articles),
    }
    if edge.evidence:
        article, link = edge.evidence
        found = finder.at(article, (link.evidence,))
        start, end = found.whole
        attributes |= {"article": names[article], "start_offset": start, "end_offset": end}
        attributes |= {"sentence": shorten(found.quote, _SENTENCE)}
    return attributes


def _id(node: Node) -> str:
    """The same for the same node in every run."""
    return content_id(node.type, list(node.names), node.article)


def _label(node: Node) -> str:
    return shorten(node.names[0], _NAME) or "not named"
