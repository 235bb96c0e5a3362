"""The word lists of this package that are data beside a module, by the name of their file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of a file without tables, each in the order of the file."""
    found = tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    return {key: tuple(entries) for key, entries in found.items()}
