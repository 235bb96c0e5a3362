"""What a page's markup says of its article: JSON-LD first, then meta elements, then what the libraries find."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from trafilatura.metadata import extract_metadata

from headwater.ingest import page_archives, page_origin
from headwater.ingest.dates import iso_8601
from headwater.ingest.page_links import own_address
from headwater.ingest.page_origin import meta

_ARTICLES = ("Article", "BlogPosting", "Report", "ReportageNewsArticle", "LiveBlogPosting")
_MOST_NODES = 10_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own words on itself; dates are ISO 8601, with the time zone as given there.

    `body` is the article's whole text, where the markup has it: behind a paywall the page may show only its beginning.
    `address` is where the page says that it is published, `saved_from` where it was saved, `site` the name of the site
    that it stands on where that is not its publisher.
    """

    title: str | None
    body: str | None
    byline: str | None
    publisher: str | None
    site: str | None
    published: str | None
    updated: str | None
    language: str | None
    address: str | None
    saved_from: str | None


def read(page: Any, saved_from: str | None = None) -> Metadata:
    """The metadata of a parsed page, which is left as it is; `saved_from` is its address, if that is known."""
    nodes = list(_linked_data(page))
    stated = next((node for node in nodes if _is_article(node)), {})
    found = extract_metadata(page, extensive=False)
    published = _date(stated.get("datePublished"), *meta(page, "article:published_time", "datePublished")) or _dated(
        page, original=True
    )
    updated = _date(stated.get("dateModified"), *meta(page, "article:modified_time", "og:updated_time", "dateModified"))
    if not updated and (latest := _dated(page, original=False)) and published and latest[:10] > published[:10]:
        updated = latest
    own = _publisher(stated, nodes) or next(meta(page, "og:site_name"), None) or _text(found.sitename)
    publisher, site = page_origin.publisher(page, own, _names(stated.get("sourceOrganization")), saved_from)
    return Metadata(
        title=_title(page, stated) or _text(found.title) or _text(stated.get("headline")),
        body=stated.get("articleBody") if isinstance(stated.get("articleBody"), str) else None,
        byline=_text(found.author) or _names(stated.get("author")),
        publisher=publisher,
        site=site,
        published=published,
        updated=updated if updated != published else None,
        language=_language(page, stated),
        address=own_address(page) or (page_archives.original(saved_from) if saved_from else None),
        saved_from=saved_from,
    )


def _title(page: Any, article: dict[str, Any]) -> str | None:
    """The headline that the article's own object gives, if the page shows it so: another object may be a part of it."""
    headline = _text(article.get("headline"))
    shown = (_text("".join(heading.itertext())) for heading in page.iter("h1"))
    return headline if headline and headline in shown else None


def _language(page: Any, stated: dict[str, Any]) -> str | None:
    attribute = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or page.get("xml:lang")
    return attribute or _text(stated.get("inLanguage")) or next(meta(page, "og:locale"), None)


def _linked_data(page: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outer ones first."""
    waiting: deque[Any] = deque()
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                waiting.append(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(type_, str) and type_.endswith(_ARTICLES)
        for type_ in (types if isinstance(types, list) else [types])
    )


def _publisher(article: dict[str, Any], nodes: list[dict[str, Any]]) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher and publisher.get("@id"):
        publisher = next((node for node in nodes if node.get("@id") == publisher["@id"] and node.get("name")), None)
    return _names(publisher)


def _names(value: Any) -> str | None:
    """The names in a JSON-LD value: a string, an object with a name, or a list of these."""
    several = value if isinstance(value, list) else [value]
    names = (_text(each.get("name") if isinstance(each, dict) else each) for each in several)
    return "; ".join(name for name in names if name) or None


def _date(*candidates: Any) -> str | None:
    return next((date for value in candidates if isinstance(value, str) and (date := iso_8601(value))), None)


def _dated(page: Any, *, original: bool) -> str | None:
    """The date in the page's markup, with its time if a `time` element has it."""
    # Without the extensive search only markup counts, no date that merely stands in the text.
    day = find_date(page, extensive_search=False, original_date=original)
    times = (_date(element.get("datetime")) for element in page.iter("time"))
    return next((time for time in times if day and time and time.startswith(f"{day}T")), day)


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
