"""What ties bearers of names in different articles: two of them, and why they are taken for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from headwater.model import NameJoin, Place
from headwater.resolve.across.bearers import Bearer, normal

Key = TypeVar("Key")
Groups = Sequence[int]
"""The group that each bearer is in so far, known by its first one."""


class Known(list[Bearer]):
    """All bearers of a story; `names` are theirs as they are compared, `kinds` the indices of those of each kind."""

    def __init__(self, found: Iterable[Bearer]) -> None:
        super().__init__(found)
        self.names = [bearer.plain for bearer in self]
        self.kinds: dict[str, list[int]] = defaultdict(list)
        for index, bearer in enumerate(self):
            self.kinds[bearer.kind].append(index)

    @cached_property
    def called(self) -> dict[str, list[int]]:
        """The indices of all that are called so, by whatever form."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, bearer in enumerate(self):
            for name in {self.names[index], *map(normal, bearer.forms)}:
                found[name].append(index)
        return found


@dataclass(frozen=True, slots=True)
class Tie:
    """Two bearers (indices) that are the same, and why; without a `join` they have one name."""

    first: int
    second: int
    join: NameJoin | None = None


def tie(known: Known, first: int, second: int, reason: str, *further: Place) -> Tie:
    """`further` is evidence beside one mention of each."""
    one, other = known[first], known[second]
    if one.name == other.name:
        return Tie(first, second)
    return Tie(first, second, NameJoin((one.name, other.name), reason, (*further, one.place(), other.place())))


def by(indices: Iterable[int], key: Callable[[int], Key | None]) -> dict[Key, list[int]]:
    """Indices under their keys, those without one left out."""
    found: dict[Key, list[int]] = defaultdict(list)
    for index in indices:
        value = key(index)
        if value is not None:
            found[value].append(index)
    return found
