"""Which mentions mean the same event: ECB+, whose topics each hold two look-alike affairs.

    python benchmarks/claims.py [--limit N]

The mentions are given, those in sentences where the annotators looked for the same event; what the program knows of
each is what it reads in the text itself. Every topic is scored by a scorer trained on other topics: one of the three in
claims_folds.json, which training/events.py writes; the one that ships is trained on stories (benchmarks/story.py).
`topic` groups the mentions of one topic at a time, `set` those of all topics of a fold at once (11 of them, as many as
in the corpus's usual test), so that every other affair stands in the way. The scores are those of coreference.py; a
mention without a partner is a cluster of one.

`clauses` asks what the program asks: of clauses by their main deeds, which two put one event? Precision matters more
than recall there: two reports that are wrongly one claim would seem to confirm each other.

The baseline makes one cluster of all mentions with one head lemma in a topic (or in the set). `affairs` is the topic's
score beside a harder baseline: one head lemma in one of the two affairs of a topic, told apart by the corpus itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import figures
from coreference import b_cubed, ceaf, clusters, conll, muc
from event_mentions import Corpus, Mention, corpus, reader
from figures import Figure, Options
from headwater.cluster.blocking import keys
from headwater.cluster.features import NAMES
from headwater.linkage import link
from headwater.scoring import Scorer

THRESHOLD = 0.7
"""Between precision and recall, over the folds."""
FOLDS = Path(__file__).with_name("claims_folds.json")
PEER = "published, on a stricter choice of sentences: lemmas 0.76, best cross-encoders 0.85"
Labels = Mapping[str, Hashable]
"""A cluster's name for each mention's id."""


@dataclass(frozen=True)
class Fold:
    """A scorer, and the topics that it was not trained on."""

    topics: Sequence[int]
    scorer: Scorer


def folds(path: Path = FOLDS) -> list[Fold]:
    described: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [Fold(fold["topics"], Scorer.of(fold["scorer"], NAMES)) for fold in described]


def grouped(here: Corpus, scorer: Scorer, threshold: float) -> Iterator[tuple[str, int]]:
    """Each mention with the number of its group; as headwater.cluster groups assertions, with another scorer."""
    features = here.features()
    near = features.near.firsts, features.near.seconds
    groups = link(keys(here.profiles()), lambda one, other: scorer(features(one, other)), threshold, near=near)
    for number, group in enumerate(groups):
        yield from ((here.mentions[index].id, number) for index in group)


def predicted(parts: Iterable[tuple[Corpus, Scorer]], threshold: float) -> Labels:
    return {
        id_: (number, group)
        for number, (here, scorer) in enumerate(parts)
        for id_, group in grouped(here, scorer, threshold)
    }


def labels(mentions: Iterable[Mention], label: Callable[[Mention], Hashable]) -> Labels:
    return {mention.id: label(mention) for mention in mentions}


def scores(name: str, gold: Labels, found: Labels, simple: Labels) -> list[Figure]:
    key, response, baseline = clusters(gold), clusters(found), clusters(simple)
    return [
        Figure(f"{name}.conll", conll(key, response), len(gold), conll(key, baseline), PEER),
        *(
            Figure(f"{name}.{title}", measure(key, response).f1, len(gold), measure(key, baseline).f1)
            for title, measure in (("muc", muc), ("b3", b_cubed), ("ceaf", ceaf))
        ),
    ]


def together(labels: Labels, ids: Sequence[str]) -> set[tuple[str, str]]:
    return {pair for group in clusters({id_: labels[id_] for id_ in ids}) for pair in combinations(sorted(group), 2)}


def pairs(name: str, gold: Labels, found: Labels, simple: Labels, ids: Sequence[str]) -> list[Figure]:
    """Precision and recall of the pairs that are together."""
    key, response, baseline = (together(one, ids) for one in (gold, found, simple))
    return [
        Figure(f"{name}.{title}", len(response & key) / max(1, len(these)), len(these), len(baseline & key) / max(1, n))
        for title, these, n in (("precision", response, len(baseline)), ("recall", key, len(key)))
    ]


def measured(whole: Corpus, trained: Sequence[Fold], threshold: float) -> list[Figure]:
    mentions = whole.mentions
    ids = [m.id for m in mentions if m.main]
    gold = labels(mentions, lambda m: m.label)
    by_topic = predicted(((whole.within([t]), fold.scorer) for fold in trained for t in fold.topics), threshold)
    by_set = predicted(((whole.within(fold.topics), fold.scorer) for fold in trained), threshold)
    number = {topic: n for n, fold in enumerate(trained) for topic in fold.topics}
    lemma = labels(mentions, lambda m: (m.topic, m.profile.deed))
    affairs = labels(mentions, lambda m: (m.subtopic, m.profile.deed))
    lemma_of_set = labels(mentions, lambda m: (number[m.topic], m.profile.deed))
    return [
        *scores("claims.topic", gold, by_topic, lemma),
        *scores("claims.affairs", gold, by_topic, affairs)[:1],
        *scores("claims.set", gold, by_set, lemma_of_set),
        *pairs("claims.clauses.topic", gold, by_topic, lemma, ids),
        *pairs("claims.clauses.set", gold, by_set, lemma_of_set, ids),
    ]


def measure(options: Options) -> list[Figure]:
    whole, trained = corpus(reader(options.settings), options.limit), folds()
    known = set(whole.topics)
    trained = [Fold([t for t in fold.topics if t in known], fold.scorer) for fold in trained]
    return measured(whole, [fold for fold in trained if fold.topics], THRESHOLD)


if __name__ == "__main__":
    figures.main(__doc__, measure)
