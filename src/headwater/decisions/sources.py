"""Who is who by people's word: names that are one's, and one name that is two people's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.decisions.passages import current
from headwater.model import (
    Assertion,
    Decision,
    Entity,
    Link,
    Reading,
    SourcesSame,
    SourceType,
    Who,
    content_id,
    folded,
)
from headwater.spans import within

UNNAMED = (SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.UNSPECIFIED)


def same_sources(decisions: Iterable[Decision], moved: Mapping[str, str] = {}) -> tuple[Decision, ...]:
    """The decisions on sources, with the current ids of the articles that they name."""
    return tuple(
        replace(d, act=replace(d.act, one=_moved(d.act.one, moved), other=_moved(d.act.other, moved)))
        for d in decisions
        if isinstance(d.act, SourcesSame)
    )


def _acts(decisions: Iterable[Decision], moved: Mapping[str, str]) -> Iterator[tuple[SourcesSame, Decision]]:
    for decision in same_sources(decisions, moved):
        if isinstance(decision.act, SourcesSame):
            yield decision.act, decision


def same_names(decisions: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """Names that mean one wherever they stand."""
    acts = (act for act, _ in _acts(decisions, {}) if act.same and not act.one.article and not act.other.article)
    return tuple((act.one.name, act.other.name) for act in acts)


def names_of(name: str, decisions: Iterable[Decision]) -> tuple[str, ...]:
    """The name and all that people have said are the same one's, by way of others too."""
    found = {folded(name): name}
    pairs = [(act.one.name, act.other.name) for act, _ in _acts(decisions, {}) if act.same]
    grown = True
    while grown:
        grown = False
        for pair in (*pairs, *(pair[::-1] for pair in pairs)):
            if folded(pair[0]) in found and folded(pair[1]) not in found:
                found[folded(pair[1])] = pair[1]
                grown = True
    return tuple(found.values())


