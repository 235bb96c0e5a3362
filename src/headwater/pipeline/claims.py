"""Assertions of one proposition > a claim: what it stands on, where its assertions disagree, what became of doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from headwater.cluster import circumstances
from headwater.cluster.wording import plainest, worded
from headwater.decisions import claims as judged
from headwater.decisions.sources import unnamed
from headwater.disagreement import Articles, Contrast, compared, contrasted
from headwater.kept import Sorted
from headwater.linkage import Groups, Verdict
from headwater.model import Assertion, Certainty, Claim, Decision, Reading, content_id
from headwater.provenance.changes import Grounds, changes, grounds
from headwater.provenance.drift import drift
from headwater.provenance.lineage import Lineage
from headwater.provenance.origins import Decided, origins


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim, how its assertions compare and which say the opposite (None if that was not kept), what people said of
    them, how much it weighs, and what its origins are looked up by.
    """

    claim: Claim
    contrasts: tuple[Contrast, ...] | None
    against: frozenset[int]
    word: Word
    weight: tuple[int, int, int, str]
    grounds: Grounds


class Claims:
    """The claims of a story, told again and again: one anew only if what it stands on has changed."""

    def __init__(self, before: Iterable[Claim] = ()) -> None:
        """`before`: the claims of the story that is told first, as far as they are known."""
        self._before = {claim.assertions: claim for claim in before}
        self._known: dict[tuple[int, ...], _Told] = {}
        self._heaviest = Sorted[_Told](lambda told: told.weight)
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
        pages, found = Articles(articles, self._pages), dict[tuple[int, ...], _Told]()
        ids = [*map(id, asserted)]
        keys = [tuple([ids[i] for i in group]) for group in groups]

        def told(group: Sequence[int]) -> list[Assertion]:
            return [asserted[i] for i in group]

        if self._before:
            for group, key in zip(groups, keys, strict=True):
                if before := self._before.get(tuple(told(group))):
                    self._known[key] = _kept(before, told(group), lineage, word.within(group))
            self._before = {}
        new = (group for group, key in zip(groups, keys, strict=True) if key not in self._known)
        pages.lay([told(group) for group in new if len(group) > 1])
        something = bool(changed)
        for group, key in zip(groups, keys, strict=True):
            known, here = self._known.get(key), word.within(group)
            if known is None:
                known = _told(told(group), lineage, contrasted(told(group), pages), here)
            elif something and changed.touch(known.grounds):
                known = _told(told(group), lineage, _contrasts(known, told(group), pages), here)
            elif known.word is here or known.word == here:
                pass
            elif known.word.agreed != here.agreed:
                known = _told(told(group), lineage, _contrasts(known, told(group), pages), here)
            else:
                known = _recounted(known, lineage, here, pages)
            found[key] = known
        self._known, self._lineage, self._pages = found, lineage, pages.closed()
        return tuple([each.claim for each in self._heaviest(found.values())])


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

    @cached_property
    def _concerned(self) -> frozenset[int]:
        """The assertions of which something is said that changes what their claims stand on."""
        return frozenset().union(*(d.pair for d in self.joins), *(held for _, held in self.agreed))


NOTHING = Word()


def _reason(decision: Decision) -> str:
    return f"{decision.who} decided so" + (f": {decision.why}" if decision.why else "")


def _kept(claim: Claim, asserted: list[Assertion], known: Lineage, word: Word) -> _Told:
    """A claim as it was told of the very same, before this program ran."""
    claim = replace(claim, assertions=tuple(asserted))
    return _Told(claim, None, frozenset(), word, _weight(claim), grounds(asserted, known))


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
        drift(asserted, known, against),
        differing.variations,
        found.origins,
    )
    return _Told(claim, contrasts, against, word, _weight(claim), grounds(asserted, known))


def _weight(claim: Claim) -> tuple[int, int, int, str]:
    """Claims that most articles tell come first, then those that something is odd about."""
    articles = len({a.article for a in claim.assertions})
    return -articles, -len(claim.disagreements) - len(claim.drift), -len(claim.assertions), claim.id
