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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from figures import ratios, table
from headwater import config
from headwater.cluster.blocking import keys
from headwater.cluster.features import NAMES, Features
from headwater.linkage import link
from headwater.scoring import Scorer
from marked_stories import Told, stories
from regression import regression

Examples = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]
SHIPPED = Path(__file__).resolve().parent.parent / "src" / "headwater" / "cluster" / "scorer.json"
CARD = (
    "How likely two assertions of one story put the same claim: a logistic regression, by training/scorer.py, on the "
    "41 invented stories of training/stories (CC0), whole and in part. Figures: story in benchmarks/RESULTS.md."
)
REGULAR = 0.02
"""Inverse strength of the regularisation, chosen by cross-validation."""
FOLDS, THRESHOLDS = 4, (0.08, 0.1, 0.12, 0.15, 0.2)
DRAWN = {2: 3, 4: 2}
"""A story is learned from whole, and from so many draws of so few of its reports: in a small set each word is rare."""
SEED = 20160912
"""Of the draws: any number, but always the same one."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    told = [drawn(story) for story in stories(config.load(parser.parse_args().config))]
    examples = [[labelled(part) for parts in sizes.values() for part in parts] for sizes in told]
    scorers = [
        Scorer.of(trained([part for n, parts in enumerate(examples) if n % FOLDS != fold for part in parts]), NAMES)
        for fold in range(FOLDS)
    ]
    for threshold in THRESHOLDS:
        for size in (*DRAWN, 0):
            scored = [pairs(t, scorers[n % FOLDS], threshold) for n, sizes in enumerate(told) for t in sizes[size]]
            right, guessed, there = np.sum(scored, axis=0).tolist()
            name = f"pairs in {size} reports" if size else "pairs in whole stories"
            print(f"threshold {threshold}\n{table(ratios(name, right, guessed, there))}\n", flush=True)
    shipped = trained([part for parts in examples for part in parts])
    SHIPPED.write_text(json.dumps({"card": CARD} | shipped), encoding="utf-8")


def drawn(story: Told) -> dict[int, list[Told]]:
    """The whole story under 0, and parts of it under the number of their reports."""
    draw = np.random.default_rng(SEED)
    reports = sorted(reading.article.id for reading in story.readings)
    parts = {
        size: [story.of(set(draw.choice(reports, size, replace=False))) for _ in range(times)]
        for size, times in DRAWN.items()
        if size < len(reports)
    }
    return {size: [] for size in DRAWN} | parts | {0: [story]}


def trained(parts: Sequence[Examples]) -> dict[str, Any]:
    """A scorer as headwater.cluster.scorer reads it, from all pairs of assertions of each story."""
    features, same = (np.concatenate(some) for some in zip(*parts, strict=True))
    return regression(NAMES, features, same, REGULAR)


def labelled(story: Told) -> Examples:
    """The features of all pairs of assertions, and whether they are one claim."""
    pairs = combinations(story.labelled(), 2)
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


if __name__ == "__main__":
    main()
