"""Where a page stands on the web: before an archive kept it (the Wayback Machine, archive.today), and on whose site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_KEPT = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?|archive\.(?:today|ph|is|li|md|fo|vn)/\d{4,14})/"
    r"(?P<address>https?:/{1,2}.+)",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME = re.compile(r"(https?):/{1,2}", re.IGNORECASE)

BAR = "wm-ipp"
"""How the ids begin of what the Wayback Machine puts over a page."""


def original(address: str) -> str:
    """The address of the page itself; any other address as it is."""
    kept = _KEPT.fullmatch(address)
    return _SCHEME.sub(r"\1://", kept["address"], count=1) if kept else address


def host(address: str) -> str | None:
    """The name of the host in an address of the web, without "www."; None for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return (parts.hostname or "").removeprefix("www.") or None if parts.scheme in ("http", "https") else None
