"""Documents among FollowTheMoney entities, as Aleph and Datashare export them: one JSON object each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import fragment
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.paragraphs import headed
from headwater.ingest.patterns import patterns
from headwater.model import Article

_MOST = 200_000_000  # characters of pages that are kept until their document is whole


def recognises(fields: dict[str, Any]) -> bool:
    return isinstance(fields.get("schema"), str) and isinstance(fields.get("properties"), dict)


class Pages:
    """The pages of documents that have their texts page by page, each an entity of its own, until all are met."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[dict[str, Any], str]] = {}
        self._pages: dict[str, list[tuple[int, str]]] = {}
        self._left = _MOST

    def keep(self, fields: dict[str, Any], place: str) -> bool:
        """Keeps an entity for later, if it is a page or a document without a text of its own."""
        schema, properties, id_ = fields["schema"], fields["properties"], fields.get("id")
        if schema == "Page" and (document := _first(properties, "document")):
            text = "\n\n".join(_values(properties, "bodyText"))
            self._left -= len(text)
            if self._left < 0:
                raise UnreadableError("too-large", "has more text in its pages than is kept: split the file")
            index = _first(properties, "index") or "0"
            number = int(index) if index.isdecimal() else 0
            self._pages.setdefault(document, []).append((number, text))
            return True
        bare = not any(_values(properties, name) for name in ("bodyText", "indexText", "bodyHtml"))
        if schema == "Pages" and bare and isinstance(id_, str):
            self._documents[id_] = fields, place
            return True
        return False

    def documents(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Each document with its pages' text as its own, in the order of its pages; and where it stands."""
        for id_ in dict.fromkeys([*self._documents, *self._pages]):
            fields, place = self._documents.get(id_, ({"id": id_, "schema": "Pages", "properties": {}}, id_))
            text = "\n\n".join(text for _, text in sorted(self._pages.get(id_, ())) if text)
            yield fields | {"properties": fields["properties"] | {"bodyText": [text]}}, place


def articles(fields: dict[str, Any], place: str, max_characters: int) -> Iterator[Article]:
    """The article of one entity; nothing for a person, a company or a folder. Raises UnreadableError."""
    schema, properties = fields["schema"], fields["properties"]
    if schema not in patterns("follow_the_money")["documents"]:
        return
    title = _first(properties, "title") or _first(properties, "subject") or _first(properties, "name")
    markup = _first(properties, "bodyHtml")
    bodies = _values(properties, "bodyText") or _values(properties, "indexText")
    if not bodies and not markup:
        raise UnreadableError("no-text", f"is a {schema} without a text (bodyText): export it with its text")
    body = fragment.of_html(markup) if markup and not bodies else fragment.of_text("\n\n".join(bodies))
    whole = headed(title, body)
    id_ = fields.get("id")
    yield assemble(
        place,
        checked(whole.text, max_characters),
        given_id=id_ if isinstance(id_, str) else None,
        title=title,
        byline="; ".join(_values(properties, "author")) or None,
        publisher=_first(properties, "publisher"),
        published=_date(properties, "publishedAt", "date", "authoredAt"),
        updated=_date(properties, "modifiedAt"),
        language=_two_letters(_first(properties, "language") or _first(properties, "detectedLanguage")),
        address=_first(properties, "sourceUrl") or _first(properties, "publisherUrl"),
        links=whole.links,
    )


def _two_letters(language: str | None) -> str | None:
    """FollowTheMoney writes languages with three letters (ISO 639-3)."""
    return patterns("follow_the_money")["languages"].get(language, language) if language else None


def _values(properties: dict[str, Any], name: str) -> list[str]:
    values = properties.get(name)
    several = values if isinstance(values, list) else [values]
    return [value for value in several if isinstance(value, str) and value.strip()]


def _first(properties: dict[str, Any], name: str) -> str | None:
    return next(iter(_values(properties, name)), None)


def _date(properties: dict[str, Any], *names: str) -> str | None:
    return next((date for name in names if (date := iso_8601(_first(properties, name) or ""))), None)
