"""What the claims of a story rest on, and a story that was told before this program ran, from which it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from headwater.cluster import Outcome, location
from headwater.linkage import Groups
from headwater.model import Assertion, Story
from headwater.provenance.origins import Origins


@dataclass(frozen=True, slots=True)
class Ground:
    """The articles (ids) that were linked as a whole, the groups of what they assert, in the order of the texts, and
    what came of them.
    """

    articles: tuple[str, ...]
    groups: Groups
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def parts(self) -> bool:
        """Whether each assertion is in one of the groups, and no other is named."""
        size = sum(map(len, self.groups))
        return sorted(chain.from_iterable(self.groups)) == list(range(size)) and self.outcome.fits(size)


@dataclass(frozen=True, slots=True)
class Before:
    """A story that was told before this program ran, with the ground of its claims."""

    story: Story
    ground: Ground

    def count(self) -> Origins:
        """On how many origins it stands as a whole."""
        return Origins((), self.story.publications, self.story.speakers, ())

    def asserted(self) -> dict[str, tuple[Assertion, ...]]:
        """What each article (its id) asserts, in the order of the text."""
        found: dict[str, list[Assertion]] = {}
        for claim in self.story.claims:
            for each in claim.assertions:
                found.setdefault(each.article, []).append(each)
        return {article: tuple(sorted(told, key=location)) for article, told in found.items()}

    def groups(self, asserted: Sequence[Assertion]) -> Groups | None:
        """Its claims as groups of indices; None if they are not of what is asserted."""
        at = {id(each): index for index, each in enumerate(asserted)}
        told = [[at.get(id(each), -1) for each in claim.assertions] for claim in self.story.claims]
        if sorted(chain.from_iterable(told)) != list(range(len(asserted))):
            return None
        return tuple(sorted(map(tuple, told), key=min))
