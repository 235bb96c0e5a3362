"""When and where what a claim tells of was: what its assertions say of their own deed, where they agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from headwater import edtf
from headwater.cluster.language import settings
from headwater.model import Argument, Assertion, Proposition, Reading, Span
from headwater.places import Relation, relation, stated
from headwater.spans import within

REACH = 30
"""Characters before a place in which the word stands that tells that something is there."""
BEHIND = re.compile(r"\s([a-z]+)")
Within = Callable[[str, str], bool]


def when(assertions: Sequence[Assertion], readings: Mapping[str, Reading]) -> str | None:
    """The most exact of the dates that assertions give, in EDTF, if it lies in all others; None where none does."""
    told = [frozenset(_dates(each, readings[each.article])) for each in assertions]
    return _narrowest(_values(told), _during)


def where(assertions: Sequence[Assertion], readings: Mapping[str, Reading]) -> str | None:
    """The smallest of the places at which assertions put it, if it lies in all others; None where none does."""
    told = [frozenset(_places(each, readings[each.article])) for each in assertions]
    names = _values(told)
    if len(names) < 2:
        return next(iter(names), None)
    said: dict[str, tuple[str, ...]] = {}
    for reading in (readings[article] for article in sorted({each.article for each in assertions})):
        spans = [span for entity in reading.entities if entity.type == "place" for span in entity.mentions]
        for inner, outer in stated(reading.article.text, spans).items():
            said[inner] = (*said.get(inner, ()), *outer)
    return _narrowest(names, lambda one, other: relation(one, other, said) in (Relation.SAME, Relation.WITHIN))


def _values(told: Sequence[frozenset[str]]) -> frozenset[str]:
    """All that is told, if enough assertions tell anything: of what one in ten says, the others may know nothing."""
    telling = sum(map(bool, told))
    return frozenset().union(*told) if telling >= settings()["circumstances"]["share"] * len(told) else frozenset()


def _narrowest(values: frozenset[str], within: Within) -> str | None:
    inner = (one for one in sorted(values) if all(one == other or within(one, other) for other in values))
    return next(inner, None)


def _during(one: str, other: str) -> bool:
    (begins, ends), (first, last) = edtf.bounds(one), edtf.bounds(other)
    return (first is None or (begins is not None and begins >= first)) and (
        last is None or (ends is not None and ends <= last)
    )


def _dates(assertion: Assertion, reading: Reading) -> Iterator[str]:
    """The first date of each phrase that tells when."""
    for start, end in _phrases(assertion, "when", reading.article.text):
        inside = (date for date in reading.dates if start <= date.span[0] and date.span[1] <= end)
        first = min(inside, key=lambda date: date.span, default=None)
        if first:
            yield first.when


def _places(assertion: Assertion, reading: Reading) -> Iterator[str]:
    """The place in each phrase that tells where something was, not whence or whither."""
    text = reading.article.text
    for start, end in _phrases(assertion, "where", text):
        if not _there().search(text, max(0, start - REACH), start):
            continue
        inside = (
            (span, entity.name)
            for entity in reading.entities
            if entity.type == "place"
            for span in entity.mentions
            if start <= span[0] and span[1] <= end and not _modifies(text, span)
        )
        first = min(inside, default=None)
        if first:
            yield first[1]


def _modifies(text: str, place: Span) -> bool:
    """Whether the name of a place only tells which thing is meant: "the Aske ramp"."""
    word = BEHIND.match(text, place[1])
    return word is not None and word[1] not in settings()["circumstances"]["following"] and not word[1].endswith("ed")


@cache
def _there() -> re.Pattern[str]:
    words = settings()["circumstances"]
    before, between = ("|".join(words[name]) for name in ("there", "parts"))
    return re.compile(rf"\b(?:{before})\s(?:the\s)?(?:(?:{between})\s)?$", re.IGNORECASE)


def _phrases(assertion: Assertion, slot: str, text: str) -> Iterator[Span]:
    """Those phrases of a slot that belong to the deed which an assertion tells of, not to one that it only mentions."""
    owners: dict[Span, Proposition] = {}
    for proposition in assertion.propositions:
        for argument in proposition.arguments:
            if argument.slot == slot and _inside(argument, assertion):
                known = owners.get(argument.span)
                if known is None or _size(proposition.span) < _size(known.span):
                    owners[argument.span] = proposition
    for span, owner in sorted(owners.items()):
        if not _is_aside(owner, assertion.propositions, text):
            yield span


def _is_aside(one: Proposition, all_: Sequence[Proposition], text: str) -> bool:
    """Whether a deed only tells which thing is meant: "the ramp that fell in May", "the ramp, built in 1998, fell"."""
    first = one.predicate[0]
    before = max((p.predicate[1] for p in all_ if p.predicate[1] <= first), default=one.span[0])
    lead = text[max(one.span[0], before) : first]
    if lead.rstrip().endswith(",") or set(lead.lower().split()) & set(settings()["circumstances"]["relatives"]):
        return True
    return any(_cuts_short(other, one) or _holds(other, one) for other in all_ if other.span != one.span)


def _cuts_short(other: Proposition, one: Proposition) -> bool:
    """Whether the other breaks off within it: "did not answer questions" in "questions sent last week"."""
    return other.span[0] < one.span[0] < other.span[1] < one.span[1]


def _holds(other: Proposition, one: Proposition) -> bool:
    """Whether it is a part of what the other tells behind its verb."""
    return other.predicate[1] <= one.span[0] and one.span[1] <= other.span[1]


def _inside(argument: Argument, assertion: Assertion) -> bool:
    return within(argument.span, assertion.span)


def _size(span: Span) -> int:
    return span[1] - span[0]
