"""Which sources people say are one, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from headwater.model import Decision, SourcesSame, Who
from headwater.resolve.across.bearers import normal
from headwater.resolve.across.ties import Known, Tie, tie


def ties(known: Known, decisions: Iterable[Decision]) -> list[Tie]:
    """A tie of each bearer that is said to be the same with the first of them."""
    found = []
    for act, decision in _acts(decisions):
        if act.same:
            members = sorted({*_called(known, act.one), *_called(known, act.other)})
            reason = f"{decision.who} decided so" + (f": {decision.why}" if decision.why else "")
            found += [tie(known, members[0], index, reason) for index in members[1:]]
    return found


class Apart:
    """Who is said not to be the same: no ties may bring two such bearers together, by way of others either."""

    def __init__(self, known: Known, decisions: Iterable[Decision]) -> None:
        self._marks: list[frozenset[tuple[int, int]]] = [frozenset()] * len(known)
        self._any = False
        for number, (act, _) in enumerate(_acts(decisions)):
            if not act.same:
                one, other = set(_called(known, act.one)), set(_called(known, act.other))
                for side, members in enumerate((one - other, other - one)):
                    for index in members:
                        self._any = True
                        self._marks[index] |= {(number, side)}

    def kept(self, ties: list[Tie]) -> list[Tie]:
        """The ties without those that would; of two that cannot both be, the first is kept."""
        if not self._any:
            return ties
        group = list(range(len(self._marks)))
        members = {index: [index] for index in group}
        marks = dict(enumerate(self._marks))
        found = []
        for each in ties:
            one, other = sorted((group[each.first], group[each.second]))
            if one != other:
                if any((number, 1 - side) in marks[other] for number, side in marks[one]):
                    continue
                for index in members[other]:
                    group[index] = one
                members[one] += members.pop(other)
                marks[one] |= marks.pop(other)
            found.append(each)
        return found


def _acts(decisions: Iterable[Decision]) -> Iterator[tuple[SourcesSame, Decision]]:
    return ((decision.act, decision) for decision in decisions if isinstance(decision.act, SourcesSame))


def _called(known: Known, who: Who) -> list[int]:
    called = known.called.get(normal(who.name), ())
    return [index for index in called if who.article in (None, known[index].article)]
