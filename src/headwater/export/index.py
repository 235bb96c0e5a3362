"""The index of a story: what each person, organisation and place says, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from headwater.linkage import distinct
from headwater.model import Claim, SourceType, Story, StoryEntity, folded

Integers = NDArray[np.int64]
Saying = tuple[int, int]
"""A claim's number, from 1, and the index of an assertion of it."""
Key = tuple[str, str]
"""A folded name with the article in which it is somebody's, or "" where it is in all."""

PEOPLE, ORGANISATIONS, PLACES, VESSELS = "People", "Organisations", "Places", "Ships"
PUBLICATIONS, DOCUMENTS, OTHERS, UNNAMED = "Publications", "Documents", "Others", "Described, not named"
UNNAMED_TYPES = frozenset({SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.UNSPECIFIED})
# An entity's type is a source's or a mention's, in small letters.
_HEADING = {
    SourceType.PERSON: PEOPLE,
    SourceType.ORGANISATION: ORGANISATIONS,
    SourceType.PUBLICATION: PUBLICATIONS,
    SourceType.DOCUMENT: DOCUMENTS,
    "place": PLACES,
    "vessel": VESSELS,
    SourceType.ANONYMOUS: UNNAMED,
    SourceType.COLLECTIVE: UNNAMED,
    SourceType.UNSPECIFIED: UNNAMED,
}
_ORDER = (PEOPLE, ORGANISATIONS, PLACES, VESSELS, PUBLICATIONS, DOCUMENTS, OTHERS, UNNAMED)


class Sayings(Sequence[Saying]):
    """Assertions of a story, in its order."""

    __slots__ = ("_story", "_which")

    def __init__(self, which: Integers, story: tuple[Integers, Integers]) -> None:
        """`which` of all assertions of a `story`, of which it has the claims' numbers and the indices in them."""
        self._which, self._story = which, story

    def __len__(self) -> int:
        return len(self._which)

    @overload
    def __getitem__(self, at: int) -> Saying: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Saying, ...]: ...
    def __getitem__(self, at: int | slice) -> Saying | tuple[Saying, ...]:
        claims, indices = (each[self._which[at]].tolist() for each in self._story)
        return tuple(zip(claims, indices, strict=True)) if isinstance(at, slice) else (claims, indices)

    def __iter__(self) -> Iterator[Saying]:
        return iter(self[:])


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something, with the assertions that say so in its name, and those that mention it besides."""

    number: int
    entity: StoryEntity
    says: Sayings
    said_of: Sayings


def keys(entity: StoryEntity) -> set[Key]:
    """Two articles' "senior official" may be two officials: one that is not named speaks where it is mentioned."""
    articles = {place.article for place in entity.mentions}
    articles |= set() if entity.type.lower() in UNNAMED_TYPES else {""}
    return {(folded(name), article) for name in (entity.name, *entity.aliases) for article in articles}


