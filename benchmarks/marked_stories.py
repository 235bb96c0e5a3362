"""Stories in which every assertion is marked with the claim that it puts: training/stories, and how they are read.

A file is one story. `## outlet | date | headline` begins a report; `{4:stretch}` says that the stretch puts claim 4,
`{4 how many:stretch}` that it gives another value for a slot of it than most do. Marks are taken out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from headwater.cluster import assertions
from headwater.cluster.grouping import profiled
from headwater.cluster.profiles import Background, Profile
from headwater.config import Config
from headwater.model import Article, Assertion, Reading, Span
from headwater.pipeline import Reader
from headwater.resolve.across import in_full

FOLDER = Path(__file__).resolve().parent.parent / "training" / "stories"
MARK = re.compile(r"\{(\d+)(?: ([a-z ]+))?:([^{}]*)\}")
ENOUGH = 0.5
"""Of the shorter of an assertion and a mark, how much has to be in both."""


@dataclass(frozen=True)
class Mark:
    """A stretch of a report, the claim that it puts, and the slot in which it differs from most, if any."""

    span: Span
    claim: int
    slot: str | None


@dataclass(frozen=True)
class Report:
    """One report of a story, its text without marks."""

    article: Article
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Told:
    """What the program asserts in one story, with the claims of each: the one that most of it puts, then others.

    Where nobody marked one there is none. `slots` are those in which they differ from what most say of their claim,
    `positions` where they stand in the whole story.
    """

    name: str
    readings: Sequence[Reading]
    asserted: Sequence[Assertion]
    claims: Sequence[tuple[int, ...]]
    slots: Sequence[str | None]
    positions: Sequence[int]
    profiles: Sequence[Profile]
    backgrounds: Sequence[Background]

    def labelled(self) -> list[int]:
        return [i for i, claims in enumerate(self.claims) if claims]

    def of(self, articles: Set[str]) -> Told:
        """The story as far as the reports with these ids tell it."""
        kept = [i for i, assertion in enumerate(self.asserted) if assertion.article in articles]
        readings = [reading for reading in self.readings if reading.article.id in articles]
        asserted = [self.asserted[i] for i in kept]
        profiles, backgrounds = profiled(asserted, readings)
        claims, slots = [self.claims[i] for i in kept], [self.slots[i] for i in kept]
        positions = [self.positions[i] for i in kept]
        return Told(self.name, readings, asserted, claims, slots, positions, profiles, backgrounds)

    def same(self, one: int, other: int) -> bool | None:
        """Whether two assertions put one claim; None where they do so in passing only."""
        if self.claims[one][0] == self.claims[other][0]:
            return True
        return None if set(self.claims[one]) & set(self.claims[other]) else False


def reports(path: Path) -> Iterator[Report]:
    for number, part in enumerate(re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]):
        head, _, body = part.partition("\n")
        publisher, published, headline = (piece.strip() for piece in head.split("|", 2))
        title, _ = unmarked(headline)
        text, marks = unmarked(f"{headline}\n\n{body.strip()}")
        id_ = f"{path.stem}-{number}"
        yield Report(Article(id_, f"{id_}.txt", text, title, publisher=publisher, published=published), marks)


def unmarked(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and where they stood."""
    found: list[Mark] = []
    pieces, length, position = list[str](), 0, 0
    for match in MARK.finditer(text):
        before = text[position : match.start()]
        start = length + len(before)
        pieces += [before, match[3]]
        length = start + len(match[3])
        found.append(Mark((start, length), int(match[1]), match[2]))
        position = match.end()
    return "".join([*pieces, text[position:]]), tuple(found)


def told(path: Path, reader: Reader) -> Told:
    written = list(reports(path))
    readings = in_full([reader.read(report.article) for report in written])
    marks = {report.article.id: report.marks for report in written}
    asserted = [assertion for reading in readings for assertion in assertions(reading)]
    found = [_marks(assertion, marks[assertion.article]) for assertion in asserted]
    profiles, backgrounds = profiled(asserted, readings)
    return Told(
        path.stem,
        readings,
        asserted,
        [tuple(mark.claim for mark in one) for one in found],
        [one[0].slot if one else None for one in found],
        range(len(asserted)),
        profiles,
        backgrounds,
    )


def _marks(assertion: Assertion, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that share enough with an assertion, the one that shares most first."""
    own = sum(end - start for start, end in assertion.span)
    found = []
    for mark in marks:
        first, last = mark.span
        shared = sum(max(0, min(end, last) - max(start, first)) for start, end in assertion.span)
        if shared >= ENOUGH * max(1, min(own, last - first)):
            found.append((-shared, mark.span, mark))
    return [mark for _, _, mark in sorted(found, key=lambda one: one[:2])]


def stories(settings: Config, folder: Path = FOLDER) -> Iterator[Told]:
    reader = Reader(settings)
    for path in sorted(folder.glob("*.txt")):
        yield told(path, reader)
