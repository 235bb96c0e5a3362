"""The patterns and word lists of en.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def patterns(table: str) -> dict[str, Any]:
    """One table of en.toml, as it stands there."""
    table_: dict[str, Any] = tomllib.loads(files(__package__).joinpath("en.toml").read_text("utf-8"))[table]
    return table_