class _Numbers(dict[Key | str, int]):
    """Numbers for keys and articles, in the order in which they come."""

    def __missing__(self, key: Key | str) -> int:
        self[key] = len(self)
        return self[key]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim, or an entity: the rows of `places` are article, start, end, those of `keys` its names' numbers.

    Of a claim each row has the index of its assertion besides.
    """

    of: Claim | StoryEntity
    places: Integers
    keys: Integers


class Index:
    """Everybody in a story. What is looked up of a claim, or of an entity, is looked up once for all stories of a case:
    `before` is the index of the one before.
    """

    def __init__(self, story: Story, before: Index | None = None) -> None:
        self._numbers: _Numbers = before._numbers if before else _Numbers()
        self._known: dict[int, _Told] = {}
        known = before._known if before else {}
        claims = [self._told(claim, known) for claim in story.claims]
        ordered = sorted(story.entities, key=lambda each: (each.name.casefold(), each.id))
        entities = [self._told(entity, known) for entity in ordered]
        sizes = np.array([len(claim.assertions) for claim in story.claims], dtype=np.int64)
        first = np.cumsum(sizes) - sizes
        number = np.repeat(np.arange(len(sizes)), sizes)
        self._story = number + 1, np.arange(len(number)) - first[number]
        self._names = _rows([each.keys for each in entities], 1)
        says = self._saying(_rows([each.keys for each in claims], 2), first, len(number))
        of = self._mentioning(claims, entities, first, len(number))
        of = np.setdiff1d(of, says, assume_unique=True)
        self.entries = self._entries(ordered, says, of, len(number))

    def number(self, name: str, article: str) -> int | None:
        """The number of the last entry that a name leads to in an article; None if it leads to none."""
        key = self._numbers.get((folded(name), article), -1)
        names, entity = self._names
        found = entity[names[:, 0] == key]
        return int(found.max()) + 1 if len(found) else None

    def _told(self, one: Claim | StoryEntity, known: dict[int, _Told]) -> _Told:
        found = known.get(id(one))
        if found is None:
            found = self._of_claim(one) if isinstance(one, Claim) else self._of_entity(one)
        self._known[id(one)] = found
        return found

    def _of_claim(self, claim: Claim) -> _Told:
        numbers, places, named = self._numbers, [], []
        for index, assertion in enumerate(claim.assertions):
            places += [(numbers[assertion.article], *span, index) for span in assertion.span]
            here = {(folded(link.name), assertion.article) for link in assertion.chain}
            here |= {(folded(link.name), "") for link in assertion.chain if link.type not in UNNAMED_TYPES}
            named += [(numbers[key], index) for key in here]
        return _Told(claim, _array(places, 4), _array(named, 2))

    def _of_entity(self, entity: StoryEntity) -> _Told:
        numbers = self._numbers
        places = [(numbers[place.article], *place.span) for place in entity.mentions]
        return _Told(entity, _array(places, 3), _array([(numbers[key],) for key in keys(entity)], 1))

    def _saying(self, told: tuple[Integers, Integers], first: Integers, size: int) -> Integers:
        """Entities and what is said in their names, each pair once, as entity * size + assertion."""
        (said, claim), (names, entity) = told, self._names
        order = np.argsort(said[:, 0], kind="stable")
        assertion = (first[claim] + said[:, 1])[order]
        where, which = _between(said[order, 0], names[:, 0], names[:, 0] + 1)
        return distinct(entity[where] * size + assertion[which])

    def _mentioning(self, claims: Sequence[_Told], entities: Sequence[_Told], first: Integers, size: int) -> Integers:
        """Entities and what mentions them, likewise."""
        told, claim = _rows([each.places for each in claims], 4)
        mentions, entity = _rows([each.places for each in entities], 3)
        starts = mentions[:, 0] << 32 | mentions[:, 1]
        order = np.argsort(starts, kind="stable")
        article = told[:, 0] << 32
        where, which = _between(starts[order], article | told[:, 1], article | told[:, 2])
        assertion = first[claim] + told[:, 3]
        return distinct(entity[order][which] * size + assertion[where])

    def _entries(
        self, ordered: Sequence[StoryEntity], says: Integers, of: Integers, size: int
    ) -> list[tuple[str, list[Entry]]]:
        """The headings that have entries, each with its own by name."""
        found: dict[str, list[Entry]] = {heading: [] for heading in _ORDER}
        bounds = np.arange(len(ordered) + 1) * size
        ends = [np.searchsorted(each, bounds).tolist() for each in (says, of)]
        said, told = says % max(1, size), of % max(1, size)
        for number, entity in enumerate(ordered):
            mine = Sayings(said[ends[0][number] : ends[0][number + 1]], self._story)
            others = Sayings(told[ends[1][number] : ends[1][number + 1]], self._story)
            found[_HEADING.get(entity.type.lower(), OTHERS)].append(Entry(number + 1, entity, mine, others))
        return [(heading, group) for heading, group in found.items() if group]


def _array(rows: Sequence[tuple[int, ...]], width: int) -> Integers:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _rows(tables: Sequence[Integers], width: int) -> tuple[Integers, Integers]:
    """The rows of all tables, each with the number of its table."""
    sizes = np.array([len(table) for table in tables], dtype=np.int64)
    return np.concatenate([np.zeros((0, width), np.int64), *tables]), np.repeat(np.arange(len(sizes)), sizes)


def _between(values: Integers, low: Integers, high: Integers) -> tuple[Integers, Integers]:
    """For each range (low, below high) the values in it, which ascend: pairs of range and value, as indices."""
    begin, end = np.searchsorted(values, low), np.searchsorted(values, high)
    many = np.maximum(end - begin, 0)
    where = np.repeat(np.arange(len(low)), many)
    return where, np.arange(len(where)) - np.repeat(np.cumsum(many) - many, many) + begin[where]
