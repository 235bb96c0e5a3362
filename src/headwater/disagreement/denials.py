"""Denials of a claim as a whole: "the company denies it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.disagreement import polarity
from headwater.disagreement.deeds import Deed
from headwater.disagreement.lexicon import stems
from headwater.disagreement.outcomes import Fate
from headwater.disagreement.slots import Contrast, turned
from headwater.model import Modality

DENIED = Fate(False, Modality.FACT)


def contrasts(deeds: Sequence[Sequence[Deed]]) -> Iterator[Contrast]:
    """A denial in one assertion (each has its deeds) against the main deed of each other one of the same claim."""
    denials = [deed for mine in deeds for deed in mine if _denies_it(deed)]
    for denial in denials:
        for theirs in deeds:
            main = next((d for d in theirs if d.main and d.certain and d.telling), None)
            if main is None or main.assertion == denial.assertion or any(map(_denies_it, theirs)):
                continue
            difference = polarity.compare(main.fate, DENIED, opposite=False)
            if difference:
                yield Contrast(turned("polarity", main), turned("polarity", denial), difference)


def _denies_it(deed: Deed) -> bool:
    denied = any(phrase.means.unknown for phrase in deed.having("whom"))
    return denied and deed.verb in stems("deeds", "denying") and deed.fate == Fate(True, Modality.FACT)
