"""Readings > the story: all the stages that look at articles together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater import edtf, reuse
from headwater.cluster import assertions, circumstances, claims
from headwater.cluster.wording import plainest, unquoted
from headwater.decisions import claims as judged
from headwater.decisions import derived, grades, in_force, independent, mended, named, same_names, same_sources
from headwater.decisions.sources import unnamed
from headwater.disagreement import Articles, compare
from headwater.garbage import uncollected
from headwater.linkage import Verdict
from headwater.model import (
    Assertion,
    Certainty,
    Claim,
    Decision,
    Derivation,
    Event,
    Failure,
    Reading,
    Span,
    Spans,
    Story,
    content_id,
)
from headwater.nlp.publications import Publications
from headwater.provenance.additions import additions
from headwater.provenance.drift import drift
from headwater.provenance.lineage import Lineage, lineage
from headwater.provenance.origins import Decided, origins
from headwater.provenance.rests import rests
from headwater.resolve.across import across, in_full, known_outlets


@uncollected()
def trace(
    found: Iterable[Reading | Failure], decisions: Iterable[Decision] = (), moved: Mapping[str, str] = {}
) -> Story:
    """The story of all readings, read against each other; the order in which they come changes nothing.

    It honours people's `decisions`, those that are undone or replaced left out. `moved` has the ids of older versions
    of articles, to which decisions may still refer, with those of the current ones. An article that was kept unread
    is among the articles, and why among the failures; nothing else is told of it.
    """
    readings: dict[str, Reading] = {}
    failures = []
    for one in found:
        if isinstance(one, Failure):
            failures.append(one)
        else:
            readings.setdefault(one.article.id, one)
    decisions = in_force(decisions)
    unread = [reading for reading in readings.values() if reading.unread]
    articles = _decided(readings.values(), decisions, moved)
    publications = Publications.load()
    reuses = reuse.reuses(articles, publications)
    articles = derived(_taken(articles, reuse.derivations(articles, reuses, publications)), decisions, moved)
    asserted = [assertion for reading in articles for assertion in assertions(reading)]
    entities = across(articles, same_sources(decisions, moved))
    known = lineage(articles, entities, independent(reuses, articles, decisions, moved), same_names(decisions))
    word = _Word.of(asserted, articles, decisions, moved)
    groups = claims(asserted, articles, word.verdicts)
    whole = origins(asserted, known, claims=groups, decided=word.joins)
    compared = Articles(articles)
    told = sorted(
        (_claim([asserted[i] for i in group], known, compared, word.within(group)) for group in groups), key=_weight
    )
    return Story(
        tuple(sorted((*articles, *unread), key=_by_date)),
        entities,
        tuple(told),
        tuple(derivation for reading in articles for derivation in reading.derivations),
        tuple(sorted(_timeline(articles, asserted), key=lambda e: (edtf.earliest(e.when), e.when, e.article, e.span))),
        whole.publications,
        whole.speakers,
        tuple(sorted({*failures, *(r.unread for r in unread if r.unread)}, key=lambda f: (f.uri, f.stage, f.kind))),
        loops=known.loops,
        rests=rests(told),
        additions=additions(told, {reading.article.id: reading.article.publisher for reading in articles}),
        reuses=reuses,
        grades=grades(told, articles, decisions, moved),
    )


def _decided(
    readings: Iterable[Reading], decisions: Sequence[Decision], moved: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings by id, as people have mended them, every publication under its full name; none that is unread."""
    ordered = sorted((r for r in readings if not r.unread), key=lambda r: r.article.id)
    return derived(named(known_outlets(in_full(mended(ordered, decisions, moved))), decisions, moved), decisions, moved)


def with_articles(
    story: Story, readings: Iterable[Reading], decisions: Sequence[Decision], moved: Mapping[str, str] = {}
) -> Story:
    """A story that was kept without its articles, whole again, given the readings and decisions that it was made of."""
    taken: dict[str, list[Derivation]] = {}
    for derivation in story.derivations:
        taken.setdefault(derivation.article, []).append(derivation)
    readings = tuple(readings)
    articles = (
        replace(reading, derivations=tuple(taken.get(reading.article.id, ())))
        for reading in _decided(readings, decisions, moved)
    )
    unread = (reading for reading in readings if reading.unread)
    return replace(story, articles=tuple(sorted((*articles, *unread), key=_by_date)))


