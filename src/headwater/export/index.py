"""The index of a story: what each person, organisation and place says, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from headwater.kept import runs
from headwater.linkage import distinct
from headwater.model import Claim, SourceType, Story, StoryEntity, folded

Integers = NDArray[np.int64]
Thing = TypeVar("Thing")
Saying = tuple[int, int]
"""A claim's number, from 1, and the index of an assertion of it."""
Key = tuple[str, str]
"""A folded name with the article in which it is somebody's, or "" where it is in all."""

PEOPLE, ORGANISATIONS, PLACES, VESSELS = "People", "Organisations", "Places", "Ships"
PUBLICATIONS, DOCUMENTS, OTHERS, UNNAMED = "Publications", "Documents", "Others", "Described, not named"
UNNAMED_TYPES = frozenset({SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.UNSPECIFIED})
NOUNS = frozenset({SourceType.ORGANISATION, SourceType.DOCUMENT})
"""Types of what is listed by a noun alone, where it has no name."""
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
PLACES_OF, NAMES_OF, HEADING_OF = 0, 1, 2
"""What is looked up of a claim, and of an entity; the heading only of an entity."""
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

    @property
    def told_in(self) -> tuple[str, ...]:
        """Of one who is only described: the articles that do so, for another's may be another."""
        articles = dict.fromkeys(place.article for place in self.entity.mentions)
        return tuple(articles) if is_described(self.entity) else ()


def is_described(entity: StoryEntity) -> bool:
    """Whether only a noun tells who or what it is ("the agency", "a letter"): another report's may be another."""
    type_ = entity.type.lower()
    return type_ in UNNAMED_TYPES or (type_ in NOUNS and entity.name.islower())


def keys(entity: StoryEntity) -> set[Key]:
    """Two articles' "senior official" may be two officials: one that is not named speaks where it is mentioned."""
    articles = {place.article for place in entity.mentions}
    articles |= set() if is_described(entity) else {""}
    return {(folded(name), article) for name in (entity.name, *entity.aliases) for article in articles}


class _Numbers(dict[Key | str, int]):
    """Numbers for keys and articles, in the order in which they come."""

    def __missing__(self, key: Key | str) -> int:
        self[key] = len(self)
        return self[key]


Tables = tuple[Integers, ...]


class _Rows:
    """Tables with some rows for each of many things, one after the other in their order; `sizes` say how many."""

    def __init__(self, things: Sequence[Thing], tables: Tables, sizes: Tables) -> None:
        self._things, self.tables, self.sizes = things, tables, sizes
        self._ids = np.fromiter(map(id, things), np.int64, len(things))

    def of(self, things: Sequence[Thing], look_up: Callable[[Thing], Tables]) -> _Rows:
        """The same of other things; only what is not among these is looked up."""
        ids = np.fromiter(map(id, things), np.int64, len(things))
        which = _places(ids, self._ids)
        new = np.flatnonzero(which < 0)
        which[new] = len(self._things) + np.arange(len(new))
        found = [look_up(things[index]) for index in new.tolist()]
        tables, sizes = [], []
        for number, (table, many) in enumerate(zip(self.tables, self.sizes, strict=True)):
            more = [each[number] for each in found]
            table, many = np.concatenate([table, *more]), np.append(many, [*map(len, more)]).astype(np.int64)
            first = np.cumsum(many) - many
            sizes.append(many[which])
            tables.append(table[runs(first[which], sizes[-1])])
        return _Rows(things, tuple(tables), tuple(sizes))

    def rows(self, number: int) -> tuple[Integers, Integers]:
        """The rows of one table, each with the index of its thing."""
        sizes = self.sizes[number]
        return self.tables[number], np.repeat(np.arange(len(sizes)), sizes)


class Entries(Sequence[Entry]):
    """Some entries of an index, made when they are looked at: a case has thousands that nobody does."""

    def __init__(self, index: Index, numbers: Integers) -> None:
        self._index, self.numbers = index, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Entries: ...
    def __getitem__(self, at: int | slice) -> Entry | Entries:
        if isinstance(at, slice):
            return Entries(self._index, self.numbers[at])
        return self._index.entry(int(self.numbers[at]))

    def among(self, fits: Callable[[StoryEntity], bool]) -> Entries:
        """Those whose entity `fits`."""
        kept = [number for number in self.numbers.tolist() if fits(self._index.ordered[number - 1])]
        return Entries(self._index, np.array(kept, dtype=np.int64))


