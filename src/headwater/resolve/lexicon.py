"""The word lists of one language that tell what kind of source a phrase names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Protocol


class Publications(Protocol):
    """A list of publications: their full names, and what the name of an unknown one looks like."""

    def canonical(self, name: str) -> str | None: ...

    def looks_like(self, name: str) -> bool: ...


IRREGULAR = {"people": "person", "children": "child", "media": "media", "police": "police"}
"""Plurals that no ending tells."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lower-case words; nouns in the singular."""

    determiners: frozenset[str]
    definite: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    partitives: tuple[str, ...]
    pronouns: dict[str, str]
    titles: dict[str, str]
    nouns: dict[str, frozenset[str]]

    def singular(self, noun: str) -> str:
        """The singular of a noun by its ending, if that is a noun of these lists or the ending leaves no doubt."""
        if noun in IRREGULAR:
            return IRREGULAR[noun]
        for ending, replacement in (("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("men", "man"), ("s", "")):
            if noun.endswith(ending) and not noun.endswith(("ss", "us", "is")):
                return noun[: -len(ending)] + replacement
        return noun

    def plural(self, noun: str) -> bool:
        return self.singular(noun) != noun or noun in IRREGULAR

    def kind(self, noun: str) -> str | None:
        """The list that a head noun stands in, as it is or in the singular."""
        for form in (noun, self.singular(noun)):
            for kind in ("publication", "document", "organisation", "collective", "reporter"):
                if form in self.nouns[kind]:
                    return kind
        return None


@cache
def load(language: str) -> Lexicon:
    lists = tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return Lexicon(
        frozenset(lists["determiners"]),
        frozenset(lists["definite"]),
        frozenset(lists["prepositions"]),
        frozenset(lists["relatives"]),
        tuple(sorted(lists["partitives"], key=lambda p: (-len(p), p))),
        {word: kind for kind, words in lists["pronouns"].items() for word in words},
        {word: kind for kind, words in lists["titles"].items() for word in words},
        {kind: frozenset(words) for kind, words in lists["nouns"].items()},
    )
