"""A web page as a browser or SingleFile saves it, alone or with its "complete" folder, which is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article

_PROLOGUE = rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*"
_PAGE = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html\b|head\b)", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _PROLOGUE + rb"<(?:body|title|meta|link|script|style|article|main|section|div|h1|h2|p)\b", re.IGNORECASE | re.DOTALL
)


def recognise(look: Look) -> Match:
    if _PAGE.match(look.start):
        return Match.CERTAIN
    return Match.POSSIBLE if _FRAGMENT.match(look.start) else Match.NONE


def read(given: Input) -> Iterator[Article]:
    """The one article of the page. Raises UnreadableError."""
    # Its libraries take a moment to load, so only a page pays for them.
    from headwater.ingest import page

    yield page.article(given)


READER = Reader("a web page", recognise, read, extensions=frozenset({".html", ".htm", ".xhtml"}))
