"""On how many origins a claim stands: which assertions share one, why, and what is left to count.

Publications are those that vouch: what an article credits or, where it credits none, the outlet. Speakers are the
people, bodies and documents at the ends of chains. Each is counted as a range. The high end counts what is left when
every certain join is made. The low end also makes the possible ones: what names no origin (own voice, "reportedly", an
unnamed speaker, a collective) may stand on one that is named, so it adds nothing for sure; but it never makes two named
ones into one, unless the one's article is known to have taken from the other's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from headwater.model import Assertion, Count, Join, Origin
from headwater.provenance.joins import Pair, Side, Tie, certain, count, identified, kept_apart, possible, standing
from headwater.provenance.lineage import Lineage, components, place
from headwater.provenance.publications import publications, vouched
from headwater.provenance.scope import scope
from headwater.provenance.speakers import speakers, spoken
from headwater.provenance.words import alike, words_of

# A sentence of fewer words may be worded alike by chance.
LONG_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class Origins:
    """What assertions stand on, and the joins that the counts follow from, certain ones first."""

    joins: tuple[Join, ...]
    publications: Count
    speakers: Count
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's word on two assertions (indices, the lower first): whether they share a publication, or a speaker."""

    of: str
    pair: Pair
    holds: bool
    reason: str


def origins(
    assertions: Sequence[Assertion],
    lineage: Lineage,
    without: Collection[str | Pair] = (),
    against: Collection[int] = (),
    claims: Sequence[Sequence[int]] | None = None,
    decided: Sequence[Decided] = (),
) -> Origins:
    """Joins and counts for the assertions of a claim; joins hold indices into `assertions`.

    `without`: the joins that a person has switched off, by id or by pair; the counts follow, and nothing is joined for
    certain instead. `against`: assertions that say the opposite of the claim as worded; they are not counted.
    `decided`: what a person says of two assertions; those apart are not brought together by way of others either.
    `claims`: for a whole story, its claims as indices; else all `assertions` are of one claim. Of a whole story the
    joins are left out: they are too many for anybody to look at.
    """
    opposed = set(against)
    order = sorted(
        (i for i in range(len(assertions)) if i not in opposed),
        key=lambda i: (assertions[i].article, assertions[i].span, assertions[i].text, assertions[i].attribution or ""),
    )
    if claims is None and len(order) == 1:  # as of most claims of a story
        return _alone(order[0], assertions[order[0]], lineage)
    rank = {index: position for position, index in enumerate(order)}
    told = [[i for i in group if i in rank] for group in (claims if claims is not None else [order])]
    members = sorted((sorted(group, key=rank.__getitem__) for group in told if group), key=lambda g: rank[g[0]])
    scopes = [scope(number, group, assertions, lineage) for number, group in enumerate(members)]
    sentences = _same_sentences(assertions, order)
    joins: dict[tuple[bool, Pair, str, str], Join] = {}
    counts: list[Count] = []
    found: list[Origin] = []
    whole = claims is not None
    for side in (
        publications(assertions, lineage, scopes, sentences, whole=whole),
        speakers(assertions, lineage, scopes, sentences),
    ):
        sure, perhaps = _joins(side, assertions, lineage, order, frozenset(without), decided)
        here = standing(side, order, sure)
        found.extend(here)
        counts.append(count(order, [*sure, *perhaps], tuple(sorted({o.name for o in here if o.name}))))
        if not whole:
            joins.update({(not j.certain, j.assertions, j.of, j.reason): j for j in (*sure, *perhaps)})
    ordered = tuple(identified(joins[key], assertions) for key in sorted(joins))
    return Origins(ordered, counts[0], counts[1], tuple(found))


def _alone(index: int, assertion: Assertion, lineage: Lineage) -> Origins:
    """The origins of a claim that is told once: nothing is joined, and nothing else tells more of it."""
    held = ("publication", vouched(assertion, lineage, media=True)), ("speaker", spoken(assertion, lineage))
    counts = [Count(1, 1, (each.name,) if each.name else ()) for _, each in held]
    found = tuple(
        Origin(of, each.name, each.kind, (index,), bool(each.doubt and each.doubt.on is None)) for of, each in held
    )
    return Origins((), counts[0], counts[1], found)


def _joins(
    side: Side,
    assertions: Sequence[Assertion],
    lineage: Lineage,
    order: Sequence[int],
    without: frozenset[str | Pair],
    decided: Sequence[Decided],
) -> tuple[list[Join], list[Join]]:
    if len(order) < 2:
        return [], []
    here = [d for d in decided if d.of == side.of and {*d.pair} <= {*order}]
    given = [_given(d, assertions) for d in here if d.holds]
    apart = [d.pair for d in here if not d.holds]
    pairs = {(min(p), max(p)) for p in without if not isinstance(p, str)} | {*apart}
    ids = {p for p in without if isinstance(p, str)}

    def off(pair: Pair) -> bool:
        return pair in pairs or (bool(ids) and identified(Join(pair, False, "", (), side.of), assertions).id in ids)

    told = {j.assertions for j in given}
    found = [j for j in certain(side, order, _loops(lineage)) if not off(j.assertions) and j.assertions not in told]
    sure = kept_apart([*given, *found], apart)
    perhaps = kept_apart([*sure, *possible(side, sure, assertions, order, off)], apart)[len(sure) :]
    return sure, perhaps


def _given(decided: Decided, assertions: Sequence[Assertion]) -> Join:
    evidence = tuple(place(assertions[i].article, assertions[i].span) for i in decided.pair)
    return Join(decided.pair, True, decided.reason, evidence, decided.of)


def _loops(lineage: Lineage) -> dict[str, str]:
    return {
        lineage.key(name): f" ({' and '.join(loop.publications)} credit one another)"
        for loop in lineage.loops
        for name in loop.publications
    }


def _same_sentences(assertions: Sequence[Assertion], order: Sequence[int]) -> dict[int, Tie]:
    """Ties of long sentences that are worded alike."""
    if len(order) < 2:
        return {}
    long = [i for i in order if len(words_of(assertions[i].text)) >= LONG_SENTENCE]
    pairs = [(long[one], long[other]) for one, other in alike([assertions[i].text for i in long])]
    found: dict[int, Tie] = {}
    for group in components(long, pairs):
        for index in group if len(group) > 1 else ():
            assertion = assertions[index]
            key = min(f"{assertions[i].article} {assertions[i].span}" for i in group)
            here = place(assertion.article, assertion.span)
            found[index] = Tie(("sentence", key), "has the same sentence", "use nearly the same words", here)
    return found
