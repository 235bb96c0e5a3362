"""The index of a story: what each person, organisation and place says, and what is said of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.model import Assertion, SourceType, Story, StoryEntity

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


@dataclass(frozen=True, slots=True)
class Entry:
    """`says` and `said_of` are pairs of a claim's number, from 1, and the index of an assertion of it."""

    number: int
    entity: StoryEntity
    says: tuple[tuple[int, int], ...]
    said_of: tuple[tuple[int, int], ...]


def entries(story: Story) -> list[tuple[str, list[Entry]]]:
    """The headings that have entries, each with its own by name."""
    said = _said(story)
    mentioned = _Mentions(story)
    found: dict[str, list[Entry]] = {heading: [] for heading in _ORDER}
    ordered = sorted(story.entities, key=lambda each: (each.name.casefold(), each.id))
    spoken_of: dict[str, list[tuple[int, int]]] = {}
    for number, index, assertion in _assertions(story):
        for named in mentioned.within(assertion):
            spoken_of.setdefault(named, []).append((number, index))
    for number, entity in enumerate(ordered, 1):
        says = {each for key in keys(entity) for each in said.get(key, ())}
        of = (each for each in spoken_of.get(entity.id, ()) if each not in says)
        entry = Entry(number, entity, tuple(sorted(says)), tuple(of))
        found[_HEADING.get(entity.type.lower(), OTHERS)].append(entry)
    return [(heading, group) for heading, group in found.items() if group]


def folded(name: str) -> str:
    """What two spellings of one name share."""
    return name.casefold().replace("’", "'").removeprefix("the ").strip()


def _assertions(story: Story) -> Iterator[tuple[int, int, Assertion]]:
    for number, claim in enumerate(story.claims, 1):
        for index, assertion in enumerate(claim.assertions):
            yield number, index, assertion


def _said(story: Story) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Assertions by the folded name of everyone in their chains and their article, or "" where the name is one."""
    said: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for number, index, assertion in _assertions(story):
        keys = {(folded(link.name), assertion.article) for link in assertion.chain}
        keys |= {(folded(link.name), "") for link in assertion.chain if link.type not in UNNAMED_TYPES}
        for key in keys:
            said.setdefault(key, []).append((number, index))
    return said


def keys(entity: StoryEntity) -> set[tuple[str, str]]:
    """Two articles' "senior official" may be two officials: one that is not named speaks where it is mentioned."""
    articles = {place.article for place in entity.mentions}
    articles |= set() if entity.type.lower() in UNNAMED_TYPES else {""}
    return {(folded(name), article) for name in (entity.name, *entity.aliases) for article in articles}


class _Mentions:
    """Where the entities of a story are mentioned, by article and place."""

    def __init__(self, story: Story) -> None:
        self._found: dict[str, list[tuple[int, int, str]]] = {}
        for entity in story.entities:
            for place in entity.mentions:
                self._found.setdefault(place.article, []).append((*place.span, entity.id))
        for found in self._found.values():
            found.sort()

    def within(self, assertion: Assertion) -> list[str]:
        """The ids of the entities that an assertion names, each once."""
        found = self._found.get(assertion.article, [])
        entities: dict[str, None] = {}
        for start, end in assertion.span:
            for at in range(bisect_left(found, (start,)), len(found)):
                if found[at][0] >= end:
                    break
                entities[found[at][2]] = None
        return list(entities)
