"""What a case is right now, kept as long as nothing changes: a page asks for it with every request."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.case.version import version
from headwater.config import Config
from headwater.decisions import changing, in_force
from headwater.model import Decision, content_id
from headwater.store import Store


@dataclass(frozen=True, slots=True)
class Now:
    """The log of decisions, oldest first, what of it is in force, and which older versions of articles became which.

    `key` is another whenever what is found may be: when articles, readings, the program, or decisions in force are that
    change it.
    """

    revision: tuple[int, ...]
    decisions: tuple[Decision, ...]
    in_force: tuple[Decision, ...]
    moved: dict[str, str]
    key: str


class Present:
    """Gives what is now, made anew only where the case has changed."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store, self._config = store, config
        self._known: Now | None = None

    def __call__(self) -> Now:
        # Read first: what is written meanwhile makes the next call see another one.
        revision, known = self._store.revision(), self._known
        if known is None or known.revision != revision:
            log = tuple(sorted(self._store.decisions(), key=lambda each: (each.when, each.id)))
            holds = in_force(log)
            key = content_id(self._store.state(), [each.id for each in changing(holds)], self.version)
            known = self._known = Now(revision, log, holds, self._store.moved(), key)
        return known

    @property
    def version(self) -> str:
        """What findings are made by."""
        return version(self._config.model_folder)

    def is_still(self, now: Now) -> bool:
        return self._store.revision() == now.revision
