"""Trains scorers of events for benchmarks/claims.py: which two mentions in ECB+ mean the same event.

    python events.py [--config FILE]

Writes benchmarks/claims_folds.json: three scorers, each of which has not seen a third of the topics. What ships is
trained on stories (scorer.py). The features are those that the program has when it runs, from its own reading.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from claims import FOLDS, folds, measured
from event_mentions import Corpus, corpus, reader
from figures import table
from headwater import config
from headwater.cluster.blocking import keys
from headwater.cluster.features import NAMES
from headwater.linkage import Reach, candidates
from regression import plain, standard

PARTS = 3
"""Folds: each leaves out as many topics as the corpus's usual test has."""
SAME, DIFFERENT = 1_500, 5_000
"""Pairs of one topic at most, so that no large affair outweighs the others."""
ACROSS = 40_000
"""Pairs of different topics: candidates that share words and nothing else."""
UNKNOWN = 0.1
"""Of the pairs, the share shown without the encoder's vectors, and the share shown without deeds: so that the scorer
can do without them where they are not known."""
VECTORS = [i for i, name in enumerate(NAMES) if name.startswith(("sense", "meaning", "article.meaning"))]
DEEDS = [i for i, name in enumerate(NAMES) if name.startswith(("sense", "deed", "whom", "crossed"))]
LAYERS, ALPHA, EPOCHS, SCORERS = (32,), 1e-3, 12, 4
"""Several small networks, whose odds are averaged, so that one bad start does not tell."""

Rows = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


def examples(whole: Corpus, topics: Sequence[int]) -> Rows:
    """Pairs within each topic, by what is rare there, and candidates across topics, by what is rare in all."""
    draw = np.random.default_rng(0)
    parts = [_within(whole.within([topic]), draw) for topic in topics]
    parts.append(_across(whole.within(topics), draw))
    features, same = (np.concatenate(some) for some in zip(*parts, strict=True))
    for columns in (VECTORS, DEEDS):
        features[np.ix_(draw.random(len(features)) < UNKNOWN, columns)] = np.nan
    return features, same


def _within(here: Corpus, draw: np.random.Generator) -> Rows:
    one, other = np.triu_indices(len(here.mentions), 1)
    labels = np.unique([m.label for m in here.mentions], return_inverse=True)[1]
    same = labels[one] == labels[other]
    chosen = np.concatenate(
        [draw.permutation(np.flatnonzero(part))[:most] for part, most in ((same, SAME), (~same, DIFFERENT))]
    )
    return here.features()(one[chosen], other[chosen]), same[chosen]


def _across(here: Corpus, draw: np.random.Generator) -> Rows:
    one, other = candidates(keys(here.profiles()), Reach())
    topics = np.array([m.topic for m in here.mentions])
    chosen = draw.permutation(np.flatnonzero(topics[one] != topics[other]))[:ACROSS]
    return here.features()(one[chosen], other[chosen]), np.zeros(len(chosen), dtype=bool)


def trained(features: np.ndarray[Any, Any], same: np.ndarray[Any, Any]) -> dict[str, Any]:
    """A scorer as headwater.cluster.scorer reads it: the networks side by side in one."""
    mean, scale = standard(features)
    values = np.nan_to_num((features - mean) / scale, nan=0.0)
    networks = []
    for seed in range(SCORERS):
        network = MLPClassifier(
            LAYERS, alpha=ALPHA, max_iter=EPOCHS, batch_size=512, learning_rate_init=2e-3, random_state=seed
        )
        networks.append(network.fit(values, same))
    inner = [
        np.concatenate([n.coefs_[0] for n in networks], axis=1),
        np.concatenate([n.intercepts_[0] for n in networks]),
    ]
    outer = [
        np.concatenate([n.coefs_[1] for n in networks]) / SCORERS,
        np.mean([n.intercepts_[1] for n in networks], axis=0),
    ]
    return {
        "features": list(NAMES),
        "mean": plain(mean),
        "scale": plain(scale),
        "layers": [{"weights": plain(w), "biases": plain(b)} for w, b in (inner, outer)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    whole = corpus(reader(config.load(parser.parse_args().config)))
    topics = whole.topics
    parts = []
    for number in range(PARTS):
        unseen = topics[number::PARTS]
        seen = [topic for topic in topics if topic not in unseen]
        parts.append({"topics": unseen, "scorer": trained(*examples(whole, seen))})
    FOLDS.write_text(json.dumps(parts), encoding="utf-8")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"threshold {threshold}\n{table(measured(whole, folds(), threshold))}\n", flush=True)


if __name__ == "__main__":
    main()
