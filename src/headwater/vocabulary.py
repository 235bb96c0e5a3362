"""Words that several stages read: verbs of telling."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def telling() -> Mapping[str, tuple[str, ...]]:
    """The verbs by which somebody tells somebody something, by their lemmas, with their forms."""
    found = tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))["telling"]
    return {verb: tuple(forms) for verb, forms in found.items()}
