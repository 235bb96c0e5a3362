"""Attributions of PolNeAR's unseen dev articles: source, cue, content and whole, by the shared scorer.

    python benchmarks/attribution.py [--limit N] [--show]

Only outermost attributions count: PolNeAR nests none. The baseline is a rule of reporting verbs beside quotations and
before "that". Peers: Citron retrained on PolNeAR, and PolNeAR's annotators among themselves, both by this scorer.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import figures
from corpora import lines, shared
from figures import Figure, Options
from headwater import ingest
from headwater.model import Article, Failure
from headwater.pipeline import Reader

Document = dict[str, Any]
Spans = list[tuple[int, int]]

MEASURES = ("overlap.cue", "overlap.source", "overlap.content", "whole", "exact.cue", "exact.source", "exact.content")
PEERS = {
    "overlap.cue": "annotators 0.75",
    "overlap.source": "annotators 0.79",
    "overlap.content": "annotators 0.77",
    "whole": "Citron 0.46, annotators 0.72",
}

VERB = r"(?:said|says|told|added|wrote|tweeted|argued|claimed|reported|announced|explained|noted|insisted|warned)"
NAME = r"(?:[A-Z][\w’'-]*(?: (?:of|the|[A-Z]\.|[A-Z][\w’'-]*))*|[Hh]e|[Ss]he|[Tt]hey)"
QUOTE = r"[“\"][^”\"\n]+[”\"]"
RULES = [
    re.compile(rf"(?P<content>{QUOTE}),? (?P<source>{NAME}) (?P<cue>{VERB})\b"),
    re.compile(rf"(?P<content>{QUOTE}),? (?P<cue>{VERB}) (?P<source>{NAME})"),
    re.compile(rf"(?P<source>{NAME}) (?P<cue>{VERB})[,:]? (?P<content>{QUOTE})"),
    re.compile(rf"(?P<source>{NAME}) (?P<cue>{VERB}) (?P<content>that [^.\n]+)"),
    re.compile(rf"(?P<cue>[Aa]ccording to) (?P<source>(?:the )?{NAME}), (?P<content>[^.\n]+)"),
]


@dataclass(frozen=True)
class Parts:
    """An attribution without anything but its spans."""

    source: Spans
    cue: Spans
    content: Spans


def rule(text: str) -> Iterator[Parts]:
    """The baseline: each rule in turn, where no earlier one has found a cue."""
    taken: set[int] = set()
    for pattern in RULES:
        for match in pattern.finditer(text):
            if match.start("cue") not in taken:
                taken.add(match.start("cue"))
                yield Parts([match.span("source")], [match.span("cue")], [match.span("content")])


def scorer() -> ModuleType:
    """The shared scorer, which no package holds."""
    path = shared() / "tools" / "score_attributions.py"
    spec = importlib.util.spec_from_file_location("score_attributions", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ingested(documents: Iterable[Document]) -> Iterator[Article]:
    """The documents as articles, through the same door as any user's JSON Lines; each keeps its id."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        fields = ("id", "text", "title", "publisher", "published", "author")
        given = (json.dumps({name: d[name] for name in fields if d.get(name)}) for d in documents)
        path.write_text("\n".join(given), encoding="utf-8")
        yield from (item for item in ingest.read([str(path)]) if isinstance(item, Article))


def predicted(reader: Reader, article: Article) -> list[Parts]:
    """The outermost attributions; none, and a complaint, for an article that cannot be read."""
    found = reader.try_read(article)
    if isinstance(found, Failure):
        print(f"{article.id}: {found.message}", file=sys.stderr)
        return []
    return [Parts(list(a.source), list(a.cue), list(a.content)) for a in found.attributions if a.parent is None]


def compared(gold: dict[str, Document], guesses: dict[str, list[Parts]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of every measure; a document without a guess counts as one where nothing was found."""
    scores: dict[str, tuple[float, float, float]] = scorer().score(
        (document["text"], document["attributions"], [vars(guess) for guess in guesses.get(key, [])])
        for key, document in gold.items()
    )
    return scores


def measure(options: Options) -> list[Figure]:
    gold = {d["id"]: d for d in islice(lines("polnear", "dev.jsonl"), options.limit)}
    reader = Reader(options.settings)
    guesses = {article.id: predicted(reader, article) for article in ingested(gold.values())}
    scores = compared(gold, guesses)
    baseline = compared(gold, {key: list(rule(d["text"])) for key, d in gold.items()})
    if options.show:
        show(gold, guesses)
    there = sum(len(d["attributions"]) for d in gold.values())
    found = [Figure(f"attribution.{m}", scores[m][2], there, baseline[m][2], PEERS.get(m, "")) for m in MEASURES]
    precision, recall, _ = scores["whole"]
    return [
        *found,
        Figure("attribution.whole.precision", precision, sum(map(len, guesses.values())), baseline["whole"][0]),
        Figure("attribution.whole.recall", recall, there, baseline["whole"][1]),
    ]


def show(gold: dict[str, Document], guesses: dict[str, list[Parts]]) -> None:
    """Cues that only one side has."""
    for key, document in gold.items():
        text = document["text"]
        wanted = {text[slice(*span)]: span for a in document["attributions"] for span in a["cue"][:1]}
        got = {text[slice(*span)]: span for guess in guesses.get(key, []) for span in guess.cue[:1]}
        print(f"{key[:50]}: missed {sorted(wanted.keys() - got.keys())}, other {sorted(got.keys() - wanted.keys())}")


if __name__ == "__main__":
    figures.main(__doc__, measure)
