"""RSS and Atom files whose entries carry their full text."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import fragment, xml
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.paragraphs import Whole, headed, joined
from headwater.ingest.readers import Input, Look, Match, Reader, failure
from headwater.model import Article, Failure

_ROOTS = ("rss", "feed", "RDF")
_MARKUP = 20  # bytes of a feed for each character that one text may have
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_ADDRESS = re.compile(r"[^\s()<>\[\]]+@[^\s()<>\[\]]+")
_SUMMARY = 500  # characters from which a summary may be the whole report


def recognise(look: Look) -> Match:
    return Match.CERTAIN if xml.root(look.start) in _ROOTS else Match.NONE


def read(given: Input) -> Iterator[Article | Failure]:
    """Every entry, in order; one that has only a summary is a failure. Raises UnreadableError."""
    import feedparser

    data = given.data(_MARKUP)
    xml.refuse_entities(data)
    # A stream, since a string could be taken for an address and fetched.
    feed = feedparser.parse(io.BytesIO(_REFERENCE.sub(_possible, data)), sanitize_html=False)
    if not feed.entries:
        raise UnreadableError("empty", "is a feed without an entry that can be read: get it again")
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{given.uri}#{number}"
        try:
            yield _article(entry, feed.feed, feed.version, place, given.max_characters)
        except UnreadableError as error:
            yield failure(place, error.kind, str(error))


def _possible(reference: re.Match[bytes]) -> bytes:
    """The reference to a character, if there is such a one: the library gives up a whole feed for one that is none."""
    digits = (reference[1] or reference[2]).lstrip(b"0")[:9] or b"0"
    code = int(digits, 16 if reference[1] else 10)
    return reference[0] if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else b"&#xfffd;"


def _article(entry: Any, feed: Any, feed_version: str, place: str, max_characters: int) -> Article:
    title, link = _plain(entry.get("title")), entry.get("link")
    body = _body(entry, link or feed.get("link"))
    whole = headed(title, body)
    text = checked(whole.text if body.text else "", max_characters)
    credited, own = _plain((entry.get("source") or {}).get("title")), _plain(feed.get("title"))
    published, updated = _date(entry, "published"), _date(entry, "updated")
    if not published and not feed_version.startswith("atom"):
        published, updated = updated, None  # RSS has one day only, which may be called dc:date
    return assemble(
        place,
        text,
        title=title,
        byline="; ".join(dict.fromkeys(_authors(entry))) or None,
        publisher=credited or own,
        published=published,
        updated=updated,
        language=_language(entry) or feed.get("language"),
        address=link,
        site=own if credited and credited != own else None,
        links=whole.links,
    )


def _authors(entry: Any) -> Iterator[str]:
    """The names without addresses: the library takes those apart wrongly where a domain ends in a long word."""
    written = entry.get("author") or ""
    names = [written] if "@" in written else [author.get("name") for author in entry.get("authors", ())]
    for name in names:
        if plain := _plain(_ADDRESS.sub(" ", name or "").strip(" ()<>[],;")):
            yield plain


def _body(entry: Any, base: str | None) -> Whole:
    contents = [(each.get("value") or "", each.get("type") or "") for each in entry.get("content", ())]
    written, kind = max(contents, key=lambda content: len(content[0]), default=("", ""))
    if not written:
        written, kind = entry.get("summary") or "", (entry.get("summary_detail") or {}).get("type") or ""
        whole = _whole(written, kind, base)
        if len(whole.text) < _SUMMARY:
            raise UnreadableError("summary-only", "has only a summary in its feed: save the report from its address")
        return whole
    return _whole(written, kind, base)


def _whole(written: str, kind: str, base: str | None) -> Whole:
    if not written.strip():
        return joined(())
    return fragment.of_text(written) if kind == "text/plain" else fragment.of_html(written, base)


def _plain(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return " ".join((fragment.of_html(value).text if "<" in value else value).split()) or None


def _date(entry: Any, name: str) -> str | None:
    written, parsed = entry.get(name), entry.get(f"{name}_parsed")
    if isinstance(written, str) and (date := iso_8601(written)):
        return date
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", parsed) if parsed else None


def _language(entry: Any) -> str | None:
    details = [*entry.get("content", ()), entry.get("title_detail") or {}]
    return next((each.get("language") for each in details if each.get("language")), None)


READER = Reader("a feed", recognise, read, extra="feeds")
