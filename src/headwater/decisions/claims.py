"""People's word on assertions: which put one claim, which share an origin, and which do not disagree after all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, product

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
        articles = [assertion.article for assertion in asserted]
        for article, run in groupby(range(len(asserted)), articles.__getitem__):
            self._of[article] += run

    def at(self, passage: Passage) -> int | None:
        """The index of the assertion that a passage means."""
        article = current(passage.article, self._moved)
        spans = located(passage, self._texts.get(article, ""))
        if not spans:
            return None
        return best(spans, ((index, self._asserted[index].span) for index in self._of.get(article, ())))

    def all_at(self, passage: Passage) -> Sequence[int]:
        """The indices of all that is asserted there: what one reports and another denies stands at one place."""
        found = self.at(passage)
        if found is None:
            return ()
        meant = self._asserted[found]
        return [index for index in self._of[meant.article] if self._asserted[index].span == meant.span]

    def pairs(self, one: Passage, other: Passage) -> Iterator[Pair]:
        for first, second in product(self.all_at(one), self.all_at(other)):
            if first != second:
                yield min(first, second), max(first, second)


def verdicts(found: Assertions, decisions: Iterable[Decision]) -> Iterator[Verdict]:
    """Which assertions (indices) are the same claim, or not, by decisions in force, which part nothing at one place."""
    for decision in decisions:
        if isinstance(decision.act, AssertionsSame) and decision.act.one.key != decision.act.other.key:
            for pair in found.pairs(decision.act.one, decision.act.other):
                yield Verdict(*pair, decision.act.same)


def joins(found: Assertions, decisions: Iterable[Decision]) -> Iterator[tuple[JoinHolds, Pair, Decision]]:
    """Decisions on joins, and between which assertions (indices)."""
    for decision in decisions:
        if isinstance(decision.act, JoinHolds):
            for pair in found.pairs(decision.act.one, decision.act.other):
                yield decision.act, pair, decision


def agreed(found: Assertions, decisions: Iterable[Decision]) -> Iterator[tuple[str, frozenset[int]]]:
    """For a slot the assertions (indices) that do not disagree on it, whatever they seem to say."""
    for decision in decisions:
        if isinstance(decision.act, NoDisagreement):
            yield decision.act.slot, frozenset(i for passage in decision.act.held for i in found.all_at(passage))
