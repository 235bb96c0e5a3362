"""Whether a doubt, or a source, is really gone in a retelling: by the sentences in which the two stand."""

from __future__ import annotations

from functools import cache

from headwater.model import Assertion
from headwater.provenance.sameness import said
from headwater.provenance.words import settings, words_of


def has(name: str, text: str) -> bool:
    """Whether a text has a word of a list of en.toml's [doubts]."""
    return not _listed(name).isdisjoint(words_of(text))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(settings()["doubts"][name].split())


def lost(firm: Assertion, sentence: str, doubted: Assertion) -> bool:
    """Whether what the one doubts is surely told by the other, whose sentence is `sentence`.

    That has no doubt of its own; neither asks, or waits for what is to come, which may have come since; and both tell
    of one deed.
    """
    open_ = has("asking", firm.text) or has("asking", doubted.text) or has("awaiting", doubted.text)
    return not open_ and not has("doubting", sentence) and _of_one_deed(firm, doubted)


def _of_one_deed(one: Assertion, other: Assertion) -> bool:
    """Whether the first deed that the one tells is in the words of the other, or most of all its words are.

    A verb that says nothing ("was") decides nothing.
    """
    told, first, second = [_deed(one), _deed(other)], said(one.text), said(other.text)
    most = len(first & second) >= settings()["doubts"]["most"] * min(len(first), len(second))
    return most or not all(told) or not told[0].isdisjoint(second) or not told[1].isdisjoint(first)


def _deed(assertion: Assertion) -> frozenset[str]:
    first = min(assertion.propositions, key=lambda proposition: proposition.predicate, default=None)
    return said(first.lemma) if first else frozenset()


def in_own_voice(assertion: Assertion) -> bool:
    """Whether an assertion that is nobody's may be the article's: "you are inflaming everybody" is somebody's word."""
    return bool(assertion.chain) or not (has("speaking", assertion.text) or has("asking", assertion.text))


def names(text: str, source: Assertion) -> bool:
    """Whether a text has the last word of who is given as a source: "US official: …" leaves out nobody."""
    found = words_of(source.chain[-1].name)[-1:] if source.chain else ()
    return not {*found}.isdisjoint(words_of(text))
