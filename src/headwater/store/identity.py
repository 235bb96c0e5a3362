"""By what an article is known again, and text that every database can keep."""

from __future__ import annotations

import hashlib
import json
from typing import overload

from headwater.model import Article


def digest(article: Article) -> str:
    """What two copies of one article have in common, wherever they lie."""
    parts = [article.title, article.byline, article.publisher, article.published, article.text]
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


@overload
def plain(value: str) -> str: ...
@overload
def plain(value: None) -> None: ...
@overload
def plain(value: str | None) -> str | None: ...
def plain(value: str | None) -> str | None:
    """Without NUL, which PostgreSQL cannot keep in a text."""
    return value.replace("\0", "\ufffd") if value else value
