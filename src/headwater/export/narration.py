"""Chains in words, as an editor would say them: "the Courier, citing Ynet's translation of Le Monde, quoting …"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import resources
from itertools import pairwise

from headwater.export import wording
from headwater.export.text import shorten
from headwater.model import Assertion, Certainty, DerivationKind, Link, Quotation, SourceType, Story

_NAME = 120
_LISTS = tomllib.loads(resources.files("headwater.export").joinpath("en.toml").read_text(encoding="utf-8"))


def _any(name: str) -> str:
    return "|".join(map(re.escape, _LISTS[name]))


_DETERMINER = re.compile(rf"(?:{_any('determiners')})\s+", re.IGNORECASE)
_UNNAMED = re.compile(rf"\b(?:{_any('unnamed')})\b", re.IGNORECASE)
# A phrase's head ends where what it is of, or what is told of it, begins.
_COMPLEMENT = re.compile(rf",|\s(?:{_any('complements')})\b")
_PLURAL = re.compile(rf"(?:(?<![su])s|{_any('plurals')})$", re.IGNORECASE)
_SMALL = re.compile(r"\b[a-z][\w’'-]*")
_OWNED = re.compile(r"[’']s?\s")
_VOWEL = re.compile(r"[aio]|e(?!u)|u(?!ni|se)|hono|hour|heir")
# Kinds of sources whose names may be mere descriptions.
_DESCRIBED = (SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.DOCUMENT)
_COUNTED = re.compile(rf"(?:{_any('counts')}|\d+)\b", re.IGNORECASE)

_PUT = {
    Certainty.ASSERTED: "as fact",
    Certainty.ATTRIBUTED: "as said",
    Certainty.HEDGED: "with a hedge",
    Certainty.DOUBTED: "with doubt",
    Certainty.DENIED: "as denied",
}


class Narrator:
    """Says the chains of a story's assertions, knowing who translated whom and which words are quoted."""

    def __init__(self, story: Story) -> None:
        self.names: Mapping[str, str] = wording.labels(story.articles)
        self._publishers = {r.article.id: _bare(r.article.publisher or "") for r in story.articles}
        self._texts = [reading.article.text for reading in story.articles]
        self._translated = {
            (each.article, via, publication)
            for each in story.derivations
            if each.kind is DerivationKind.TRANSLATION
            for via, publication in pairwise((*each.via, each.publication))
        }
        self._quoted = {
            (reading.article.id, each.id)
            for reading in story.articles
            for each in reading.attributions
            if each.kind is not Quotation.INDIRECT
        }

    def chain(self, assertion: Assertion, *, outlet: bool = True) -> str:
        """Everyone between the reader and the origin in words; without `outlet` it begins behind the article."""
        first = [self.names[assertion.article]] if outlet else []
        attributed = assertion.attribution is not None
        return ", ".join([*first, *(self._links(assertion) if assertion.chain else [wording.unchained(attributed)])])

    def _links(self, assertion: Assertion) -> Iterator[str]:
        chain, before = assertion.chain, None
        quoted = (assertion.article, assertion.attribution) in self._quoted
        skip = False
        for at, link in enumerate(chain):
            if skip:
                skip = False
                continue
            after = chain[at + 1] if at + 1 < len(chain) else None
            if after and (assertion.article, link.name, after.name) in self._translated:
                skip, words = True, f"{_possessive(self._name(link))} translation of {self._name(after)}"
            elif link.type is SourceType.PUBLICATION and _bare(link.name) == self._publishers.get(assertion.article):
                words = "its own reporting"
            else:
                words = self._name(link)
            yield f"{_verb(link, before, quoted=quoted and at == len(chain) - 1)} {words}"
            before = after if skip else link

    def _name(self, link: Link) -> str:
        """A source as it stands in a sentence; of one without a name, that it has none; and that a link is inferred."""
        words = _described(link, self._is_small)
        return words if link.stated else f"{words} (inferred)"

    def _is_small(self, word: str) -> bool:
        """Whether a word has a capital only where it begins a sentence, as far as the articles tell."""
        return word.lower() in self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(word for text in self._texts for word in _SMALL.findall(text))


def _bare(publication: str) -> str:
    return publication.casefold().removeprefix("the ")


def put(certainty: Certainty) -> str:
    """How an assertion is put: "as fact", "with a hedge"."""
    return _PUT[certainty]


def told(chain: str, certainty: Certainty) -> str:
    """A chain and how it is put; nothing is said of a neutral word, which is the usual one."""
    return chain if certainty is Certainty.ATTRIBUTED else f"{chain}, {put(certainty)}"


def _described(link: Link, is_small: Callable[[str], bool]) -> str:
    words = shorten(link.name, _NAME)
    if link.type is SourceType.UNSPECIFIED or not words:
        return "somebody whom it does not name"
    if link.type in _DESCRIBED and is_small(words.split(maxsplit=1)[0]):
        words = words[:1].lower() + words[1:]
    if link.type in (SourceType.COLLECTIVE, SourceType.DOCUMENT):
        return _with_article(words, link.type)
    if link.type is not SourceType.ANONYMOUS or _UNNAMED.search(words):
        return words
    if _COUNTED.match(words):
        return f"{words}, not named"
    words = _DETERMINER.sub("", words, count=1) if _DETERMINER.match(words) else words
    head = _COMPLEMENT.split(words, maxsplit=1)[0]
    return f"unnamed {words}" if _PLURAL.search(head) else f"an unnamed {words}"


def _with_article(words: str, kind: SourceType) -> str:
    """ "the French", and "a confidential report"; what has an article, or is several, is left as it is."""
    head = _COMPLEMENT.split(words, maxsplit=1)[0]
    if _DETERMINER.match(words) or _COUNTED.match(words) or _PLURAL.search(head):
        return words
    if kind is SourceType.COLLECTIVE:
        return f"the {words}" if words[:1].isupper() and " " not in words else words
    if not words[:1].islower():
        return words
    if _OWNED.search(head):
        return f"the {words}"
    return f"an {words}" if _VOWEL.match(words) else f"a {words}"


def _verb(link: Link, before: Link | None, *, quoted: bool) -> str:
    if link.type is SourceType.PUBLICATION:
        if before is None:
            return "citing"
        return "itself citing" if before.type is SourceType.PUBLICATION else "who has it from"
    if before is not None and before.type not in (SourceType.PUBLICATION, SourceType.DOCUMENT):
        return "who has it from"
    if link.type is SourceType.DOCUMENT:
        return "citing"
    return "quoting" if quoted else "according to"


def _possessive(words: str) -> str:
    return f"{words}’" if words.endswith("s") else f"{words}’s"
