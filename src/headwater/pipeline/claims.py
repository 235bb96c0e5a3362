"""Assertions of one proposition > a claim: what it stands on, where its assertions disagree, what became of doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from headwater.cluster import circumstances
from headwater.cluster.wording import plainest, worded
from headwater.decisions import claims as judged
from headwater.decisions.sources import unnamed
from headwater.disagreement import Articles, Contrast, compared, contrasted
from headwater.inference import one_claim, stated
from headwater.kept import Rows, Sorted
from headwater.linkage import Groups, Verdict
from headwater.model import Assertion, Certainty, Claim, Decision, Reading, content_id
from headwater.provenance.changes import Changes, Grounds, changes, grounds
from headwater.provenance.drift import drift
from headwater.provenance.lineage import Lineage
from headwater.provenance.origins import Decided, origins

Weight = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim, how its assertions compare and which say the opposite (None if that was not kept), what people said of
    them, how much it weighs, and what its origins are looked up by.
    """

    claim: Claim
    contrasts: tuple[Contrast, ...] | None
    against: frozenset[int]
    word: Word
    weight: Weight
    grounds: Grounds


class Claims:
    """The claims of a story, told again and again: one anew only if what it stands on has changed.

    `changed` are those that are not told any more, and those that were told for the first time, the last time.
    """

    def __init__(self, before: Iterable[Claim] = ()) -> None:
        """`before`: the claims of the story that is told first, as far as they are known."""
        self._before = {tuple(map(id, claim.assertions)): claim for claim in before}
        self._told, self._rows = list[_Told](), Rows.of((), ())
        self._standing = _Standing()
        self._heaviest = Sorted[_Told](lambda told: told.weight)
        self.changed: tuple[list[Claim], list[Claim]] = [], []
        self._lineage: Lineage | None = None
        self._pages: Articles | None = None

    def __call__(
        self,
        asserted: Sequence[Assertion],
        groups: Groups,
        lineage: Lineage,
        articles: Sequence[Reading],
        word: Word,
    ) -> tuple[Claim, ...]:
        """The heaviest first. What is asserted has to be the very same for a claim to be the same."""
        changed = changes(self._lineage or lineage, lineage)
        pages, rows = Articles(articles, self._pages), Rows.of(groups, [*map(id, asserted)])
        before, self._before = self._before, {}
        places, last = rows.among(self._rows), self._told
        found: list[_Told | None] = [last[place] if place >= 0 else None for place in places.tolist()]
        new = [number for number, each in enumerate(found) if each is None]

        def told(number: int) -> list[Assertion]:
            return [asserted[i] for i in groups[number]]

        for number in new if before else ():
            if claim := before.get(tuple(map(id, told(number)))):
                found[number] = _kept(claim, told(number), lineage, word.within(groups[number]))
        touched = self._standing.touched(changed)
        pages.lay([told(number) for number in new if found[number] is None and len(groups[number]) > 1])
        again = [n for n, each in enumerate(found) if each and (each.word is not NOTHING or id(each) in touched)]
        for number in sorted({*new, *again, *word.concerning(groups)}):
            known, here = found[number], word.within(groups[number])
            found[number] = anew = self._anew(known, told(number), lineage, pages, here, touched)
            if anew is not known and places[number] >= 0:
                places[number] = -1
                new.append(number)
        gone = np.ones(len(last), dtype=bool)
        gone[places[places >= 0]] = False
        self._told, self._rows, self._lineage, self._pages = [t for t in found if t], rows, lineage, pages.closed()
        return self._in_order([last[i] for i in np.flatnonzero(gone).tolist()], [self._told[n] for n in new])

    def _anew(
        self,
        known: _Told | None,
        asserted: list[Assertion],
        lineage: Lineage,
        pages: Articles,
        word: Word,
        touched: Collection[int],
    ) -> _Told:
        """A claim that may have changed, or is new."""
        if known is None:
            return _told(asserted, lineage, contrasted(asserted, pages), word)
        if id(known) in touched or known.word.agreed != word.agreed:
            return _told(asserted, lineage, _contrasts(known, asserted, pages), word)
        return known if known.word == word else _recounted(known, lineage, word, pages)

    def _in_order(self, gone: Sequence[_Told], new: Sequence[_Told]) -> tuple[Claim, ...]:
        """The claims, the heaviest first, without some that were there the last time and with others."""
        self._standing.change(gone, new)
        self.changed = [each.claim for each in gone], [each.claim for each in new]
        return tuple([each.claim for each in self._heaviest.changed(gone, new)])


class _Standing:
    """Which claims stand on an article or a name."""

    def __init__(self) -> None:
        self._articles, self._names = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)

    def change(self, gone: Iterable[_Told], new: Iterable[_Told]) -> None:
        for each in gone:
            for held, key in self._held(each):
                held[key].discard(id(each))
        for each in new:
            for held, key in self._held(each):
                held[key].add(id(each))

    def touched(self, changed: Changes) -> set[int]:
        """The ids of those that may not stand as they stood."""
        articles = (self._articles.get(key, ()) for key in changed.articles)
        return set().union(*articles, *(self._names.get(key, ()) for key in changed.names))

    def _held(self, told: _Told) -> Iterator[tuple[dict[str, set[int]], str]]:
        yield from ((self._articles, key) for key in told.grounds.articles)
        yield from ((self._names, key) for key in told.grounds.names)


