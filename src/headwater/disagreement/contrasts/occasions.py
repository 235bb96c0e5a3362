"""When and by whom something was reported: a conflict that is none, since the later report updates or corrects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.deeds.phrases import content
from headwater.disagreement.lexicon import WORD, says, settings, stems, words
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.fates import overtaken
from headwater.model import Assertion, Reading, Span

DAY = 10
"""Characters of a date that tell the day."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article as an occasion: its outlet, its date (ISO 8601, perhaps with a time), and what it takes back."""

    article: str
    text: str
    outlet: str | None
    date: str
    retracted: tuple[Span, ...]

    @classmethod
    def of(cls, reading: Reading) -> Report:
        article = reading.article
        outlet = re.sub(r"^the\s+", "", article.publisher.strip().casefold()) if article.publisher else None
        return cls(
            article.id, article.text, outlet, article.updated or article.published or "", tuple(_retracted(reading))
        )

    def before(self, other: Report) -> bool:
        """Whether it came out earlier, as far as both dates tell."""
        length = min(len(self.date), len(other.date))
        return length >= DAY and self.date[:length] < other.date[:length]

    def of_one_outlet(self, other: Report) -> bool:
        return self.article == other.article or (self.outlet is not None and self.outlet == other.outlet)

    def takes_back(self, told: Told) -> bool:
        """Whether a value is told here as what was wrong."""
        return any(
            start <= p.span[0] < end for p in told.places if p.article == self.article for start, end in self.retracted
        )

    def corrects(self, told: Told) -> bool:
        """Whether a value of an earlier report is what was wrong."""
        return any(content(told.value) <= content(self.text[slice(*span)]) for span in self.retracted)


def _retracted(reading: Reading) -> Iterator[Span]:
    """Stretches of text that tell what this report, or another one before it, had wrong."""
    wrong, not_so = _patterns()
    for start, end in reading.sentences:
        sentence = reading.article.text[start:end]
        if any(pattern.search(sentence) for pattern in wrong):
            yield start, end
        elif match := not_so.search(sentence):
            yield start + match.end(), end


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    rules = settings()["occasions"]
    return tuple(re.compile(each, re.IGNORECASE) for each in rules["retracted"]), re.compile(
        rules["not_so"], re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contrast: its deed, its assertion and its report."""

    deed: Deed
    assertion: Assertion
    report: Report


def recast(contrast: Contrast, one: Side, other: Side) -> Contrast:
    """The contrast as a correction or an update, where it is one; what a report takes back is not held any more."""
    first, second = (
        replace(told, held=not side.report.takes_back(told))
        for side, told in ((one, contrast.one), (other, contrast.other))
    )
    contrast = replace(contrast, one=first, other=second)
    overtaking = contrast.slot == "outcome" and contrast.difference is Difference.COMPATIBLE
    if contrast.difference is not Difference.CONFLICT and not overtaking:
        return contrast
    own = one.report.of_one_outlet(other.report)
    if own and (not first.held or not second.held or other.report.corrects(first) or one.report.corrects(second)):
        return replace(contrast, difference=Difference.CORRECTION)
    for earlier, later in ((one, other), (other, one)):
        if earlier.report.before(later.report) and _updates(contrast.slot, earlier, later):
            return replace(contrast, difference=Difference.UPDATE)
    return contrast


def _updates(slot: str, earlier: Side, later: Side) -> bool:
    own = earlier.report.of_one_outlet(later.report)
    if slot == "how many":
        toll = stems("deeds", "tolls") & {earlier.deed.verb, later.deed.verb}
        return bool(toll) and (own or says(later.assertion.text, settings()["occasions"]["updates"]))
    if slot == "outcome":
        # "Tried" is told of what is over: a later "did" is another account of it, not the news of it.
        over = words("negation", "past") & {word.lower() for word in WORD.findall(earlier.deed.turn)}
        return overtaken(earlier.deed.fate, later.deed.fate) and (own or not over)
    if slot == "polarity":
        return later.deed.done and not earlier.deed.done and says(earlier.assertion.text, words("negation", "yet"))
    return False
