"""The words of one language that stand around names, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class NameWords:
    """`introduction` ends where a name begins that the clause gives to what stands before it (", known as K.").

    `apposition` begins where a name ends and leads to the description after it; `listed` where such a description ends
    that may be one of a list; `place` ends where the name of a place begins.
    """

    introduction: re.Pattern[str]
    apposition: re.Pattern[str]
    listed: re.Pattern[str]
    place: re.Pattern[str]
    conjunctions: frozenset[str]


@cache
def load(language: str) -> NameWords:
    file = resources.files(__package__).joinpath(f"name_words.{language}.toml")
    given: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    words = {name: _any_of(phrases) for name, phrases in given.items()}
    announced = rf"(?:{words['announcing']})\b[^,;:.()\n“”\"]{{0,60}}?\b(?:{words['linking']})"
    return NameWords(
        re.compile(rf",?\s+(?:(?:{words['relatives']})\s+)?(?:{announced}|{words['naming']})\s+[“\"‘']?$"),
        re.compile(rf",\s+(?:(?:{words['relatives']})\s+)?"),
        re.compile(rf",\s+(?:{words['conjunctions']})\b"),
        re.compile(rf"\b(?:{words['places']})\s+(?:\w{{1,3}}\s+)?$", re.IGNORECASE),
        frozenset(given["conjunctions"]),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """An alternative of phrases, the longest first, whatever the spaces in them."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=lambda p: (-len(p), p)))
