"""What a thing is known again by: ids that are computed from content, and names as they are compared."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def content_id(*parts: Any) -> str:
    """A short id that depends on nothing but `parts` (JSON values): sixteen hexadecimal digits of their SHA-256."""
    return hashlib.sha256(_canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def passage_key(article: str, spans: tuple[tuple[int, int], ...]) -> str:
    """What a stretch of an article, above all an assertion, is called by: it depends on its place alone."""
    return content_id("assertion", article, spans)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as it is compared: without case, outer spaces and a leading "the"; an apostrophe is one in either form."""
    plain = " ".join(name.casefold().replace("’", "'").split())
    return plain.removeprefix("the ") or plain
