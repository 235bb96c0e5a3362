"""How sure it is that two in conflict tell of one thing: what is less sure is told as possible only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.contrasts.contradictions import Beside
from headwater.disagreement.contrasts.likeness import Rarity
from headwater.disagreement.deeds.given import WINDOW
from headwater.disagreement.deeds.phrases import Page, Phrase, content
from headwater.disagreement.lexicon import settings
from headwater.disagreement.values.difference import Difference
from headwater.model import Argument, Assertion

FATES = frozenset({"polarity", "outcome"})
RULED = frozenset({"who", "outcome"})
"""Slots of which the rules ask so much that the words around them need not say more."""


class Surety:
    """What is known of the assertions of one claim beside the values that they give."""

    def __init__(
        self, assertions: Sequence[Assertion], pages: Sequence[Page | None], beside: Beside | None, rarity: Rarity
    ) -> None:
        """`pages` are those that the assertions stand on."""
        self._assertions, self._pages, self._beside, self._rarity = assertions, pages, beside, rarity

    def weighed(self, contrast: Contrast, how: str = "told") -> Contrast:
        """The contrast; a conflict as a possible one if it is not sure.

        Of two values in one article nobody knows that they are of one thing, unless each is somebody's word: a report
        counts many things. Of two articles the words decide, those beside the values or those that are laid side by
        side. `how` they are told (en.toml) says how much of that is asked.
        """
        if contrast.difference is not Difference.CONFLICT or contrast.one.assertion == contrast.other.assertion:
            return contrast
        known = contrast.slot in RULED or self._opposed(contrast, how) or self._alike(contrast, how)
        sure = known and self._of_two_voices(contrast)
        return contrast if sure else replace(contrast, difference=Difference.POSSIBLE)

    def _of_two_voices(self, contrast: Contrast) -> bool:
        one, other = self._of(contrast.one), self._of(contrast.other)
        return contrast.slot in FATES or one.article != other.article or bool(one.chain and other.chain)

    def _opposed(self, contrast: Contrast, how: str) -> bool:
        """Whether the two contradict each other by their words; true where these were not laid side by side."""
        if self._beside is None:
            return True
        odds = self._beside.opposed(self._assertions, self._of(contrast.one), self._of(contrast.other))
        return odds is None or odds > settings()["sure"][how]["opposed"]

    def _alike(self, contrast: Contrast, how: str) -> bool:
        """Whether the two tell the same, values aside, or next to them; common words count less than rare ones."""
        least = settings()["sure"][how]
        sides = contrast.one, contrast.other
        return bool(
            self._rarity.dice(self._rest(*sides), self._rest(*reversed(sides))) >= least["alike"]
            or (contrast.slot not in FATES and self._rarity.dice(*map(self._near, sides)) >= least["near"])
        )

    def alike(self, one: Told, other: Told) -> float:
        """How much two tell the same, values aside, and next to them: 0 to 2."""
        shares = (
            self._rarity.dice(self._rest(one, other), self._rest(other, one)),
            self._rarity.dice(self._near(one), self._near(other)),
        )
        return sum(share for share in shares if share > 0)

    def _rest(self, told: Told, other: Told) -> frozenset[str]:
        """Stems of the words of its assertion, but for those of the value that the other value does not have."""
        return content(self._of(told).text) - (content(told.value) - content(other.value))

    def _near(self, told: Told) -> frozenset[str]:
        """Stems of the words next to a value, and of that for what a number counts."""
        page, span = self._pages[told.assertion], told.places[0].span
        if page is None:
            return frozenset()
        phrase = Phrase(page, Argument(told.slot, span, span))
        unit = [phrase.quantity.unit] if phrase.quantity else []
        return content(" ".join([*phrase.before[:WINDOW], *unit, *phrase.after[:WINDOW]]))

    def _of(self, told: Told) -> Assertion:
        return self._assertions[told.assertion]
