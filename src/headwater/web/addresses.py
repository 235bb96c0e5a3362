"""Where things are: an address stays good as long as what it names is in the case, whatever is found around it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from headwater.model import StoryEntity, content_id, folded

DECIDED = "decided"
"""The parameter that names a decision that was just made."""
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def article_key(article: str) -> str:
    """The article's id where an address can hold it."""
    return article if _PLAIN.fullmatch(article) else content_id("article", article)


def source_key(entity: StoryEntity) -> str:
    """A source is found under its name and its aliases."""
    return name_key(entity.name, entity.type)


@lru_cache(maxsize=65_536)
def name_key(name: str, type_: str) -> str:
    return content_id("source", folded(name), type_)


def with_query(path: str, **query: object) -> str:
    """The path with those parameters that are given."""
    given = {name: value for name, value in query.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(given)}" if given else path


def attribution_address(article: str, attribution: str, start: int) -> str:
    """Where an attribution is listed: on the part of its article in which it begins."""
    return f"/articles/{article_key(article)}?at={start}#said-{attribution}"


def telling(address: str, decision: str) -> str:
    """The address, of a page that also tells of a decision that was just made."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != DECIDED]
    return urlunsplit(parts._replace(query=urlencode([*query, (DECIDED, decision)])))
