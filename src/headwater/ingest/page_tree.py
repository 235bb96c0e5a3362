"""A page's markup to a tree of what a browser shows of it, within limits: markup may be made to exhaust a parser."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from headwater.errors import UnreadableError
from headwater.ingest import page_archives

_MOST_ELEMENTS = 50_000  # beyond any report's page; an extractor's time grows faster than their number
_PROLOGUE = 4096  # characters in which a document type must begin
_INTERNAL_SUBSET = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_NUMERIC_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Where a word may be broken at a line's end, which nobody sees elsewhere.
_MAY_BREAK = re.compile("[\u00ad\u200b]|&(?:shy|ZeroWidthSpace|#0*173|#0*8203|#[xX]0*(?:[aA][dD]|200[bB]));")
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_SHOWN = ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "canvas")


def no_text() -> UnreadableError:
    return UnreadableError("no-text", "is a page without a text that can be found: save the article's text as .txt")


def parse(markup: str) -> Any:
    """The page as a tree of elements. Raises UnreadableError."""
    markup = _MAY_BREAK.sub("", _without_entities(markup))
    markup = _CONTROL.sub(" ", _NUMERIC_REFERENCE.sub(_resolve, markup))
    # The HTML parser knows no document type's entities, so none expand; without huge_tree libxml2 bounds the depth.
    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise no_text() from error
    if sum(1 for _ in page.iter()) > _MOST_ELEMENTS:
        trouble = f"is a page of more than {_MOST_ELEMENTS:,} elements: save the article's text as .txt"
        raise UnreadableError("too-long", trouble)
    return page


def remove_hidden(page: Any) -> None:
    """Takes out of `page` what a browser does not show, and what an archive puts over it."""
    for element in list(page.iter(etree.Element)):
        if element.tag in ("html", "body") or element.getparent() is None:
            continue
        unseen = (
            "hidden" in element.attrib
            or (element.get("id") or "").startswith(page_archives.BAR)
            or _STYLED_AWAY.search(element.get("style") or "")
        )
        if unseen or element.tag in _NEVER_SHOWN:
            element.drop_tree()


def _resolve(reference: re.Match[str]) -> str:
    """What a browser shows: "&#147;" is a quotation mark there, and a control character is nothing."""
    shown = unescape(reference[0])
    return reference[0] if shown.isascii() and shown.isprintable() and shown else shown


def _without_entities(markup: str) -> str:
    """`markup` without the entities that its document type declares: an HTML parser would show them as text."""
    start = markup[:_PROLOGUE].lower().find("<!doctype")
    subset = _INTERNAL_SUBSET.match(markup, start) if start >= 0 else None
    return markup[: subset.start()] + markup[subset.end() :] if subset else markup
