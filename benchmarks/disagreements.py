"""Typed disagreements: invented pairs of reports with what they disagree on, and ClaimDiff's pairs of real claims.

    python benchmarks/disagreements.py [--limit N] [--show]

`disagreement_pairs.jsonl` is ours: two short reports each, half of them traps that only look as if they disagreed. The
program reads both texts from scratch; all that they assert is compared as one claim. A pair's slot and kind are right
or wrong as a whole. Which half a pair is in follows from a hash of its texts: rules and word lists were made on
`tuned`, `held` was only counted. The baseline compares what stands on the surface: numbers, years, capitalised words,
negations.

ClaimDiff (Ko et al. 2022) asks of two sentences on one affair whether either weakens the other, in the eyes of readers.
That is a wider thing than a conflict over a slot: hardly any of its pairs speak of one deed at all. What it is good for
is `alarms`, the share of pairs of which neither weakens the other in which a conflict is found all the same.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import figures
from corpora import lines
from figures import Figure, Options, ratios
from headwater.cluster import assertions
from headwater.config import Config
from headwater.disagreement import disagreements, variations
from headwater.model import Article, Disagreement
from headwater.pipeline import Reader

PAIRS = Path(__file__).with_name("disagreement_pairs.jsonl")
DAY = "2021-03-10"
OUTLETS = ("The Morning Post", "The Evening Star")

Finding = tuple[str, str]
"""A slot and a kind."""


@dataclass(frozen=True)
class Pair:
    """Two texts, when and by whom they were published, and what they disagree on, if anything."""

    texts: tuple[str, str]
    outlets: tuple[str, str]
    dates: tuple[str, str]
    expected: Finding | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Pair:
        expected = (row["slot"], row["kind"]) if "slot" in row else None
        outlets, dates = row.get("outlets", OUTLETS), row.get("dates", (DAY, DAY))
        return cls((row["one"], row["other"]), tuple(outlets), tuple(dates), expected)

    @property
    def held(self) -> bool:
        return hashlib.sha256("\n".join(self.texts).encode()).digest()[0] % 2 == 1

    def articles(self) -> Iterator[Article]:
        for number, (text, outlet, date) in enumerate(zip(self.texts, self.outlets, self.dates, strict=True)):
            yield Article(f"{number}", f"{number}", text, publisher=outlet, published=date, language="en")


class Finder:
    """Reads texts and tells what they disagree on."""

    def __init__(self, settings: Config) -> None:
        self._reader = Reader(settings)

    def find(self, articles: Iterable[Article]) -> list[Disagreement]:
        readings = [self._reader.read(article) for article in articles]
        asserted = [assertion for reading in readings for assertion in assertions(reading)]
        return [*disagreements(asserted, readings), *variations(asserted, readings)]


def findings(found: Iterable[Disagreement]) -> set[Finding]:
    return {(each.slot, each.kind) for each in found}


def pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8") as file:
        return [Pair.of(json.loads(line)) for line in file]


# -- what stands on the surface ---------------------------------------------------------------------------------------

NUMBER = re.compile(r"\b\d[\d,.]*\b(?<![.,])")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NEGATION = re.compile(r"\b(?:not|never|no|nobody|denied|refused|failed|rejected)\b|n[’']t\b", re.IGNORECASE)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def surface(one: str, other: str) -> set[Finding]:
    """The baseline: whichever of these both texts have, and none in common, is in conflict."""
    found = set()
    for slot, pattern in (("when", YEAR), ("how many", NUMBER), ("where", NAME)):
        first, second = (set(pattern.findall(text)) for text in (one, other))
        if slot == "how many":
            first, second = ({n for n in side if not YEAR.fullmatch(n)} for side in (first, second))
        if first and second and not first & second:
            found.add((slot, "conflict"))
    if bool(NEGATION.search(one)) != bool(NEGATION.search(other)):
        found.add(("polarity", "conflict"))
    return found


# -- figures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """A pair with what the program and the baseline find in it."""

    pair: Pair
    found: set[Finding]
    simple: set[Finding]


def conflicts(found: Iterable[Finding]) -> set[Finding]:
    return {finding for finding in found if finding[1] == "conflict"}


def scores(name: str, judged: Sequence[Judged]) -> list[Figure]:
    """Conflicts and variations, whole findings; and how many of the pairs that have no conflict are left in peace."""
    wanted = [{each.pair.expected} if each.pair.expected else set() for each in judged]
    result = []
    for kind, part in (("conflicts", conflicts), ("variations", lambda found: found - conflicts(found))):
        right = sum(len(part(each.found) & part(want)) for each, want in zip(judged, wanted, strict=True))
        simple = sum(len(part(each.simple) & part(want)) for each, want in zip(judged, wanted, strict=True))
        there, said = sum(len(part(want)) for want in wanted), sum(len(part(each.found)) for each in judged)
        said_simply = sum(len(part(each.simple)) for each in judged)
        baseline = ratios("", simple, said_simply, there) if kind == "conflicts" else [None] * 3
        for figure, base in zip(ratios(f"disagreements.{name}.{kind}", right, said, there), baseline, strict=True):
            result.append(Figure(figure.name, figure.value, figure.of, base.value if base else None))
    quiet = [each for each, want in zip(judged, wanted, strict=True) if not conflicts(want)]
    calm, simply = (
        sum(not conflicts(getattr(e, side)) for e in quiet) / max(1, len(quiet)) for side in ("found", "simple")
    )
    return [*result, Figure(f"disagreements.{name}.traps", calm, len(quiet), simply)]


def claims(finder: Finder, options: Options) -> list[Figure]:
    """ClaimDiff: of the pairs in which a conflict is found, how many do people say that the one weakens the other?"""
    weakened: dict[frozenset[str], bool] = {}
    for row in islice(lines("claimdiff", "claimdiff-weak-train.jsonl"), options.limit):
        key = frozenset((row["claim_a"], row["claim_b"]))
        weakened[key] = weakened.get(key, False) or bool(row["relation"])
    right = said = simple = simply = 0
    for texts, weaker in weakened.items():
        one, other = sorted(texts) if len(texts) > 1 else [*texts] * 2
        pair = Pair((one, other), OUTLETS, (DAY, DAY), None)
        found = conflicts(findings(finder.find(pair.articles())))
        if options.show and found:
            print(f"claimdiff {'+' if weaker else '-'} {sorted(found)}\n    {one}\n    {other}")
        said, right = said + bool(found), right + (bool(found) and weaker)
        guess = bool(surface(one, other))
        simply, simple = simply + guess, simple + (guess and weaker)
    there = sum(weakened.values())
    unharmed = len(weakened) - there
    alarms = (said - right) / max(1, unharmed)
    by_rule = ratios("", simple, simply, there)
    return [
        *(
            Figure(figure.name, figure.value, figure.of, base.value)
            for figure, base in zip(ratios("disagreements.claimdiff", right, said, there), by_rule, strict=True)
        ),
        Figure("disagreements.claimdiff.alarms", alarms, unharmed, (simply - simple) / max(1, unharmed), down=True),
        Figure("disagreements.claimdiff.share", there / max(1, len(weakened)), len(weakened)),
    ]


def measure(options: Options) -> list[Figure]:
    finder = Finder(options.settings)
    judged = []
    for pair in islice(pairs(), options.limit):
        found = findings(finder.find(pair.articles()))
        judged.append(Judged(pair, found, surface(*pair.texts)))
        if options.show and not pair.held and found != ({pair.expected} if pair.expected else set()):
            print(f"{pair.expected} found {sorted(found)}\n    {pair.texts[0]}\n    {pair.texts[1]}", file=sys.stderr)
    tuned, held = ([each for each in judged if each.pair.held is held] for held in (False, True))
    return [*scores("tuned", tuned), *scores("held", held), *claims(finder, options)]


if __name__ == "__main__":
    figures.main(__doc__, measure)
