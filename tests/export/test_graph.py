"""The graphs read again by networkx, GEXF by Graphology too; the flowchart by what Mermaid allows in it."""

from __future__ import annotations

import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from headwater.export import graph, mermaid
from headwater.model import Story

from .story import COURIER, EMPTY, STORY, at, hostile, sixty

NPM = Path(__file__).parents[2] / ".venv/npm/node_modules"
ATTACK = hostile()
MADE = graph.graph(STORY)
STORIES = pytest.mark.parametrize(
    "story", [STORY, EMPTY, ATTACK, sixty()], ids=["story", "empty", "hostile", "sixty articles"]
)


def _named(label: str, kind: str) -> str:
    [found] = [key for key, data in MADE.nodes(data=True) if (data["label"], data["type"]) == (label, kind)]
    return str(found)


def _edge(giver: tuple[str, str], taker: tuple[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = MADE.edges[_named(*giver), _named(*taker)]
    return found


def test_an_edge_leads_from_whom_it_is_taken_to_who_takes_it() -> None:
    edge = _edge(("The Ember Post", "publication"), ("Kalmar Ledger", "publication"))
    assert (edge["stated"], edge["claims"], edge["kinds"]) == (True, "1; 4", "retelling; translation")
    assert not MADE.has_edge(_named("Kalmar Ledger", "publication"), _named("The Ember Post", "publication"))


def test_an_edge_shows_the_sentence_that_it_rests_on() -> None:
    edge = _edge(("Foreign media", "collective"), ("Evening Courier", "article"))
    assert (edge["article"], edge["start_offset"], edge["end_offset"]) == (
        "Evening Courier",
        *at("courier", "Foreign media"),
    )
    assert edge["sentence"] == "Foreign media believe that the damage was done in April."
    assert edge["sentence"] in COURIER


GRAPHOLOGY = """
const graph = require("graphology-gexf").parse(require("graphology"), require("fs").readFileSync(0, "utf8"));
const nodes = Object.fromEntries(graph.mapNodes((key, data) => [key, data]));
console.log(JSON.stringify([graph.type, nodes, graph.mapEdges((key, data, from, to) => [from, to, data])]));
"""


@pytest.mark.skipif(not (NPM / "graphology-gexf").exists(), reason="Graphology is not installed (make npm)")
@STORIES
def test_graphology_reads_the_same_from_gexf(story: Story) -> None:
    made = graph.graph(story)
    command = ["node", "-e", GRAPHOLOGY]
    ended = subprocess.run(command, input=graph.gexf(story), cwd=NPM.parent, check=True, stdout=subprocess.PIPE)
    kind, nodes, edges = json.loads(ended.stdout)
    assert kind == ("directed" if made.nodes else "mixed")
    assert {key: (data["label"], data["type"]) for key, data in nodes.items()} == {
        key: (data["label"], data["type"]) for key, data in made.nodes(data=True)
    }
    assert {(giver, taker): (data["stated"], data["claims"], data["weight"]) for giver, taker, data in edges} == {
        (giver, taker): (data["stated"], data["claims"], data["weight"]) for giver, taker, data in made.edges(data=True)
    }


@STORIES
def test_gexf_reads_back(story: Story) -> None:
    made = graph.graph(story)
    written = graph.gexf(story)
    assert b"lastmodified" not in written
    read = nx.read_gexf(io.BytesIO(written))
    assert set(read.nodes) == set(made.nodes)
    assert set(read.edges) == set(made.edges)
    assert all(read.nodes[key]["label"] == made.nodes[key]["label"] for key in made)
    assert all(read.edges[edge]["stated"] == made.edges[edge]["stated"] for edge in made.edges)


@STORIES
def test_graphml_reads_back(story: Story) -> None:
    made = graph.graph(story)
    read = nx.read_graphml(io.BytesIO(graph.graphml(story)))
    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
    assert {edge: dict(read.edges[edge]) for edge in read.edges} == {edge: made.edges[edge] for edge in made.edges}


@STORIES
def test_cytoscape_reads_back(story: Story) -> None:
    made = graph.graph(story)
    read = nx.cytoscape_graph(json.loads(graph.cytoscape(story)))
    assert set(read.edges) == set(made.edges)
    assert {key: data["label"] for key, data in read.nodes(data=True)} == dict(made.nodes(data="label"))


_LABEL = r'"(?:[\w\s.,;–—’‘“”…-]|#\d+;)*"'
_LINES = re.compile(
    rf"flowchart LR|    n\d+(?:\[{_LABEL}\]|\[\[{_LABEL}\]\]|\[/{_LABEL}/\]|\(\[{_LABEL}\]\))(?::::\w+)?"
    r"|    n\d+ (?:-->|-\.->) n\d+|    classDef \w+ [\w:#, -]+|"
)


@STORIES
def test_a_flowchart_holds_nothing_but_nodes_and_arrows(story: Story) -> None:
    for line in mermaid.write(story).decode().split("\n"):
        assert _LINES.fullmatch(line), line


def test_a_flowchart_has_an_arrow_for_every_edge() -> None:
    lines = mermaid.write(STORY).decode().splitlines()
    assert sum("->" in line for line in lines) == MADE.number_of_edges()
    assert sum('"' in line for line in lines) == MADE.number_of_nodes()
    assert '    n6(["a harbour official"]):::unnamed' in lines
