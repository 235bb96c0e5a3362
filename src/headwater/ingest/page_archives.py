"""Where a page stood before an archive of the web kept it: the Wayback Machine, archive.today."""

from __future__ import annotations

import re

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
