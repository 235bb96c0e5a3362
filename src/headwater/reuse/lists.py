"""The lists and thresholds of this package, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def lists() -> dict[str, Any]:
    """What a page repeats around a report, and how a report shows what others said (en.toml)."""
    return _tables("en.toml")


@cache
def thresholds() -> dict[str, Any]:
    """What counts as shared wording (thresholds.toml)."""
    return _tables("thresholds.toml")


@cache
def addresses() -> dict[str, Any]:
    """What of an address does not change the page (addresses.toml)."""
    return _tables("addresses.toml")


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
