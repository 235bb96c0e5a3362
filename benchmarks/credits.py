"""How well credit lines tell which publication an article derives from, on PolNeAR and on the Helsinki pages.

Gold: PolNeAR's `wire` and `credit` columns, which are metadata (the text itself often holds no trace of them); for
Helsinki `credits_helsinki.json`, for 88 pages drawn by hash: the publications whose copy a page runs ("copied") and
those whose reporting it retells ("retold"), as far as the page itself shows. It was judged from the pages' heads
and feet and the surroundings of likely credit words, doubtful pages at more length, so a credit worded unlike any other
may be missing from it. Every other page was for tuning; errors on the rest were seen once, and a name on its own line
was matched more strictly because of them, so that half is no longer quite unseen.

Run: python benchmarks/credits.py (HEADWATER_SHARED: the folder that holds data/; by default ../shared).
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from headwater.model import DerivationKind
from headwater.nlp.credits import find
from headwater.nlp.publications import Publications

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEADWATER_SHARED", ROOT.parent / "shared"))
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

Decision = Callable[[dict[str, Any]], set[str]]


def main() -> None:
    if not (SHARED / "data").is_dir():
        sys.exit(f"credits: no corpora under {SHARED}: set HEADWATER_SHARED to the folder that holds data/")
    publications = Publications.load()
    polnear(publications)
    helsinki(publications)
    speed(publications)


def polnear(publications: Publications) -> None:
    articles = [article for part in ("train", "dev") for article in rows(SHARED / "data" / "polnear" / f"{part}.jsonl")]
    print(f"PolNeAR train+dev, {len(articles)} articles")
    wires = [(article, named(article["wire"], publications)) for article in articles]
    traced = [(article, gold) for article, gold in wires if not gold or gold & mentioned(article, publications)]
    report("wire: reprint credits", wires, by_kind(publications, DerivationKind.REPRINT))
    report("wire: reprint credits, where the text names it", traced, by_kind(publications, DerivationKind.REPRINT))
    report("wire: baseline", wires, baseline(publications))
    tips = [(article, named(article["credit"], publications)) for article in articles if article["credit"]]
    line = by_kind(publications, DerivationKind.HAT_TIP)
    both = united(line, reported(publications))
    seen = sum(bool(gold & mentioned(article, publications)) for article, gold in tips)
    print(f"  credit: {len(tips)} articles; the text names the credited publication in {seen}, in a credit line in "
          f"{sum(bool(gold & line(article)) for article, gold in tips)}")  # fmt: skip
    written = [article for article in articles if re.search(r"(?i)\bh/t\b", article["text"])]
    left = sum(bool(line(article)) for article in written)
    empty = sum(article["credit"] is None for article in written)
    print(
        f'  credit: {len(written)} texts hold "h/t", {left} of them are found; the column is empty for {empty} of these'
    )
    report("credit: hat tips, credited articles", tips, line)
    report("credit: and X reports, credited articles", tips, both)
    report("credit: and X reports, where the text names it",
           [(article, gold) for article, gold in tips if gold & mentioned(article, publications)], both)  # fmt: skip


def helsinki(publications: Publications) -> None:
    gold = json.loads((ROOT / "benchmarks" / "credits_helsinki.json").read_text("utf-8"))
    pages = {page["id"]: page for page in rows(SHARED / "data" / "helsinki" / "dev.jsonl")}
    copied = by_kind(publications, DerivationKind.REPRINT)
    # Speaking to another outlet is a derivation of a few sentences, and the gold is about the page.
    all_credits = by_kind(publications, *(set(DerivationKind) - {DerivationKind.INTERVIEW}))
    for half, title in enumerate(("tuned", "held out")):
        ids = list(gold)[half::2]
        print(f"Helsinki, {title} half, {len(ids)} pages")
        copies = [(pages[key], set(gold[key]["copied"])) for key in ids]
        whole = [(pages[key], set(gold[key]["copied"] + gold[key]["retold"])) for key in ids]
        report("copied: reprint credits", copies, copied)
        report("copied: baseline", copies, baseline(publications))
        report("copied or retold: all credits", whole, all_credits)
        report("copied or retold: and X reports", whole, united(all_credits, reported(publications)))


def speed(publications: Publications) -> None:
    texts = [article["text"] for article in rows(SHARED / "data" / "polnear" / "dev.jsonl")]
    started = time.process_time()
    for text in texts:
        find(text, publications)
    spent = (time.process_time() - started) / sum(map(len, texts))
    print(f"Speed: {spent * 6_000_000:.2f} ms for 6,000 characters")


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


def report(title: str, pairs: Iterable[tuple[dict[str, Any], set[str]]], decide: Decision) -> None:
    right = found = there = 0
    for article, gold in pairs:
        decided = decide(article)
        if "-v" in sys.argv and decided != gold:
            print(f"    {article['id'][:40]}: wrong {sorted(decided - gold)}, missed {sorted(gold - decided)}")
        right, found, there = right + len(decided & gold), found + len(decided), there + len(gold)
    precision, recall = right / found if found else 0.0, right / there if there else 0.0
    print(f"  {title:<50} precision {precision:.3f} ({right}/{found})  recall {recall:.3f} ({right}/{there})")


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
