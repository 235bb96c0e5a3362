"""People's word on assertions: which put one claim, which share an origin, and which do not disagree after all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.decisions.passages import best, current, located
from headwater.linkage import Verdict
from headwater.model import Assertion, AssertionsSame, Decision, JoinHolds, NoDisagreement, Passage, Reading

Pair = tuple[int, int]


class Assertions:
    """A story's assertions, in which passages are found again: by their place or, after a new model, near enough."""

    def __init__(
        self, asserted: Sequence[Assertion], readings: Iterable[Reading], moved: Mapping[str, str] = {}
    ) -> None:
        self._asserted, self._moved = asserted, moved
        self._texts = {reading.article.id: reading.article.text for reading in readings}
        self._of: dict[str, list[int]] = defaultdict(list)
        for index, assertion in enumerate(asserted):
            self._of[assertion.article].append(index)

    def at(self, passage: Passage) -> int | None:
        """The index of the assertion that a passage means."""
        article = current(passage.article, self._moved)
        spans = located(passage, self._texts.get(article, ""))
        if not spans:
            return None
        return best(spans, ((index, self._asserted[index].span) for index in self._of.get(article, ())))

    def pair(self, one: Passage, other: Passage) -> Pair | None:
        first, second = self.at(one), self.at(other)
        return None if first is None or second is None or first == second else (min(first, second), max(first, second))


def verdicts(found: Assertions, decisions: Iterable[Decision]) -> Iterator[Verdict]:
    """Which assertions (indices) are the same claim, or not, by decisions in force."""
    for decision in decisions:
        if isinstance(decision.act, AssertionsSame) and (pair := found.pair(decision.act.one, decision.act.other)):
            yield Verdict(*pair, decision.act.same)


def joins(found: Assertions, decisions: Iterable[Decision]) -> Iterator[tuple[JoinHolds, Pair, Decision]]:
    """Decisions on joins, and between which assertions (indices)."""
    for decision in decisions:
        if isinstance(decision.act, JoinHolds) and (pair := found.pair(decision.act.one, decision.act.other)):
            yield decision.act, pair, decision


def agreed(found: Assertions, decisions: Iterable[Decision]) -> Iterator[tuple[str, frozenset[int]]]:
    """For a slot the assertions (indices) that do not disagree on it, whatever they seem to say."""
    for decision in decisions:
        if isinstance(decision.act, NoDisagreement):
            indices = {found.at(passage) for passage in decision.act.held}
            yield decision.act.slot, frozenset(index for index in indices if index is not None)
