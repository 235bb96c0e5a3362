"""Annotation > Resolution: who is who in one article."""

from __future__ import annotations

from headwater.model import Annotation, Article, Entity, Resolution, Source, SourceType, Span, content_id
from headwater.resolve.affiliations import affiliations
from headwater.resolve.lexicon import Publications, load
from headwater.resolve.naming import group
from headwater.resolve.sources import Speakers, Who

NOBODY = Source(SourceType.UNSPECIFIED, None, "", None)


def resolve(article: Article, annotation: Annotation, publications: Publications) -> Resolution:
    """Every relation's source, in the order of the relations; inner ones after those around them."""
    lexicon = load(article.language or "en")
    named = group(article.text, annotation.mentions, lexicon, publications)
    speakers = Speakers(article, annotation, named, lexicon)
    found: dict[int, Who] = {}
    relations = annotation.relations
    for index in sorted(range(len(relations)), key=lambda i: (relations[i].source[:1], relations[i].cue)):
        relation = relations[index]
        if relation.source:
            around = found.get(relation.parent) if relation.parent is not None else None
            found[index] = speakers.who((relation.source[0][0], relation.source[-1][1]), around)
    ids = {id(who): _identify(article, who) for who in speakers.everyone}
    return Resolution(
        tuple(_source(found.get(i), relations[i].source, ids) for i in range(len(relations))),
        tuple(sorted((_entity(who, ids) for who in speakers.everyone), key=lambda e: (e.mentions[0], e.id))),
        tuple(dict.fromkeys(affiliations(article.id, article.text, annotation.sentences, speakers.everyone, lexicon))),
    )


def _identify(article: Article, who: Who) -> str:
    return content_id(article.id, who.type.value, who.name or who.description, who.mentions[0])


def _source(who: Who | None, written: tuple[Span, ...], ids: dict[int, str]) -> Source:
    if who is None:
        return NOBODY
    evidence = next((m for m in who.mentions if m not in written), who.mentions[0])
    return Source(who.type, who.name, who.name or who.description, evidence, ids[id(who)])


def _entity(who: Who, ids: dict[int, str]) -> Entity:
    return Entity(ids[id(who)], who.name or who.description, who.type.value, tuple(sorted(set(who.mentions))))
