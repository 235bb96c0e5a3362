"""The assertions of one claim, compared pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from headwater.disagreement import denials, speakers
from headwater.disagreement.alignment import Alignment, align
from headwater.disagreement.deeds import Deed, deeds
from headwater.disagreement.occasions import Report, Side, recast
from headwater.disagreement.phrases import Page
from headwater.disagreement.places import Stated
from headwater.disagreement.slots import Contrast, contrasts
from headwater.model import Assertion, Reading


class Comparison:
    """The assertions of one claim with their readings."""

    def __init__(self, assertions: Sequence[Assertion], readings: Iterable[Reading]) -> None:
        readings = tuple(readings)
        known = {reading.article.id: reading for reading in readings}
        pages = {id_: Page(reading) for id_, reading in known.items()}
        self._known, self._reports = known, dict[str, Report]()
        self._assertions, self._readings = assertions, readings
        self._said = Stated(readings)
        self._deeds = [
            tuple(deeds(index, assertion, pages[assertion.article])) if assertion.article in pages else ()
            for index, assertion in enumerate(assertions)
        ]

    def contrasts(self) -> Iterator[Contrast]:
        """All that two of them say differently, or alike, of one slot."""
        for one, other, aligned in self._aligned():
            sides = self._side(one), self._side(other)
            for contrast in contrasts(one, other, aligned, self._said):
                yield recast(contrast, *sides)
        yield from denials.contrasts(self._deeds, self._readings)
        yield from speakers.contrasts(self._assertions, self._readings)

    def _aligned(self) -> Iterator[tuple[Deed, Deed, Alignment]]:
        for mine in self._deeds:
            yield from self._pairs(combinations(mine, 2))
        for (i, mine), (j, theirs) in combinations(enumerate(self._deeds), 2):
            if not self._copied(i, j):
                yield from self._pairs(product(mine, theirs))

    def _copied(self, i: int, j: int) -> bool:
        """Whether two assertions are in the same words, so that nothing can differ."""
        one, other = self._assertions[i], self._assertions[j]
        return bool(one.propositions) and one.text == other.text and one.certainty is other.certainty

    def _pairs(self, pairs: Iterable[tuple[Deed, Deed]]) -> Iterator[tuple[Deed, Deed, Alignment]]:
        for one, other in pairs:
            if one.predicate == other.predicate and one.fate == other.fate:
                continue
            aligned = align(one, other, self._said)
            if aligned:
                yield one, other, aligned

    def _side(self, deed: Deed) -> Side:
        assertion = self._assertions[deed.assertion]
        return Side(deed, assertion, self._report(assertion.article))

    def _report(self, article: str) -> Report:
        """An article as an occasion, read when it is first asked for: most claims hold nothing that differs."""
        if article not in self._reports:
            self._reports[article] = Report.of(self._known[article])
        return self._reports[article]
