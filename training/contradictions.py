"""What odds of a contradiction to trust: by networks that have not seen the story, over training/stories.

    python contradictions.py HELD [--config FILE]

HELD is what inference.py has written. For each of several odds: of how many claims a contradiction is told, how many of
them have a mark of that slot, and how many there are to be found; of the claims as they are marked, and as the
program makes them, by scorers that have not seen the story either. What is chosen is kept in
src/headwater/disagreement/en.toml.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from headwater import config
from headwater.cluster import language
from headwater.disagreement.contrasts.contradictions import opposition
from headwater.disagreement.lexicon import settings
from marked_stories import Told, stories
from scorer import FOLDS, Array, by_fold, drawn, groups, without

ODDS, TOGETHER = (1.0, 1.5, 2.0, 2.5, 3.0), (-9.0, 0.0, 0.5, 1.0)
ITSELF = -10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held", type=Path)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    options = parser.parse_args()
    held = dict(np.load(options.held))
    known = config.load(options.config)
    told = list(stories(known))
    examples = by_fold([drawn(story) for story in told], held, known)
    scorers = [without(fold, examples) for fold in range(FOLDS)]
    found = defaultdict(list)
    for number, story in enumerate(told):
        found["as marked"] += judged(story, held[story.name], marked(story))
        made = groups(story, held, scorers[number % FOLDS], language.settings()["claims"]["threshold"])
        found["as made"] += judged(story, held[story.name], made)
    there = sum(len(slots) for story in told for slots in disputed(story).values())
    for claims, scored in found.items():
        for odds, together in product(ODDS, TOGETHER):
            sure = [right for found, one, right in scored if found >= odds and one >= together]
            print(f"claims {claims}, odds {odds}, together {together}: told {len(sure)}, right {sum(sure)} of {there}")


def marked(story: Told) -> Iterable[Sequence[int]]:
    members = defaultdict(list)
    for index in story.labelled():
        members[story.claims[index][0]].append(index)
    return members.values()


def disputed(story: Told) -> dict[int, set[str]]:
    """The slots in which somebody differs, claim by claim, of those that contradictions are told of."""
    found = defaultdict(set)
    for index in story.labelled():
        if (slot := story.slots[index]) in settings()["contradictions"]["slots"]:
            found[story.claims[index][0]].add(slot)
    return found


def judged(story: Told, held: Array, claims: Iterable[Sequence[int]]) -> Iterator[tuple[float, float, bool]]:
    """The odds of each claim's contradiction, and whether the claim that most of it puts has one of that slot."""
    known, table = disputed(story), np.nan_to_num(held.astype(np.float32), nan=ITSELF)
    for members in claims:
        different = list({story.asserted[i].text.casefold(): i for i in members}.values())
        if len(different) > 1:
            found = opposition(table[np.ix_(different, different)])
            puts = Counter(story.claims[i][0] for i in different if story.claims[i]).most_common(1)
            if found.slot in settings()["contradictions"]["slots"]:
                yield found.odds, found.together, bool(puts) and found.slot in known.get(puts[0][0], ())


if __name__ == "__main__":
    main()
