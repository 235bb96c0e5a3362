"""Attributions of GUM's news: how many of those that its discourse relations mark are found.

    python benchmarks/attribution_gum.py [--limit N] [--show]

In the relation `attribution` one discourse unit names who says or thinks it ("the official said") and another is what
is said. One counts as found if an attribution, nested or not, has its cue in the first and some of its content in the
second. Precision is not measured: the relation leaves out what has no clause of its own ("reportedly"). GUM also marks
who made a picture ("Image: Ada Moss."); only units with a verb, or with "according", are attributions here. A belief
inside a quotation ("I think") counts as missed: the program leaves it out on purpose, since it passes nothing on.

The network has not seen these relations. It has seen the texts, with who is who in them, except for a hashed twentieth;
the news among these are counted apart as `unseen`. The baseline is the rule of attribution.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

import figures
from attribution import rule
from corpora import shared
from figures import Figure, Options
from gum import Document, Said, Span
from headwater.model import Article
from headwater.pipeline import Reader


class Spoken(Protocol):
    """An attribution, the program's or the baseline's."""

    @property
    def cue(self) -> Iterable[Span]: ...
    @property
    def content(self) -> Iterable[Span]: ...


def news(limit: int | None = None) -> Iterator[tuple[str, Document]]:
    for path in islice(sorted((shared() / "data" / "gum").glob("GUM_news_*.conllu")), limit):
        yield path.stem, Document(path.read_text(encoding="utf-8").splitlines())


def unseen(name: str) -> bool:
    """Whether training held the document out; the same hash as in training/prepare.py."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 20 == 0


def spoken(document: Document, said: Said) -> bool:
    """Whether the attributing unit says something, and is not just the name under a picture."""
    words = [word for word in document.words if touches([said.by], word.span)]
    return any(w.tag in ("VERB", "AUX") or document.text[slice(*w.span)].lower() == "according" for w in words)


def touches(spans: Iterable[Span], other: Span) -> bool:
    return any(start < other[1] and other[0] < end for start, end in spans)


def found(said: Said, guesses: Iterable[Spoken]) -> bool:
    return any(touches(guess.cue, said.by) and touches(guess.content, said.content) for guess in guesses)


def measure(options: Options) -> list[Figure]:
    reader = Reader(options.settings)
    cases: list[tuple[str, Said, bool, bool]] = []
    for name, document in news(options.limit):
        guesses = reader.read(Article(name, name, document.text)).attributions
        simple = list(rule(document.text))
        for said in (said for said in document.said if spoken(document, said)):
            cases.append((name, said, found(said, guesses), found(said, simple)))
            if options.show and not cases[-1][2]:
                print(f"{name}: {document.text[slice(*said.by)]!r} / {document.text[slice(*said.content)]!r}")
    groups = {
        "recall": cases,
        "recall.unseen": [case for case in cases if unseen(case[0])],
    }
    return [
        Figure(
            f"attribution_gum.{group}",
            sum(case[2] for case in chosen) / len(chosen),
            len(chosen),
            sum(case[3] for case in chosen) / len(chosen),
        )
        for group, chosen in groups.items()
        if chosen
    ]


if __name__ == "__main__":
    figures.main(__doc__, measure)
