"""The word lists of en.toml, read once: which deeds are one, which are opposites, which prepositions are of a kind."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from headwater.stemming import stem

WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")

Lines = Mapping[str, frozenset[tuple[int, int]]]
"""Each entry of a list of lines with the lines that it stands in (their numbers) and the sides of them."""


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads(files("headwater").joinpath("disagreement", "en.toml").read_text("utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list as it is written, in lower case."""
    listed = settings()[table][name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


@cache
def stems(table: str, name: str) -> frozenset[str]:
    return frozenset(map(key, words(table, name)))


@cache
def lines(table: str, name: str) -> Lines:
    """A list of lines: each is one side, its entries apart by commas, or several sides, their words apart by spaces."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, line in enumerate(settings()[table][name]):
        sides = [line.split(", ")] if isinstance(line, str) else [side.split() for side in line]
        for side, entries in enumerate(sides):
            for entry in entries:
                found[key(entry)].add((number, side))
    return {entry: frozenset(places) for entry, places in found.items()}


@cache
def stop_words() -> frozenset[str]:
    return words("who", "pronouns") | words("phrases", "stop")


def key(lemma: str) -> str:
    """What a lemma is looked up by: the stem of each of its words ("take over")."""
    return " ".join(stem(word) for word in lemma.lower().split())


@cache
def role(table: str, word: str) -> str | None:
    """The name of the role of a table's that a preposition has; where there is none ("") it is "bare"."""
    return next((name for name, listed in settings()[table]["roles"].items() if word in (listed.split() or [""])), None)


@lru_cache(maxsize=65536)
def in_line(table: str, name: str, one: str, other: str) -> bool:
    """Whether two entries stand in one line of a list, or are the same."""
    listed = lines(table, name)
    return one == other or not listed.get(one, frozenset()).isdisjoint(listed.get(other, ()))


@lru_cache(maxsize=65536)
def bearing(one: str, other: str) -> int:
    """1 if two predicates are one deed, -1 if they are opposites, 0 if they have nothing to do with each other."""
    if in_line("deeds", "alike", one, other):
        return 1
    opposites = lines("opposites", "pairs")
    places = opposites.get(one, frozenset())
    sides = {
        side == other_side for line, side in places for number, other_side in opposites.get(other, ()) if line == number
    }
    return 0 if not sides else 1 if True in sides else -1


def told_apart(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two descriptions (stems) have words that tell two things apart: "northern" and "southern"."""
    sides, places = _sides(frozenset(one)), _sides(frozenset(other))
    return any(line == number and side != place for line, side in sides for number, place in places)


@lru_cache(maxsize=8192)
def _sides(described: frozenset[str]) -> frozenset[tuple[int, int]]:
    listed = lines("opposites", "apart")
    return frozenset(place for word in described for place in listed.get(word, ()))


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in a text, as whole words, in any case."""
    return any(re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE) for phrase in phrases)
