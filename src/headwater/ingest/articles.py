"""An article from what its input tells: its id, and strings that can be written anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.errors import UnreadableError
from headwater.ingest import language as languages
from headwater.ingest.decoding import too_long
from headwater.ingest.page_archives import host, original
from headwater.model import Article, Hyperlink, content_id

_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*", re.DOTALL)


def printable(value: str) -> str:
    """`value` with each lone surrogate, which no encoding can write, replaced by U+FFFD; the length stays."""
    return _SURROGATE.sub("\ufffd", value)


def checked(text: str, max_characters: int) -> str:
    """`text` itself; raises UnreadableError where it is none, or longer than an article may be."""
    if not text.strip():
        raise UnreadableError("no-text", "holds no text: give an article's text as .txt")
    if len(text) > max_characters:
        raise too_long(max_characters)
    return text


def primary_language(tag: str | None) -> str | None:
    """The primary subtag of a language tag ("en-GB" gives "en"), or None for what is not a tag."""
    match = _LANGUAGE.fullmatch(tag or "")
    return match[1].lower() if match else None


def assemble(
    uri: str,
    text: str,
    *,
    given_id: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    updated: str | None = None,
    language: str | None = None,
    address: str | None = None,
    site: str | None = None,
    links: Iterable[Hyperlink] = (),
) -> Article:
    """The article; its id is the given one or computed from publisher, title, date and text.

    A publisher that is not given is the site of the address on the web; a language, the text's, where that can be told.
    """

    def clean(value: str | None) -> str | None:
        return printable(value).strip() or None if value else None

    text, title, publisher, published = printable(text), clean(title), clean(publisher), clean(published)
    return Article(
        id=printable(given_id) if given_id else content_id(publisher, title, published, text),
        uri=printable(uri),
        text=text,
        title=title,
        byline=clean(byline),
        publisher=publisher or host(original(clean(address) or printable(uri))),
        published=published,
        updated=clean(updated),
        language=primary_language(language) or languages.find(text),
        links=tuple(Hyperlink(printable(link.uri), link.span) for link in links),
        address=clean(address),
        site=clean(site),
    )