def _by_date(reading: Reading) -> tuple[str, str, str]:
    return reading.article.published or "9999", reading.article.uri, reading.article.id


@dataclass(frozen=True, slots=True)
class _Word:
    """What people say of assertions (indices): which are one claim, share an origin, or do not disagree."""

    verdicts: tuple[Verdict, ...] = ()
    joins: tuple[Decided, ...] = ()
    agreed: tuple[tuple[str, frozenset[int]], ...] = ()

    @classmethod
    def of(
        cls,
        asserted: Sequence[Assertion],
        readings: Sequence[Reading],
        decisions: Sequence[Decision],
        moved: Mapping[str, str],
    ) -> _Word:
        if not decisions:
            return cls()
        found = judged.Assertions(asserted, readings, moved)
        speakers = ((u.first, u.second, u.decision) for u in unnamed(asserted, decisions, moved))
        joins = (
            *(Decided(act.of, pair, act.holds, _reason(d)) for act, pair, d in judged.joins(found, decisions)),
            *(Decided("speaker", (one, other), True, _reason(d)) for one, other, d in speakers),
        )
        return cls(tuple(judged.verdicts(found, decisions)), joins, tuple(judged.agreed(found, decisions)))

    def within(self, group: Sequence[int]) -> _Word:
        """The same of the assertions of one claim, by their place in it."""
        at = {index: position for position, index in enumerate(group)}
        joins = (
            replace(d, pair=(min(pair), max(pair)))
            for d in self.joins
            if {*d.pair} <= at.keys() and (pair := [at[i] for i in d.pair])
        )
        agreed = ((slot, frozenset(at[i] for i in held if i in at)) for slot, held in self.agreed)
        return _Word((), tuple(joins), tuple((slot, held) for slot, held in agreed if len(held) > 1))


def _reason(decision: Decision) -> str:
    return f"{decision.who} decided so" + (f": {decision.why}" if decision.why else "")


def _taken(readings: Sequence[Reading], taken: Iterable[Derivation]) -> tuple[Reading, ...]:
    """The readings with what each has `taken` from another among its derivations."""
    found: dict[str, tuple[Derivation, ...]] = {}
    for derivation in taken:
        found[derivation.article] = (*found.get(derivation.article, ()), derivation)
    return tuple(replace(r, derivations=r.derivations + found.get(r.article.id, ())) for r in readings)


def _claim(asserted: list[Assertion], known: Lineage, articles: Articles, word: _Word) -> Claim:
    plain = plainest(asserted)
    compared = compare(asserted, articles, word.agreed)
    # What is denied or inverted in an article is not confirmed by it.
    denied = [i for i, a in enumerate(asserted) if a.certainty is Certainty.DENIED is not plain.certainty]
    against = {*denied, *compared.sides(asserted.index(plain)).inverting}
    found = origins(asserted, known, against=against, decided=word.joins)
    disputed = {disagreement.slot for disagreement in compared.disagreements}
    return Claim(
        content_id(sorted((a.article, a.span) for a in asserted)),
        unquoted(plain.text),
        None if "when" in disputed else circumstances.when(asserted, known.readings),
        None if "where" in disputed else circumstances.where(asserted, known.readings),
        tuple(asserted),
        found.publications,
        found.speakers,
        found.joins,
        compared.disagreements,
        drift(asserted, known, against),
        compared.variations,
        found.origins,
    )


def _within(span: Span, spans: Spans) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _weight(claim: Claim) -> tuple[int, int, int, str]:
    """Claims that most articles tell come first, then those that something is odd about."""
    articles = len({a.article for a in claim.assertions})
    return -articles, -len(claim.disagreements) - len(claim.drift), -len(claim.assertions), claim.id


def _timeline(readings: Iterable[Reading], asserted: Iterable[Assertion]) -> Iterator[Event]:
    """Every sentence that says when something was, under each of its dates: mastheads and bylines say nothing."""
    told: dict[str, list[int]] = {}
    for assertion in asserted:
        told.setdefault(assertion.article, []).extend(start for start, _ in assertion.span)
    for reading in readings:
        starts = sorted(told.get(reading.article.id, ()))
        for start, end in reading.sentences:
            if bisect_left(starts, start) == bisect_left(starts, end):
                continue
            for when in sorted({d.when for d in reading.dates if _within(d.span, ((start, end),))}):
                yield Event(when, reading.article.text[start:end], reading.article.id, (start, end))
