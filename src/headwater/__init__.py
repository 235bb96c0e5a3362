"""Headwater: who says so, through which chain, on how many independent origins.

The names below are for programs; docs/api.md explains them. They are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headwater.api import Story, __version__, formats, open, read, trace  # noqa: A004
    from headwater.case import Case
    from headwater.config import Config
    from headwater.errors import HeadwaterError
    from headwater.model import (
        Article,
        Assertion,
        Attribution,
        Claim,
        Count,
        Derivation,
        Disagreement,
        Drift,
        Failure,
        Join,
        Link,
        Reading,
    )

__all__ = [
    "Article",
    "Assertion",
    "Attribution",
    "Case",
    "Claim",
    "Config",
    "Count",
    "Derivation",
    "Disagreement",
    "Drift",
    "Failure",
    "HeadwaterError",
    "Join",
    "Link",
    "Reading",
    "Story",
    "__version__",
    "formats",
    "open",
    "read",
    "trace",
]

_HOMES = {
    "headwater.api": ("Story", "__version__", "formats", "open", "read", "trace"),
    "headwater.case": ("Case",),
    "headwater.config": ("Config",),
    "headwater.errors": ("HeadwaterError",),
}


def __getattr__(name: str) -> Any:
    """The command line would pay for every library at each start, were all names loaded here."""
    if name not in __all__:
        raise AttributeError(f"module 'headwater' has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "headwater.model")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
