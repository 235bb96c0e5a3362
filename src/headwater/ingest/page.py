"""A web page to an article: its main text with the headline and every credit line, and what its markup says of it."""

from __future__ import annotations

import re
from typing import Any

import trafilatura
from lxml import etree

from headwater.errors import UnreadableError
from headwater.ingest import (
    formats,
    fragment,
    masthead,
    page_blocks,
    page_credits,
    page_links,
    page_metadata,
    page_origin,
    page_tree,
)
from headwater.ingest import language as languages
from headwater.ingest.articles import assemble
from headwater.ingest.decoding import decode, too_long
from headwater.ingest.readers import Input
from headwater.model import Article

_MARKUP_PER_TEXT = 20  # a page may have this many characters for each one that its text may have
_BYTES_PER_TEXT = 100  # before pictures and fonts, which a page saved as one file holds, are taken out
_EMBEDDED = re.compile(rb"data:[\w.+-]+/[\w.+-]+[;,][^\"'\s)>]{64,}")
_TEASER = 0.5  # of the article: a page that shows less than this shows its beginning
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\r?\n[ \t]*)+")
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def article(given: Input, *, encoding: str | None = None, saved_from: str | None = None) -> Article:
    """The one article of a page. Raises UnreadableError.

    `encoding` and `saved_from`, its address, are what an archive or a server tells of it. The text begins with the
    headline; paragraphs are parted by a blank line. Nothing is fetched or run.
    """
    limit = given.max_characters
    markup = _markup(given, encoding)
    page = page_tree.parse(markup)
    try:
        known = page_metadata.read(page, saved_from or page_origin.saved_from(markup))
        page_tree.remove_hidden(page)
        _lay_out(page)
        blocks = list(page_blocks.blocks(page))
        paragraphs = _whole(_paragraphs(page), known.body)
        paragraphs = page_credits.restore(_with_title(paragraphs, known.title), blocks, known.title)
        text = "\n\n".join(paragraphs)
        links = page_links.find(blocks, text, page_links.base(page, given.uri, known.saved_from or known.address))
    except UnreadableError:
        raise
    except (MemoryError, ImportError):
        raise
    except Exception as error:  # The page is hostile, and these libraries raise whatever they please.
        trouble = f"is a page that cannot be taken apart ({type(error).__name__}): save the article's text as .txt"
        raise UnreadableError("unreadable", trouble) from error
    if len(text) > limit:
        raise too_long(limit)
    top = masthead.read(text)
    return assemble(
        given.uri,
        text,
        title=known.title or top.title,
        byline=known.byline or top.byline,
        publisher=known.publisher or top.publisher,
        published=known.published or top.published,
        updated=known.updated or top.updated,
        language=languages.find(text) or known.language,  # a template's own language is often left as it came
        address=known.address,
        site=known.site,
        links=links,
    )


def _markup(given: Input, encoding: str | None) -> str:
    declared = _DECLARED.search(given.head)
    limit = given.max_characters * _MARKUP_PER_TEXT
    encoding = encoding or (declared[1].decode("ascii", "ignore") if declared else None)
    markup = decode(_EMBEDDED.sub(b"", given.data(_BYTES_PER_TEXT)), encoding)
    if "\0" in markup:
        raise formats.binary()
    if not markup.strip():
        raise UnreadableError("empty", "holds nothing: give a page with an article in it")
    if len(markup) > limit:
        raise too_long(given.max_characters)
    return markup


def _lay_out(page: Any) -> None:
    """Turns text that is set out by its line breaks, as browsers keep a plain text, into paragraphs."""
    for element in list(page.iter("pre")):
        blocks = _BLANK_LINE.split(element.text or "")
        if len(element) or len(blocks) < 2:
            continue
        element.tag, element.text = "div", None
        for block in blocks:
            paragraph = etree.SubElement(element, "p")
            first, *others = block.strip().splitlines() or [""]
            paragraph.text = first
            for line in others:
                etree.SubElement(paragraph, "br").tail = line


def _paragraphs(page: Any) -> list[str]:
    """The main text's paragraphs, as trafilatura finds them, leaning to more rather than less."""
    found = trafilatura.bare_extraction(page, favor_recall=True, include_comments=False)
    body = found.body if isinstance(found, trafilatura.settings.Document) else None
    paragraphs = _blocks(body) if body is not None else []
    if not paragraphs:
        body, _, _ = trafilatura.baseline(page)
        paragraphs = _blocks(body)
    if not paragraphs:
        raise page_tree.no_text()
    return paragraphs


def _whole(paragraphs: list[str], body: str | None) -> list[str]:
    """What the page shows or, if that is less than half of the text that its markup gives of the article, that."""
    if not body or sum(map(len, paragraphs)) > _TEASER * len(body):
        return paragraphs
    written = (
        fragment.of_html(body) if "</p>" in body or "<br" in body else fragment.of_text(body.replace("\n", "\n\n"))
    )
    return [paragraph.text for paragraph in written.paragraphs] or paragraphs


_BLOCKS = {"p", "head", "item", "quote", "row", "list", "table", "body", "div", "code", "fw", "ab"}


def _blocks(body: Any) -> list[str]:
    """The text of each block of trafilatura's tree, in order; a line break stays one."""
    paragraphs: list[str] = []
    line: list[str] = []

    def close() -> None:
        lines = (" ".join(part.split()) for part in "".join(line).split("\n"))
        if text := "\n".join(part for part in lines if part):
            paragraphs.append(text)
        line.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block:
            close()
        if event == "start":
            line.append(_flat(element.text))
        else:
            line.append("\n" if element.tag == "lb" else " " if element.tag == "cell" else "")
            line.append(_flat(element.tail) if element is not body else "")
    close()
    return paragraphs


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _with_title(paragraphs: list[str], title: str | None) -> list[str]:
    if not title or page_credits.folded(paragraphs[0]).startswith(page_credits.folded(title)):
        return paragraphs
    others = [paragraph for paragraph in paragraphs if page_credits.folded(paragraph) != page_credits.folded(title)]
    return [title, *others]
