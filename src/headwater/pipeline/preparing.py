"""What a later change needs, made before somebody waits for it, while stories are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from headwater.cluster import Linked
from headwater.threads import one_thread

PARTS = 8
"""In so many parts the names of a story are made ready."""


class Worded(Protocol):
    """Makes ready the words that articles share, or only half of that."""

    def __call__(self, *, worded_only: bool = False) -> None: ...


@dataclass(frozen=True, slots=True)
class Preparation:
    """`names` makes ready a share of the names; `linked` is the ground, `claims` compares with it what has come."""

    names: Callable[[float], None]
    worded: Worded
    linked: Linked
    claims: Callable[[Linked], None]

    def beside(self) -> None:
        """What takes longest; stories may be told meanwhile."""
        self.linked.warm()

    def parts(self) -> Iterator[Callable[[], None]]:
        """All else, after that: a few seconds each, in which no story may be told."""
        for share in range(1, PARTS + 1):
            yield one_thread()(partial(self.names, share / PARTS))
        yield partial(self.worded, worded_only=True)
        yield self.worded
        yield one_thread()(partial(self.claims, self.linked))
