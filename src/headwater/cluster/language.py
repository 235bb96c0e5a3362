"""What claims are compared by: stems of content words, names, and what "the operation" points back to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from headwater.stemming import stem

WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads(files("headwater").joinpath("cluster", "en.toml").read_text("utf-8"))


def points_back(text: str) -> bool:
    return any(word.lower() in _listed("pronouns") for word in WORD.findall(text)[:3])


def copular() -> frozenset[str]:
    """Words beside a value that say no more than that it was it."""
    return _listed("copular")


def definite(text: str) -> set[str]:
    """Stems of the nouns of "the operation", "the Syrian engineer": up to two words after the article."""
    return set(_after(text, frozenset({"the", "this", "that"}), 2))


def resumed(text: str, deeds: Set[str]) -> bool:
    """Whether a text begins with "it", or with a deed (a stem) that is known: "the operation was"."""
    first = WORD.findall(text)[:3]
    begins = bool(first) and first[0].lower() in _listed("resuming")
    return begins or not deeds.isdisjoint(definite(" ".join(first)))


def introduced(text: str) -> set[str]:
    return set(_after(text, _listed("introducing"), 3))


def _after(text: str, openers: frozenset[str], reach: int) -> Iterator[str]:
    words = WORD.findall(text)
    for position, word in enumerate(words):
        if word.lower() in openers:
            for following in words[position + 1 : position + 1 + reach]:
                if following[0].isupper():
                    continue
                lower = following.lower()
                if lower in _listed("stop"):
                    break
                yield key(lower)


def names(text: str) -> Iterator[str]:
    """Capitalised words, those aside that only open a sentence."""
    for match in WORD.finditer(text):
        if match[0][0].isupper() and not _opening(text, match.start()):
            yield match[0]


def _opening(text: str, place: int) -> bool:
    """Whether a word there opens a sentence."""
    while place and text[place - 1] in " \"'“‘(":
        place -= 1
    return not place or text[place - 1] in ".!?…"


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(settings()["words"][name].split())


@cache
def _alike() -> Mapping[str, str]:
    """Each stem of a group of words for one thing, with the stem that stands for the group."""
    found: dict[str, str] = {}
    for group in settings()["words"]["alike"]:
        stemmed = [stem(word) for word in group.split()]
        for each in stemmed:
            found.setdefault(each, stemmed[0])
    return found


@cache
def key(word: str) -> str:
    """The stem of a word, or the one that stands for it and the other words for that thing."""
    plain = stem(re.sub(r"[’']s$", "", word))
    return _alike().get(plain, plain)


def content_words(text: str) -> list[str]:
    stop = _listed("stop")
    return [key(lower) for word in WORD.findall(text) if (lower := word.lower()) not in stop]


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """Stems of the content words of `text`; words for one thing have one stem."""
    return frozenset(content_words(text))


def restricts(begun: str) -> bool:
    """Whether a clause, up to its verb, only says which is meant: "a man who often | cried", "who | cried"."""
    return _restricting().fullmatch(begun) is not None


@cache
def _restricting() -> re.Pattern[str]:
    """A relative pronoun without a comma, alone or behind who it stands for."""
    return re.compile(rf"(?:[^,]*?\s)?(?:{'|'.join(settings()['assertions']['restricting'].split())})\b[^,]*")
