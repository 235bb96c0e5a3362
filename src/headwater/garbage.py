"""Work that makes many records and no cycles among them, done without the search for cycles.

The collector would look through all records of a story again and again and find nothing, for a fifth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

MANY = 100_000
"""Objects that are made at once, through which the collector may look again and again: a twentieth of a second."""
_held = Event()
"""Set while something lasts."""


@contextmanager
def uncollected(*, lasting: bool = False) -> Iterator[None]:
    """With the collector off, if it is on; also a decorator.

    What is `lasting` is kept for as long as the program works with it: where that is much, the collector, which would
    stop everything for seconds, never looks through it, until it is `released`. It is freed as ever when nothing refers
    to it.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            if lasting:
                _hold()
            elif not _held.is_set():
                # What was made here is old by now: the collector need not look through it as through what is new.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _hold() -> None:
    """Keeps from the collector what is there, where much was made: so also what others will leave behind for it, pages
    that are under way. What they have left behind by now is freed first.

    What is held for the first time was made before there was anything to ask for.
    """
    if gc.get_count()[0] > MANY:
        if _held.is_set():
            gc.collect()
        gc.freeze()
    _held.set()


def released() -> None:
    """The collector looks through everything again."""
    _held.clear()
    gc.unfreeze()
