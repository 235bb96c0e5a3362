"""Scores of a network on held-out documents, and the thresholds that are best there."""

from __future__ import annotations

import itertools
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from examples import Document
from headwater.nlp import attribution, coreference
from headwater.nlp.attribution import Thresholds
from headwater.nlp.names import names
from headwater.nlp.network import Network
from headwater.nlp.reading import encoded

sys.path.insert(0, str(Path(os.environ.get("HEADWATER_SHARED", "../shared")) / "tools"))
import score_attributions


def candidates(network: Network, documents: list[Document]) -> list[tuple[Document, list[Any]]]:
    found = []
    for document in documents:
        here = []
        for states, windows in encoded(network, document.pieces):
            here += attribution.candidates(network, states, windows, Thresholds())
        found.append((document, here))
    return found


def scores(found: list[tuple[Document, list[Any]]], thresholds: Thresholds) -> dict[str, tuple[float, float, float]]:
    """Of the outermost relations, by the shared scorer; PolNeAR marks no others."""
    documents = []
    for document, here in found:
        text = document.raw["text"]
        relations = attribution.relations(document.pieces, text, here, thresholds)
        outermost = [r for r in relations if r.parent is None]
        guesses = [{"source": r.source, "cue": r.cue, "content": r.content} for r in outermost]
        documents.append((text, document.raw["relations"], guesses))
    return score_attributions.score(documents)  # type: ignore[no-any-return]


def name_f1(network: Network, documents: list[Document]) -> float:
    right = marked = known = 0
    for document in documents:
        guesses = {(*m.span, m.label) for states, w in encoded(network, document.pieces)
                   for m in names(document.pieces, states, w)}  # fmt: skip
        gold = {tuple(name) for name in document.raw["names"]}
        right, marked, known = right + len(guesses & gold), marked + len(guesses), known + len(gold)
    return 2 * right / max(1, marked + known)


def pronoun_accuracy(network: Network, documents: list[Document]) -> float:
    """How often the likelier of the two names is the right one, where one is."""
    right = asked = 0
    for document in documents:
        pronoun = document.runs([document.raw["pronoun"]])
        options = {run: good for c in document.raw["candidates"] for run in document.runs([c]) for good in [c[2]]}
        if not any(options.values()):
            continue
        asked += 1
        found = [r for states, w in encoded(network, document.pieces)
                 for r in coreference.references(network, states, w, pronoun, list(options))]  # fmt: skip
        if found:
            right += options[max(found, key=lambda r: r.probability).candidate]
    return right / max(1, asked)


def choose(network: Network, held: list[Document]) -> tuple[Thresholds, dict[str, float]]:
    by_task = {task: [d for d in held if d.task == task] for task in ("attribution", "coreference", "pronoun")}
    found = candidates(network, by_task["attribution"])
    options = [
        Thresholds(relation=relation, part=part)
        for relation, part in itertools.product((0.35, 0.4, 0.45, 0.5, 0.55, 0.6), (0.5,))
    ]
    best = max(options, key=lambda t: scores(found, t)["whole"][2])
    measured = {name: f1 for name, (_, _, f1) in scores(found, best).items() if not name.startswith("exact")}
    measured["names"] = name_f1(network, by_task["coreference"])
    measured["pronoun"] = pronoun_accuracy(network, by_task["pronoun"])
    return replace(best), measured
