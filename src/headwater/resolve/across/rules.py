"""The rules by which bearers are tied, one after the other: each is sure or silent."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.model import Decision
from headwater.resolve.across import decided, same_body, same_person, same_role
from headwater.resolve.across.ties import Groups, Known, Tie

RULES = (
    same_person.full_names,
    same_person.initials_of_given_names,
    same_person.misspelt,
    same_person.family_names,
    same_person.initials_alone,
    same_body.same_names,
    same_body.countries,
    same_body.kinds_left_out,
    same_body.one_acronym,
    same_body.short_forms,
    same_body.acronyms,
    same_role.roles,
)
"""Each knows what those before it have joined."""


def tied(known: Known, decisions: Sequence[Decision]) -> tuple[list[Tie], Groups]:
    """All ties between bearers, and the group of each, known by its first one."""
    if len(known) < 2:
        return [], [*range(len(known))]
    apart, joined = decided.Apart(known, decisions), _Joined(len(known))
    ties = apart.kept(decided.ties(known, decisions))
    for rule in RULES:
        ties = apart.kept([*ties, *rule(known, joined.first(ties))])
    return ties, joined.first(ties)


class _Joined:
    """The group of each bearer, known by its first member, as ties are added to those that there were."""

    def __init__(self, size: int) -> None:
        self._first, self._done = list(range(size)), 0

    def first(self, ties: Sequence[Tie]) -> Groups:
        if self._done < len(ties):
            for tie in ties[self._done :]:
                one, other = self._root(tie.first), self._root(tie.second)
                self._first[max(one, other)] = min(one, other)
            # A group is known by its first member, so that each leads to one before it, which leads to the first.
            for index, nearer in enumerate(self._first):
                self._first[index] = self._first[nearer]
            self._done = len(ties)
        return self._first

    def _root(self, index: int) -> int:
        while self._first[index] != index:
            index = self._first[index]
        return index
