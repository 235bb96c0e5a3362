"""What an article calls a bearer of a name: "the French daily Varsla", "the port's head, Ada Moss", "known as V.H."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from headwater.model import Span
from headwater.resolve.across.name_words import NameWords
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.phrases import POSSESSIVE, WORD

REACH = 160
"""Characters before or after a name in which its description can stand."""
BREAK = re.compile(r"[,;:()\[\]“”\"\n—–]|[.!?](?=\s|$)|\s--?\s")
"""What a description does not reach across."""
CLOSED = re.compile(r"[’'”\"]*\s*(?:[,;:)\n—–]|[.!?](?=\s|$)|$)")


@dataclass(frozen=True, slots=True)
class Description:
    """A definite phrase for somebody or something, in words that another text might use as well.

    `span` takes in the name where the phrase has no end without it ("the daily Varsla"); `evidence` is phrase and name.
    `head` is the head noun; `words` all words that are not small, and `capitals` those of them with a capital, all in
    the singular and lower case.
    """

    span: Span
    evidence: Span
    head: str
    words: frozenset[str]
    capitals: frozenset[str]


def descriptions(text: str, name: Span, person: bool, lexicon: Lexicon, around: NameWords) -> Iterator[Description]:
    """Every description beside one mention of a name; only what a person can be is said of a person."""
    for span, apart in _phrases(text, name, around, lexicon):
        found = describe(text, span, lexicon)
        # "Moss, the Harbour Board, and" is no apposition: for a body that would be another name.
        if found and _fits(found.head, person, lexicon) and (person or found.head not in found.capitals):
            evidence = min(span[0], name[0]), max(span[1], name[1])
            yield replace(found, span=span if apart else evidence, evidence=evidence)


def describe(text: str, span: Span, lexicon: Lexicon) -> Description | None:
    """The phrase at `span` as a description; None if it is not a definite one of a single person or body."""
    words = list(WORD.finditer(text, *span))
    if not words or not _definite(words, lexicon):
        return None
    small = lexicon.prepositions | lexicon.relatives
    end = next((i for i, word in enumerate(words) if i and word.group().lower() in small), len(words))
    noun = _plain(words[end - 1]).lower()
    head = lexicon.singular(noun)
    if head != noun:
        return None
    told = [_plain(word) for word in words if word.group().lower() not in small | lexicon.determiners]
    singular = {word: lexicon.singular(word.lower()) for word in told}
    capitals = frozenset(singular[word] for word in told if word[0].isupper())
    return Description(span, span, head, frozenset(singular.values()), capitals)


def _plain(word: re.Match[str]) -> str:
    return POSSESSIVE.sub("", word.group())


def _definite(words: Sequence[re.Match[str]], lexicon: Lexicon) -> bool:
    """Whether a phrase means one known: by its article, by whose it is, or as an office without any ("mayor of")."""
    first = words[0].group().lower()
    if first in lexicon.determiners:
        return first == "the"
    return _plain(words[0]) != words[0].group() or _owned(words) or _is_office(first, lexicon)


def _owned(words: Sequence[re.Match[str]]) -> bool:
    """ "Sund Holm's mayor": words with capitals up to a possessive."""
    for word in words:
        if not word.group()[0].isupper():
            return False
        if _plain(word) != word.group():
            return True
    return False


def _is_office(noun: str, lexicon: Lexicon) -> bool:
    return noun in lexicon.nouns["unique"] or noun in lexicon.nouns["insider"]


def _fits(noun: str, person: bool, lexicon: Lexicon) -> bool:
    nouns = lexicon.nouns
    if person:
        known = _is_office(noun, lexicon) or noun in nouns["reporter"] or noun in lexicon.titles
        return known or noun.endswith(("man", "woman"))
    return noun in nouns["organisation"] or noun in nouns["publication"]


def _phrases(text: str, name: Span, around: NameWords, lexicon: Lexicon) -> Iterator[tuple[Span, bool]]:
    """Phrases that may describe a name, each with whether it stands apart from it."""
    start, end = name
    before = text[max(0, start - REACH) : start]
    closed = CLOSED.match(text, end) is not None and around.listed.match(text, end) is None
    if before.endswith(", ") and closed:
        yield from ((span, True) for span in _ending(text, start - 2, lexicon))
    elif before.endswith(" "):
        yield from ((span, False) for span in _ending(text, start - 1, lexicon) if _stands_before(text, span, lexicon))
    introduced = around.introduction.search(before)
    if introduced:
        comma = start - len(before) + introduced.start()
        yield from ((span, True) for span in _ending(text, comma, lexicon))
    after = around.apposition.match(text, end)
    if after:
        stop = BREAK.search(text, after.end(), min(len(text), end + REACH))
        if stop and around.listed.match(text, stop.start()) is None:
            yield _first_part(text, (after.end(), stop.start()), lexicon, around), True


def _first_part(text: str, span: Span, lexicon: Lexicon, around: NameWords) -> Span:
    """An apposition up to its first relative clause, or to a second thing that somebody is: "and a member of"."""
    words = list(WORD.finditer(text, *span))
    for index, word in enumerate(words[1:], start=1):
        follows = words[index + 1].group().lower() if index + 1 < len(words) else ""
        joined = word.group().lower() in around.conjunctions and follows in lexicon.determiners | lexicon.relatives
        if joined or word.group().lower() in lexicon.relatives:
            # "the leader for whom" ends with the leader.
            last = next((i for i in range(index - 1, 0, -1) if words[i].group().lower() not in lexicon.prepositions), 0)
            return span[0], words[last].end()
    return span


def _stands_before(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether a phrase is one that a name can follow: "the daily", not "the head of" or "the firm hired lawyer"."""
    words = [word.group() for word in WORD.finditer(text, *span)][1:]
    if any(word.lower() in lexicon.prepositions for word in words):
        return False
    if words and words[-1][0].isupper():
        return all(word[0].isupper() for word in words)
    nouns = [_fits(word, True, lexicon) or _fits(word, False, lexicon) for word in words]
    return all(nouns[nouns.index(True) :]) if True in nouns else False


def _ending(text: str, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Noun phrases that end at `end`, the shortest first: from a determiner, or from whose it is, on."""
    begin = max(0, end - REACH)
    for mark in BREAK.finditer(text, begin, end):
        begin = mark.end()
    words = list(WORD.finditer(text, begin, end))
    for index in range(len(words) - 1, -1, -1):
        if words[index].group().lower() in lexicon.relatives:
            return  # "The paper has spoken to a haulier" is no noun phrase.
        if not _begins(words, index, lexicon):
            continue
        yield words[index].start(), end
        # "the head of the harbour police": what the shorter phrase completes may be the one that fits.
        if not index or words[index - 1].group().lower() not in lexicon.prepositions:
            return


def _begins(words: Sequence[re.Match[str]], index: int, lexicon: Lexicon) -> bool:
    """Whether a definite phrase begins at a word: a determiner, or the first capital of whose it is."""
    if words[index].group().lower() in lexicon.determiners:
        return True
    before = words[index - 1].group() if index else ""
    follows = before[:1].isupper() or before.lower() in lexicon.determiners
    return _owned(words[index:]) and not follows