def named(
    readings: Sequence[Reading], decisions: Iterable[Decision], moved: Mapping[str, str] = {}
) -> tuple[Reading, ...]:
    """The readings with the names that the decisions (in force) ask for.

    Whoever is not named and is said to be somebody gets the name. Two forms in one article that are not one's become
    two entities. Of one name that is two people's, in two articles, the second is told apart by where it stands.
    """
    found = list(readings)
    for act, _ in _acts(decisions, moved):
        one, other = act.one, act.other
        if act.same:
            type_ = _type(one, found) or _type(other, found)
            for who, name in ((one, other), (other, one)):
                if type_ and not _type(who, found):
                    found = [_renamed(r, who, name.name, type_) if _concerns(r, who) else r for r in found]
        elif folded(one.name) == folded(other.name):
            second = other if other.article else one
            if one.article != other.article:
                found = [_told_apart(r, second) if r.article.id == second.article else r for r in found]
        else:
            found = [_split(r, one, other) if _concerns(r, one) and _concerns(r, other) else r for r in found]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Two sources without a name that are said to be one: each assertion of theirs (indices) with the first of them."""

    first: int
    second: int
    decision: Decision


def unnamed(
    asserted: Sequence[Assertion], decisions: Iterable[Decision], moved: Mapping[str, str] = {}
) -> tuple[Unnamed, ...]:
    """What `named` cannot express: neither source has a name that would hold them together."""
    acts, found = [(act, decision) for act, decision in _acts(decisions, moved) if act.same], []
    ends: dict[str, list[int]] = {folded(who.name): [] for act, _ in acts for who in (act.one, act.other)}
    for index, assertion in enumerate(asserted if ends else ()):
        last = assertion.chain[-1] if assertion.chain else None
        if last and last.type in UNNAMED and folded(last.name) in ends:
            ends[folded(last.name)].append(index)

    def said_by(who: Who) -> list[int]:
        return [i for i in ends[folded(who.name)] if who.article in (None, asserted[i].article)]

    for act, decision in acts:
        ones, others = said_by(act.one), said_by(act.other)
        if ones and others:
            members = sorted({*ones, *others})
            found += [Unnamed(members[0], index, decision) for index in members[1:]]
    return tuple(found)


def _moved(who: Who, moved: Mapping[str, str]) -> Who:
    return replace(who, article=current(who.article, moved)) if who.article else who


def _concerns(reading: Reading, who: Who) -> bool:
    return who.article in (None, reading.article.id)


def _type(who: Who, readings: Iterable[Reading]) -> SourceType | None:
    """The type of a source where it has a name; None if it is only described, or not there."""
    for reading in readings:
        if _concerns(reading, who):
            for attribution in reading.attributions:
                for link in attribution.chain:
                    if folded(link.name) == folded(who.name) and link.type not in UNNAMED:
                        return link.type
            for entity in reading.entities:
                if folded(entity.name) == folded(who.name) and entity.type in _NAMED:
                    return _NAMED[entity.type]
    return None


# A place that speaks is whoever governs it, a ship its crew.
_NAMED = {type_.value: type_ for type_ in SourceType if type_ not in UNNAMED} | {
    "place": SourceType.ORGANISATION,
    "vessel": SourceType.ORGANISATION,
}


def _renamed(reading: Reading, who: Who, name: str, type_: SourceType) -> Reading:
    """Whoever is described so there is called by the name."""

    def link(each: Link) -> Link:
        here = each.type in UNNAMED and folded(each.name) == folded(who.name)
        return replace(each, name=name, type=type_) if here else each

    return _with(reading, link, lambda e: replace(e, name=name, type=type_.value) if _is(e, who) else e)


def _told_apart(reading: Reading, who: Who) -> Reading:
    """The name with its publication, or file, behind it: "John Smith (Ellery Post)"."""
    where = reading.article.publisher or reading.article.uri.rpartition("/")[2] or reading.article.id
    name = f"{who.name} ({where})"

    def link(each: Link) -> Link:
        return replace(each, name=name) if folded(each.name) == folded(who.name) else each

    return _with(reading, link, lambda e: replace(e, name=name) if _is(e, who) else e)


def _split(reading: Reading, one: Who, other: Who) -> Reading:
    """An entity that is called both ways becomes two."""
    text = reading.article.text
    for name, form in ((one.name, other.name), (other.name, one.name)):
        entity = next((e for e in reading.entities if folded(e.name) == folded(name)), None)
        so = (
            tuple(m for m in entity.mentions if folded(" ".join(text[slice(*m)].split())) == folded(form))
            if entity
            else ()
        )
        if entity and so and so != entity.mentions:
            rest = replace(entity, mentions=tuple(m for m in entity.mentions if m not in so))
            new = Entity(content_id(reading.article.id, entity.type, form, so[0]), form, entity.type, so)
            entities = tuple(each for e in reading.entities for each in ((rest, new) if e is entity else (e,)))
            return _spoken(replace(reading, entities=entities), entity.name, form, so)
    return reading


def _spoken(reading: Reading, name: str, form: str, mentions: Sequence[tuple[int, int]]) -> Reading:
    """What stands at one of the mentions as its source is said by whoever is called by the form."""
    attributions = []
    for each in reading.attributions:
        here = any(within(mention, each.source) for mention in mentions)
        if here and each.source_name and folded(each.source_name) == folded(name):
            chain = tuple(replace(k, name=form) if k == each.chain[-1] else k for k in each.chain)
            attributions.append(replace(each, source_name=form, chain=chain))
        else:
            attributions.append(each)
    return replace(reading, attributions=tuple(attributions))


def _with(reading: Reading, link: Callable[[Link], Link], entity: Callable[[Entity], Entity]) -> Reading:
    attributions = []
    for each in reading.attributions:
        chain = tuple(map(link, each.chain))
        if chain != each.chain and chain[-1] != each.chain[-1]:
            attributions.append(replace(each, chain=chain, source_name=chain[-1].name, source_type=chain[-1].type))
        else:
            attributions.append(replace(each, chain=chain))
    made = replace(reading, attributions=tuple(attributions), entities=tuple(map(entity, reading.entities)))
    return reading if made == reading else made


def _is(entity: Entity, who: Who) -> bool:
    return folded(entity.name) == folded(who.name)
