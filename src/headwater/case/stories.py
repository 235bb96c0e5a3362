"""The story of a case, made once for each state of it, and kept in the store without its articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from headwater import codec, pipeline
from headwater.case.present import Now, Present
from headwater.errors import CaseError, CodecError
from headwater.garbage import uncollected
from headwater.model import Claim, Reading, Story, content_id
from headwater.pipeline import Before, Ground, Tracing, UnreadyError
from headwater.store import Store

FEW = 100
"""Readings that are asked for by their ids; of more all are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story without its articles, and what it was made of: articles, and ids of the decisions that it honours.

    `ground` is that of its claims; `basis` is another if it was made of other readings, or by another version.
    """

    story: Story
    articles: tuple[str, ...]
    decisions: tuple[str, ...]
    ground: Ground | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Soon:
    """A story that was wanted soon. `whole`: nothing in it is as it was before; else that may be true of on how much it
    stands as a whole and, unless all that has changed is `applied`, of what of it is one claim, or of all of it.
    """

    story: Story
    applied: bool
    whole: bool


class Stories:
    """Makes one story at a time, and holds the last one. Threads may share it.

    The first one is made of the one that is in the store, if there is one of the very same readings, or from nothing.
    Later ones are made of it and of what has changed since (`Tracing`), until the findings are dropped.
    """

    def __init__(self, store: Store, present: Present) -> None:
        self._store, self._present = store, present
        self._making = Lock()
        self._held: tuple[str, Story] | None = None
        self._last: Story | None = None
        self._unkept: Told | None = None
        self._opened: tuple[str, Told] | None = None
        self._rebuilt: int | None = None
        self._read: dict[tuple[int, str], Reading] = {}
        self._tracing: Tracing | None = None

    def story(self) -> Story:
        """The story of the case as it is now."""
        with self._making:
            while True:
                now = self._now()
                story = self._known(now) or self._made(now, soon=False)
                if story is not None:
                    self._keep(now)
                    return story

    def soon(self) -> Soon:
        """The story of the case as it is now, but for what would take long and is not made ready yet.

        If nothing was made here yet, it is made as by `story`.
        """
        with self._making:
            while True:
                now = self._now()
                if (story := self._known(now)) is not None:
                    return Soon(story, applied=True, whole=True)
                try:
                    story = self._made(now, soon=True)
                except UnreadyError:
                    if self._last is not None:
                        return Soon(self._last, applied=False, whole=False)
                    story = self._made(now, soon=False)
                if story is not None and self._tracing is not None:
                    return Soon(story, applied=self._tracing.applied, whole=not self._tracing.behind)

    def prepare(self, going: Callable[[], bool] = lambda: True) -> None:
        """Makes what a later change needs, so that the story after it can be made soon, for as long as it is `going`.

        What `soon` has left as it was is made first. Stories can be made meanwhile: they wait a few seconds at most.
        """
        with self._making:
            now = self._now()
            if self._tracing is None and self._made(now, soon=False):
                self._unkept = None
            tracing = self._tracing
        if tracing is not None:
            self._count(tracing)
            self._prepare(tracing, going)

    def _count(self, tracing: Tracing) -> None:
        """On how much the last story stands as a whole, if that was left as it was."""
        counting = tracing.counting()
        if counting is not None:
            found = counting()
            with self._making:
                tracing.counted(counting, found)

    def _prepare(self, tracing: Tracing, going: Callable[[], bool]) -> None:
        with self._making:
            preparation = tracing.preparation()
        if preparation is not None:
            preparation.beside()
            for part in preparation.parts():
                with self._making:
                    if tracing is not self._tracing or not going():
                        return
                    part()

    def _now(self) -> Now:
        """What is now; what was made before the findings were dropped is forgotten."""
        now, rebuilt = self._present(), self._store.rebuilt()
        if rebuilt != self._rebuilt:
            self._held = self._last = self._unkept = self._opened = self._tracing = None
            self._read, self._rebuilt = {}, rebuilt
        return now

    def latest(self) -> tuple[Story, bool] | None:
        """The last story that was made, and whether it is still true."""
        now = self._now()
        story = self._known(now)
        if story is not None:
            return story, True
        older = self._held[1] if self._held else self._kept(None, now)
        return (older, False) if older else None

    def claims(self) -> tuple[tuple[Claim, ...], bool]:
        """The claims of the last story that was made, those whose articles are all there as they were; none if there is
        no such story. Also whether they are true. No article is read as long as only decisions have changed.
        """
        with self._making:
            now, held = self._now(), self._held
            if held is not None and held[0] == now.key:
                return held[1].claims, True
            key, told = self._opened or self._stored(None) or ("", None)
            if told is None:
                return (), False
            if key == now.key or told.basis == self._basis((each.number, each.made_by) for each in self._store.read()):
                return told.story.claims, key == now.key
            marks = {*told.articles}
            still = {reading.article.id for reading in self._readings() if _mark(reading) in marks}
            return tuple(c for c in told.story.claims if still.issuperset(each.article for each in c.assertions)), False

    def _known(self, now: Now) -> Story | None:
        """The story of this state, if it was made before."""
        held = self._held
        if held is not None and held[0] == now.key:
            return held[1]
        story = self._kept(now.key, now)
        if story is not None:
            self._held = now.key, story
        return story

    def _made(self, now: Now, *, soon: bool) -> Story | None:
        """The story of this state; None if the case has changed before everything was there to make it of."""
        readings = self._readings()
        if not self._present.is_still(now):
            return None
        tracing, self._tracing = self._tracing or self._resumed(readings, now), None
        try:
            story = tracing.story(readings, now.in_force, now.moved, soon=soon)
        except UnreadyError:
            self._tracing = tracing
            raise
        self._tracing, self._last = tracing, story
        if not tracing.behind:
            made_of = tuple(map(_mark, readings)), tuple(each.id for each in now.in_force)
            kept = Told(replace(story, articles=()), *made_of, tracing.ground, self._basis_of(readings))
            self._held, self._unkept = (now.key, story), kept
        return story

    def _resumed(self, readings: Sequence[Reading], now: Now) -> Tracing:
        """What goes on from a story of the store, if all that it was made of is there as it was, or from nothing."""
        stored, self._opened = self._opened or self._stored(None), None
        told = stored[1] if stored else None
        if told is None or told.ground is None:
            return Tracing()
        wanted, then = set(told.articles), set(told.decisions)
        there = [reading for reading in readings if _mark(reading) in wanted]
        decisions = [each for each in now.decisions if each.id in then]
        if len(there) != len(wanted) or len(decisions) != len(then) or self._basis_of(there) != told.basis:
            return Tracing()
        tracing = Tracing(before=Before(told.story, told.ground))
        self._last = tracing.story(there, decisions, now.moved)
        return tracing

    def _basis_of(self, readings: Iterable[Reading]) -> str:
        """What readings are, and by what program."""
        ids = {reading.article.id for reading in readings}
        return self._basis(key for key, reading in self._read.items() if reading.article.id in ids)

    def _basis(self, read: Iterable[tuple[int, str]]) -> str:
        """The same, given the number of each in the case, and by which version it was made."""
        return content_id(self._present.version, sorted(read))

    def _keep(self, now: Now) -> None:
        """Puts the last story into the store. On a full disk there still is one to show; it is only made again."""
        if self._unkept is not None:
            with suppress(CaseError):
                self._store.keep_story(now.key, codec.encode(self._unkept))
            self._unkept = None

    def _readings(self) -> tuple[Reading, ...]:
        """All readings; one that was there the last time is the very same again."""
        entries = self._store.read()
        missing = {entry.id for entry in entries if (entry.number, entry.made_by) not in self._read}
        few = len(missing) <= FEW
        found = {r.article.id: r for r in self._store.readings(missing if few else None)} if missing else {}
        known = self._read
        self._read = {
            key: reading
            for entry in entries
            if (reading := known.get(key := (entry.number, entry.made_by)) or found.get(entry.id)) is not None
        }
        return tuple(self._read.values())

    def _kept(self, key: str | None, now: Now) -> Story | None:
        """The story in the store under a key, or under any: with its articles, if all of them are still there."""
        kept = self._stored(key)
        if kept is None:
            return None
        told = kept[1]
        readings = self._marked(told.articles)
        then = set(told.decisions)
        decisions = [each for each in now.decisions if each.id in then]
        return pipeline.with_articles(told.story, readings, decisions, now.moved) if readings is not None else None

    def _stored(self, key: str | None) -> tuple[str, Told] | None:
        """What is in the store under a key, or under any."""
        kept = self._store.story(key)
        if kept is None:
            return None
        try:
            with uncollected():
                found = self._opened = kept[0], codec.decode(kept[1], Told)
        except CodecError:
            return None
        return found

    def _marked(self, marks: Collection[str]) -> tuple[Reading, ...] | None:
        """The readings of these articles; None if one of them is gone, or is another by now."""
        wanted = set(marks)
        # All at once, and not by id: a list of thousands is slower, and more than some databases take.
        found = tuple(r for r in self._readings() if _mark(r) in wanted)
        return found if len(found) == len(wanted) else None


@lru_cache(maxsize=10_000)
def _content(article: str, text: str) -> str:
    return content_id(article, text)


def _mark(reading: Reading) -> str:
    return _content(reading.article.id, reading.article.text)
