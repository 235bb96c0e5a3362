"""Trains the scorer of claims: which two assertions of a story put the same claim.

    python scorer.py HELD [--config FILE]

HELD is what inference.py has written of the stories and of the sets of real reports. Prints what it scores by
cross-validation over the stories of training/stories, at several thresholds (the chosen one is kept in
src/headwater/cluster/en.toml), and writes scorer.json and second.json to src/headwater/cluster, from all of them. The
features are those that the program has when it runs, from its own reading of the texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from figures import ratios, table
from headwater import config
from headwater.cluster.blocking import keys
from headwater.cluster.features import INFERRED, NAMES, Features
from headwater.cluster.grouping import Inferred, looking_twice, profiled
from headwater.cluster.language import settings as language
from headwater.config import Config
from headwater.inference import ONE_CLAIM, OPPOSED
from headwater.linkage import Groups, link
from headwater.pipeline import Reader
from headwater.scoring import Scorer
from marked_pairs import MarkedSet, sets
from marked_stories import Told, stories
from regression import regression

Array = np.ndarray[Any, Any]
Examples = tuple[Array, Array, Array]
Folds = list[list[Examples]]
SHIPPED = Path(__file__).resolve().parent.parent / "src" / "headwater" / "cluster"
CARD = (
    "How likely two assertions of one story put the same claim: a logistic regression, by training/scorer.py, on the "
    "71 invented stories of training/stories (CC0), whole and in part, and on 7,400 pairs of real reports that a "
    "language model has read (benchmarks/pairs.jsonl). Figures: story and pairs in benchmarks/RESULTS.md."
)
REGULAR = 0.02
"""Inverse strength of the regularisation, chosen by cross-validation."""
FOLDS, THRESHOLDS = 4, (0.08, 0.1, 0.12, 0.15, 0.2)
DRAWN = {2: 3, 4: 2}
"""A story is learned from whole, and from so many draws of so few of its reports: in a small set each word is rare."""
POOLED = 5
"""So many stories are one set of articles, for the scorer to learn what two affairs have in common."""
TIMES = 3
"""A story counts for so many of itself. From 3 to 10 nothing changes by cross-validation (training/LOG.md)."""
SEED = 20160912
"""Of the draws: any number, but always the same one."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held", type=Path)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    options = parser.parse_args()
    held = dict(np.load(options.held))
    settings = config.load(options.config)
    told = [drawn(story) for story in stories(settings)]
    examples = by_fold(told, held, settings)
    scorers = [without(fold, examples) for fold in range(FOLDS)]
    for threshold in THRESHOLDS:
        for size in (*DRAWN, 0):
            scored = [
                pairs(t, held, scorers[n % FOLDS], threshold) for n, sizes in enumerate(told) for t in sizes[size]
            ]
            right, guessed, there = np.sum(scored, axis=0).tolist()
            name = f"pairs in {size} reports" if size else "pairs in whole stories"
            print(f"threshold {threshold}\n{table(ratios(name, right, guessed, there))}\n", flush=True)
    shipped = trained([part for parts in examples for part in parts])
    for name, (described, _) in zip(("scorer.json", "second.json"), shipped, strict=True):
        (SHIPPED / name).write_text(json.dumps({"card": CARD} | described), encoding="utf-8")


def by_fold(told: Sequence[Mapping[int, Sequence[Told]]], held: Mapping[str, Array], settings: Config) -> Folds:
    """All that there is to learn from, from `drawn` stories and from real reports."""
    found: Folds = [[] for _ in range(FOLDS)]
    for number, sizes in enumerate(told):
        found[number % FOLDS] += [labelled(part, held) for parts in sizes.values() for part in parts] * TIMES
    for fold in range(FOLDS):
        alone = [sizes[0][0] for sizes in told[fold::FOLDS]]
        found[fold] += [between(alone[first : first + POOLED]) for first in range(0, len(alone), POOLED)]
    for marked in sets(Reader(settings), held=False):
        found[marked.fold] += [real(part, held[marked.name]) for part in (marked, *marked.events())]
    return found


