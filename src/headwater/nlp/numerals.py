"""Numbers in words and digits > numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headwater.errors import ModelError

DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language: "three" and "thirty", "thousand", "third"; and those that join them ("and")."""

    cardinals: Mapping[str, int]
    magnitudes: Mapping[str, int]
    ordinals: Mapping[str, int]
    joining: tuple[str, ...]

    def value(self, words: Sequence[str]) -> tuple[float | None, int]:
        """The number that the words (in lower case, hyphens apart) begin with, and how many of them it takes.

        "two hundred and fifty people" is 250 and 4, "2.4 million" 2,400,000 and 2, "two three" 2 and 1.
        """
        total, least, used = 0.0, float("inf"), 0
        group: float | None = None
        while used < len(words):
            joined = words[used] in self.joining and (group or 0) >= 100 and used + 1 < len(words)
            word = words[used + joined]
            small = self.cardinals.get(word) if used else _digits(word, self.cardinals.get(word))
            factor = 0 if joined else self.magnitudes.get(word, 0)
            if small is not None and (group is None or _follows(group, small)):
                group = (group or 0) + small
            elif factor == 100 and (group or 1) < 100:
                group = (group or 1) * 100
            elif 100 < factor < least and (group or not used):
                total, least, group = total + (group or 1) * factor, factor, None
            else:
                break
            used += 1 + joined
        return (exact(total + (group or 0)), used) if used else (None, 0)


def exact(value: float) -> float:
    """Without what multiplying leaves: 65.4 times a billion is 65,400,000,000.00001."""
    return float(f"{value:.12g}")


def _follows(group: float, value: float) -> bool:
    """ "Eight" after "thirty", "fifty" after "two hundred"."""
    if value >= 100 or group < 20:
        return False
    return group % 100 == 0 or (group % 10 == 0 and value < 10)


def _digits(word: str, default: float | None) -> float | None:
    return float(word.replace(",", "")) if DIGITS.fullmatch(word) else default


def table(file: str, language: str) -> dict[str, object]:
    """The word lists of `language` in a file of this package; a ModelError if there are none."""
    path = resources.files(__package__).joinpath(f"{file}.{language}.toml")
    if not path.is_file():
        raise ModelError(f"no word lists for the model's language {language!r}: use a model of another language")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def load(language: str) -> Numerals:
    lists = table("numerals", language)
    return Numerals(**lists | {"joining": tuple(lists["joining"])})  # type: ignore[arg-type]
