"""What the processes that are killed do: adding readings to a case, one after the other."""

from __future__ import annotations

import os
import resource
import signal
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import event

from headwater import codec
from headwater.errors import CaseError
from headwater.model import Noted, Reading
from headwater.store import Store


def reports(count: int) -> tuple[Reading, ...]:
    from .reports import reading

    return tuple(
        reading(
            f"r{number}", f"Ada Moss said that mill {number} burned. " + f"It rained on day {number}. " * 40, "Ada Moss"
        )
        for number in range(count)
    )


def add(where: str, done: Connection, count: int, first: int = 0, statements: int = 0, room: int = 0) -> None:
    """Adds `count` reports and a decision on each, and tells of each when it is added.

    After so many `statements` the process kills itself; no file may have more than `room` bytes.
    """
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        store = Store(where)
        if statements:
            _end_after(store, statements)
        for one in reports(first + count)[first:]:
            store.put(one, one, f"https://courier.example/{one.article.id}", "ada", "v1")
            store.append([codec.decided(Noted(one.article.id), "ada", when="2026-01-01T00:00:00+00:00")])
            done.send(one.article.id)
        store.close()
        done.send(None)
    except CaseError as error:
        done.send(error)


def _end_after(store: Store, statements: int) -> None:
    left = [statements]

    def count(*_: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store._engine, "after_cursor_execute", count)
    event.listen(store._engine, "commit", count)
