"""Under which name an article's publication is known."""

from __future__ import annotations

import re
from typing import Protocol

from headwater.model import Article
from headwater.reuse.addresses import host

_LEADING = re.compile(r"^the\s+(?=\S)")


class Names(Protocol):
    """What is known of publications by their names."""

    def usual(self, name: str) -> str:
        """The usual name of the publication that has this one among its names."""

    def is_agency(self, name: str) -> bool:
        """Whether it is a news agency, which others reprint."""


class _AsWritten:
    """Nothing is known: every name is another publication's, and none is an agency's."""

    def usual(self, name: str) -> str:
        return name

    def is_agency(self, name: str) -> bool:  # noqa: ARG002
        return False


AS_WRITTEN: Names = _AsWritten()


def key(name: str) -> str:
    """A name without case and a leading "the"."""
    return _LEADING.sub("", " ".join(name.casefold().split()))


def publication(article: Article, names: Names) -> str:
    """The publisher, else the host of the article's address, else the article's own uri: never empty."""
    name = article.publisher or host(article.uri) or host(article.address)
    return names.usual(name) if name else article.uri or article.id
