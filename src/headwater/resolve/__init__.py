"""Annotation > Resolution: who is who in one article."""

from __future__ import annotations

from dataclasses import replace

from headwater.model import Annotation, Article, Entity, Mention, Resolution, Source, SourceType, Span, content_id
from headwater.resolve.affiliations import affiliations
from headwater.resolve.lexicon import Lexicon, Publications, load
from headwater.resolve.naming import group
from headwater.resolve.phrases import capitals
from headwater.resolve.sources import Speakers, Who

NOBODY = Source(SourceType.UNSPECIFIED, None, "", None)


def resolve(article: Article, annotation: Annotation, publications: Publications) -> Resolution:
    """Every relation's source, in the order of the relations; inner ones after those around them."""
    lexicon = load(article.language or "en")
    annotation = replace(annotation, mentions=_mentions(article.text, annotation, lexicon))
    named = group(article.text, annotation.mentions, lexicon, publications, article.publisher)
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


def _mentions(text: str, annotation: Annotation, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The names, with those that only their place gives away: credited publications, and sources in capitals."""
    credited = [Mention(credit.span, "PUBLICATION") for credit in annotation.credits]
    known = credited + [m for m in annotation.mentions if not any(_overlap(m.span, c.span) for c in credited)]
    for relation in annotation.relations:
        for span in relation.source:
            for core in capitals(text, span, lexicon):
                inside = [m for m in known if _overlap(core, m.span)]
                # "The Norhaven Courier" is more than the place in it; "Mayor Ada Thorne" is the person at its end.
                if all(m.label not in ("PERSON", "PUBLICATION") and _size(m.span) < _size(core) for m in inside):
                    known = [m for m in known if m not in inside] + [Mention(core, "ORGANISATION")]
                    break
    return tuple(sorted(known, key=lambda m: m.span))


def _size(span: Span) -> int:
    return span[1] - span[0]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _identify(article: Article, who: Who) -> str:
    return content_id(article.id, who.type.value, who.name or who.description, who.mentions[0])


def _source(who: Who | None, written: tuple[Span, ...], ids: dict[int, str]) -> Source:
    if who is None:
        return NOBODY
    evidence = next((m for m in who.mentions if m not in written), who.mentions[0])
    owner = Source(who.owner.type, who.owner.name, who.owner.description, who.mentions[0]) if who.owner else None
    return Source(who.type, who.name, who.name or who.description, evidence, ids[id(who)], owner)


def _entity(who: Who, ids: dict[int, str]) -> Entity:
    return Entity(ids[id(who)], who.name or who.description, who.type.value, tuple(sorted(set(who.mentions))))
