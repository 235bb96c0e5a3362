"""Denials of a claim as a whole: "the company denies it", "she denied that the ship had cut the cable"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from headwater.disagreement.contrast import Contrast
from headwater.disagreement.contrasts.aligned import turned
from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.lexicon import key, stems
from headwater.disagreement.values.fates import Fate, polarities
from headwater.model import Modality, Reading, Spans

DENIED = Fate(False, Modality.FACT)
ASKED = key("ask")
"""Nobody denies that he was asked."""
FEWEST, COVERED = 3, 0.6
"""Words that a denial has in common with what it denies, and how many of the fewer of both."""


def contrasts(
    deeds: Sequence[Sequence[Deed]], readings: Iterable[Reading], of_one_claim: Callable[[Contrast], bool]
) -> Iterator[Contrast]:
    """A denial against the main deed of each assertion (each has its deeds) that it is a denial of.

    What denies "it" points back to the same article, to the same sentence or the one before. What a source denies in so
    many words is what another assertion of the claim tells, if that has as many of them and both are `of_one_claim`.
    """
    sentences = {reading.article.id: reading.sentences for reading in readings}
    denials = [(i, deed) for i, mine in enumerate(deeds) for deed in mine if _denies_it(deed) or _denied(deed)]
    for i, denial in denials:
        for j, theirs in enumerate(deeds):
            main = next((d for d in theirs if d.main and d.certain and d.telling), None)
            if i == j or main is None or main.verb == ASKED or any(map(_denies_it, theirs)) or _part_of(main, denial):
                continue
            points = _denies_it(denial)
            if points and denial.verb in stems("deeds", "refusing") and not main.said_by_somebody:
                # "He offered a deal. She rejected it": there was an offer.
                continue
            if _points_to(denial, main, sentences) if points else _so_worded(denial, main):
                difference = polarities(main.fate, DENIED, opposite=False)
                found = difference and Contrast(turned("polarity", main), turned("polarity", denial), difference)
                if found and (points or of_one_claim(found)):
                    yield found


def _denied(deed: Deed) -> bool:
    return deed.denied_by_source and deed.main and not deed.done


def _part_of(told: Deed, denied: Deed) -> bool:
    """Whether it is told within what is denied: of "it was not for having lied" nobody denies that he lied."""
    here, there = told.predicate, denied.predicate
    return here.article == there.article and here.span > there.span and told.said <= denied.said


def _so_worded(denied: Deed, told: Deed) -> bool:
    """Whether what a source denies is what is told there, in other words for what was done."""
    common = len(denied.said & told.said)
    return told.done and common >= FEWEST and common >= COVERED * min(len(denied.said), len(told.said))


def _points_to(denial: Deed, denied: Deed, sentences: Mapping[str, Spans]) -> bool:
    if denial.predicate.article != denied.predicate.article:
        return False
    here, there = denial.predicate.span[0], denied.predicate.span[0]
    starts = [start for start, _ in sentences[denial.predicate.article]]
    return there < here and bisect_right(starts, here) - bisect_right(starts, there) <= 1


def _denies_it(deed: Deed) -> bool:
    if deed.verb not in stems("deeds", "denying"):
        return False
    whom = deed.having("whom")
    plain = not deed.supposed and deed.fate == Fate(True, Modality.FACT)
    return len(whom) == 1 and whom[0].means.unknown and plain
