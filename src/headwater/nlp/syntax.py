"""A parse with the lemmas of its words, and the questions that propositions ask of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from headwater.model import Span
from headwater.nlp.lemmas import lemma, verb_lemma
from headwater.nlp.parse import Parse, Word
from headwater.nlp.proposition_words import PropositionWords

SUBJECTS, PASSIVE_SUBJECTS = ("nsubj", "csubj"), ("nsubjpass", "csubjpass")
AUXILIARIES = ("aux", "auxpass")
OBJECTS = ("dobj", "dative", "oprd")


class Syntax:
    """One text: words are indices into its parse."""

    def __init__(self, text: str, parsed: Parse, lists: PropositionWords, language: str) -> None:
        self._text, self.parse, self.lists, self._language = text, parsed, lists, language
        self.words: tuple[Word, ...] = parsed.words

    @cached_property
    def lemmas(self) -> list[str]:
        return [
            verb_lemma(self._text[slice(*word.span)], self._language, self.lists.irregular)
            if word.part in ("VERB", "AUX")
            else lemma(self._text[slice(*word.span)], self._language)
            for word in self.words
        ]

    def form(self, index: int) -> str:
        """A word as it is written, in lower case."""
        return self._text[slice(*self.words[index].span)].lower()

    def below(self, index: int, *dependencies: str) -> list[int]:
        """The words that hang on this one in one of these ways."""
        words = self.words
        return [i for i in self.parse.children[index] if words[i].dependency in dependencies]

    def prepositions(self, index: int, *lemmas: str) -> list[int]:
        return [i for i in self.below(index, "prep", "agent") if self.lemmas[i] in lemmas]

    def is_deed(self, index: int) -> bool:
        """Whether a noun names something that is done or happens."""
        if self.words[index].part != "NOUN":
            return False
        name = self.lemmas[index]
        shaped = len(name) > 5 and name.endswith(self.lists.endings) and name not in self.lists.things
        return name in self.lists.deeds or shaped

    def covered(self, spans: Iterable[Span]) -> set[int]:
        """The words that lie in one of the spans."""
        found, words = set(), self.words
        for start, end in spans:
            index = bisect_right(words, start, key=lambda word: word.span[1])
            while index < len(words) and words[index].span[0] < end:
                found.add(index)
                index += 1
        return found
