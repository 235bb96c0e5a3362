"""What the store gives out besides the records of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from headwater.model import Certainty, Passage, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a case, as a list shows it. `version` counts from 1; `current` is the last one.

    `number` orders articles as they were added. `place` is where it is published or lies: what has the same place is
    a version of it. `made_by` is the version of the program that read it, None where no reading is kept; `unread` says
    why nothing could be read in it.
    """

    number: int
    id: str
    uri: str
    place: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    version: int
    current: bool
    added: str
    added_by: str
    made_by: str | None
    unread: str | None = None


class Read(NamedTuple):
    """The number and the id of an article that is read, and by which version of the program it was."""

    number: int
    id: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for. `text`: words that all have to be there, "phrases", and -words that must not.

    `source` and `publisher` are names or parts of names (any of several will do); `since` and `until` are dates, as
    exact as you like, both inclusive. `within`: only what stands in one of these passages, or whole articles.
    """

    text: str = ""
    publisher: str | None = None
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    certainty: Certainty | None = None
    within: tuple[Passage, ...] | None = None
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was searched for, and who says it (names as the article has them)."""

    article: str
    uri: str
    title: str | None
    publisher: str | None
    published: str | None
    span: Span
    text: str
    sources: tuple[str, ...]
    certainties: tuple[Certainty, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to the case ("added", "new version", "removed", "rebuilt"), when (ISO 8601) and by whom."""

    number: int
    when: str
    who: str
    action: str
    article: str | None
    uri: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is not as it should be: what, and what to do."""

    what: str
    remedy: str
