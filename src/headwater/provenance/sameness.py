"""Whether two assertions of a claim put the same: only then has a doubt of the one been lost, or gained, in the other.

A claim holds what is told of one matter. Whether two statements in it tell one thing is told by the words they share.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from headwater.provenance.words import settings, words_of


@lru_cache(maxsize=8192)
def said(text: str) -> frozenset[str]:
    """What the words of a text are known by, but those that say nothing by themselves."""
    return frozenset(_known(word) for word in words_of(text) if word not in _vacuous())


def _known(word: str) -> str:
    """Coarser than a stem (headwater/stemming.py): "inspectors" and "inspected" are told of one thing."""
    plain = _forms().get(word, word)
    return (_ending().sub("", plain) or plain)[: settings()["sameness"]["letters"]]


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(settings()['sameness']['endings'])})$")


@cache
def _vacuous() -> frozenset[str]:
    return frozenset(settings()["sameness"]["vacuous"].split())


@cache
def _forms() -> dict[str, str]:
    """Forms that do not look like their verb, with that."""
    lines = (line.split() for line in settings()["sameness"]["forms"])
    return {form: verb for verb, *forms in lines for form in forms}


def put_one(one: str, other: str, kind: str, people: frozenset[str] = frozenset()) -> bool:
    """Whether two statements share enough words for one `kind` of change to be told of them (en.toml has the kinds).

    That a source is left out is told only of two that are nearly the same: papers leave sources out all the time. That
    both name somebody (the words of `people`) makes no two statements one.
    """
    rules, first, second = settings()["sameness"][kind], said(one) - people, said(other) - people
    if kind == "naming" and _negated(one) != _negated(other):
        return False
    fewest, most = sorted((len(first), len(second)))
    return bool(len(first & second) >= max(rules["words"], rules["shorter"] * fewest, rules["longer"] * most))


def _negated(text: str) -> bool:
    return not {*words_of(text)}.isdisjoint(settings()["sameness"]["negations"].split())


def within(one: str, other: str) -> bool:
    """Whether the words of one statement stand in the other, one after the other."""
    shorter, longer = sorted((" ".join(words_of(one)), " ".join(words_of(other))), key=len)
    return bool(shorter) and f" {shorter} " in f" {longer} "


def same_words(one: str, other: str) -> bool:
    """Whether two sentences are the same, so that only the reading of them can differ."""
    first, second = words_of(one), words_of(other)
    return bool(first) and first == second
