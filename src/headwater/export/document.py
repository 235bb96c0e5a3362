"""A text for people, before it is a file: headings, paragraphs and items of words, with notes to the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from headwater.export import dates
from headwater.export.evidence import Evidence
from headwater.export.text import line, quoted, set_off, shorten

# Characters of a sentence that a note quotes; a sentence of that length is none.
_SENTENCE, _TITLE = 1200, 200


class Style(StrEnum):
    """How words are set off."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text on one line, in which nothing acts."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a note is called: its number, from 1. The same note may be called more than once."""

    note: int


Inline = Words | Reference


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (of `level` 1 to 3), a paragraph, or an item of a list (`level` 1, or 2 below another)."""

    kind: Kind
    content: tuple[Inline, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """Where a sentence stands, and the sentence."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks in their order, and the notes by their numbers."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Notes:
    """Numbers the evidence in the order in which it is first called, each sentence once."""

    names: dict[str, str]
    _found: dict[tuple[str, tuple[int, int]], int] = field(default_factory=dict)
    _notes: list[Note] = field(default_factory=list)
    _named: set[str] = field(default_factory=set)

    def to(self, evidence: Evidence) -> Reference:
        key = (evidence.article.id, evidence.sentence)
        if key not in self._found:
            self._notes.append(self._note(evidence))
            self._found[key] = len(self._notes)
        return Reference(self._found[key])

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def _note(self, evidence: Evidence) -> Note:
        """An article is called in full the first time, then by its label."""
        article, (start, end) = evidence.article, evidence.sentence
        facts = [self.names[article.id]]
        if article.id not in self._named and article.title and article.publisher:
            facts = [line(article.publisher), quoted(article.title, _TITLE), dates.published(article.published)]
        self._named.add(article.id)
        facts.append(f"paragraph {evidence.paragraph}, sentence {evidence.number} (characters {start} to {end})")
        return Note(", ".join(shorten(each, 2 * _TITLE) for each in facts), set_off(evidence.quote, _SENTENCE))