class Index:
    """Everybody in a story. What is looked up of a claim, or of an entity, is looked up once for all stories of a case:
    `before` is the index of the one before.
    """

    def __init__(self, story: Story, before: Index | None = None) -> None:
        self._numbers: _Numbers = before._numbers if before else _Numbers()
        claims, entities = (before._claims, before._entities) if before else (_none(4, 2), _none(3, 1, 1))
        self._claims: _Rows = claims.of(story.claims, self._of_claim)
        ordered = sorted(story.entities, key=lambda each: (each.name.casefold(), each.id))
        self._entities: _Rows = entities.of(ordered, self._of_entity)
        sizes = np.fromiter((len(claim.assertions) for claim in story.claims), np.int64, len(story.claims))
        first = np.cumsum(sizes) - sizes
        number = np.repeat(np.arange(len(sizes)), sizes)
        self._story = number + 1, np.arange(len(number)) - first[number]
        says = self._saying(first, len(number))
        of = np.setdiff1d(self._mentioning(first, len(number)), says, assume_unique=True)
        bounds = np.arange(len(ordered) + 1) * len(number)
        self._said, self._said_of = ((each, np.searchsorted(each, bounds)) for each in (says, of))
        self.ordered = ordered
        heading = self._entities.rows(HEADING_OF)[0][:, 0]
        numbers = ((title, np.flatnonzero(heading == place) + 1) for place, title in enumerate(_ORDER))
        self.entries = [(title, Entries(self, found)) for title, found in numbers if len(found)]

    def entry(self, number: int) -> Entry:
        """The entry with this number, from 1: that of the one who is there in the order of names."""
        mine, others = (
            Sayings(pairs[ends[number - 1] : ends[number]] % max(1, len(self._story[0])), self._story)
            for pairs, ends in (self._said, self._said_of)
        )
        return Entry(number, self.ordered[number - 1], mine, others)

    def listed(self, heading: str = "", *, by_weight: bool = False) -> Entries:
        """All entries, or those under a heading: by heading and name, or those first who say most."""
        groups = [group.numbers for title, group in self.entries if heading in ("", title)]
        numbers = np.concatenate([np.zeros(0, dtype=np.int64), *groups])
        if by_weight:
            say, are_said = (np.diff(ends)[numbers - 1] for _, ends in (self._said, self._said_of))
            numbers = numbers[np.lexsort((numbers, -are_said, -say))]
        return Entries(self, numbers)

    def number(self, name: str, article: str) -> int | None:
        """The number of the last entry that a name leads to in an article; None if it leads to none."""
        key = self._numbers.get((folded(name), article), -1)
        names, entity = self._entities.rows(NAMES_OF)
        found = entity[names[:, 0] == key]
        return int(found.max()) + 1 if len(found) else None

    def _of_claim(self, claim: Claim) -> Tables:
        """Article, start, end of each place, with the index of the assertion; the names' numbers, with the same."""
        numbers, places, named = self._numbers, [], []
        for index, assertion in enumerate(claim.assertions):
            places += [(numbers[assertion.article], *span, index) for span in assertion.span]
            here = {(folded(link.name), assertion.article) for link in assertion.chain}
            here |= {(folded(link.name), "") for link in assertion.chain if link.type not in UNNAMED_TYPES}
            named += [(numbers[key], index) for key in here]
        return _array(places, 4), _array(named, 2)

    def _of_entity(self, entity: StoryEntity) -> Tables:
        """Article, start, end of each mention; the names' numbers; the heading's place in their order."""
        numbers = self._numbers
        places = [(numbers[place.article], *place.span) for place in entity.mentions]
        names = [(numbers[key],) for key in keys(entity)]
        return _array(places, 3), _array(names, 1), _array([(_ORDER.index(_heading(entity)),)], 1)

    def _saying(self, first: Integers, size: int) -> Integers:
        """Entities and what is said in their names, each pair once, as entity * size + assertion."""
        (said, claim), (names, entity) = self._claims.rows(NAMES_OF), self._entities.rows(NAMES_OF)
        order = np.argsort(said[:, 0], kind="stable")
        assertion = (first[claim] + said[:, 1])[order]
        where, which = _between(said[order, 0], names[:, 0], names[:, 0] + 1)
        return distinct(entity[where] * size + assertion[which])

    def _mentioning(self, first: Integers, size: int) -> Integers:
        """Entities and what mentions them, likewise."""
        (told, claim), (mentions, entity) = self._claims.rows(PLACES_OF), self._entities.rows(PLACES_OF)
        starts = mentions[:, 0] << 32 | mentions[:, 1]
        order = np.argsort(starts, kind="stable")
        article = told[:, 0] << 32
        where, which = _between(starts[order], article | told[:, 1], article | told[:, 2])
        assertion = first[claim] + told[:, 3]
        return distinct(entity[order][which] * size + assertion[where])


def _heading(entity: StoryEntity) -> str:
    """A body that only a noun tells ("the agency") is described, not named."""
    body = entity.type.lower() == SourceType.ORGANISATION
    return UNNAMED if body and is_described(entity) else _HEADING.get(entity.type.lower(), OTHERS)


def _array(rows: Sequence[tuple[int, ...]], width: int) -> Integers:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _none(*widths: int) -> _Rows:
    return _Rows((), tuple(_array((), width) for width in widths), tuple(np.zeros(0, np.int64) for _ in widths))


def _places(numbers: Integers, among: Integers) -> Integers:
    """For each number the place of the same among others, each of which is there once; -1 where it is not there."""
    if not len(among):
        return np.full(len(numbers), -1)
    order = np.argsort(among)
    place = order[np.minimum(np.searchsorted(among, numbers, sorter=order), len(among) - 1)]
    return np.where(among[place] == numbers, place, -1)


def _between(values: Integers, low: Integers, high: Integers) -> tuple[Integers, Integers]:
    """For each range (low, below high) the values in it, which ascend: pairs of range and value, as indices."""
    begin, end = np.searchsorted(values, low), np.searchsorted(values, high)
    many = np.maximum(end - begin, 0)
    return np.repeat(np.arange(len(low)), many), runs(begin, many)
