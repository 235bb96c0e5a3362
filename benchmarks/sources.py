"""Who the unnamed sources of GUM's news are: "he said", "the minister said" with the name that the text gives them.

    python benchmarks/sources.py [--limit N] [--show]

Asked are the sources of GUM's attributions that are a pronoun or a description without a name in it. GUM's coreference
tells which of them the text names elsewhere. The program's name is right if it shares a word with one of those names; a
name for somebody whom the text never names is wrong. First persons are left out: they speak in a quotation, and who
says that is the quotation's own source. `coverage` is the share of the named ones for which the program
gives any name, through an attribution that it has found itself. The baseline takes the last person named before.

Training saw who is who in these texts, except for a hashed twentieth; what was not seen is counted apart as `unseen`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import figures
from attribution_gum import news, touches, unseen
from figures import Figure, Options
from gum import Document, Span
from headwater.model import Article, Attribution, Reading
from headwater.pipeline import Reader

FIRST_PERSON = ("i", "we", "me", "us", "my", "our")


@dataclass(frozen=True)
class Case:
    """One source without a name: the words of its names elsewhere (none if it has none), the name that it was given."""

    document: str
    source: Span
    names: frozenset[str]
    given: str | None
    nearest: str | None


def nameless(document: Document) -> Iterator[tuple[Span, frozenset[str]]]:
    """Every source that is a pronoun or a description, with the words of the names of whoever it is."""
    for source in sorted({said.source for said in document.said if said.source}):
        mention = mentioned(document, source)
        if mention is None or document.text[slice(*mention)].lower() in FIRST_PERSON:
            continue
        if not any(w.tag == "PROPN" for w in document.words if touches([mention], w.span)):
            yield mention, names(document, mention)


def mentioned(document: Document, source: Span) -> Span | None:
    """The tightest mention around a source, or the longest in it."""
    around = [m for m in document.heads if m[0] <= source[0] and source[1] <= m[1]]
    inside = [m for m in document.heads if source[0] <= m[0] and m[1] <= source[1]]
    if around:
        return min(around, key=lambda m: m[1] - m[0])
    return max(inside, key=lambda m: m[1] - m[0], default=None)


def names(document: Document, mention: Span) -> frozenset[str]:
    group = next(mentions for mentions in document.groups.values() if mention in mentions)
    heads = (word for other in group for word in document.heads[other] if word.tag == "PROPN")
    return frozenset(document.text[slice(*word.span)].lower() for word in heads)


def given(attributions: Iterable[Attribution], source: Span) -> str | None:
    """The name that the attribution of this source has."""
    return next((a.source_name for a in attributions if touches(a.source, source)), None)


def nearest(reading: Reading, source: Span) -> str | None:
    people = [e for e in reading.entities if e.type == "person"]
    before = [(span, e.name) for e in people for span in e.mentions if span < source]
    return max(before)[1] if before else None


def right(name: str | None, names: frozenset[str]) -> bool:
    return bool(name) and bool(names & set((name or "").lower().split()))


def ratios(prefix: str, cases: list[Case]) -> list[Figure]:
    named = [case for case in cases if case.names]
    guessed = [case for case in cases if case.given]
    good = sum(right(case.given, case.names) for case in cases)
    simple = sum(right(case.nearest, case.names) for case in cases)
    guesses = sum(bool(case.nearest) for case in cases)
    return [
        Figure(f"{prefix}.coverage", sum(bool(case.given) for case in named) / max(1, len(named)), len(named)),
        Figure(f"{prefix}.precision", good / max(1, len(guessed)), len(guessed), simple / max(1, guesses)),
        Figure(f"{prefix}.recall", good / max(1, len(named)), len(named), simple / max(1, len(named))),
    ]


def measure(options: Options) -> list[Figure]:
    reader, cases = Reader(options.settings), list[Case]()
    for name, document in news(options.limit):
        reading = reader.read(Article(name, name, document.text))
        for source, words in nameless(document):
            case = Case(name, source, words, given(reading.attributions, source), nearest(reading, source))
            cases.append(case)
            if options.show and right(case.given, words) != bool(words):
                print(f"{name}: {document.text[slice(*source)]!r} is {sorted(words)}, not {case.given!r}")
    return [*ratios("sources", cases), *ratios("sources.unseen", [case for case in cases if unseen(case.document)])]


if __name__ == "__main__":
    figures.main(__doc__, measure)
