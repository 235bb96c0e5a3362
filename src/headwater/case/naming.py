"""How people name a claim and what it is made of, in words that hold after other decisions and with new articles.

A claim's id follows from all its assertions, so it changes with them. Each assertion has a key and a place, which stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from headwater.case import acts
from headwater.case.case import Case
from headwater.decisions.passages import best
from headwater.errors import CaseError
from headwater.model import Assertion, Claim, Passage

PASSAGE = re.compile(r"(.+):((?:\d+-\d+)(?:,\d+-\d+)*)")
"""How a stretch of an article is written: ARTICLE:START-END, with a comma between several."""
KEY = re.compile(r"[0-9a-f]{16}")


def passage(case: Case, name: str) -> Passage:
    """The stretch that is written so, or that of the assertion with this key."""
    match = PASSAGE.fullmatch(name)
    if match:
        reading = case.reading(case.entry(match[1]).id)
        return acts.passage(reading.article.id, acts.spans(match[2], len(reading.article.text)), reading.article.text)
    for older in (True, False) if KEY.fullmatch(name) else ():
        for _, each in _assertions(case.claims(older=older)):
            if each.key == name:
                return acts.of_assertion(each, case.reading(each.article).article.text)
    raise CaseError(
        f"{name!r} is no passage: write ARTICLE:START-END, or the key of an assertion, as headwater trace {case.name} "
        "--json FILE writes it"
    )


def passage_or_article(case: Case, name: str) -> Passage:
    """As `passage`, or the article as a whole that is called so."""
    try:
        return passage(case, name)
    except CaseError:
        if PASSAGE.fullmatch(name):
            raise
    return Passage(case.entry(name).id)


def claim(case: Case, name: str) -> Claim:
    """The claim that is called so: by its id or by one of its assertions, its key or its place."""
    claims = case.claims()
    if found := called(claims, name):
        return found
    if PASSAGE.fullmatch(name):
        where = passage(case, name)
        there = [(told, each.span) for told, each in _assertions(claims) if each.article == where.article]
        nearest = best(where.spans, there)
        if nearest is None:
            raise CaseError(
                f"no claim is told at {name}: headwater trace {case.name} --json FILE writes where they are"
            )
        return nearest
    raise CaseError(
        f"there is no claim {name!r}: headwater trace {case.name} --json FILE writes the keys of their assertions, "
        "which stay; the id of a claim changes with what is decided"
    )


def called(claims: Iterable[Claim], name: str) -> Claim | None:
    """The claim with this id, or with an assertion of this key."""
    keyed = (each for each in claims if each.id == name or any(told.key == name for told in each.assertions))
    return next(keyed, None)


def key(claim: Claim) -> str:
    """What a claim is called by: the key of the assertion that words it, under which it is found whatever is added."""
    return acts.worded(claim).key


def _assertions(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Assertion]]:
    for each in claims:
        for assertion in each.assertions:
            yield each, assertion
