"""The case that is worked on: its story, made by one worker in the background, and the articles under way."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Event, Thread

from headwater.case import Case, Soon
from headwater.errors import HeadwaterError
from headwater.model import Decision
from headwater.store import Entry
from headwater.web.adding import Adding
from headwater.web.addresses import article_key
from headwater.web.edition import EMPTY, Edition

LOOK = 2.0
"""Seconds after which the worker looks whether another program has changed the case."""
PATIENCE = 2.0
"""Seconds that an answer to a change waits for the story that follows from it."""


class Workbench:
    """One case, open. Requests share it: they get the last edition of the story and never make one."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.edition = Edition(EMPTY)
        self.trouble: str | None = None
        self.adding = Adding(case, self.changed)
        self._entries: tuple[object, tuple[Entry, ...]] | None = None
        self._news = Condition()
        self._due = Event()
        self._ended = self._making = False
        self._applied = self._whole = True
        self._shown = self._prepared = ""
        self._changes = self._made = 0
        self._worker = Thread(target=self._work, name="story", daemon=True)
        self._preparing = Thread(target=self._prepare, name="preparing", daemon=True)

    def start(self) -> None:
        self.changed()
        self._worker.start()
        self.adding.start()

    def stop(self) -> None:
        """Begins nothing more. What is under way is done again next time: nothing of it is needed."""
        self._ended = True
        self._due.set()
        self.adding.stop()

    @property
    def behind(self) -> bool:
        """Whether a newer story is being made."""
        return self._making or self._made < self._changes

    def changed(self) -> None:
        """Something has changed from which another story may follow."""
        with self._news:
            self._changes += 1
        self._due.set()

    def settled(self, seconds: float = PATIENCE) -> bool:
        """Waits until the story is that of all changes so far, at most for so long; says whether it is."""
        with self._news:
            wanted = self._changes
            return self._news.wait_for(lambda: self._made >= wanted or self.trouble is not None, seconds)

    # -- what a page asks of the case itself ------------------------------------------------------------------------

    def decisions(self) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        """The whole log, oldest first, and the decisions in force."""
        return self.case.decisions(), self.case.in_force()

    def entries(self) -> tuple[Entry, ...]:
        """The articles, in the order in which they were added; kept until one is added, read or removed."""
        state = self.case.store.revision(), self.case.failures()
        if self._entries is None or self._entries[0] != state:
            self._entries = state, self.case.articles()
        return self._entries[1]

    def article_id(self, key: str) -> str | None:
        """The id of an article that may not be part of the story yet."""
        return next((each.id for each in self.entries() if article_key(each.id) == key), None)

    # -- the worker -------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        self._guarded(self._first)
        while not self._ended:
            due = self._due.wait(LOOK)
            self._due.clear()
            if not self._ended:
                self._guarded(self._renew_soon if due else self._renew)

    def _guarded(self, deed: Callable[[], None]) -> None:
        """Whatever goes wrong, the pages go on with the story that they have, and say so."""
        try:
            deed()
            self.trouble = None
        except HeadwaterError as error:
            self.trouble = str(error)
        except Exception as error:
            self.trouble = f"the story cannot be made ({type(error).__name__}: {error}); please report it"
        if self.trouble:
            with self._news:
                self._news.notify_all()
            time.sleep(LOOK)

    def _first(self) -> None:
        """The story that was kept, even one that is not true any more, until there is a newer one."""
        kept = self.case.latest()
        if kept:
            self.edition = Edition(kept[0]).warm()

    def _renew_soon(self) -> None:
        """What has changed in the story; on how much it stands as a whole is counted when nothing more changes."""
        self._show(self.case.soon)
        if not self._applied:
            if self._prepared == self._shown:
                self._show(self._made_whole)
            else:
                self._prepare_beside()

    def _renew(self) -> None:
        """While nobody changes anything here: what other programs have changed, and then what takes long."""
        if self.case.key() != self._shown:
            self._renew_soon()
        elif not self._whole and self._prepared == self._shown:
            self._show(self._made_whole)
        if not self._due.is_set():
            self._prepare_beside()

    def _made_whole(self) -> Soon:
        return Soon(self.case.story(), applied=True, whole=True)

    def _prepare_beside(self) -> None:
        """What takes long, beside the worker, so that nobody waits for it."""
        if not self._preparing.is_alive():
            self._preparing = Thread(target=self._prepare, args=(self._shown,), name="preparing", daemon=True)
            self._preparing.start()

    def _prepare(self, key: str) -> None:
        """What goes wrong is met again, and told, where it is needed."""
        with suppress(Exception):
            self.case.prepare(self._going)
        self._prepared = key
        if not self._whole:
            self._due.set()

    def _going(self) -> bool:
        """Between two parts of that: a change may be applied now."""
        if not self._applied:
            self._due.set()
        return not self._ended

    def _show(self, make: Callable[[], Soon]) -> None:
        with self._news:
            changes = self._changes
        key = self._shown = self.case.key()
        new = key != self.edition.key
        if new:
            self._making = True
            made = make()
            self._applied, self._whole = made.applied, made.whole
            self.edition = Edition(made.story, key if made.whole else "", self.edition).soon()
        with self._news:
            self._making = not self._whole
            if self._applied:
                self._made = changes
            self._news.notify_all()
        if new:
            self.edition.warm()
            if self._whole:
                self.case.story()  # It is put into the case only when it is shown.
