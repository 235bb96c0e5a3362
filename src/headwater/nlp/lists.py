"""The lists of attribution.toml: English words and forms by which attributions are put right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def lists(table: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of a table, each in the order of the file."""
    found = tomllib.loads(resources.files(__package__).joinpath("attribution.toml").read_text("utf-8"))[table]
    return {key: (entries,) if isinstance(entries, str) else tuple(entries) for key, entries in found.items()}


@cache
def alternatives(table: str) -> Mapping[str, str]:
    """The same, each as an alternation for a regular expression."""
    return {key: "|".join(map(re.escape, entries)) for key, entries in lists(table).items()}
