"""The words around numbers of one language, and a sentence as the words and signs that they are looked up in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from headwater.model import Span
from headwater.nlp import numerals
from headwater.nlp.numerals import Numerals

TOKEN = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[^\w\s]")
DASHES = "-–—"
PHRASES = ("before", "after", "vague", "shares", "currencies", "units", "nobody", "fractions")


class Word(NamedTuple):
    """A word, a number or a sign.

    `joined` if a hyphen or a dash joins it to the one before, `close` if nothing parts them. `low` is lower case with a
    straight apostrophe.
    """

    start: int
    end: int
    low: str
    joined: bool
    close: bool
    capital: bool


class Phrases:
    """Phrases and what they mean: the longest that begins, or ends, at a word."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._entries = {tuple(m.group() for m in TOKEN.finditer(phrase)): meant for phrase, meant in entries.items()}
        self._from: dict[str, int] = {}
        self._to: dict[str, int] = {}
        for key in self._entries:
            self._from[key[0]] = max(self._from.get(key[0], 0), len(key))
            self._to[key[-1]] = max(self._to.get(key[-1], 0), len(key))

    @property
    def openers(self) -> Iterable[str]:
        """The words that a phrase begins with."""
        return self._from

    def at(self, words: Sequence[Word], index: int) -> tuple[Any, int] | None:
        """What the phrase that begins at a word means, and how many words it has."""
        longest = self._from.get(words[index].low, 0) if index < len(words) else 0
        return self._longest([word.low for word in words[index : index + longest]], range(longest, 0, -1))

    def before(self, words: Sequence[Word], index: int) -> tuple[Any, int] | None:
        """The same for the phrase that ends just before a word."""
        longest = self._to.get(words[index - 1].low, 0) if index else 0
        near = [word.low for word in words[max(0, index - longest) : index]]
        found = (self._longest(near[-length:], (length,)) for length in range(len(near), 0, -1))
        return next((one for one in found if one), None)

    def _longest(self, words: Sequence[str], lengths: Iterable[int]) -> tuple[Any, int] | None:
        for length in lengths:
            key = tuple(words[:length])
            if len(key) == length and key in self._entries:
                return self._entries[key], length
        return None


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The word lists of one language, as `quantities.en.toml` explains them."""

    before: Phrases
    after: Phrases
    vague: Phrases
    shares: Phrases
    currencies: Phrases
    units: Phrases
    nobody: Phrases
    fractions: Phrases
    magnitudes: Mapping[str, int]
    multiples: Mapping[str, int]
    plurals: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    numerals: Numerals
    openers: frozenset[str]
    """Words that a quantity may begin with, beside digits."""

    def opens(self, word: str) -> bool:
        """Whether a quantity may begin with a word in lower case: most words need no further look."""
        return word in self.openers or word[0].isdigit()

    def plural(self, word: str) -> bool:
        """Whether a word in lower case is a plural noun, by its looks."""
        looks = (
            len(word) > 3
            and word.endswith("s")
            and not word.endswith(("ss", "'s"))
            and word not in self.lists["no_plurals"]
        )
        return looks or word in self.lists["irregular"]

    def pluralised(self, word: str) -> str:
        """The plural of a noun in lower case; a plural stays as it is."""
        if word in self.plurals:
            return self.plurals[word]
        if self.plural(word):
            return word
        if word.endswith("y") and word[-2:-1] not in "aeiou":
            return f"{word[:-1]}ies"
        return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def sentence(text: str, span: Span) -> list[Word]:
    """The words of a sentence. A dash between two words that touch it is no word: it joins them."""
    found: list[Word] = []
    end, joint = -1, False
    for match in TOKEN.finditer(text, *span):
        written = match.group()
        close = match.start() == end
        if written in DASHES and close and text[match.end() : match.end() + 1].isalnum():
            end, joint = match.end(), True
            continue
        low = written.lower().replace("’", "'")
        found.append(Word(*match.span(), low, joint and close, close and not joint, written[0].isupper()))
        end, joint = match.end(), False
    return found


@cache
def load(language: str) -> QuantityWords:
    """The lists of `language`; a ModelError if there are none."""
    lists: Any = numerals.table("quantities", language)
    named = {name: frozenset(entries) for name, entries in lists["lists"].items()}
    phrases = {name: Phrases(lists[name]) for name in PHRASES}
    numbers = numerals.load(language)
    opening = (phrases[name].openers for name in ("vague", "shares", "currencies", "nobody"))
    return QuantityWords(
        **phrases,
        magnitudes=lists["magnitudes"],
        multiples=lists["multiples"],
        plurals=lists["plurals"],
        lists=named | {"irregular": frozenset(lists["plurals"].values())},
        numerals=numbers,
        openers=frozenset(("no", "none")).union(numbers.cardinals, numbers.magnitudes, *opening),
    )
