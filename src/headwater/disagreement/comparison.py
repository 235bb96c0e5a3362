"""The assertions of one claim, compared pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product

from headwater.disagreement.contrast import Contrast
from headwater.disagreement.contrasts import answers, contradictions, denials, how_often, matters, same_day, speakers
from headwater.disagreement.contrasts.aligned import contrasts
from headwater.disagreement.contrasts.alignment import PARTICIPANTS, Alignment, align, may_align
from headwater.disagreement.contrasts.contradictions import Beside
from headwater.disagreement.contrasts.counterparts import of_counterparts
from headwater.disagreement.contrasts.likeness import Rarity
from headwater.disagreement.contrasts.occasions import Report, Side, recast
from headwater.disagreement.contrasts.surety import Surety
from headwater.disagreement.deeds.deed import Deed, deeds
from headwater.disagreement.deeds.given import given
from headwater.disagreement.deeds.phrases import Page, content
from headwater.disagreement.lexicon import settings
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.places import Stated
from headwater.inference import stated
from headwater.model import Assertion, Reading

TOGETHER = 256
"""Claims that are laid at once: enough to be fast, few enough for the memory."""


class Articles:
    """The articles of a story; what each holds and when it came out is looked for when it is first asked for."""

    def __init__(self, readings: Iterable[Reading], before: Articles | None = None) -> None:
        """`before`: the articles as they were; how rare words are follows from what has changed since."""
        self._readings = {reading.article.id: reading for reading in readings}
        self._pages: dict[str, Page] = {}
        self._reports: dict[str, Report] = {}
        # By the ids of assertions, which are kept with it: an id is good only as long as its thing is there.
        self._beside: dict[tuple[int, ...], tuple[Sequence[Assertion], Beside | None]] = {}
        self._counted: tuple[Mapping[str, Reading], Rarity] = before._counted if before else ({}, Rarity(()))

    def closed(self) -> Articles:
        """Without what was looked for, but for how rare words are."""
        self._pages, self._reports, self._beside = {}, {}, {}
        return self

    @cached_property
    def rarity(self) -> Rarity:
        (before, rarity), now = self._counted, self._readings
        gone = [reading for id_, reading in before.items() if not _same(reading, now.get(id_))]
        new = [reading for id_, reading in now.items() if not _same(reading, before.get(id_))]
        rarity = rarity.changed(gone, new) if gone or new else rarity
        self._counted = now, rarity
        return rarity

    def of(self, assertions: Iterable[Assertion]) -> tuple[Reading, ...]:
        """The readings that assertions stand in."""
        ids = sorted({assertion.article for assertion in assertions})
        return tuple(self._readings[id_] for id_ in ids if id_ in self._readings)

    def page(self, article: str) -> Page | None:
        if article not in self._pages and article in self._readings:
            self._pages[article] = Page(self._readings[article])
        return self._pages.get(article)

    def lay(self, claims: Sequence[Sequence[Assertion]]) -> None:
        """Lays the assertions of each claim beside each other: many claims at once take a fraction of the time."""
        for at in range(0, len(claims), TOGETHER):
            some = claims[at : at + TOGETHER]
            found = contradictions.beside(some, [[self._statement(told) for told in claim] for claim in some])
            self._beside.update((tuple(map(id, claim)), (claim, laid)) for claim, laid in zip(some, found, strict=True))

    def beside(self, assertions: Sequence[Assertion]) -> Beside | None:
        """What `lay` has found of a claim; of one that was not laid, now."""
        key = tuple(map(id, assertions))
        if key not in self._beside:
            self.lay([assertions])
        return self._beside.pop(key)[1]

    def _statement(self, assertion: Assertion) -> bytes:
        """The vectors of its words."""
        reading = self._readings.get(assertion.article)
        return stated(reading.words, assertion.span) if reading else b""

    def report(self, article: str) -> Report:
        if article not in self._reports:
            self._reports[article] = Report.of(self._readings[article])
        return self._reports[article]


def _same(one: Reading, other: Reading | None) -> bool:
    """Whether two readings of an article have the very same sentences."""
    if one is other or other is None:
        return one is other
    return one.article.text == other.article.text and one.sentences == other.sentences


class Comparison:
    """The assertions of one claim in their articles."""

    def __init__(self, assertions: Sequence[Assertion], articles: Articles) -> None:
        readings = articles.of(assertions)
        self._articles, self._assertions, self._readings = articles, assertions, readings
        self._said = Stated(readings)
        self._beside: Beside | None = None
        self._pages = [articles.page(assertion.article) for assertion in assertions]
        self._deeds = [
            deeds(index, assertion, page) if page else ()
            for index, (assertion, page) in enumerate(zip(assertions, self._pages, strict=True))
        ]

    def contrasts(self) -> Iterator[Contrast]:
        """All that two of them say differently, or alike, of one slot; of what comes twice the last one is surest."""
        self._beside = beside = self._articles.beside(self._assertions)
        surety = Surety(self._assertions, self._pages, beside, self._articles.rarity)
        found = list(of_counterparts(list(self._by_rule(surety)), self._assertions, surety.alike))
        yield from contradictions.contrasts(self._assertions, beside, found, self._of_one_deed)
        yield from found

    def _by_rule(self, surety: Surety) -> Iterator[Contrast]:
        yield from self._of_one_matter(surety)
        for one, other, aligned in self._aligned():
            sides = self._side(one), self._side(other)
            known = not aligned.shared.isdisjoint(PARTICIPANTS)
            # Who denies it in so many words leaves no doubt of what.
            denied = one.denied_by_source != other.denied_by_source
            for contrast in contrasts(one, other, aligned, self._said):
                found = recast(contrast, *sides)
                if not self._of_one_voice(found) and self._of_one_claim(found, "deed" if known else "told"):
                    yield found if denied else surety.weighed(found, "opposite" if aligned.opposite else "told")
        often = how_often.contrasts(self._deeds, self._assertions, self._pages, surety.weighed)
        yield from (contrast for contrast in often if not self._of_one_voice(contrast))
        yield from map(surety.weighed, same_day.contrasts(self._assertions, self._pages, self._said))
        yield from denials.contrasts(self._deeds, self._readings, lambda found: self._of_one_claim(found, "told"))
        yield from speakers.contrasts(self._assertions, self._readings)

    def _of_one_claim(self, contrast: Contrast, least: str) -> bool:
        """Whether two in conflict put one claim, by the odds or by their words; true of all that is in none."""
        if contrast.difference is not Difference.CONFLICT or contrast.slot == "who" or self._beside is None:
            return True
        one, other = (self._assertions[told.assertion] for told in (contrast.one, contrast.other))
        odds = self._beside.of_one_claim(self._assertions, one, other)
        likely = odds is None or odds > settings()["one_claim"][least]
        return likely or contradictions.in_same_words(content(one.text), content(other.text))

    def _of_one_deed(self, i: int, j: int) -> bool:
        """Whether two assertions tell of one deed by its word, so that the rules know what they have to do."""
        return any(may_align(one.verb, other.verb) for one, other in product(self._deeds[i], self._deeds[j]))

    def _of_one_matter(self, surety: Surety) -> Iterator[Contrast]:
        """What the values themselves tell, whatever the words around them."""
        told = zip(self._deeds, self._assertions, self._pages, strict=True)
        values = [tuple(given(deeds_, assertion, page)) if page else () for deeds_, assertion, page in told]
        valued = (index for index, found in enumerate(values) if found)
        for contrast, (one, other) in answers.contrasts(values):
            yield recast(contrast, self._side(one.deed), self._side(other.deed))
        pairs = [pair for pair in combinations(valued, 2) if not self._copied(*pair)]
        differing = [pair for i, j in pairs for pair in matters.differing(values[i], values[j], self._said)]
        if not differing:
            return
        for contrast, (one, other) in matters.contrasts(differing, self._articles.rarity):
            found = recast(contrast, self._side(one.deed), self._side(other.deed))
            if not self._of_one_voice(found) and self._of_one_claim(found, "told"):
                yield surety.weighed(found, "told" if one.named and other.named else "unnamed")

    def _of_one_voice(self, contrast: Contrast) -> bool:
        """Whether one voice says both in one article: it tells of two things there, and contradicts nothing."""
        one, other = (self._assertions[told.assertion] for told in (contrast.one, contrast.other))
        if contrast.difference is not Difference.CONFLICT or one.article != other.article or one is other:
            return False
        voices = {each.chain[-1].name if each.chain else each.attribution for each in (one, other)}
        return len(voices) == 1

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
            if not may_align(one.verb, other.verb) or (one.predicate == other.predicate and one.fate == other.fate):
                continue
            aligned = align(one, other, self._said)
            if aligned:
                yield one, other, aligned

    def _side(self, deed: Deed) -> Side:
        assertion = self._assertions[deed.assertion]
        return Side(deed, assertion, self._articles.report(assertion.article))
