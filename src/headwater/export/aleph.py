"""A story as FollowTheMoney entities, for Aleph and Datashare, and as statements that say where each one stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from followthemoney import Dataset, StatementEntity
from followthemoney.statement import Statement
from followthemoney.statement.serialize import CSVStatementWriter

from headwater.export import wording
from headwater.export.addresses import published_at
from headwater.export.evidence import Evidence, Finder
from headwater.export.index import UNNAMED_TYPES
from headwater.export.interchange import dumps
from headwater.export.narration import Narrator, put
from headwater.export.text import shorten, visible
from headwater.model import Article, Assertion, Claim, Derivation, SourceType, Story, StoryEntity, content_id, folded

_DATASET = Dataset({"name": "headwater", "title": "Headwater"})
_SCHEMATA: dict[str, str] = {
    SourceType.PERSON: "Person",
    SourceType.ORGANISATION: "Organization",
    SourceType.PUBLICATION: "Organization",
}
_PLACED = ("place", "vessel")
# Characters of names and sentences; what is longer is none.
_NAME, _SENTENCE = 200, 2000
# Characters that one value of a text may have.
_TEXT = 65_000


def entities(story: Story) -> bytes:
    """Documents, people, organisations and who says what as FollowTheMoney entities, one JSON object a line."""
    return "".join(f"{dumps(_object(each))}\n" for each in _Entities(story).all()).encode()


def statements(story: Story) -> bytes:
    """The same as FollowTheMoney statements (CSV): each with the article and the characters that it rests on."""
    target = io.StringIO()
    writer = CSVStatementWriter(target)
    for each in _Entities(story).all():
        for statement in sorted(each.statements, key=_order):
            writer.write(statement)
    writer.close()
    return target.getvalue().encode()


def _object(entity: StatementEntity) -> dict[str, Any]:
    made = entity.to_dict()
    properties = {name: sorted(values) for name, values in sorted(made["properties"].items())}
    return {"id": made["id"], "schema": made["schema"], "properties": properties}


def _order(statement: Statement) -> tuple[str, str, str]:
    return statement.prop, statement.value, statement.origin or ""


class _Entities:
    """Makes the entities; the same story gives the same ids."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._finder = Finder(story)
        self._narrator = Narrator(story)
        self._speakers: dict[str, str] = {}
        self._spoken = {
            folded(link.name)
            for claim in story.claims
            for assertion in claim.assertions
            for link in assertion.chain
            if link.type is SourceType.ORGANISATION
        }

    def all(self) -> Iterator[StatementEntity]:
        """Documents and people come before what links them."""
        for reading in self._story.articles:
            yield self._article(reading.article)
        yield from self._sources()
        yield from self._publications()
        for number, claim in enumerate(self._story.claims, 1):
            yield self._claim(number, claim)
            for at, assertion in enumerate(claim.assertions):
                yield from self._said(claim, at, assertion)
        for derivation in self._story.derivations:
            yield self._derivation(derivation)

    def _article(self, article: Article) -> StatementEntity:
        made = _entity("Article", _key("article", article.id))
        origin = article.id
        title = article.title or self._narrator.names[article.id]
        _add(made, "title", title, origin)
        _add(made, "name", title, origin)
        for piece in _pieces(visible(article.text)):
            made.add("bodyText", piece, origin=shorten(origin, _NAME))
        for name, value in (
            ("author", article.byline), ("publisher", article.publisher), ("publishedAt", article.published),
            ("modifiedAt", article.updated), ("language", article.language),
        ):  # fmt: skip
            _add(made, name, value, origin)
        address = published_at(article)
        if address:
            _add(made, "sourceUrl", address, origin, len(address))
        else:
            _add(made, "fileName", article.uri.rpartition("/")[2], origin)
        return made

    def _sources(self) -> Iterator[StatementEntity]:
        """The named people and bodies, and each mention of them, resolved."""
        for each in sorted(self._story.entities, key=lambda entity: entity.id):
            # A mention is one of a legal entity: a place is one where it speaks, as its government.
            schema = _SCHEMATA.get(each.type.lower())
            if schema is None and each.type in _PLACED and self._spoken & {*map(folded, (each.name, *each.aliases))}:
                schema = "Organization"
            if schema is None:
                continue
            made = self._source(each, schema)
            yield made
            places = sorted(each.mentions, key=lambda place: (place.article, place.span))
            for found in map(self._finder.place, places):
                mention = _entity("Mention", _key("mention", each.id, found.article.id, *found.whole))
                _add(mention, "document", _key("article", found.article.id), _origin(found))
                _add(mention, "resolved", made.id, _origin(found))
                _add(mention, "name", found.exact, _origin(found))
                _add(mention, "detectedSchema", schema, _origin(found))
                yield mention

    def _source(self, entity: StoryEntity, schema: str) -> StatementEntity:
        made = _entity(schema, _key("source", entity.id))
        first = min(entity.mentions, key=lambda place: (place.article, place.span), default=None)
        origin = _origin(self._finder.place(first)) if first else None
        _add(made, "name", entity.name, origin)
        for alias in sorted(entity.aliases):
            _add(made, "alias", alias, origin)
        for name in (entity.name, *entity.aliases):
            self._speakers.setdefault(folded(name), str(made.id))
        return made

    def _publications(self) -> Iterator[StatementEntity]:
        """Those that articles take from and that no entity stands for yet."""
        for derivation in self._story.derivations:
            for name in (*derivation.via, derivation.publication):
                if folded(name) not in self._speakers:
                    made = _entity("Organization", _key("publication", folded(name)))
                    _add(made, "name", name, _origin(self._finder.at(derivation.article, derivation.evidence[:1])))
                    self._speakers[folded(name)] = str(made.id)
                    yield made

    def _claim(self, number: int, claim: Claim) -> StatementEntity:
        """A note on the articles that make the claim: who says so, in words, with what they wrote."""
        made = _entity("Note", _key("claim", claim.id))
        _add(made, "name", f"{number}. {claim.text}", None)
        _add(made, "summary", wording.origins(claim.publications, claim.speakers), None)
        for assertion in claim.assertions:
            found = self._finder.at(assertion.article, assertion.span)
            said = f"{self._narrator.chain(assertion)}, {put(assertion.certainty)}: {found.exact or assertion.text}"
            _add(made, "entity", _key("article", assertion.article), _origin(found))
            _add(made, "description", said, _origin(found), _SENTENCE)
        return made

    def _said(self, claim: Claim, at: int, assertion: Assertion) -> Iterator[StatementEntity]:
        """One documentation for each named source of the chain: whoever is the last said it, the others pass it on."""
        found = self._finder.at(assertion.article, assertion.span)
        for position, link in enumerate(assertion.chain):
            speaker = self._speakers.get(folded(link.name))
            if speaker is None or link.type in UNNAMED_TYPES:
                continue
            last = position == len(assertion.chain) - 1
            made = _entity("Documentation", _key("said", claim.id, at, position))
            origin = _origin(found)
            _add(made, "document", _key("article", assertion.article), origin)
            _add(made, "entity", speaker, origin)
            _add(made, "role", "says so" if last else "passes it on", origin)
            _add(made, "status", assertion.certainty.value if link.stated else "inferred", origin)
            _add(made, "description", found.exact or assertion.text, origin, _SENTENCE)
            _add(made, "summary", found.quote, origin, _SENTENCE)
            yield made

    def _derivation(self, derivation: Derivation) -> StatementEntity:
        found = self._finder.at(derivation.article, derivation.evidence[:1])
        made = _entity(
            "UnknownLink", _key("derivation", derivation.article, derivation.publication, list(derivation.via),
                                derivation.kind.value, *found.whole),
        )  # fmt: skip
        origin = _origin(found)
        _add(made, "subject", _key("article", derivation.article), origin)
        _add(made, "object", self._speakers[folded(derivation.publication)], origin)
        _add(made, "role", wording.derivation(derivation), origin)
        _add(made, "status", "stated" if derivation.stated else "inferred", origin)
        _add(made, "summary", found.quote, origin, _SENTENCE)
        return made


def _entity(schema: str, key: str) -> StatementEntity:
    return StatementEntity(_DATASET, {"schema": schema, "id": key})


def _add(made: StatementEntity, name: str, value: str | None, origin: str | None, limit: int = _NAME) -> None:
    """Adds a value as the library cleans it; one that it does not take for a date or a language is left out."""
    if value:
        made.add(name, shorten(value, limit), origin=origin and shorten(origin, _NAME))


def _pieces(text: str) -> Iterator[str]:
    """`text` in pieces that the format holds, cut between lines where there are any."""
    while len(text) > _TEXT:
        cut = text.rfind("\n", 1, _TEXT)
        yield text[: cut if cut > 0 else _TEXT]
        text = text[cut if cut > 0 else _TEXT :]
    yield text


def _origin(found: Evidence) -> str:
    """Where it stands: the article's id and the characters, as a fragment (RFC 5147)."""
    return "{}#char={},{}".format(found.article.id, *found.whole)


def _key(kind: str, *parts: Any) -> str:
    return f"hw-{content_id(kind, *parts)}"
