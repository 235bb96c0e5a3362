"""Work that makes many records and no cycles among them, done without the search for cycles.

The collector would look through all records of a story again and again and find nothing, for a fifth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

_held = Event()
"""Set while something lasts."""


@contextmanager
def uncollected(*, lasting: bool = False) -> Iterator[None]:
    """With the collector off, if it is on; also a decorator.

    What is `lasting` is kept for as long as the program works with it: the collector, which would stop everything for
    seconds, never looks through it, until it is `released`. It is freed as ever when nothing refers to it.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            if lasting:
                _held.set()
                gc.freeze()
            elif not _held.is_set():
                # What was made here is old by now: the collector need not look through it as through what is new.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def released() -> None:
    """The collector looks through everything again."""
    _held.clear()
    gc.unfreeze()
