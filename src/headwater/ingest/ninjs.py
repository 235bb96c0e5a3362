"""News items as agencies send them in JSON: IPTC ninjs, versions 1 to 3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import fragment
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.paragraphs import Paragraph, Whole, joined
from headwater.model import Article

_SAME = 0.9  # of the longest body's length: another one of this length is the same, with or without markup
_BODIES = ("bodies", "body_text", "body_xhtml")


def recognises(fields: dict[str, Any]) -> bool:
    marks = ("versioncreated", "versionCreated", "standard", "pubstatus", "pubStatus", "headlines", "firstcreated")
    return "uri" in fields and (any(name in fields for name in _BODIES) or sum(name in fields for name in marks) > 1)


def articles(fields: dict[str, Any], place: str, max_characters: int) -> Iterator[Article]:
    """The article of one item: headline, byline and dateline stand before its body. Raises UnreadableError."""
    if fields.get("pubstatus", fields.get("pubStatus")) == "canceled":
        raise UnreadableError("withdrawn", "is withdrawn by its agency (pubstatus: canceled)")
    title = _string(fields, "headline") or _of(fields.get("headlines"), "value")
    body = _body(fields)
    byline = _string(fields, "byline") or _string(fields, "by")
    top = [part for part in (title, byline) if part and part not in body.text[: len(part) + 200]]
    whole = joined([*(Paragraph(part) for part in top), *body.paragraphs])
    yield assemble(
        _string(fields, "uri") or place,
        checked(whole.text, max_characters),
        title=title,
        byline=byline,
        publisher=_publisher(fields),
        published=_date(fields, "firstcreated", "firstCreated", "contentcreated", "contentCreated")
        or _date(fields, "versioncreated", "versionCreated"),
        updated=_date(fields, "versioncreated", "versionCreated"),
        language=_string(fields, "language"),
        address=_string(fields, "ednote_url") or _link(fields),
        links=whole.links,
    )


def _body(fields: dict[str, Any]) -> Whole:
    """The longest of its bodies, with markup where one has it: the others are captions, or the same without."""
    found = [
        (is_markup, fragment.of_html(value) if is_markup else fragment.of_text(value))
        for value, kind in _candidates(fields)
        if value.strip()
        for is_markup in ("html" in kind or "xml" in kind,)
    ]
    longest = max((len(whole.text) for _, whole in found), default=0)
    if not longest:
        raise UnreadableError("no-text", "is a news item without a text of its own (a picture, a package)")
    whole_ones = [each for each in found if len(each[1].text) > _SAME * longest]
    return max(whole_ones, key=lambda each: each[0])[1]


def _candidates(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    bodies = fields.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            yield body["value"], str(body.get("contenttype", body.get("contentType", "text/plain"))).lower()
    for name in ("body_xhtml", "body_html", "body_text"):
        if isinstance(fields.get(name), str):
            yield fields[name], name


def _publisher(fields: dict[str, Any]) -> str | None:
    sources = fields.get("infosources", fields.get("infoSources"))
    return (
        _of(sources, "name")
        or _string(fields, "source")
        or _string(fields, "copyrightholder")
        or _string(fields, "copyrightHolder")
        or _string(_object(fields.get("rightsinfo", fields.get("rightsInfo"))), "copyrightholder")
    )


def _of(values: Any, name: str) -> str | None:
    """The first value of that name among the objects of a list."""
    objects = values if isinstance(values, list) else []
    return next((found for each in objects if (found := _string(_object(each), name))), None)


def _link(fields: dict[str, Any]) -> str | None:
    renditions = fields.get("altids", fields.get("altIds"))
    found = _of(renditions, "value") or _string(_object(renditions), "url")
    return found if found and found.startswith(("http://", "https://")) else None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _date(fields: dict[str, Any], *names: str) -> str | None:
    return next((date for name in names if (date := iso_8601(_string(fields, name) or ""))), None)
