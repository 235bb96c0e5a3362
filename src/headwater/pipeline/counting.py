"""On how many origins a story stands as a whole: it takes long, and can be counted while stories are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headwater.garbage import uncollected
from headwater.linkage import Groups
from headwater.model import Assertion, Reading
from headwater.provenance.lineage import Lineage
from headwater.provenance.origins import Decided, Origins, origins


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted: claims (`groups`) of what is asserted, under people's word on joins."""

    asserted: Sequence[Assertion]
    articles: Sequence[Reading]
    lineage: Lineage
    groups: Groups
    joins: Sequence[Decided]

    @property
    def made_of(self) -> tuple[object, ...]:
        """What the count follows from."""
        return self.articles, self.lineage, self.groups, self.joins

    @uncollected(lasting=True)
    def __call__(self) -> Origins:
        # What is looked up meanwhile is its own: the story forgets what it has looked up.
        known = replace(self.lineage, found={})
        return origins(self.asserted, known, claims=self.groups, decided=self.joins)
