"""What rests on one origin: the claims that fall if a publication or a speaker does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headwater.model import Claim, Origin, Place, Rest, SourceType, folded
from headwater.provenance.lineage import components, place

IDENTIFIED = frozenset({SourceType.PERSON, SourceType.ORGANISATION, SourceType.PUBLICATION})


@dataclass(frozen=True, slots=True)
class Leg:
    """An origin on which a claim stands alone; `marks` tell that it is the origin of another leg."""

    claim: Claim
    origin: Origin
    certain: bool
    marks: frozenset[tuple[str, ...]]


def rests(claims: Iterable[Claim]) -> tuple[Rest, ...]:
    """One for each origin on which a claim stands alone, those that bear most first.

    A claim stands on one alone for certain if it has no other, and possibly if all others may rest on it. An unnamed
    speaker is the same in two claims only where one mention gives both.
    """
    return ordered(map(rest, together(leg for claim in claims for leg in legs_of(claim))))


def legs_of(claim: Claim) -> list[Leg]:
    """The origins on which one claim stands alone."""
    return [leg for of in ("publication", "speaker") for leg in _legs(claim, of)]


def together(legs: Iterable[Leg]) -> list[tuple[Leg, ...]]:
    """The legs of all claims, in their order, by origin."""
    known, first = tuple(legs), dict[tuple[str, ...], int]()
    same = ((here, n) for n, leg in enumerate(known) for mark in leg.marks if (here := first.setdefault(mark, n)) != n)
    return [tuple([known[n] for n in group]) for group in components(range(len(known)), same)]


def ordered(borne: Iterable[Rest]) -> tuple[Rest, ...]:
    """Those that bear most first."""
    return tuple(sorted(borne, key=most_first))


def most_first(rest: Rest) -> tuple[object, ...]:
    """By what they are put in order."""
    return -len(rest.claims), -len(rest.possibly), rest.of, rest.name, rest.claims, rest.possibly


def _legs(claim: Claim, of: str) -> Iterator[Leg]:
    origins = [origin for origin in claim.origins if origin.of == of]
    low = claim.publications.low if of == "publication" else claim.speakers.low
    firm = [origin for origin in origins if not origin.vague]
    for origin in firm or origins if low == 1 else ():
        if origin.name:
            yield Leg(claim, origin, len(origins) == 1, frozenset(_marks(claim, origin)))


def _marks(claim: Claim, origin: Origin) -> Iterator[tuple[str, ...]]:
    if origin.type in IDENTIFIED:
        yield origin.of, folded(origin.name or "")
        return
    for index in origin.assertions:
        assertion = claim.assertions[index]
        for link in assertion.chain[-1:]:
            if link.type == origin.type:
                yield origin.of, assertion.article, str(link.evidence), folded(link.name)


def rest(legs: Sequence[Leg]) -> Rest:
    """What the claims of some legs rest on, which have one origin."""
    sure = {leg.claim.id for leg in legs if leg.certain}
    fullest = max(legs, key=lambda leg: (len(leg.origin.name or ""), leg.origin.name))
    return Rest(
        fullest.origin.of,
        fullest.origin.name or "",
        fullest.origin.type,
        tuple(sorted(sure)),
        tuple(sorted({leg.claim.id for leg in legs} - sure)),
        tuple(sorted({where for leg in legs for where in _places(leg)}, key=lambda p: (p.article, p.span))),
    )


def _places(leg: Leg) -> Iterator[Place]:
    for index in leg.origin.assertions:
        yield place(leg.claim.assertions[index].article, leg.claim.assertions[index].span)
