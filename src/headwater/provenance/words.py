"""Words and dates as provenance compares them: heads of descriptions, sentences worded alike, what came before."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*[’']?")

# Wording is shared in runs of this many words; this share of the shorter text's runs makes two texts alike.
RUN = 6
SHARED = 0.6


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads(files("headwater").joinpath("provenance", "en.toml").read_text("utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of en.toml's [chains], in any case."""
    return re.compile(settings()["chains"][name], re.IGNORECASE | re.VERBOSE)


def before(one: str, other: str) -> bool:
    """Is the one date (ISO 8601) before the other, as far as both tell?"""
    shortest = min(len(one), len(other))
    return bool(shortest) and one[:shortest] < other[:shortest]


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


@lru_cache(maxsize=65536)
def described(description: str) -> tuple[str, frozenset[str]]:
    """A description's head, and the words before it that tell it apart: "the unnamed harbour official in Y" is a
    harbour official.
    """
    rules = settings()["descriptions"]
    before: list[str] = []
    for word in PART.findall(description.casefold()):
        if before and word in rules["complements"]:
            break
        before.append(word.rstrip("’'"))
    told = [word for word in before if word not in rules["vacuous"]]
    return (told[-1], frozenset(told[:-1])) if told else ("", frozenset())


@lru_cache(maxsize=65536)
def names_nobody(description: str) -> bool:
    """Whether it is a pronoun, or a piece of a phrase, by which no reader knows who is meant: "it", "Mr", "of them"."""
    rules, words = settings()["descriptions"], words_of(description)
    piece = not words or words[0] in rules["pieces"].split() or len(description.strip()) < 2
    return piece or {*words} <= {*rules["pronouns"].split(), *rules["vacuous"]}


def may_mean_one(one: str, other: str) -> bool:
    """Do two descriptions have one head, and does the one tell no less than the other?"""
    (head, apart), (other_head, other_apart) = described(one), described(other)
    return head == other_head != "" and (apart <= other_apart or other_apart <= apart)


def alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share nearly all wording of the shorter one, the lower index first."""
    runs = [_runs(text) for text in texts]
    first: dict[frozenset[tuple[str, ...]], int] = {}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in enumerate(runs):
        if first.setdefault(found, number) != number:
            # An exact copy needs no counting, however many there are.
            yield first[found], number
            continue
        for run in sorted(found):
            holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter(
        (one, other)
        for numbers in holders.values()
        for position, one in enumerate(numbers)
        for other in numbers[position + 1 :]
    )
    for (one, other), count in sorted(shared.items()):
        if count >= SHARED * min(len(runs[one]), len(runs[other])):
            yield one, other


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = words_of(text)
    return frozenset(words[i : i + RUN] for i in range(max(1, len(words) - RUN + 1)))
