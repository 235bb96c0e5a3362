"""Probabilities over pieces > spans of pieces."""

from __future__ import annotations

import numpy as np

from headwater.nlp.network import Floats

Run = tuple[int, int, float]
"""First piece, end, and score: the sum over its pieces of (probability - threshold)."""


def runs(probabilities: Floats, threshold: float) -> list[Run]:
    """All maximal scoring runs, in order: each as long as it pays to bridge its gaps (Ruzzo and Tompa, 1999)."""
    found: list[tuple[int, int, float, float]] = []  # first, end, total before it, total after it
    weights = probabilities - threshold
    totals = [0.0, *np.cumsum(weights, dtype=np.float64).tolist()]
    for index in np.flatnonzero(weights > 0).tolist():
        first, before, total = index, totals[index], totals[index + 1]
        while found:
            # A run joins the nearest earlier one that starts lower, if what lies between has not cost more than it has.
            position = next((i for i in range(len(found) - 1, -1, -1) if found[i][2] < before), None)
            if position is None or found[position][3] >= total:
                break
            first, before = found[position][0], found[position][2]
            del found[position:]
        found.append((first, index + 1, before, total))
    return [(first, end, after - before) for first, end, before, after in found]


def begun(begin: Floats, inside: Floats, threshold: float) -> list[Run]:
    """Runs over which begin or inside is likely, cut where a new one begins."""
    on = begin + inside
    over = np.flatnonzero(on > threshold)
    if not len(over):
        return []
    cuts = np.flatnonzero((np.diff(over) > 1) | (begin > inside)[over[1:]]) + 1
    return [
        (int(run[0]), int(run[-1]) + 1, float((on[run[0] : run[-1] + 1] - threshold).sum()))
        for run in np.split(over, cuts)
    ]


def labelled(probabilities: Floats, labels: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Spans of a BIO tagger [t, 1 + 2 labels] (outside, then begin and inside of each label), best label a piece."""
    best = probabilities.argmax(1).tolist()
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(best):
        if not tag:
            continue
        label = labels[(tag - 1) // 2]
        begins = (tag - 1) % 2 == 0
        if not begins and found and found[-1][1] == index and found[-1][2] == label:
            found[-1] = (found[-1][0], index + 1, label)
        else:
            found.append((index, index + 1, label))
    return found
