"""Attributions and assertions as W3C Web Annotations: what is said of a stretch of an article, and how to find it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.export import wording
from headwater.export.addresses import identifier
from headwater.export.evidence import Evidence, Finder
from headwater.export.interchange import dumps
from headwater.export.narration import Narrator
from headwater.export.text import line
from headwater.model import Spans, Story, content_id

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_GENERATOR = {"id": "urn:headwater:program", "type": "Software", "name": "Headwater"}

Object = dict[str, Any]


def write(story: Story) -> bytes:
    """Attributions and assertions as W3C Web Annotations (JSON-LD), each with its words and its place."""
    items = [*_attributions(story), *_assertions(story)]
    page = {
        "@context": CONTEXT,
        "id": f"urn:headwater:annotations:{content_id([item['id'] for item in items])}",
        "type": "AnnotationPage",
        "items": items,
    }
    return (dumps(page, indent=1) + "\n").encode()


def _attributions(story: Story) -> Iterator[Object]:
    finder = Finder(story)
    for reading in story.articles:
        for _, each in wording.in_order(reading.attributions):
            bodies = [_text("identifying", each.source_name)] if each.source_name else []
            bodies.append(_text("classifying", each.source_type.value))
            bodies.append(_text("tagging", each.certainty.value))
            bodies += [_text("describing", wording.chain(each.chain))] if each.chain else []
            target = _targets(finder, reading.article.id, each.content or each.cue or each.source)
            key = content_id("attribution", reading.article.id, each.id)
            yield _annotation(f"urn:headwater:attribution:{key}", "identifying", bodies, target)


def _assertions(story: Story) -> Iterator[Object]:
    finder, narrator = Finder(story), Narrator(story)
    for claim in story.claims:
        claimed = f"urn:headwater:claim:{content_id(claim.id)}"
        for at, each in enumerate(claim.assertions):
            bodies = [
                {"type": "SpecificResource", "source": claimed, "purpose": "linking"},
                _text("classifying", claim.text),
                _text("describing", narrator.chain(each)),
                _text("tagging", each.certainty.value),
            ]
            target = _targets(finder, each.article, each.span)
            key = content_id("assertion", claim.id, at)
            yield _annotation(f"urn:headwater:assertion:{key}", "linking", bodies, target)


def _annotation(id_: str, motivation: str, bodies: list[Object], target: list[Object]) -> Object:
    return {
        "id": id_, "type": "Annotation", "motivation": motivation, "generator": _GENERATOR, "body": bodies,
        "target": target,
    }  # fmt: skip


def _text(purpose: str, value: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": line(value)}


def _targets(finder: Finder, article: str, spans: Spans) -> list[Object]:
    """One for each span, found by its words with those around it, or by its place; the article where there is none."""
    whole = finder.at(article, spans)
    found = [finder.at(article, (span,)) for span in whole.spans]
    return [_target(each) for each in found] or [{"type": "SpecificResource", "source": identifier(whole.article)}]


def _target(found: Evidence) -> Object:
    (start, end), (before, after) = found.whole, found.around
    quote = {"type": "TextQuoteSelector", "exact": found.exact, "prefix": before, "suffix": after}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "type": "SpecificResource",
        "source": identifier(found.article),
        "selector": [{key: value for key, value in quote.items() if value}, place],
    }
