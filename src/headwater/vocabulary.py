"""Words that several stages read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources


@cache
def telling() -> Mapping[str, tuple[str, ...]]:
    """The verbs by which somebody tells somebody something, by their lemmas, with their forms."""
    return {verb: tuple(forms) for verb, forms in _tables()["telling"].items()}


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of words, in its order."""
    return tuple(_tables()["words"][name])


@cache
def alternation(name: str) -> str:
    """The same for a regular expression."""
    return "|".join(words(name))


@cache
def _tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))
