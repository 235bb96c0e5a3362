"""The word lists of one language, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headwater.nlp.certainty import WORD, CertaintyWords, stem


@dataclass(frozen=True, slots=True)
class Words:
    """What the modules of this package take from the lists of one language."""

    abbreviations: frozenset[str]
    certainty: CertaintyWords
    communication: frozenset[str]

    def communicates(self, cue: str) -> bool:
        """Whether a cue passes something on, so that it can be a link of a chain."""
        return any(stem(word) in self.communication for word in WORD.findall(cue))


@cache
def load(language: str) -> Words:
    lists = tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return Words(
        frozenset(lists["abbreviations"]),
        CertaintyWords(lists["certainty"]),
        frozenset(stem(word) for entry in lists["communication"]["words"] for word in entry.split()[:1]),
    )
