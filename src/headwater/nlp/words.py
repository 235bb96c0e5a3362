"""The word lists of one language, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headwater import vocabulary
from headwater.errors import ModelError
from headwater.model import Spans
from headwater.nlp import timex
from headwater.nlp.certainty import WORD, CertaintyWords
from headwater.nlp.proposition_words import PropositionWords
from headwater.nlp.sentences import SentenceWords
from headwater.stemming import stem

AGENT = re.compile(r"[^.;\n]{0,40}?\bby\s+([^.;,\n“”\"]{2,80}?)\s+that\b")
"""English passives: somebody is told something by somebody."""


CLAUSE_END = re.compile(r";|,\s+(?:but|while|although|though|whereas|and that)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """What the modules of this package take from the lists of one language."""

    sentences: SentenceWords
    certainty: CertaintyWords
    communication: frozenset[str]
    dates: timex.DateWords
    sourceless: dict[str, frozenset[str]]
    propositions: PropositionWords
    empty: frozenset[str]

    def nobody(self, cue: str) -> tuple[int, int] | None:
        """The part of a cue that passes something on without anybody who says it: "reportedly", "is believed to".

        None where the rest of the cue passes something on itself ("reportedly said") or says by whom.
        """
        match = self._sourceless().search(cue)
        if match is None:
            return None
        rest = [word.lower() for word in WORD.findall(cue[: match.start()] + cue[match.end() :])]
        said = any(stem(word) in self.communication or word in self.sourceless["passives"] for word in rest)
        return None if said or self.sourceless["agents"] & set(rest) else match.span()

    def adverbs(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a word stands that passes something on by itself: "reportedly"."""
        return (m.span() for m in WORD.finditer(text) if m.group().lower() in self.sourceless["words"])

    def _sourceless(self) -> re.Pattern[str]:
        lists = {name: "|".join(sorted(words)) for name, words in self.sourceless.items()}
        passive = (
            rf"(?:(?:{lists['perfect']})\s+)?(?:{lists['auxiliaries']})\s+"
            rf"(?:(?:{lists['adverbs']})\s+)*(?:{lists['passives']})(?:\s+(?:to|of|with|for|as))?"
        )
        return re.compile(rf"\b(?:{lists['words']}|{passive})\b", re.IGNORECASE)

    def clause_end(self, text: str, start: int, stop: int) -> int:
        """Where the clause that goes on at `start` ends, at the latest at `stop`; its full stop is left out."""
        match = CLAUSE_END.search(text, start, stop)
        return match.start() if match else start + len(text[start:stop].rstrip(".!?"))

    def agent(self, text: str, cue: tuple[int, int], content: Spans) -> tuple[int, int] | None:
        """Who informs in "was informed by the registry that …": what stands between "by" and "that"."""
        cue_words = [word.lower() for word in WORD.findall(text[slice(*cue)])]
        before = [word.lower() for word in WORD.findall(text[max(0, cue[0] - 20) : cue[0]])[-1:]]
        passive = self.sourceless["auxiliaries"] & {*before, *cue_words} and self.communicates(text[slice(*cue)])
        match = AGENT.match(text, cue[0] if cue_words[-1:] == ["by"] else cue[1])
        if not passive or not match or not any(start <= match.end() < end for start, end in content):
            return None
        return match.span(1)

    def is_thought(self, phrase: str) -> bool:
        """Whether a phrase is a thought rather than somebody who has it: "suspicions", "the fear"."""
        said = WORD.findall(phrase)
        named = len(said) > 1 and not said[-1].islower()
        return bool(said) and not named and stem(said[-1]) in self.sourceless["thoughts"]

    def communicates(self, cue: str) -> bool:
        """Whether a cue passes something on, so that it can be a link of a chain."""
        return any(stem(word) in self.communication for word in WORD.findall(cue))


@cache
def load(language: str) -> Words:
    """The lists of `language`; a ModelError if there are none."""
    path = resources.files(__package__).joinpath(f"{language}.toml")
    if not path.is_file():
        raise ModelError(f"no word lists for the model's language {language!r}: use a model of another language")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(
        SentenceWords(**{name: frozenset(entries) for name, entries in lists["sentences"].items()}),
        CertaintyWords(lists["certainty"]),
        frozenset(stem(word) for entry in lists["communication"]["words"] for word in entry.split()[:1]),
        timex.load(language),
        _sourceless(lists["sourceless"]),
        PropositionWords.of(lists["propositions"]),
        frozenset(lists["statements"]["empty"].split()),
    )


def _sourceless(lists: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found = {name: frozenset(map(stem, listed) if name == "thoughts" else listed) for name, listed in lists.items()}
    return found | {"auxiliaries": frozenset(vocabulary.words("be")), "perfect": frozenset(vocabulary.words("have"))}