@dataclass(frozen=True)
class Word:
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
    ) -> Word:
        if not decisions:
            return cls()
        found = judged.Assertions(asserted, readings, moved)
        speakers = ((u.first, u.second, u.decision) for u in unnamed(asserted, decisions, moved))
        joins = (
            *(Decided(act.of, pair, act.holds, _reason(d)) for act, pair, d in judged.joins(found, decisions)),
            *(Decided("speaker", (one, other), True, _reason(d)) for one, other, d in speakers),
        )
        return cls(tuple(judged.verdicts(found, decisions)), joins, tuple(judged.agreed(found, decisions)))

    def within(self, group: Sequence[int]) -> Word:
        """The same of the assertions of one claim, by their place in it."""
        if not self._concerned or self._concerned.isdisjoint(group):
            return NOTHING
        at = {index: position for position, index in enumerate(group)}
        joins = (
            replace(d, pair=(min(pair), max(pair)))
            for d in self.joins
            if {*d.pair} <= at.keys() and (pair := [at[i] for i in d.pair])
        )
        agreed = ((slot, frozenset(at[i] for i in held if i in at)) for slot, held in self.agreed)
        return Word((), tuple(joins), tuple((slot, held) for slot, held in agreed if len(held) > 1))

    def concerning(self, groups: Groups) -> list[int]:
        """The claims (numbers of groups) of which something is said that changes what they stand on."""
        concerned = self._concerned
        return [n for n, group in enumerate(groups) if not concerned.isdisjoint(group)] if concerned else []

    @cached_property
    def _concerned(self) -> frozenset[int]:
        """The assertions of which something is said that changes what their claims stand on."""
        return frozenset().union(*(d.pair for d in self.joins), *(held for _, held in self.agreed))


NOTHING = Word()


def _reason(decision: Decision) -> str:
    return f"{decision.who} decided so" + (f": {decision.why}" if decision.why else "")


def _kept(claim: Claim, asserted: list[Assertion], known: Lineage, word: Word) -> _Told:
    """A claim as it was told of the very same, before this program ran."""
    return _Told(claim, None, frozenset(), word, weight(claim), grounds(asserted, known))


def _contrasts(told: _Told, asserted: list[Assertion], pages: Articles) -> tuple[Contrast, ...]:
    return told.contrasts if told.contrasts is not None else contrasted(asserted, pages)


def _recounted(told: _Told, known: Lineage, word: Word, pages: Articles) -> _Told:
    """The same claim under other joins: what its assertions say of each other is what it was."""
    if told.contrasts is None:
        asserted = list(told.claim.assertions)
        return _told(asserted, known, contrasted(asserted, pages), word)
    found = origins(told.claim.assertions, known, against=told.against, decided=word.joins)
    claim = replace(
        told.claim,
        publications=found.publications,
        speakers=found.speakers,
        joins=found.joins,
        origins=found.origins,
    )
    return replace(told, claim=claim, word=word)


def _likely(known: Lineage) -> Callable[[Assertion, Assertion], bool]:
    """Whether two are no less likely than not to put one claim; of what has no words nobody knows."""

    def likely(one: Assertion, other: Assertion) -> bool:
        read = [(each, known.readings.get(each.article)) for each in (one, other)]
        return not one_claim(*(stated(reading.words, each.span) if reading else b"" for each, reading in read)) < 0

    return likely


def _told(asserted: list[Assertion], known: Lineage, contrasts: tuple[Contrast, ...], word: Word) -> _Told:
    plain = plainest(asserted)
    differing = compared(len(asserted), contrasts, word.agreed)
    # What is denied or inverted in an article is not confirmed by it.
    denied = [i for i, a in enumerate(asserted) if a.certainty is Certainty.DENIED is not plain.certainty]
    against = frozenset((*denied, *differing.sides(asserted.index(plain)).inverting))
    found = origins(asserted, known, against=against, decided=word.joins)
    disputed = {disagreement.slot for disagreement in differing.disagreements}
    claim = Claim(
        content_id(sorted((a.article, a.span) for a in asserted)),
        worded(plain, asserted, known.readings),
        None if "when" in disputed else circumstances.when(asserted, known.readings),
        None if "where" in disputed else circumstances.where(asserted, known.readings),
        tuple(asserted),
        found.publications,
        found.speakers,
        found.joins,
        differing.disagreements,
        drift(asserted, known, against, _likely(known)),
        differing.variations,
        found.origins,
    )
    return _Told(claim, contrasts, against, word, weight(claim), grounds(asserted, known))


def weight(claim: Claim) -> Weight:
    """Claims that most articles tell come first, then those that something is odd about."""
    articles = len({a.article for a in claim.assertions})
    return -articles, -len(claim.disagreements) - len(claim.drift), -len(claim.assertions), claim.id