def without(fold: int, examples: Folds) -> list[Scorer]:
    """The scorers of both looks, from all folds but one."""
    seen = [part for number, parts in enumerate(examples) if number != fold for part in parts]
    return [Scorer.of(*each) for each in trained(seen)]


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


def trained(parts: Sequence[Examples]) -> list[tuple[dict[str, Any], Sequence[str]]]:
    """The scorers of a first and of a second look, each with its features: as headwater.cluster.scorer reads them.

    The first one keeps affairs apart; the second learns from the pairs within one that it will be asked about.
    """
    features, _, same = (np.concatenate(some) for some in zip(*parts, strict=True))
    first = regression(NAMES, features, same, REGULAR)
    within = [part for part in parts if part[2].any()]
    features, inferred, same = (np.concatenate(some) for some in zip(*within, strict=True))
    asked = Scorer.of(first, NAMES)(features) >= language()["claims"]["asked"]
    both = (*NAMES, *INFERRED)
    second = regression(both, np.hstack((features, inferred))[asked], same[asked], REGULAR)
    return [(first, NAMES), (second, both)]


def labelled(story: Told, held: Mapping[str, Array]) -> Examples:
    """The features of all pairs of assertions, what a network that has not seen them says, and whether they are one."""
    pairs = combinations(story.labelled(), 2)
    judged = [(one, other, same) for one, other in pairs if (same := story.same(one, other)) is not None]
    firsts, seconds, same = (np.array(column) for column in zip(*judged, strict=True))
    features = Features(story.profiles, story.backgrounds)(firsts, seconds)
    return features, inferred(story, held)(firsts, seconds), same


def between(stories: Sequence[Told]) -> Examples:
    """Pairs of assertions of different affairs, in a set that holds them all: none of them is one claim."""
    asserted = [assertion for story in stories for assertion in story.asserted]
    affair = np.repeat(np.arange(len(stories)), [len(story.asserted) for story in stories])
    features = Features(*profiled(asserted, [reading for story in stories for reading in story.readings]))
    firsts, seconds = np.triu_indices(len(asserted), 1)
    apart = affair[firsts] != affair[seconds]
    firsts, seconds = firsts[apart], seconds[apart]
    # No network has learned from pairs across stories: any of them may say what it thinks of these.
    return features(firsts, seconds), features.inferred(firsts, seconds), np.zeros(len(firsts), dtype=bool)


def real(marked: MarkedSet, held: Array) -> Examples:
    """The pairs of a set of real reports, or of one event in it, that were read."""
    features = Features(*profiled(marked.asserted, marked.readings))
    firsts, seconds, numbers = (
        np.array([getattr(pair, name) for pair in marked.pairs]) for name in ("one", "other", "number")
    )
    odds = held[numbers][:, [ONE_CLAIM, OPPOSED]].astype(np.float32)
    return features(firsts, seconds), odds, np.array([pair.same for pair in marked.pairs])


def inferred(story: Told, held: Mapping[str, Array]) -> Inferred:
    positions, odds = np.array(story.positions), held[story.name]
    return lambda firsts, seconds: odds[positions[firsts], positions[seconds]][:, [ONE_CLAIM, OPPOSED]].astype(
        np.float32
    )


def groups(story: Told, held: Mapping[str, Array], scorers: Sequence[Scorer], threshold: float) -> Groups:
    """The claims as the program would make them with these scorers."""
    features = Features(story.profiles, story.backgrounds)
    score = looking_twice(*scorers, features, inferred(story, held))
    near, bond = (features.near.firsts, features.near.seconds), language()["claims"]["bond"]
    return link(keys(story.profiles), score, threshold, near=near, bond=bond)


def pairs(story: Told, held: Mapping[str, Array], scorers: Sequence[Scorer], threshold: float) -> tuple[int, int, int]:
    """Pairs of assertions that are one claim in both, in the groups, and in the marks."""
    found = groups(story, held, scorers, threshold)
    group = {item: number for number, members in enumerate(found) for item in members}
    judged = [
        (group[one] == group[other], same)
        for one, other in combinations(story.labelled(), 2)
        if (same := story.same(one, other)) is not None
    ]
    return sum(a and b for a, b in judged), sum(a for a, _ in judged), sum(b for _, b in judged)


if __name__ == "__main__":
    main()
