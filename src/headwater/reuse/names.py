"""Under which name an article's publication is known."""

from __future__ import annotations

from collections.abc import Callable

from headwater.model import Article
from headwater.reuse.addresses import host


def publication(article: Article, known_as: Callable[[str], str]) -> str:
    """The publisher, else the host of the article's address, else the article's own uri: never empty."""
    name = article.publisher or host(article.uri) or host(article.address)
    return known_as(name) if name else article.uri or article.id
