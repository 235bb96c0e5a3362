"""Trains the scorer of claims: which two assertions of a story put the same claim.

    python scorer.py [--config FILE]

Prints what it scores by cross-validation over the stories of training/stories, at several thresholds (the chosen one is
kept in src/headwater/cluster/en.toml), and writes src/headwater/cluster/scorer.json, from all of them. The features are
those that the program has when it runs, from its own reading of the texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from figures import ratios, table
from headwater import config
from headwater.cluster.blocking import keys
from headwater.cluster.features import NAMES, Features
from headwater.cluster.scorer import Scorer
from headwater.linkage import link
from marked_stories import Told, stories

SHIPPED = Path(__file__).resolve().parent.parent / "src" / "headwater" / "cluster" / "scorer.json"
CARD = (
    "How likely two assertions of one story put the same claim: a logistic regression, by training/scorer.py, on the "
    "28 invented stories of training/stories (CC0). Figures: story in benchmarks/RESULTS.md."
)
REGULAR = 0.02
"""Inverse strength of the regularisation, chosen by cross-validation."""
FOLDS, THRESHOLDS = 4, (0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    told = list(stories(config.load(parser.parse_args().config)))
    scorers = [trained([t for n, t in enumerate(told) if n % FOLDS != fold]) for fold in range(FOLDS)]
    for threshold in THRESHOLDS:
        right, guessed, there = np.sum(
            [pairs(t, Scorer.of(scorers[n % FOLDS]), threshold) for n, t in enumerate(told)], axis=0
        ).tolist()
        print(f"threshold {threshold}\n{table(ratios('pairs', right, guessed, there))}\n", flush=True)
    SHIPPED.write_text(json.dumps({"card": CARD} | trained(told)), encoding="utf-8")


def trained(told: Sequence[Told]) -> dict[str, Any]:
    """A scorer as headwater.cluster.scorer reads it, from all pairs of assertions of each story."""
    parts = [labelled(story) for story in told]
    features, same = (np.concatenate(some) for some in zip(*parts, strict=True))
    mean = np.nan_to_num(np.nanmean(features, axis=0))
    scale = np.maximum(np.nan_to_num(np.nanstd(features, axis=0)), 1e-3)
    fitted = LogisticRegression(C=REGULAR, max_iter=3000)
    fitted.fit(np.nan_to_num((features - mean) / scale, nan=0.0), same)
    layer = {"weights": plain(fitted.coef_.T), "biases": plain(fitted.intercept_)}
    return {"features": list(NAMES), "mean": plain(mean), "scale": plain(scale), "layers": [layer]}


def labelled(story: Told) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    pairs = list(combinations(story.labelled(), 2))
    judged = [(one, other, same) for one, other in pairs if (same := story.same(one, other)) is not None]
    firsts, seconds, same = (np.array(column) for column in zip(*judged, strict=True))
    return Features(story.profiles, story.backgrounds)(firsts, seconds), same


def pairs(story: Told, scorer: Scorer, threshold: float) -> tuple[int, int, int]:
    """Pairs of assertions that are one claim in both, in the groups, and in the marks."""
    features = Features(story.profiles, story.backgrounds)
    near = features.near.firsts, features.near.seconds
    groups = link(keys(story.profiles), lambda one, other: scorer(features(one, other)), threshold, near=near)
    group = {item: number for number, members in enumerate(groups) for item in members}
    judged = [
        (group[one] == group[other], same)
        for one, other in combinations(story.labelled(), 2)
        if (same := story.same(one, other)) is not None
    ]
    return sum(a and b for a, b in judged), sum(a for a, _ in judged), sum(b for _, b in judged)


def plain(array: np.ndarray[Any, Any]) -> Any:
    return np.round(array.astype(float), 4).tolist()


if __name__ == "__main__":
    main()
