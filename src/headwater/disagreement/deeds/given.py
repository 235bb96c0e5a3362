"""The values that an assertion gives: every number and date in it, with what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from headwater.disagreement.contrast import Told
from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.deeds.measures import kinds, measured_alike, of_others
from headwater.disagreement.deeds.phrases import Page, Phrase, content
from headwater.disagreement.lexicon import WORD, bearing, stems, words
from headwater.disagreement.values import dates, quantities
from headwater.disagreement.values.difference import Difference
from headwater.model import Assertion

WINDOW = 5
"""Words on either side of a value that stand near it."""


@dataclass(frozen=True, eq=False)
class Given:
    """A value of one slot, the deed nearest to it, and how many values of the slot its assertion gives (`several`)."""

    phrase: Phrase
    deed: Deed
    assertion: Assertion
    page: Page
    several: int

    @property
    def slot(self) -> str:
        return self.phrase.slot

    @property
    def told(self) -> Told:
        return Told(self.slot, self.deed.assertion, self.phrase.text, (self.phrase.place,))

    @cached_property
    def own(self) -> frozenset[str]:
        """Stems of the words of the assertion beside the value."""
        return _worded(content(self.assertion.text) - content(self.phrase.text))

    @cached_property
    def near(self) -> frozenset[str]:
        """Stems of the words next to it, and of those for what a number counts."""
        return _worded(content(" ".join(self._window)))

    @cached_property
    def kinds(self) -> frozenset[int]:
        """What happens to those who are counted."""
        return kinds(self.phrase, self.deed)

    @cached_property
    def part(self) -> bool:
        """Whether it may count a part of others, or those beside them: "eleven of them", "one of four men"."""
        around = (*self.phrase.before[:2], *WORD.findall(self.phrase.text), *self.phrase.after[:2])
        counted = not words("how_many", "partial").isdisjoint(word.lower() for word in around)
        return counted or of_others(self.phrase)

    @cached_property
    def beside(self) -> bool:
        """Whether it counts those who were with somebody: "climbed with three companions"."""
        return [word.lower() for word in self.phrase.before[:1]] == ["with"]

    @property
    def named(self) -> bool:
        """Whether it is known what it is of: a number may not say what it counts."""
        return self.phrase.quantity is None or bool(self.phrase.quantity.unit)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names in the assertion, but those of people."""
        return frozenset(name for span in self.assertion.span for name in self.page.names(span))

    @cached_property
    def _window(self) -> list[str]:
        unit = WORD.findall(self.phrase.text) if self.slot == "how many" else []
        return [*self.phrase.before[:WINDOW], *unit, *self.phrase.after[:WINDOW]]


def given(deeds: Sequence[Deed], assertion: Assertion, page: Page) -> Iterator[Given]:
    """The values of an assertion, given its deeds, slot by slot in the order of the text."""
    spans = assertion.span
    when = (phrase for each in page.days(spans) if len((phrase := Phrase(page, each)).dates) == 1)
    found = [*(Phrase(page, each) for each in page.figures(spans)), *when]
    several = Counter(phrase.slot for phrase in found)
    for phrase in found:
        yield Given(phrase, _nearest(deeds, phrase.place.span[0]), assertion, page, several[phrase.slot])


def _nearest(deeds: Sequence[Deed], start: int) -> Deed:
    return min(deeds, key=lambda deed: (abs(deed.predicate.span[0] - start), deed.predicate.span))


def _worded(said: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in said if not word[0].isdigit())


def compare(one: Given, other: Given) -> Difference | None:
    """How two values of a slot differ, if they are of one matter; None where nobody can tell, or they cannot be."""
    if one.slot == "how many":
        return _numbers(one, other)
    again = stems("deeds", "again") & {one.deed.verb, other.deed.verb}
    alike = bearing(one.deed.verb, other.deed.verb) > 0 or not one.kinds.isdisjoint(other.kinds)
    if (
        again
        or not alike
        or one.phrase.role != other.phrase.role
        or one.deed.fate.modality is not other.deed.fate.modality
    ):
        return None
    same = one.phrase.text.casefold() == other.phrase.text.casefold()
    return Difference.SAME if same else dates.compare(one.phrase.dates[0], other.phrase.dates[0])


def _numbers(one: Given, other: Given) -> Difference | None:
    """Units of which one has no name, or that count things under two names, are taken for one."""
    first, second = one.phrase.quantity, other.phrase.quantity
    if first is None or second is None or not quantities.comparable(first.unit, second.unit):
        return None
    apart = bool(one.kinds and other.kinds and one.kinds.isdisjoint(other.kinds))
    if apart or one.part != other.part or one.beside != other.beside or not measured_alike(one.phrase, other.phrase):
        return None
    if not (first.unit and second.unit) and not quantities.counts_things(first.unit or second.unit):
        # "15-17" is no number of minutes.
        return None
    unit = first.unit or second.unit
    return quantities.compare(replace(first, unit=unit), replace(second, unit=unit))
