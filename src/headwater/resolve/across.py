"""Entities of single articles > entities of the story: the same name, its short form, or its acronym."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from headwater.linkage import components
from headwater.model import Entity, Link, Place, Reading, SourceType, StoryEntity, content_id
from headwater.resolve.naming import LEADING, acronym, initials

Known = tuple[str, Entity]
UNNAMED = frozenset({"anonymous", "collective", "unspecified", "document"})
"""Types whose names are descriptions: two articles' "senior official" may be two officials."""


def across(readings: Sequence[Reading]) -> tuple[StoryEntity, ...]:
    """Every entity once, under all its names; the unnamed stay apart, article by article."""
    known: list[Known] = [
        (reading.article.id, entity)
        for reading in sorted(readings, key=lambda r: r.article.id)
        for entity in reading.entities
    ]
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, (_, entity) in enumerate(known):
        if entity.type not in UNNAMED:
            by_name[entity.name.casefold().removeprefix("the ")].append(index)
    pairs = [(same[0], other) for same in by_name.values() for other in same[1:]]
    pairs += _short_persons(known) + _acronyms(known)
    groups = components(len(known), pairs)
    return tuple(sorted((_merged([known[i] for i in group]) for group in groups), key=_order))


def _short_persons(known: Sequence[Known]) -> list[tuple[int, int]]:
    """A family name alone, if only one person of the whole story bears it."""
    full: dict[str, set[str]] = defaultdict(set)
    for _, entity in known:
        if entity.type == "person" and " " in entity.name:
            full[entity.name.split()[-1]].add(entity.name)
    first = {entity.name: i for i, (_, entity) in reversed(list(enumerate(known))) if entity.type == "person"}
    return [
        (first[next(iter(full[entity.name]))], index)
        for index, (_, entity) in enumerate(known)
        if entity.type == "person" and len(full.get(entity.name, ())) == 1
    ]


def _acronyms(known: Sequence[Known]) -> list[tuple[int, int]]:
    long: dict[str, list[int]] = defaultdict(list)
    for index, (_, entity) in enumerate(known):
        if entity.type not in UNNAMED and entity.type != "person" and " " in entity.name:
            long[initials(entity.name)].append(index)
    return [
        (long[entity.name][0], index)
        for index, (_, entity) in enumerate(known)
        if acronym(entity.name) and len({known[i][1].name for i in long.get(entity.name, ())}) == 1
    ]


def _merged(group: Sequence[Known]) -> StoryEntity:
    names = Counter(entity.name for _, entity in group)
    name = max(names, key=lambda n: (not acronym(n), len(n.split()), names[n], n))
    kind = min(Counter(entity.type for _, entity in group).items(), key=lambda v: (-v[1], v[0]))[0]
    places = {(article, span) for article, entity in group for span in entity.mentions}
    mentions = tuple(Place(article, span) for article, span in sorted(places))
    id_ = content_id(name, kind, mentions[0].article, mentions[0].span)
    return StoryEntity(id_, name, kind, tuple(sorted(set(names) - {name})), mentions)


def _order(entity: StoryEntity) -> tuple[int, str, str]:
    return -len(entity.mentions), entity.name, entity.id


def in_full(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with every publication under its full name, where one article's "the Courier" can be only one."""
    names = _full_names(readings)
    return tuple(_renamed(reading, names) for reading in readings)


def _full_names(readings: Sequence[Reading]) -> dict[str, str]:
    """Short forms of publications (their last words) with the one longer name in the story that ends so."""
    known = {LEADING.sub("", r.article.publisher) for r in readings if r.article.publisher}
    known |= {LEADING.sub("", e.name) for r in readings for e in r.entities if e.type == SourceType.PUBLICATION}
    found: dict[str, str] = {}
    for short in known:
        longer = {name for name in known if name.endswith(f" {short}")}
        if len(longer) == 1:
            found[short] = longer.pop()
    return found


def _renamed(reading: Reading, names: dict[str, str]) -> Reading:
    def full(name: str) -> str:
        return names.get(LEADING.sub("", name), name)

    def linked(link: Link) -> Link:
        return replace(link, name=full(link.name)) if link.type is SourceType.PUBLICATION else link

    return replace(
        reading,
        attributions=tuple(
            replace(
                a,
                chain=tuple(map(linked, a.chain)),
                source_name=full(a.source_name)
                if a.source_name and a.source_type is SourceType.PUBLICATION
                else a.source_name,
            )
            for a in reading.attributions
        ),
        entities=tuple(
            replace(e, name=full(e.name)) if e.type == SourceType.PUBLICATION else e for e in reading.entities
        ),
        derivations=tuple(
            replace(d, publication=full(d.publication), via=tuple(map(full, d.via))) for d in reading.derivations
        ),
        affiliations=tuple(replace(a, publication=full(a.publication)) for a in reading.affiliations),
    )
