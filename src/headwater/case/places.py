"""Where an article is published or lies: what has the same place is a version of it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from headwater.model import Article

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*://|urn:|doi:)", re.IGNORECASE)
_LINE = re.compile(r"(.+):\d+", re.DOTALL)


def place(article: Article) -> str | None:
    """An address on the web, else the file; of a line of a file the article's id in it. None if neither is known.

    Only pages have an address to rely on: that of a whole site (its front page) is no article's.
    """
    if _SCHEME.match(article.uri):
        return urldefrag(article.uri).url
    if article.address and urlsplit(article.address).path.strip("/"):
        return urldefrag(article.address).url
    file = _file(article.uri)
    if file:
        return file
    line = _LINE.fullmatch(article.uri)
    file = _file(line[1]) if line else None
    return f"{file}#{article.id}" if file else None


def _file(name: str) -> str | None:
    try:
        path = Path(name)
        return path.resolve().as_uri() if path.is_file() else None
    except (OSError, ValueError):
        return None
