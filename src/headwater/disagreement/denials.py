"""Denials of a claim as a whole: "the company denies it"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.disagreement import polarity
from headwater.disagreement.deeds import Deed
from headwater.disagreement.lexicon import stems
from headwater.disagreement.outcomes import Fate
from headwater.disagreement.slots import Contrast, turned
from headwater.model import Modality, Reading, Spans

DENIED = Fate(False, Modality.FACT)


def contrasts(deeds: Sequence[Sequence[Deed]], readings: Iterable[Reading]) -> Iterator[Contrast]:
    """A denial against the main deed of each assertion (each has its deeds) that it can point back to.

    That is one of the same article, in the same sentence or the one before.
    """
    sentences = {reading.article.id: reading.sentences for reading in readings}
    for denial in (deed for mine in deeds for deed in mine if _denies_it(deed)):
        for theirs in deeds:
            main = next((d for d in theirs if d.main and d.certain and d.telling), None)
            if main is None or any(map(_denies_it, theirs)) or not _points_to(denial, main, sentences):
                continue
            difference = polarity.compare(main.fate, DENIED, opposite=False)
            if difference:
                yield Contrast(turned("polarity", main), turned("polarity", denial), difference)


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
    return len(whom) == 1 and whom[0].means.unknown and deed.fate == Fate(True, Modality.FACT)
