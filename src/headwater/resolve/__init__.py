"""Annotation > Resolution: who is who in one article."""

from __future__ import annotations

from collections.abc import Mapping

from headwater.model import Annotation, Article, Entity, Resolution, Source, SourceType, Span, Spans, content_id
from headwater.resolve.affiliations import affiliations
from headwater.resolve.cast import Cast, Who
from headwater.resolve.index import listed
from headwater.resolve.lexicon import Publications, load
from headwater.resolve.names.boundaries import mended
from headwater.resolve.names.naming import group
from headwater.resolve.names.roles import roles
from headwater.resolve.sources.bodies import Bodies
from headwater.resolve.sources.outlets import Outlets
from headwater.resolve.sources.speakers import Speakers
from headwater.resolve.spokespeople import spokespeople

NOBODY = Source(SourceType.UNSPECIFIED, None, "", None)


def resolve(article: Article, annotation: Annotation, publications: Publications) -> Resolution:
    """Every relation's source, in the order of the relations; inner ones after those around them."""
    lexicon = load(article.language or "en")
    mentions = mended(article.text, annotation, lexicon, publications, article.publisher)
    named = group(article.text, mentions, lexicon, publications, article.publisher)
    cast = Cast(article, annotation, mentions, named, lexicon)
    said = roles(article.text, named, lexicon)
    bodies, outlets = Bodies(cast, said), Outlets(cast)
    found = _speaking(annotation, Speakers(cast, said, bodies, outlets))
    outlets.spoken_to()
    ids = {id(who): _identify(article, who) for who in cast.everyone}
    relations = annotation.relations
    return Resolution(
        tuple(_source(found.get(i), relations[i].source, ids) for i in range(len(relations))),
        tuple(sorted((_entity(who, ids) for who in cast.everyone), key=_order)),
        tuple(dict.fromkeys(affiliations(article, cast, outlets))),
        tuple(spokespeople(article, cast, said, bodies)),
        tuple(sorted(listed(cast, ids), key=_order)),
    )


def _speaking(annotation: Annotation, speakers: Speakers) -> dict[int, Who]:
    """Who says each relation, by its index."""
    relations = annotation.relations
    inner: dict[int, list[int]] = {}
    for index, relation in enumerate(relations):
        if relation.parent is not None:
            inner.setdefault(relation.parent, []).append(index)
    found: dict[int, Who] = {}

    def turn(index: int) -> tuple[bool, Spans, Spans]:
        """The order of the text, but whoever says "I" after the one who says what it stands in."""
        relation = relations[index]
        return relation.parent is not None and speakers.is_own(relation.source), relation.source[:1], relation.cue

    for index in sorted(range(len(relations)), key=turn):
        relation = relations[index]
        if relation.source:
            around = found.get(relation.parent) if relation.parent is not None else None
            within = [found[i] for i in inner.get(index, ()) if i in found]
            span = relation.source[0][0], relation.source[-1][1]
            found[index] = speakers.who(span, around, within, says=bool(relation.cue), cue=relation.cue)
    later = speakers.settle()
    return {index: later.get(id(who), who) for index, who in found.items()}


def _identify(article: Article, who: Who) -> str:
    return content_id(article.id, who.type.value, who.name or who.description, who.mentions[0])


def _source(who: Who | None, written: tuple[Span, ...], ids: Mapping[int, str]) -> Source:
    if who is None:
        return NOBODY
    evidence = next((m for m in who.mentions if m not in written), who.mentions[0])
    owner = Source(who.owner.type, who.owner.name, who.owner.description, who.mentions[0]) if who.owner else None
    return Source(who.type, who.name, who.name or who.description, evidence, ids[id(who)], owner)


def _entity(who: Who, ids: Mapping[int, str]) -> Entity:
    return Entity(ids[id(who)], who.name or who.description, who.type.value, tuple(sorted(set(who.mentions))))


def _order(entity: Entity) -> tuple[Span, str]:
    return entity.mentions[0], entity.id
