"""JSON: the form in which other programs read what was found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from headwater.garbage import uncollected
from headwater.model import (
    Addition,
    Affiliation,
    Assertion,
    Attribution,
    Claim,
    Count,
    Derivation,
    Disagreement,
    Drift,
    Entity,
    Event,
    Failure,
    Grade,
    Join,
    Link,
    Loop,
    NameJoin,
    Origin,
    Place,
    Proposition,
    Reading,
    Rest,
    Spans,
    Spokesperson,
    Story,
    StoryEntity,
)

Object = dict[str, Any]

# UTF-8 has no lone surrogates, and some readers of JSON Lines break a line at the other three.
_UNSAFE = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")


def dumps(value: Any, *, indent: int | None = None) -> str:
    """The same text for the same value; it always encodes as UTF-8 and, without `indent`, is one line."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=indent or 0).decode()
    except (TypeError, UnicodeEncodeError):
        # A lone surrogate, or a value of a type that passes for a plain one: slower, but written all the same.
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def write(found: Story) -> bytes:
    """The whole story as JSON, for programs; the same as that of `headwater trace --json`."""
    return (dumps(story(found), indent=1) + "\n").encode()


def article_line(reading: Reading) -> Object:
    """The article and who says what in it; of one that was not read also the "error", as of a bad input."""
    article = reading.article
    return {
        "id": article.id,
        "uri": article.uri,
        "address": article.address,
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "site": article.site,
        "published": article.published,
        "updated": article.updated,
        "language": article.language,
        "text": article.text,
        "attributions": [_attribution(each) for each in sorted(reading.attributions, key=_attribution_order)],
        "entities": [_entity(each) for each in sorted(reading.entities, key=lambda each: (each.name, each.id))],
        "derivations": [_derivation(each) for each in sorted(reading.derivations, key=_derivation_order)],
        "affiliations": [_affiliation(each) for each in sorted(reading.affiliations, key=_affiliation_order)],
        "spokespeople": [_spokesperson(each) for each in sorted(reading.spokespeople, key=_spokesperson_order)],
        "sentences": _spans(reading.sentences),
    } | (_error(reading.unread) if reading.unread else {})


def failure_line(failure: Failure) -> Object:
    return {"uri": failure.uri} | _error(failure)


def _error(failure: Failure) -> Object:
    return {"error": {"stage": failure.stage, "kind": failure.kind, "message": failure.message}}


@uncollected()
def story(story: Story) -> Object:
    return {
        "articles": [article_line(each) for each in sorted(story.articles, key=_reading_order)],
        "entities": [_story_entity(each) for each in sorted(story.entities, key=lambda each: (each.name, each.id))],
        "claims": [_claim(each) for each in story.claims],
        "derivations": [
            {"article": each.article} | _derivation(each) for each in sorted(story.derivations, key=_derivation_order)
        ],
        "timeline": [_event(each) for each in story.timeline],
        "story": {"publications": _count(story.publications), "speakers": _count(story.speakers)},
        "failures": [failure_line(each) for each in sorted(story.failures, key=_failure_order)],
        "loops": [_loop(each) for each in sorted(story.loops, key=lambda each: each.publications)],
        "rests": [_rest(each) for each in story.rests],
        "additions": [_addition(each) for each in story.additions],
        "grades": [_grade(each) for each in story.grades],
    }


# -- one article ------------------------------------------------------------------------------------------------------


def _attribution(attribution: Attribution) -> Object:
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "kind": attribution.kind.value,
        "source_type": attribution.source_type.value,
        "source_name": attribution.source_name,
        "chain": _chain(attribution.chain),
        "certainty": attribution.certainty.value,
        "confidence": attribution.confidence,
    }


def _entity(entity: Entity) -> Object:
    return {"id": entity.id, "name": entity.name, "type": entity.type, "mentions": _spans(entity.mentions)}


def _derivation(derivation: Derivation) -> Object:
    return {
        "from": derivation.publication,
        "via": list(derivation.via),
        "kind": derivation.kind.value,
        "stated": derivation.stated,
        "evidence": _spans(derivation.evidence),
        "parent": derivation.parent,
        "directed": derivation.directed,
    }


def _affiliation(affiliation: Affiliation) -> Object:
    return {
        "person": affiliation.person,
        "publication": affiliation.publication,
        "evidence": list(affiliation.evidence),
    }


def _spokesperson(spokesperson: Spokesperson) -> Object:
    return {
        "name": spokesperson.name,
        "named": spokesperson.named,
        "body": spokesperson.body,
        "evidence": list(spokesperson.evidence),
    }


def _chain(chain: Iterable[Link]) -> list[Object]:
    return [
        {"name": link.name, "type": link.type.value, "stated": link.stated, "evidence": list(link.evidence)}
        for link in chain
    ]


def _spans(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in sorted(spans)]


# -- across articles --------------------------------------------------------------------------------------------------


def _story_entity(entity: StoryEntity) -> Object:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": sorted(entity.aliases),
        "mentions": _places(entity.mentions),
        "joins": [_name_join(each) for each in sorted(entity.joins, key=lambda each: (each.names, each.reason))],
    }


def _name_join(join: NameJoin) -> Object:
    return {"names": list(join.names), "reason": join.reason, "evidence": _places(join.evidence)}


