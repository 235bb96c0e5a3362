"""Articles > everybody who is named in them: looked for again only in an article whose names have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headwater.kept import Kept, Same, Settled
from headwater.model import Decision, Reading, StoryEntity
from headwater.resolve.across.bearers import Bearer, bearers
from headwater.resolve.across.entities import Entities


class Names:
    """The index of a story that is told again and again."""

    def __init__(self, before: Iterable[StoryEntity] = ()) -> None:
        """`before`: the index of the story that is told first, as far as it is known."""
        self._named, self._bearers = Settled(_names_in), Kept[Reading, tuple[Bearer, ...]]()
        self._entities = Entities(before)
        self._everyone, self._merged = Same[tuple[StoryEntity, ...]](), Same[tuple[StoryEntity, ...]]()

    def __call__(
        self,
        articles: Sequence[Reading],
        decisions: Sequence[Decision],
        known: tuple[StoryEntity, ...] | None = None,
    ) -> tuple[StoryEntity, ...]:
        """Under decisions on who is the same; `known` is what would be found, if it is."""
        named = self._named(articles)
        return self._everyone(
            lambda: self._merge(named, decisions) if known is None else known,
            named,
            decisions,
        )

    def warm(self, articles: Sequence[Reading], decisions: Sequence[Decision], share: float) -> None:
        """Makes what is needed where names change, for a share of the articles; all together they are put in order."""
        named = self._named(articles)
        if self._merged.last is None:
            self._bearers.each(named[: round(len(named) * share)], _bearers)
            if share == 1:
                self._merge(named, decisions)

    def _merge(self, named: Sequence[Reading], decisions: Sequence[Decision]) -> tuple[StoryEntity, ...]:
        found = self._bearers.each(named, _bearers)
        return self._merged(lambda: self._entities(found, decisions), found, decisions)


def _names_in(reading: Reading) -> object:
    """All that the bearers of names in it follow from."""
    return reading.article, reading.entities


def _bearers(reading: Reading) -> tuple[Bearer, ...]:
    return tuple(bearers(reading))
