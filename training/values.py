"""Trains the scorer of values: whether two values of one slot are of one matter, so that they conflict.

    python values.py [--config FILE]

Two values that cannot both be so are of one matter where training/stories marks that the one gives another value for
the slot of the claim that the other puts. Prints precision and recall of such pairs by cross-validation over the
stories, and writes src/headwater/disagreement/contrasts/likeness.json, from all of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
import disagreements
from figures import ratios, table
from headwater import config
from headwater.cluster import assertions
from headwater.disagreement.comparison import Articles
from headwater.disagreement.contrasts.alignment import of_two
from headwater.disagreement.contrasts.likeness import NAMES, Rarity, features
from headwater.disagreement.deeds.deed import deeds
from headwater.disagreement.deeds.given import Given, compare, given
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.places import Stated
from headwater.model import Assertion, Span
from headwater.pipeline import Reader
from headwater.scoring import Scorer
from marked_stories import FOLDER, Mark, reports, told
from regression import regression

SHIPPED = Path(__file__).resolve().parent.parent / "src" / "headwater" / "disagreement" / "contrasts" / "likeness.json"
CARD = (
    "Whether two values of one slot are of one matter: a logistic regression, by training/values.py, on the "
    "71 invented stories of training/stories (CC0). Figures: disagreements and story in benchmarks/RESULTS.md."
)
REGULAR = 0.1
"""Inverse strength of the regularisation, chosen by cross-validation."""
FOLDS, THRESHOLDS = 8, (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Pair:
    """Two values of a story that differ: how they stand to each other, and whether they are of one matter."""

    story: int
    slot: str
    features: list[float]
    one_matter: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    reader = Reader(config.load(parser.parse_args().config))
    pairs = [
        pair for number, path in enumerate(sorted(FOLDER.glob("*.txt"))) for pair in in_story(number, path, reader)
    ]
    pairs += [pair for number, each in enumerate(tuned()) for pair in in_pair(number, each, reader)]
    scores = np.zeros(len(pairs))
    for fold in range(FOLDS):
        held = np.array([pair.story % FOLDS == fold for pair in pairs])
        scores[held] = scored(
            trained([p for p in pairs if p.story % FOLDS != fold]), [p for p in pairs if p.story % FOLDS == fold]
        )
    for slot in ("how many", "when"):
        of_slot = np.array([pair.slot == slot for pair in pairs])
        right = np.array([pair.one_matter for pair in pairs])
        for threshold in THRESHOLDS:
            told_so = of_slot & (scores >= threshold)
            counts = int((told_so & right).sum()), int(told_so.sum()), int((of_slot & right).sum())
            print(f"threshold {threshold}\n{table(ratios(slot, *counts))}\n", flush=True)
    SHIPPED.write_text(json.dumps({"card": CARD} | trained(pairs)), encoding="utf-8")


def in_story(number: int, path: Path, reader: Reader) -> Iterator[Pair]:
    """The pairs of one story that cannot both be so and both are marked."""
    story, marks = told(path, reader), {report.article.id: report.marks for report in reports(path)}
    articles, rarity, said = Articles(story.readings), Rarity(story.readings), Stated(story.readings)
    values = [
        (value, mark)
        for index, assertion in enumerate(story.asserted)
        for value in values_of(index, assertion, articles)
        if (mark := marked(value.phrase.place.span, marks[assertion.article]))
    ]
    for (one, mark), (other, second) in combinations(values, 2):
        if differ(one, other, said):
            same = mark.claim == second.claim and one.slot in (mark.slot, second.slot)
            yield Pair(number, one.slot, features(one, other, rarity), same)


def tuned() -> list[disagreements.Pair]:
    return [pair for pair in disagreements.pairs() if not pair.held]


def in_pair(number: int, pair: disagreements.Pair, reader: Reader) -> Iterator[Pair]:
    """The same of two short reports: what is no conflict there only looks like one."""
    readings = [reader.read(article) for article in pair.articles()]
    articles, rarity, said = Articles(readings), Rarity(readings), Stated(readings)
    told = [assertion for reading in readings for assertion in assertions(reading)]
    values = [value for index, assertion in enumerate(told) for value in values_of(index, assertion, articles)]
    for one, other in combinations(values, 2):
        if differ(one, other, said):
            yield Pair(number, one.slot, features(one, other, rarity), pair.expected == (one.slot, "conflict"))


def values_of(index: int, assertion: Assertion, articles: Articles) -> Iterator[Given]:
    if page := articles.page(assertion.article):
        yield from given(deeds(index, assertion, page), assertion, page)


def differ(one: Given, other: Given, said: Stated) -> bool:
    """Whether two values stand in two assertions and cannot both be so, if they are of one matter."""
    if one.slot != other.slot or one.assertion is other.assertion:
        return False
    return compare(one, other) is Difference.CONFLICT and not of_two(one.deed, other.deed, one.slot, said)


def marked(span: Span, marks: Sequence[Mark]) -> Mark | None:
    return next((mark for mark in marks if mark.span[0] <= span[0] and span[1] <= mark.span[1]), None)


def trained(pairs: Sequence[Pair]) -> dict[str, Any]:
    """A scorer as headwater.disagreement.likeness reads it."""
    rows = np.array([pair.features for pair in pairs])
    return regression(NAMES, rows, [pair.one_matter for pair in pairs], REGULAR)


def scored(described: dict[str, Any], pairs: Sequence[Pair]) -> Any:
    return Scorer.of(described, NAMES)(np.array([pair.features for pair in pairs], dtype=np.float32))


if __name__ == "__main__":
    main()