def _claim(claim: Claim) -> Object:
    return {
        "id": claim.id,
        "text": claim.text,
        "when": claim.when,
        "where": claim.where,
        "assertions": [_assertion(each) for each in claim.assertions],
        "publications": _count(claim.publications),
        "speakers": _count(claim.speakers),
        "joins": [_join(each) for each in sorted(claim.joins, key=_join_order)],
        "disagreements": [_disagreement(each) for each in sorted(claim.disagreements, key=lambda each: each.slot)],
        "drift": [_drift(each) for each in sorted(claim.drift, key=_drift_order)],
        "variations": [_disagreement(each) for each in sorted(claim.variations, key=lambda each: each.slot)],
        "origins": [_origin(each) for each in sorted(claim.origins, key=_origin_order)],
    }


def _assertion(assertion: Assertion) -> Object:
    return {
        "article": assertion.article,
        "attribution": assertion.attribution,
        "span": _spans(assertion.span),
        "text": assertion.text,
        "certainty": assertion.certainty.value,
        "chain": _chain(assertion.chain),
        "propositions": [_proposition(each) for each in sorted(assertion.propositions, key=lambda each: each.span)],
        "key": assertion.key,
    }


def _proposition(proposition: Proposition) -> Object:
    return {
        "span": list(proposition.span),
        "predicate": list(proposition.predicate),
        "lemma": proposition.lemma,
        "arguments": [{"slot": each.slot, "span": list(each.span)} for each in proposition.arguments],
        "negated": proposition.negated,
        "modality": proposition.modality.value,
    }


def _count(count: Count) -> Object:
    return {"low": count.low, "high": count.high, "names": sorted(count.names)}


def _join(join: Join) -> Object:
    return {
        "assertions": list(join.assertions),
        "certain": join.certain,
        "reason": join.reason,
        "evidence": _places(join.evidence),
        "of": join.of,
        "id": join.id,
    }


def _origin(origin: Origin) -> Object:
    return {
        "of": origin.of,
        "name": origin.name,
        "type": origin.type.value,
        "assertions": sorted(origin.assertions),
        "vague": origin.vague,
    }


def _disagreement(disagreement: Disagreement) -> Object:
    values = sorted(disagreement.values, key=lambda value: (sorted(value.assertions), value.value))
    return {
        "slot": disagreement.slot,
        "kind": disagreement.kind,
        "values": [
            {"value": each.value, "assertions": sorted(each.assertions), "evidence": _places(each.evidence)}
            for each in values
        ],
    }


def _drift(drift: Drift) -> Object:
    return {
        "from": drift.retold,
        "to": drift.retelling,
        "change": drift.change,
        "kind": drift.kind,
        "evidence": _places(drift.evidence),
    }


def _loop(loop: Loop) -> Object:
    return {"publications": list(loop.publications), "evidence": _places(loop.evidence)}


def _rest(rest: Rest) -> Object:
    return {
        "of": rest.of,
        "name": rest.name,
        "type": rest.type.value,
        "claims": list(rest.claims),
        "possibly": list(rest.possibly),
        "evidence": _places(rest.evidence),
    }


def _addition(addition: Addition) -> Object:
    return {
        "article": addition.article,
        "claim": addition.claim,
        "kind": addition.kind,
        "certain": addition.certain,
        "assertions": sorted(addition.assertions),
        "others": sorted(addition.others),
        "slots": list(addition.slots),
    }


def _grade(grade: Grade) -> Object:
    return {
        "of": grade.of,
        "name": grade.name,
        "article": grade.article,
        "grade": grade.grade,
        "who": grade.who,
        "when": grade.when,
        "why": grade.why,
    }


def _event(event: Event) -> Object:
    return {"when": event.when, "text": event.text, "article": event.article, "span": list(event.span)}


def _places(places: Iterable[Place]) -> list[Object]:
    ordered = sorted(places, key=lambda place: (place.article, place.span))
    return [{"article": place.article, "span": list(place.span)} for place in ordered]


# -- order ------------------------------------------------------------------------------------------------------------


def _reading_order(reading: Reading) -> tuple[bool, str, str, str]:
    article = reading.article
    return article.published is None, article.published or "", article.uri, article.id


def _attribution_order(attribution: Attribution) -> tuple[int, int, str]:
    """As the text goes; the wider of two that begin together comes first, so a parent precedes what is in it."""
    spans = attribution.source + attribution.cue + attribution.content
    return min((start for start, _ in spans), default=0), -max((end for _, end in spans), default=0), attribution.id


def _derivation_order(derivation: Derivation) -> tuple[str, str, tuple[str, ...], str, bool, Spans]:
    kind = derivation.kind.value
    return derivation.article, derivation.publication, derivation.via, kind, derivation.stated, derivation.evidence


def _affiliation_order(affiliation: Affiliation) -> tuple[str, str, tuple[int, int]]:
    return affiliation.person, affiliation.publication, affiliation.evidence


def _spokesperson_order(spokesperson: Spokesperson) -> tuple[str, str, tuple[int, int]]:
    return spokesperson.name, spokesperson.body, spokesperson.evidence


def _join_order(join: Join) -> tuple[tuple[int, int], bool, str]:
    return join.assertions, not join.certain, join.reason


def _origin_order(origin: Origin) -> tuple[str, tuple[int, ...], str]:
    return origin.of, origin.assertions, origin.name or ""


def _drift_order(drift: Drift) -> tuple[int, int, str]:
    return drift.retold, drift.retelling, drift.change


def _failure_order(failure: Failure) -> tuple[str, str, str, str]:
    return failure.uri, failure.stage, failure.kind, failure.message
