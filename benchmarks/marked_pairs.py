"""Pairs of assertions of real reports, read one by one and marked: do the two put one claim?

The reports stay in the corpora. pairs_sets.json says which reports make a set, pairs.jsonl which two stretches of them
were read: `[article, [[start, end], ...]]` twice, whether they are the `same`, and `opposed` if they also contradict
each other. A pair stands for `weight` pairs of its set: those that look alike were drawn more often than others.

They were read by a language model, not by people, from the words and what stands around them; what it was unsure of is
left out. 117 that it decided twice, apart from each other, it marked alike; how far people would agree is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from corpora import lines
from headwater.cluster import assertions
from headwater.model import Article, Assertion, Reading
from headwater.pipeline import Reader
from headwater.resolve.across import in_full

SETS, PAIRS = Path(__file__).with_name("pairs_sets.json"), Path(__file__).with_name("pairs.jsonl")


@dataclass(frozen=True)
class Marked:
    """Two assertions of a set, the lower index first, and what was said of them; `number` is its place in the set."""

    number: int
    one: int
    other: int
    same: bool
    opposed: bool
    weight: float


@dataclass(frozen=True)
class MarkedSet:
    """The reports of a set as the program reads them, what they assert, and the pairs of it that were read.

    Sets of one `fold` share an affair: what learns from one knows the others.
    """

    name: str
    fold: int
    readings: Sequence[Reading]
    asserted: Sequence[Assertion]
    pairs: Sequence[Marked]

    def of(self, articles: Set[str]) -> MarkedSet:
        """The set as far as these reports go."""
        kept = [i for i, assertion in enumerate(self.asserted) if assertion.article in articles]
        place = {i: at for at, i in enumerate(kept)}
        pairs = [
            replace(pair, one=place[pair.one], other=place[pair.other])
            for pair in self.pairs
            if pair.one in place and pair.other in place
        ]
        readings = [reading for reading in self.readings if reading.article.id in articles]
        return MarkedSet(self.name, self.fold, readings, [self.asserted[i] for i in kept], pairs)

    def events(self) -> Iterator[MarkedSet]:
        """Each event by itself, where the corpus says which reports tell it."""
        told: dict[str, set[str]] = {}
        for reading in self.readings:
            if reading.article.id.startswith("basil/"):
                told.setdefault(reading.article.id.rsplit("/", 1)[0], set()).add(reading.article.id)
        yield from (part for articles in told.values() if (part := self.of(articles)).pairs)


def sets(reader: Reader, *, held: bool) -> Iterator[MarkedSet]:
    """The sets that nothing is learned from (`held`), or the others; without pairs that are no assertions any more."""
    described: Mapping[str, Any] = json.loads(SETS.read_text(encoding="utf-8"))
    read = cache(lambda id_: reader.read(_article(id_)))
    for name, known in described.items():
        if known["held"] != held:
            continue
        readings = in_full([read(id_) for id_ in known["articles"]])
        asserted = [assertion for reading in readings for assertion in assertions(reading)]
        yield MarkedSet(name, known["fold"], readings, asserted, _pairs(name, asserted))


def _pairs(name: str, asserted: Sequence[Assertion]) -> list[Marked]:
    at = {(assertion.article, assertion.span): index for index, assertion in enumerate(asserted)}
    found: list[Marked] = []
    with PAIRS.open(encoding="utf-8") as file:
        for row in (row for row in map(json.loads, file) if row["set"] == name):
            one, other = (at.get((id_, tuple(map(tuple, spans)))) for id_, spans in (row["one"], row["other"]))
            if one is not None and other is not None:
                first, second = sorted((one, other))
                opposed = row.get("opposed", False)
                found.append(Marked(len(found), first, second, row["same"], opposed, row["weight"]))
    return found


@cache
def _articles() -> Mapping[str, Article]:
    """Every report of the corpora by its id in pairs_sets.json."""
    found = [
        Article(f"polnear/{row['id']}", row["id"], row["text"], row["title"], publisher=row["publisher"],
                published=row["published"])
        for part in ("train", "dev")
        for row in lines("polnear", f"{part}.jsonl")
    ]  # fmt: skip
    for number, event in enumerate(lines("basil", "dev.jsonl")):
        for row in event["articles"]:
            text = "\n\n".join((f"{row['title']}.", *map(" ".join, row["body-paragraphs"])))
            id_ = f"basil/{number}/{row['source']}"
            found.append(Article(id_, id_, text, row["title"], publisher=row["source"], published=row["date"]))
    for row in lines("helsinki", "dev.jsonl"):
        title, day = row["text"].split("\n")[0], row["scrape_time"][:10]
        id_ = f"helsinki/{row['id']}"
        found.append(Article(id_, id_, row["text"], title, publisher=row["publisher"], published=day))
    return {article.id: article for article in found}


def _article(id_: str) -> Article:
    return _articles()[id_]
