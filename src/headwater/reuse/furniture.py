"""Which lines of an article are no part of its report: captions, notices, requests, what its publisher repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from headwater.model import Article, Span
from headwater.reuse.lists import lists

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORDS = 12  # characters of a word, in a line of long ones
_LOOKED_AT = 24  # holders of a line that are compared with each other: enough to find three that differ


class Furniture:
    """The furniture of articles; one that was looked at before is not looked at again, if it is the very same."""

    def __init__(self) -> None:
        self._contents: dict[int, tuple[Article, frozenset[str]]] = {}
        self._spans: dict[int, tuple[Article, frozenset[str], tuple[Span, ...]]] = {}

    def __call__(self, articles: Sequence[Article]) -> list[tuple[Span, ...]]:
        """For each article the spans of its lines that are none of the report's, in order."""
        contents = {}
        for article in articles:
            known = self._contents.get(id(article))
            contents[id(article)] = known if known else (article, _content(article))
        repeated = _repeated((article, content) for article, content in contents.values())
        self._contents = contents
        self._spans = {id(a): self._looked_at(a, repeated.get(a.publisher or "", frozenset())) for a in articles}
        return [self._spans[id(article)][2] for article in articles]

    def _looked_at(self, article: Article, lines: frozenset[str]) -> tuple[Article, frozenset[str], tuple[Span, ...]]:
        known = self._spans.get(id(article))
        return known if known and known[1] == lines else (article, lines, tuple(_lines(article, lines)))


def _lines(article: Article, repeated: frozenset[str]) -> Iterator[Span]:
    before: Span | None = None
    for match in _LINE.finditer(article.text):
        line = match.group().strip()
        if not line:
            continue
        credit = _is_photograph(line)
        if credit is not None and not _WORD.search(line[:credit]) and before:
            yield before
            before = None
        if credit is not None or is_notice(line) or _folded(line) in repeated:
            yield match.span()
            before = None
        else:
            before = match.span()


def is_notice(line: str) -> bool:
    """Whether a line by itself is none of the report's: it asks, announces, or says whose the words are."""
    return _is_short(line) and any(pattern.search(line) for pattern in _compiled("lines"))


def _is_photograph(line: str) -> int | None:
    """Where the credit of a photograph starts at the end of `line`."""
    matches = (pattern.search(line) for pattern in _compiled("photographs") if _is_short(line))
    return next((match.start() for match in matches if match), None)


def _is_short(line: str) -> bool:
    longest: int = lists()["furniture"]["longest"]
    return len(line) <= _LONGEST_WORDS * longest and line.count(" ") < longest


@cache
def _compiled(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in lists()["furniture"][name])


# -- what a publisher repeats -----------------------------------------------------------------------------------------


def _folded(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def _repeated(articles: Iterable[tuple[Article, frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    """The lines that each publisher repeats in reports that are otherwise different, given all with their lines.

    A report that another publisher runs too is not counted: its lines may have come from there.
    """
    publishers: dict[frozenset[str], set[str]] = defaultdict(set)
    for article, content in articles:
        publishers[content].add(article.publisher or "")
    contents = [content for content in sorted(publishers, key=sorted) if len(publishers[content]) == 1]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, content in enumerate(contents):
        for publisher in publishers[content] - {""}:
            for line in content:
                holders[publisher, line].append(number)

    @cache
    def different(numbers: tuple[int, ...]) -> bool:
        return _has_different([contents[number] for number in numbers])

    repeated: dict[str, set[str]] = defaultdict(set)
    for (publisher, line), numbers in holders.items():
        if different(tuple(numbers[:_LOOKED_AT])):
            repeated[publisher].add(line)
    return {publisher: frozenset(lines) for publisher, lines in repeated.items()}


def _content(article: Article) -> frozenset[str]:
    return frozenset(_folded(line) for line in article.text.split("\n")) - {""}


def _has_different(contents: Sequence[frozenset[str]]) -> bool:
    """Whether among `contents` there are enough of which no two share much."""
    known: dict[str, Any] = lists()["furniture"]
    if len(contents) < known["reports"]:
        return False
    apart = {
        (one, other)
        for one, other in combinations(range(len(contents)), 2)
        if len(contents[one] & contents[other]) < known["alike"] * min(len(contents[one]), len(contents[other]))
    }
    groups = combinations(range(len(contents)), known["reports"])
    return any(apart.issuperset(combinations(group, 2)) for group in groups)
