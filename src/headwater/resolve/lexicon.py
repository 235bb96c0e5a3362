"""The word lists of one language that tell what kind of source a phrase names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

from headwater import vocabulary


class Publications(Protocol):
    """A list of publications: their full names, and what the name of an unknown one looks like."""

    def canonical(self, name: str) -> str | None: ...

    def is_ambiguous(self, name: str) -> bool: ...

    def is_platform(self, name: str) -> bool: ...

    def looks_like(self, name: str) -> bool: ...


IRREGULAR = {"people": "person", "children": "child", "media": "media", "police": "police"}
"""Plurals that no ending tells."""
KINDS = ("publication", "document", "organisation", "collective", "reporter")
"""Lists of head nouns, of which the first counts that has one."""
TIME_OF_OFFICE = re.compile(r"^(?:then|ex|former|vice|acting)-|-(?:elect|designate)$")
"""What a hyphen adds to a title."""
WORDS = (
    *("determiners", "definite", "indefinite", "others", "prepositions", "relatives", "participles", "calendar"),
    *("publishing", "brought_out", "openers", "days", "verbs", "living", "printing", "reflexive", "courtesy", "empty"),
    *("examples", "another_office", "owning"),
)
"""Lists that are nothing but words."""
SHARED = {"calendar": ("weekdays", "months"), "days": ("weekdays",), "brought_out": ("obtained",)}
"""Of those, the ones that hold lists of headwater/vocabulary.toml too."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lower-case words; nouns in the singular."""

    determiners: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    others: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    participles: frozenset[str]
    calendar: frozenset[str]
    publishing: frozenset[str]
    brought_out: frozenset[str]
    openers: frozenset[str]
    days: frozenset[str]
    verbs: frozenset[str]
    living: frozenset[str]
    printing: frozenset[str]
    reflexive: frozenset[str]
    courtesy: frozenset[str]
    empty: frozenset[str]
    examples: frozenset[str]
    another_office: frozenset[str]
    owning: frozenset[str]
    partitives: tuple[str, ...]
    pronouns: dict[str, str]
    titles: dict[str, str]
    genders: dict[str, str]
    shortened: dict[str, str]
    """Short forms of titles, without their full stop, and what they stand for."""
    nouns: dict[str, frozenset[str]]
    two_words: frozenset[str]
    """Nouns that are two words: "coast guard"."""
    bodies: dict[str, frozenset[str]]
    """Words of names and descriptions, each with the kinds of organisation that it tells."""
    companies: frozenset[str]
    """The kinds that are companies."""
    unmarked: frozenset[str]
    """The kinds whose names need not say so."""
    marks: frozenset[str]
    """Words that no person's name has."""
    media: dict[str, str]
    outlets: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    affiliations: dict[str, tuple[str, ...]]
    apposition: dict[str, tuple[str, ...]]
    behind_names: dict[str, tuple[str, ...]]

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
            for kind in KINDS:
                if form in self.nouns[kind]:
                    return kind
        return None

    def is_title(self, word: str) -> bool:
        """Whether a word before a person's name is no part of it: "Father", "then-Cardinal", "President-elect"."""
        plain = TIME_OF_OFFICE.sub("", word.lower().rstrip("."))
        return plain in self.titles

    def is_party_member(self, word: str) -> bool:
        """Whether a word is one of a party: "Democrat"."""
        return self.singular(word) == word and "party" in self.bodies.get(f"{word}s", ())

    def without_titles(self, words: list[str]) -> list[str]:
        """The words of a person's name without those before it."""
        first = next((i for i, word in enumerate(words[:-1]) if not self.is_title(word)), len(words) - 1)
        return words[first:]

    def gender(self, noun: str) -> str | None:
        """What a title or a noun for a person tells: "masculine", "feminine", or nothing."""
        for table in (self.titles, self.genders):
            if table.get(noun) in ("masculine", "feminine"):
                return table[noun]
        if noun in self.genders or not noun.endswith("man"):
            return None
        return "feminine" if noun.endswith("woman") else "masculine"

    def kinds_of_body(self, words: Iterable[str]) -> frozenset[str]:
        """The kinds of organisation that the words of a name or of a description tell."""
        return frozenset(
            kind for word in words for kind in self.bodies.get(self.singular(word), self.bodies.get(word, ()))
        )


@cache
def load(language: str) -> Lexicon:
    lists = tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    words = {name: frozenset((*lists[name], *_shared(name))) for name in WORDS}
    return Lexicon(
        **words,
        partitives=tuple(sorted(lists["partitives"], key=lambda p: (-len(p), p))),
        pronouns=_inverted(lists["pronouns"]),
        titles=_inverted(lists["titles"]),
        genders=_inverted(lists["genders"]),
        shortened=_inverted(lists["shortened"]),
        nouns={kind: frozenset(words) for kind, words in lists["nouns"].items()},
        two_words=frozenset(w for kind in KINDS for w in lists["nouns"][kind] if " " in w),
        bodies=_bodies(lists["bodies"]),
        companies=frozenset(kind for kind, entry in lists["bodies"].items() if "company" in (kind, entry.get("of"))),
        unmarked=frozenset(kind for kind, entry in lists["bodies"].items() if entry.get("unmarked")),
        marks=frozenset(word for entry in lists["bodies"].values() for word in entry.get("marks", ())),
        media=_inverted(lists["media"]),
        outlets=_longest_first(lists["outlets"]),
        labels=_longest_first(lists["labels"]),
        affiliations=_longest_first(lists["affiliations"]),
        apposition=_longest_first(lists["apposition"]),
        behind_names=_longest_first(lists["behind_names"]),
    )


def _shared(name: str) -> Iterator[str]:
    """What a list has of the words that other stages read too."""
    for known in SHARED.get(name, ()):
        yield from map(str.lower, vocabulary.words(known))


def _longest_first(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(words, key=lambda word: (-len(word), word))) for name, words in table.items()}


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words}


def _bodies(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, entry in table.items():
        for word in (*entry["heads"], *entry["words"], *entry.get("marks", ())):
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}
