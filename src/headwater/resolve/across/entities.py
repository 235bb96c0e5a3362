"""Entities of single articles > entities of the story: each once, under all its names, with why they are its names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headwater.kept import Sorted
from headwater.model import Decision, NameJoin, Place, Reading, StoryEntity, content_id
from headwater.resolve.across.bearers import PERSON, UNNAMED, Bearer, Stood, bearers
from headwater.resolve.across.blocks import blocks
from headwater.resolve.across.kinds import Kinds
from headwater.resolve.across.rules import tied
from headwater.resolve.across.ties import Known
from headwater.resolve.names.naming import acronym, initials


def across(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> tuple[StoryEntity, ...]:
    """Every entity once, under all its names; the unnamed stay apart, unless a report says who they are.

    What `decisions` (in force) say of two sources outranks every rule, also by way of others.
    """
    return Entities()([tuple(bearers(reading)) for reading in readings], decisions)


@dataclass(frozen=True, slots=True)
class _Made:
    """An entity, the bearers that it is made of, and why they are one."""

    bearers: tuple[Bearer, ...]
    joins: tuple[NameJoin, ...]
    entity: StoryEntity

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(map(id, self.bearers))

    @property
    def order(self) -> tuple[int, str, str]:
        return -len(self.entity.mentions), self.entity.name, self.entity.id


class Entities:
    """As `across`, again and again: only bearers that may be tied to one that is new are compared again."""

    def __init__(self, before: Iterable[StoryEntity] = ()) -> None:
        """`before`: entities that were made before, which are the very same where an equal one is made."""
        self._before = {entity.id: entity for entity in before}
        self._articles: dict[int, tuple[Sequence[Bearer], list[Stood[Bearer]]]] = {}
        self._said: tuple[tuple[Decision, ...], list[Stood[Decision]]] = (), []
        self._kinds, self._blocks = Kinds(), blocks()
        self._of_block: dict[int, list[_Made]] = {}
        self._merged: dict[tuple[int, ...], _Made] = {}
        self._ordered = Sorted[_Made](lambda made: made.order)

    def __call__(
        self, found: Iterable[Sequence[Bearer]], decisions: Sequence[Decision] = ()
    ) -> tuple[StoryEntity, ...]:
        """Of the bearers of each article; what is the very same sequence as the last time has not changed."""
        gone, new = self._kinds.changed(*self._came(found))
        unsaid, said = self._decided(tuple(decisions))
        left, here = self._blocks.changed([*gone, *unsaid], [*new, *said])
        old = {id(made): made for number in left for made in self._of_block.pop(number)}
        made = {number: self._block([stood.what for stood in block]) for number, block in here.items()}
        fresh = {id(each): each for block in made.values() for each in block}
        self._of_block |= made
        for each in old.values():
            del self._merged[each.key]
        self._merged |= {each.key: each for each in fresh.values()}
        over, more = (
            [each for i, each in these.items() if i not in others] for these, others in ((old, fresh), (fresh, old))
        )
        return tuple([each.entity for each in self._ordered.changed(over, more)])

    def _came(self, found: Iterable[Sequence[Bearer]]) -> tuple[list[Stood[Bearer]], list[Stood[Bearer]]]:
        """The bearers that are not there any more, and those that are new."""
        last, here, new = (
            self._articles,
            dict[int, tuple[Sequence[Bearer], list[Stood[Bearer]]]](),
            list[Stood[Bearer]](),
        )
        for bearers_ in found:
            known = last.get(id(bearers_))
            if known is None:
                known = bearers_, [Stood((0, each.article, at), each) for at, each in enumerate(bearers_)]
                new += known[1]
            here[id(bearers_)] = known
        self._articles = here
        return [each for key, (_, stood) in last.items() if key not in here for each in stood], new

    def _decided(self, decisions: tuple[Decision, ...]) -> tuple[list[Stood[Decision]], list[Stood[Decision]]]:
        """The decisions that do not stand any more, and those that do now."""
        last = self._said
        if last[0] == decisions:
            return [], []
        self._said = decisions, [Stood((1, "", at), each) for at, each in enumerate(decisions)]
        return last[1], self._said[1]

    def _block(self, block: Sequence[Bearer | Decision]) -> list[_Made]:
        """The entities of a block; one that is made of the very same as the last time is the very same."""
        known = Known(each for each in block if isinstance(each, Bearer))
        ties, first = tied(known, [each for each in block if isinstance(each, Decision)])
        joins: dict[int, list[NameJoin]] = defaultdict(list)
        for tie in ties:
            if tie.join:
                joins[tie.first].append(tie.join)
        groups: dict[int, list[int]] = defaultdict(list)
        for index, one in enumerate(first):
            groups[one].append(index)
        found = []
        for group in groups.values():
            members, here = tuple([known[i] for i in group]), tuple([j for i in group if i in joins for j in joins[i]])
            made = self._merged.get(tuple(map(id, members)))
            if made is None or made.joins != here:
                entity = _merged(members, here)
                entity = before if (before := self._before.get(entity.id)) == entity else entity
                made = _Made(members, here, entity)
            found.append(made)
        return found


def _merged(group: Sequence[Bearer], joins: Iterable[NameJoin]) -> StoryEntity:
    named = [bearer for bearer in group if bearer.kind != UNNAMED] or group
    names = Counter(bearer.name for bearer in named)
    name = max(names, key=lambda n: (not acronym(n), len(n.split()), not n.isupper(), names[n], n))
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
