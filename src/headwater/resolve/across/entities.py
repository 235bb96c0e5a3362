"""Entities of single articles > entities of the story: each once, under all its names, with why they are its names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from headwater.model import Decision, NameJoin, Place, Reading, SourceType, StoryEntity, content_id
from headwater.resolve.across import decided, same_body, same_person, same_role
from headwater.resolve.across.bearers import (
    BODY,
    PERSON,
    PLACE,
    UNNAMED,
    VESSEL,
    Bearer,
    bearers,
    normal,
    only_initials,
)
from headwater.resolve.across.ties import Known, Tie
from headwater.resolve.names.naming import acronym, initials

RULES = (
    same_person.full_names,
    same_person.initials_of_given_names,
    same_person.family_names,
    same_person.initials_alone,
    same_body.same_names,
    same_body.one_acronym,
    same_body.short_forms,
    same_body.acronyms,
    same_role.roles,
)
"""Each is sure or silent, and knows what those before it have joined."""


class Before:
    """What was made the last time: who was given another kind, and entities by the bearers that they are made of, by
    identity, with these and with why they are one.
    """

    def __init__(self) -> None:
        self.agreed: dict[tuple[int, tuple[str, str]], tuple[Bearer, Bearer]] = {}
        self.merged: dict[tuple[int, ...], tuple[tuple[Bearer, ...], tuple[NameJoin, ...], StoryEntity]] = {}


def across(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> tuple[StoryEntity, ...]:
    """Every entity once, under all its names; the unnamed stay apart, unless a report says who they are.

    What `decisions` (in force) say of two sources outranks every rule, also by way of others.
    """
    ordered = sorted(readings, key=lambda r: r.article.id)
    return entities([b for reading in ordered for b in bearers(reading)], decisions)


def entities(
    found: Iterable[Bearer], decisions: Sequence[Decision] = (), before: Before | None = None
) -> tuple[StoryEntity, ...]:
    """As `across`, of the bearers of all readings in the order of their ids.

    `before` is what was made the last time, of which all is taken that would be made of the very same, and gets what is
    made now.
    """
    before = before or Before()
    known = Known(_kinds_agreed(_persons_known(found), before))
    ties, apart = decided.ties(known, decisions), decided.Apart(known, decisions)
    joined = _Joined(len(known))
    for rule in RULES:
        ties = apart.kept([*ties, *rule(known, joined.first(ties))])
    joins: dict[int, list[NameJoin]] = defaultdict(list)
    for tie in ties:
        if tie.join:
            joins[tie.first].append(tie.join)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, first in enumerate(joined.first(ties)):
        groups[first].append(index)
    last, before.merged = before.merged, {}
    for group in groups.values():
        members, here = tuple([known[i] for i in group]), tuple([j for i in group if i in joins for j in joins[i]])
        key = tuple(map(id, members))
        made = last.get(key)
        if made is None or made[1] != here:
            made = members, here, _merged(members, here)
        before.merged[key] = made
    return tuple(sorted((entity for *_, entity in before.merged.values()), key=_order))


class _Joined:
    """The group of each bearer, known by its first member, as ties are added to those that there were."""

    def __init__(self, size: int) -> None:
        self._first, self._done = list(range(size)), 0

    def first(self, ties: Sequence[Tie]) -> list[int]:
        for tie in ties[self._done :]:
            one, other = self._root(tie.first), self._root(tie.second)
            self._first[max(one, other)] = min(one, other)
        self._done = len(ties)
        found = np.array(self._first, dtype=np.int64)
        while not np.array_equal(nearer := found[found], found):
            found = nearer
        self._first = found.tolist()
        return self._first

    def _root(self, index: int) -> int:
        while self._first[index] != index:
            index = self._first[index]
        return index


def _persons_known(found: Iterable[Bearer]) -> list[Bearer]:
    """The bearers, with those of initials as persons whom another mention shows to be persons."""
    known = list(found)
    bare = {index: normal(bearer.name) for index, bearer in enumerate(known) if only_initials(bearer.name)}
    persons = {name for index, name in bare.items() if known[index].kind == PERSON}
    for index, name in bare.items():
        if name in persons and known[index].kind != PERSON:
            known[index] = replace(known[index], kind=PERSON)
    return known


def _kinds_agreed(known: Sequence[Bearer], before: Before) -> list[Bearer]:
    """The bearers, one name of one kind: as most articles have it that give the full name, or as one is sure of it."""
    names = [normal(bearer.name) for bearer in known]
    often = Counter((n, b.kind, b.entity.type) for n, b in zip(names, known, strict=True) if b.kind != UNNAMED)
    named: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    longer: set[str] = set()
    for (name, kind, type_), count in often.items():
        named[name][kind, type_] = count
        if kind == PERSON and " " in name:
            longer.update(name.split())
    agreed = {name: found for name, kinds in named.items() if (found := _agreed(name, kinds, longer))}
    last, before.agreed = before.agreed, {}
    made = list(known)
    for index, name in enumerate(names):
        if name in agreed:
            key = id(known[index]), agreed[name]
            same = last.get(key) or (known[index], _as(known[index], agreed[name]))
            before.agreed[key] = same
            made[index] = same[1]
    return made


def _agreed(name: str, kinds: Counter[tuple[str, str]], longer: Collection[str]) -> tuple[str, str] | None:
    """The kind and type that a name has in all articles; None where each may have its own.

    "Lissen" is a place if one article says so and none has somebody of that family name; a ship is no organisation.
    """
    if len(kinds) == 1:
        return None
    if (BODY, PLACE) in kinds and name not in longer and VESSEL not in {kind for kind, _ in kinds}:
        return BODY, PLACE
    if {kind for kind, _ in kinds} == {VESSEL, BODY} and (BODY, PLACE) not in kinds:
        return VESSEL, VESSEL
    most = kinds.most_common(2)
    return most[0][0] if " " in name and most[0][1] > most[1][1] else None


def _as(bearer: Bearer, agreed: tuple[str, str]) -> Bearer:
    if bearer.kind == UNNAMED or bearer.entity.type == SourceType.PUBLICATION:
        return bearer
    return replace(bearer, kind=agreed[0], entity=replace(bearer.entity, type=agreed[1]))


def _merged(group: Sequence[Bearer], joins: Iterable[NameJoin]) -> StoryEntity:
    named = [bearer for bearer in group if bearer.kind != UNNAMED] or group
    names = Counter(bearer.name for bearer in named)
    name = max(names, key=lambda n: (not acronym(n), len(n.split()), names[n], n))
    kind = min(Counter(_type(bearer) for bearer in named).items(), key=lambda v: (-v[1], v[0]))[0]
    places = {(bearer.article, span) for bearer in group for span in bearer.mentions}
    places |= {(bearer.article, d.span) for bearer in group for d in bearer.described}
    mentions = tuple(Place(article, span) for article, span in sorted(places))
    reasons = _together([*joins, *(join for bearer in group for join in _own_joins(bearer))])
    # "The minister" is whoever the reader has heard of: where it stands beside a name, no name for anywhere else.
    general = {b.written(d.span) for b in group for d in b.described if not d.capitals and d.span != d.evidence}
    aliases = {alias for join in reasons for alias in join.names} | set(names)
    id_ = content_id(name, kind, mentions[0].article, mentions[0].span)
    return StoryEntity(id_, name, kind, tuple(sorted(aliases - general - {name})), mentions, reasons)


def _type(bearer: Bearer) -> str:
    return PERSON if bearer.kind == PERSON else bearer.entity.type


def _own_joins(bearer: Bearer) -> Iterator[NameJoin]:
    """Why one article's names and descriptions of one bearer belong together."""
    for form in bearer.forms:
        if form != bearer.name:
            yield NameJoin((bearer.name, form), _in_one_report(bearer, form), (bearer.place(), bearer.place(form)))
    for description in bearer.described:
        evidence = Place(bearer.article, description.evidence)
        yield NameJoin((bearer.name, bearer.written(description.span)), "a report says so", (evidence,))


def _in_one_report(bearer: Bearer, form: str) -> str:
    long, short = (form, bearer.name) if acronym(bearer.name) else (bearer.name, form)
    if acronym(short):
        return "its initials" if initials(long) == short.replace(".", "") else "spelled out in a report"
    return "a part of the full name, in the same report" if bearer.kind == PERSON else "called so for short in a report"


def _together(joins: Iterable[NameJoin]) -> tuple[NameJoin, ...]:
    """Joins of the same names for the same reason as one, with all the evidence."""
    found: dict[tuple[tuple[str, str], str], set[Place]] = defaultdict(set)
    for join in joins:
        one, other = sorted(join.names, key=lambda name: (acronym(name), -len(name.split()), name))
        found[(one, other), join.reason].update(join.evidence)
    return tuple(
        NameJoin(names, reason, tuple(sorted(places, key=lambda p: (p.article, p.span))))
        for (names, reason), places in sorted(found.items(), key=lambda item: item[0])
    )


def _order(entity: StoryEntity) -> tuple[int, str, str]:
    return -len(entity.mentions), entity.name, entity.id
