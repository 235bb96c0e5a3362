"""Scores of a network on held-out documents."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from examples import Document
from headwater.nlp import attribution, coreference
from headwater.nlp import candidates as asked
from headwater.nlp.candidates import Thresholds
from headwater.nlp.names import names
from headwater.nlp.network import DEPENDENCIES, Network
from headwater.nlp.reading import encoded

sys.path.insert(0, str(Path(os.environ.get("HEADWATER_SHARED", "../shared")) / "tools"))
import score_attributions


def candidates(network: Network, documents: list[Document]) -> list[tuple[Document, list[Any]]]:
    found = []
    for document in documents:
        here = []
        for states, windows in encoded(network, document.pieces):
            here += asked.candidates(network, states, windows, Thresholds())
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


def dependency_accuracy(network: Network, documents: list[Document]) -> tuple[float, float]:
    """The share of words with the head, and with head and label, that the silver parse gives them."""
    attached = labelled = words = 0
    for document in documents:
        heads, labels = document.arcs
        for states, windows in encoded(network, document.pieces):
            for row, window in enumerate(windows):
                core = slice(window.core_start, window.core_end)
                places = slice(core.start - window.start + 1, core.stop - window.start + 1)
                position = np.arange(core.start, core.stop)
                found = states.heads[row, places] + window.start - 1
                found = np.where(states.heads[row, places] == 0, position, found)
                right = found == heads[core]
                known = (labels[core] >= 0) & (labels[core] != DEPENDENCIES.index("inside"))
                words, attached = words + int(known.sum()), attached + int((known & right).sum())
                labelled += int((known & right & (states.dependencies[row, places] == labels[core])).sum())
    return attached / max(1, words), labelled / max(1, words)


def measure(network: Network, held: list[Document], thresholds: Thresholds) -> dict[str, float]:
    by_task = {task: [d for d in held if d.task == task] for task in ("attribution", "coreference", "pronoun")}
    found = candidates(network, by_task["attribution"])
    measured = {name: f1 for name, (_, _, f1) in scores(found, thresholds).items() if not name.startswith("exact")}
    measured["names"] = name_f1(network, by_task["coreference"])
    measured["pronoun"] = pronoun_accuracy(network, by_task["pronoun"])
    measured["heads"], measured["labelled"] = dependency_accuracy(network, by_task["attribution"])
    return measured
