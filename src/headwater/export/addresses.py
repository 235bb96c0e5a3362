"""Where an article is published, for programs elsewhere: an address on the web, or a name of its own."""

from __future__ import annotations

import re

from headwater.model import Article, content_id

_WEB = re.compile(r"https?://[^\s\"<>{}|\\^`\x00-\x1f\ud800-\udfff]{1,2000}")


def on_the_web(uri: str) -> bool:
    """Whether it is an address on the web, and nothing besides."""
    return _WEB.fullmatch(uri) is not None


def published_at(article: Article) -> str | None:
    """Its address on the web; None where it has none, as a path on somebody's machine says nothing elsewhere."""
    address = article.address or article.uri
    return address if on_the_web(address) else None


def identifier(article: Article) -> str:
    """A URI: its address on the web, else a name that it has in every run."""
    return published_at(article) or f"urn:headwater:article:{content_id(article.id)}"
