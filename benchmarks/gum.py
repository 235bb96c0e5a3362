"""GUM's CoNLL-U files: the text with its paragraphs, who is who, and who says what, all as spans of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]

EDGE = re.compile(r"([a-z_-]+):(\d+)->(\d+)")
UNIT = re.compile(r"(?:ROOT:|[a-z_-]+:)(\d+)")
SPEAKER = re.compile(r"sem-atsrc-([\d,-]+)")
"""The words that name an attribution's source, as numbers counted from 1 over the whole document."""
HEADS = 5
"""Place of a mention's head words, counted from 1 within it, among the parts of its opening bracket."""


@dataclass(frozen=True)
class Word:
    """One syntactic word and its universal part of speech."""

    span: Span
    tag: str


@dataclass(frozen=True)
class Said:
    """An attribution between discourse units: the one that attributes, and the first one of what is attributed.

    `source` runs over the words that name the source, if GUM points to any in the attributing unit.
    """

    by: Span
    content: Span
    source: Span | None


class Document:
    """One file, read; `groups` maps each entity to its mentions, `heads` each mention to its head words."""

    def __init__(self, rows: Iterable[str]) -> None:
        self.text = ""
        self.words: list[Word] = []
        self.groups: dict[str, list[Span]] = defaultdict(list)
        self.heads: dict[Span, list[Word]] = {}
        self._opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
        units: dict[str, tuple[int, str]] = {}
        for form, tag, gap, features in _words(rows):
            self.text += gap if self.text else ""
            self.words.append(Word((len(self.text), len(self.text) + len(form)), tag))
            self.text += form
            if unit := UNIT.match(features.get("Discourse", "")):
                units[unit.group(1)] = len(self.words) - 1, features["Discourse"]
            for bracket in _brackets(features.get("Entity", "")):
                self._mention(bracket)
        self.said = list(self._attributions(units))

    def _mention(self, bracket: str) -> None:
        entity, *_ = parts = bracket.strip("()").split("-")
        if bracket.startswith("("):
            self._opened[entity].append((len(self.words) - 1, parts[HEADS] if len(parts) > HEADS else "1"))
        if bracket.endswith(")"):
            first, heads = self._opened[entity].pop()
            inside = self.words[first:]
            span = inside[0].span[0], inside[-1].span[1]
            self.groups[entity].append(span)
            self.heads[span] = [inside[int(n) - 1] for n in heads.split(",") if n.isdigit() and int(n) <= len(inside)]

    def _attributions(self, units: dict[str, tuple[int, str]]) -> Iterator[Said]:
        starts = sorted(first for first, _ in units.values())
        last = dict(zip(starts, [*(after - 1 for after in starts[1:]), len(self.words) - 1], strict=True))
        spans = {name: self._span(first, last[first]) for name, (first, _) in units.items()}
        for _, value in units.values():
            for edge in value.split(";"):
                match = EDGE.match(edge)
                if match and match.group(1).startswith("attribution"):
                    by, content = spans[match.group(2)], spans[match.group(3)]
                    yield Said(by, content, self._speaker(edge, by))

    def _speaker(self, edge: str, by: Span) -> Span | None:
        match = SPEAKER.search(edge)
        numbers = [int(n) - 1 for n in re.findall(r"\d+", match.group(1))] if match else []
        inside = [n for n in numbers if by[0] <= self.words[n].span[0] < by[1]]
        return self._span(inside[0], inside[-1]) if inside else None

    def _span(self, first: int, last: int) -> Span:
        return self.words[first].span[0], self.words[last].span[1]


def _words(rows: Iterable[str]) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Form, part of speech, the white space before it and the features of every word.

    Words that are written together, such as "do" and "n't", have none between them.
    """
    gap, together, after = "", 0, ""
    for row in rows:
        if row.startswith("# newpar"):
            gap = "\n\n"
        columns = row.split("\t")
        if len(columns) != 10 or "." in columns[0]:
            continue
        features = dict(f.split("=", 1) for f in columns[9].split("|") if "=" in f)
        following = "" if features.get("SpaceAfter") == "No" else " "
        if "-" in columns[0]:
            together, after = int(columns[0].split("-")[1]), following
            continue
        yield columns[1], columns[3], gap, features
        number = int(columns[0])
        gap = "" if number < together else after if number == together else following
        together = together if number < together else 0


def _brackets(value: str) -> Iterator[str]:
    """The opening and closing marks of GUM's Entity feature, in order: "(3-person-…", "3)", "(4-place-…)"."""
    piece = ""
    for character in value:
        if character == "(" and piece:
            yield piece
            piece = ""
        piece += character
        if character == ")":
            yield piece
            piece = ""
    if piece:
        yield piece
