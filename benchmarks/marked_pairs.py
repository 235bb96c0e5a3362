"""Pairs of assertions of real reports, read one by one and marked: do the two put one claim?

The reports stay in the corpora. pairs_sets.json says which reports make a set, pairs.jsonl which two stretches of them
were read: `[article, [[start, end], ...]]` twice, whether they are the `same`, and `opposed` if they also contradict
each other. A pair stands for `weight` pairs of its set: those that look alike were drawn more often than others.

They were read by a language model, not by people, from the words and what stands around them; what it was unsure of is
left out. Those of the held-out topics of ECB+ were read twice, apart from each other: of 1,123 that it was sure of both
times 99 % were marked alike (Cohen's kappa 0.97), and only those are kept. How far people would agree is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from corpora import lines
from ecbplus import documents
from headwater.cluster import assertions
from headwater.model import Article, Assertion, Reading, Span
from headwater.pipeline import Reader
from headwater.resolve.across import in_full

SETS, PAIRS = Path(__file__).with_name("pairs_sets.json"), Path(__file__).with_name("pairs.jsonl")
NEARLY = 0.6
"""Of the characters in a marked stretch or an assertion, how many are in both if they are one."""


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
        """Each event by itself, where the corpus says which reports tell it: `corpus/event/report`."""
        told: dict[str, set[str]] = {}
        for reading in self.readings:
            event, _, _ = reading.article.id.rpartition("/")
            if "/" in event:
                told.setdefault(event, set()).add(reading.article.id)
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
    told: dict[str, list[int]] = {}
    for index, assertion in enumerate(asserted):
        told.setdefault(assertion.article, []).append(index)
    found: list[Marked] = []
    with PAIRS.open(encoding="utf-8") as file:
        for row in (row for row in map(json.loads, file) if row["set"] == name):
            one, other = (_asserted(spans, told.get(id_, ()), asserted) for id_, spans in (row["one"], row["other"]))
            if one is not None and other is not None and one != other:
                first, second = sorted((one, other))
                opposed = row.get("opposed", False)
                found.append(Marked(len(found), first, second, row["same"], opposed, row["weight"]))
    return found


def _asserted(spans: Sequence[Span], near: Iterable[int], asserted: Sequence[Assertion]) -> int | None:
    """The assertion that is this stretch, or nearly: what ends a word earlier today is the same statement."""
    marked = _characters(spans)
    shares = {i: _share(marked, _characters(asserted[i].span)) for i in near}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= NEARLY else None


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def _share(one: Set[int], other: Set[int]) -> float:
    return len(one & other) / max(1, len(one | other))


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
    for document in documents():
        id_ = f"ecbplus/{document.subtopic}/{document.id}"
        found.append(Article(id_, id_, document.text))
    return {article.id: article for article in found}


def _article(id_: str) -> Article:
    return _articles()[id_]
