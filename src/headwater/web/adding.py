"""Articles that are put into the case from a page: one worker reads them, one batch after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from headwater import pipeline
from headwater.case import Added, Case
from headwater.errors import HeadwaterError
from headwater.model import Article, Failure

KEPT = 20
"""Batches that are told of."""
TOLD = 50
"""Articles of a batch that are told of one by one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was given at once: `files` of them, what became of each article so far, and whether all is done."""

    id: int
    who: str
    files: int
    done: int = 0
    finished: bool = False
    told: tuple[Added, ...] = ()
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Files in a folder of their own, which is deleted with them, and the name under which each is to be known."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)


class Adding:
    """The queue of batches. `changed` is called when the case has another article."""

    def __init__(self, case: Case, changed: Callable[[], None]) -> None:
        self._case, self._changed = case, changed
        self._waiting: SimpleQueue[tuple[Batch, Given] | None] = SimpleQueue()
        self._batches: dict[int, Batch] = {}
        self._lock = Lock()
        self._worker = Thread(target=self._work, name="adding", daemon=True)

    def start(self) -> None:
        self._worker.start()

    def stop(self) -> None:
        self._waiting.put(None)

    def add(self, given: Given, who: str) -> Batch:
        with self._lock:
            batch = Batch(max(self._batches, default=0) + 1, who, len(given.names))
            self._batches[batch.id] = batch
            for old in [each.id for each in self._batches.values() if each.finished][:-KEPT]:
                del self._batches[old]
        self._waiting.put((batch, given))
        return batch

    def batches(self) -> tuple[Batch, ...]:
        """The last ones, newest first."""
        with self._lock:
            return tuple(reversed(self._batches.values()))

    @property
    def busy(self) -> bool:
        return any(not each.finished for each in self.batches())

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            batch, given = work
            try:
                self._read(batch, given)
                self._keep(batch.id, finished=True)
            except HeadwaterError as error:
                self._keep(batch.id, finished=True, trouble=str(error))
            except Exception as error:
                trouble = f"{type(error).__name__}: {error}; please report it"
                self._keep(batch.id, finished=True, trouble=trouble)
            finally:
                shutil.rmtree(given.folder, ignore_errors=True)

    def _read(self, batch: Batch, given: Given) -> None:
        told: list[Added] = []
        for done, added in enumerate(self._case.add_articles(self._items(given), who=batch.who), 1):
            told.append(added)
            self._keep(batch.id, done=done, told=tuple(told[-TOLD:]))
            if added.what != "known":
                self._changed()

    def _items(self, given: Given) -> Iterator[Article | Failure]:
        for path in map(str, sorted(given.folder.iterdir())):
            for item in pipeline.ingested([path], self._case.config):
                # Where it lay for a moment means nothing; what it was called does.
                yield _called(item, path, given.names.get(Path(path).name, ""))

    def _keep(self, id_: int, **changed: object) -> None:
        with self._lock:
            self._batches[id_] = replace(self._batches[id_], **changed)  # type: ignore[arg-type]


def _called(item: Article | Failure, path: str, name: str) -> Article | Failure:
    uri = item.uri.replace(path, name)
    if isinstance(item, Article):
        return replace(item, uri=uri)
    return replace(item, uri=uri, message=item.message.replace(path, name))
