"""Ids that are computed from content, so that the same thing has the same id in every run."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def content_id(*parts: Any) -> str:
    """A short id that depends on nothing but `parts` (JSON values): sixteen hexadecimal digits of their SHA-256."""
    return hashlib.sha256(_canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def passage_key(article: str, spans: tuple[tuple[int, int], ...]) -> str:
    """What a stretch of an article, above all an assertion, is called by: it depends on its place alone."""
    return content_id("assertion", article, spans)
