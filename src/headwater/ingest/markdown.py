"""Markdown notes and clippings: the text without its marks, the links, and what the front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it.token import Token

from headwater.errors import UnreadableError
from headwater.ingest import masthead
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.decoding import decode
from headwater.ingest.fragment import of_html
from headwater.ingest.paragraphs import Anchor, Paragraph, joined
from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article

_WIKI_LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def recognise(look: Look) -> Match:
    return Match.POSSIBLE if re.match(rb"---\s*\n[\w -]+:", look.start) else Match.NONE


def read(given: Input) -> Iterator[Article]:
    """The one article. Raises UnreadableError."""
    # Its libraries take a moment to load, so only Markdown pays for them.
    from markdown_it import MarkdownIt

    from headwater.ingest import front_matter

    said, written = front_matter.taken_off(decode(given.data()))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written)
    body = joined(_paragraphs(tokens))
    title = _string(said, "title", "headline") or _heading(tokens)
    shown = [Paragraph(title)] if title and not body.text.startswith(title) else []
    whole = joined([*shown, *body.paragraphs])
    if not body.text:
        raise UnreadableError("empty", "holds no text: give a file with an article in it")
    text = checked(whole.text, given.max_characters)
    top = masthead.read(text)
    yield assemble(
        given.uri,
        text,
        title=title or top.title,
        byline=_string(said, "author", "authors", "byline", "creator") or top.byline,
        publisher=_string(said, "publisher", "publication", "site", "website") or top.publisher,
        published=_date(said, "published", "date", "publish_date", "datepublished") or top.published,
        updated=_date(said, "updated", "modified", "lastmod") or top.updated,
        language=_string(said, "language", "lang"),
        address=_address(said),
        links=whole.links,
    )


def _string(said: dict[str, Any], *names: str) -> str | None:
    for name in names:
        several = said.get(name)
        values = several if isinstance(several, list) else [several]
        written = [_WIKI_LINK.sub(r"\1", value).strip() for value in values if isinstance(value, str)]
        if any(written):
            return "; ".join(value for value in written if value)
    return None


def _date(said: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = said.get(name)
        written = value.isoformat() if isinstance(value, date) else value
        if isinstance(written, str) and (found := iso_8601(written)):
            return found
    return None


def _address(said: dict[str, Any]) -> str | None:
    return next(
        (value for name in ("source", "url", "link", "canonical") if (value := _string(said, name)) and _is_web(value)),
        None,
    )


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False


def _heading(tokens: Sequence[Token]) -> str | None:
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            return _inline(following).text if token.tag == "h1" else None
    return None


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Paragraph]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield Paragraph(" ".join(row))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_inline(token).text)
        elif token.type == "inline":
            yield _inline(token)
        elif token.type in ("fence", "code_block"):
            yield Paragraph(token.content.strip())
        elif token.type == "html_block":
            yield from of_html(token.content).paragraphs if _has_text(token.content) else ()


def _has_text(markup: str) -> bool:
    return bool(re.sub(r"<[^>]*>", "", markup).strip())


def _inline(token: Token) -> Paragraph:
    """The text of a paragraph as it is shown, and its links; a line break within it is a space."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    opened: list[tuple[str, int]] = []
    length = 0
    for child in token.children or ():
        shown = child.content if child.type in ("text", "code_inline") else _BREAKS.get(child.type, "")
        parts.append(shown)
        length += len(shown)
        if child.type == "link_open":
            opened.append((str(child.attrGet("href") or ""), length))
        elif child.type == "link_close" and opened:
            target, start = opened.pop()
            if _is_web(target) and start < length:
                anchors.append(Anchor(target, start, length))
    return Paragraph("".join(parts), tuple(anchors))


READER = Reader("Markdown", recognise, read, extensions=frozenset({".md", ".markdown"}))
