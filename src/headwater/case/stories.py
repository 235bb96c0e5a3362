"""The story of a case, made once for each state of it, and kept in the store without its articles."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock

from headwater import codec, pipeline
from headwater.case.present import Now, Present
from headwater.errors import CaseError, CodecError
from headwater.model import Reading, Story, content_id
from headwater.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """A story without its articles, and what it was made of: articles, and ids of the decisions that it honours."""

    story: Story
    articles: tuple[str, ...]
    decisions: tuple[str, ...]


class Stories:
    """Makes one story at a time, and holds the last one. Threads may share it."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store, self._present = store, present
        self._making = Lock()
        self._held: tuple[str, Story] | None = None

    def story(self) -> Story:
        """The story of the case as it is now."""
        with self._making:
            while True:
                now = self._present()
                story = self._known(now) or self._made(now)
                if story is not None:
                    return story

    def latest(self) -> tuple[Story, bool] | None:
        """The last story that was made, and whether it is still true."""
        now = self._present()
        story = self._known(now)
        if story is not None:
            return story, True
        older = self._held[1] if self._held else self._kept(None, now)
        return (older, False) if older else None

    def _known(self, now: Now) -> Story | None:
        """The story of this state, if it was made before."""
        held = self._held
        if held is not None and held[0] == now.key:
            return held[1]
        story = self._kept(now.key, now)
        if story is not None:
            self._held = now.key, story
        return story

    def _made(self, now: Now) -> Story | None:
        """The story of this state; None if the case has changed before everything was there to make it of."""
        readings = self._store.readings()
        if not self._present.is_still(now):
            return None
        story = pipeline.trace(readings, now.in_force, now.moved)
        told = Told(replace(story, articles=()), tuple(map(_mark, readings)), tuple(each.id for each in now.in_force))
        self._held = now.key, story
        # On a full disk there still is a story to show; it is only made again the next time.
        with suppress(CaseError):
            self._store.keep_story(now.key, codec.encode(told))
        return story

    def _kept(self, key: str | None, now: Now) -> Story | None:
        """The story in the store under a key, or under any: with its articles, if all of them are still there."""
        kept = self._store.story(key)
        if kept is None:
            return None
        try:
            told = codec.decode(kept[1], Told)
        except CodecError:
            return None
        readings = self._read(told.articles)
        then = set(told.decisions)
        decisions = [each for each in now.decisions if each.id in then]
        return pipeline.with_articles(told.story, readings, decisions, now.moved) if readings is not None else None

    def _read(self, marks: Collection[str]) -> tuple[Reading, ...] | None:
        """The readings of these articles; None if one of them is gone, or is another by now."""
        wanted = set(marks)
        # All at once, and not by id: a list of thousands is slower, and more than some databases take.
        found = tuple(r for r in self._store.readings() if _mark(r) in wanted)
        return found if len(found) == len(wanted) else None


def _mark(reading: Reading) -> str:
    return content_id(reading.article.id, reading.article.text)
