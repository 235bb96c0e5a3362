"""A case as the command line, the workbench and programs use it: the store, the pipeline and the decisions together."""

from __future__ import annotations

import getpass
import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from threading import RLock

from headwater import codec, pipeline
from headwater import config as settings
from headwater.case.changes import Change, changes
from headwater.case.places import place
from headwater.case.version import version
from headwater.config import Config
from headwater.decisions import described, in_force, mended, names_of, touched
from headwater.errors import CaseError, CodecError
from headwater.model import Act, Article, Decision, Failure, Reading, Story, Undone, content_id
from headwater.store import Check, Entry, Hit, Query, Step, Store, is_case

FAILED = "failed"
NAMED = 20
"""Articles that are named where none is called as was asked."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input: "added", "known", "new version" or "failed"; with the article's id or the failure."""

    what: str
    uri: str
    article: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class _Now:
    """What a case is at one revision: the log, what of it is in force, and which older versions have become which."""

    revision: tuple[int, ...]
    decisions: tuple[Decision, ...]
    in_force: tuple[Decision, ...]
    moved: dict[str, str]
    key: str


@dataclass(frozen=True, slots=True)
class Told:
    """A story and what it was made of: `decisions` are the ids of those that it honours."""

    story: Story
    decisions: tuple[str, ...]


class Case:
    """An open case. Threads may share it; other programs may have it open as well."""

    def __init__(self, store: Store, config: Config | None = None, who: str | None = None) -> None:
        """`who` is named in the log where a call names nobody."""
        self.store, self.config = store, config or settings.load()
        self.who = who or user()
        self._lock = RLock()
        self._held: tuple[str, Story] | None = None
        self._now: _Now | None = None

    @classmethod
    def create(cls, where: str, config: Config | None = None, who: str | None = None) -> Case:
        """A new case at a path or a PostgreSQL URL; one that is there already is refused."""
        return cls(Store.create(where), config, who)

    @classmethod
    def open(cls, where: str, config: Config | None = None, who: str | None = None) -> Case:
        """A case that exists; anything else is a CaseError."""
        return cls(Store(where), config, who)

    @staticmethod
    def is_one(where: str) -> bool:
        """Whether this is a case's file, or PostgreSQL's URL."""
        return is_case(where)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def where(self) -> str:
        return self.store.where

    # -- articles -----------------------------------------------------------------------------------------------------

    def add(self, inputs: Iterable[str], jobs: int = 1, who: str | None = None) -> Iterator[Added]:
        """Adds every article in files, folders or "-", and tells of each; only what is new is read.

        Each article is kept as soon as it is read, so that after any interruption the same call does the rest.
        """
        yield from self.resume(jobs)
        yield from self.add_articles(pipeline.ingested(inputs, self.config), jobs, who)

    def add_articles(
        self, items: Iterable[Article | Failure], jobs: int = 1, who: str | None = None
    ) -> Iterator[Added]:
        """As `add`, of articles that are not read yet."""
        told: deque[Added] = deque()
        new = self._new(items, told)
        first = next(new, None)
        if first is not None:
            # Only now is the model needed.
            made_by = version(self.config.model_folder)
            for one in pipeline.read_articles(chain([first], new), self.config, jobs):
                yield from _drained(told)
                yield self._kept(one, who or self.who, made_by)
        yield from _drained(told)

    def _new(self, items: Iterable[Article | Failure], told: deque[Added]) -> Iterator[Article]:
        """The articles that have to be read; of all others it is told what they are."""
        for item in items:
            if isinstance(item, Failure):
                told.append(self._failed(item))
                continue
            standing = self.store.standing(item, place(item))
            if standing == "known":
                told.append(Added(standing, item.uri, item.id))
            elif standing == "clash":
                told.append(self._clashes(item))
            else:
                yield item

    def _kept(self, one: Reading | Failure, who: str, made_by: str) -> Added:
        if isinstance(one, Failure):
            return self._failed(one)
        standing = self.store.put(one, self._shown(one), place(one.article), who, made_by)
        if standing == "clash":
            return self._clashes(one.article)
        return Added(standing, one.article.uri, one.article.id)

    def _failed(self, failure: Failure) -> Added:
        self.store.fail(failure)
        return Added(FAILED, failure.uri, failure=failure)

    def _clashes(self, article: Article) -> Added:
        message = (
            f"{article.uri} has the id of another article of the case ({article.id}): give it its own id, or remove "
            "the other one"
        )
        return self._failed(Failure(article.uri, "case", "duplicate-id", message))

    def articles(self) -> tuple[Entry, ...]:
        """The current version of every article, in the order in which they were added."""
        return self.store.entries()

    def entry(self, name: str) -> Entry:
        """The one article that is called so: by its id, its uri, or the end of that."""
        entries = self.articles()
        found = [e for e in entries if name in (e.id, e.uri, e.uri.rpartition("/")[2])]
        found = [e for e in found if e.id == name] or found
        if len(found) == 1:
            return found[0]
        known = ", ".join(sorted(e.uri.rpartition("/")[2] or e.id for e in entries)[:NAMED])
        reason = f"no article is called {name!r}" if not found else f"{len(found)} articles are called {name!r}"
        raise CaseError(f"{reason}; name one by its file name or id: {known or 'the case is empty'}")

    def reading(self, id_: str) -> Reading:
        """What was read in one article, as decisions have mended it."""
        found = self.store.readings([id_])
        if not found:
            raise CaseError(f"the article {id_} is not read: run headwater case rebuild {self.where}")
        return mended(found, self.in_force(), self.moved())[0]

    def versions(self, id_: str) -> tuple[tuple[Entry, tuple[Change, ...]], ...]:
        """The versions of an article, oldest first, each with what it changed."""
        entries = self.store.entries(versions=True)
        last = next((e for e in entries if e.id == id_), None)
        if last is None:
            raise CaseError(f"the case has no article {id_}")
        same = [e for e in entries if e.place == last.place] if last.place else [last]
        texts = [self.store.article(e.number) for e in same]
        made = [changes(older, newer) for older, newer in pairwise(texts)]
        return tuple(zip(same, [(), *made], strict=True))

    def moved(self) -> dict[str, str]:
        """The ids of older versions, each with that of the current one."""
        return self._at_present().moved

    def remove(self, name: str, who: str | None = None) -> Entry:
        """Removes an article, all its versions and all that was found in it; decisions on it stay in the log."""
        entry = self.entry(name)
        self.store.remove([entry.id], who or self.who)
        return entry

    def rebuild(self, jobs: int = 1, who: str | None = None) -> Iterator[Added]:
        """Drops all findings and makes them anew from the kept articles, none of which is opened again.

        After an interruption `resume` does the rest.
        """
        pipeline.Reader(self.config)  # Nothing is dropped if nothing can be read.
        self.store.drop_findings(who or self.who)
        yield from self.resume(jobs)

    def resume(self, jobs: int = 1) -> Iterator[Added]:
        """Reads the articles that are kept and not read."""
        unread = self.store.unread()
        if not unread:
            return
        made_by = version(self.config.model_folder)
        for one in pipeline.read_articles(unread, self.config, jobs):
            if isinstance(one, Failure):
                yield self._failed(one)
            elif self.store.keep(one, self._shown(one), made_by):
                yield Added("read", one.article.uri, one.article.id)

    def outdated(self) -> int:
        """How many articles another version of the program or the model has read, or none."""
        made_by = version(self.config.model_folder)
        return sum(entry.made_by != made_by for entry in self.articles())

    def check(self) -> tuple[Check, ...]:
        """What is wrong with the case; nothing if all is well."""
        return self.store.check()

    def steps(self) -> tuple[Step, ...]:
        """What was done to the case, in order."""
        return self.store.steps()

    def search(self, query: Query) -> tuple[Hit, ...]:
        """The sentences that fit, best first; a source is found under all names that are decided to be its own."""
        names = tuple(dict.fromkeys(name for each in query.sources for name in names_of(each, self.in_force())))
        return self.store.search(replace(query, sources=names))

    # -- findings -----------------------------------------------------------------------------------------------------

    def readings(self) -> tuple[Reading, ...]:
        """What was read in every article, as the machine left it."""
        return self.store.readings()

    def mended(self) -> tuple[Reading, ...]:
        """What was read in every article, as people have mended it."""
        return mended(self.readings(), self.in_force(), self.moved())

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, until it is."""
        return self.store.failures()

    def story(self) -> Story:
        """The story of all articles under all decisions: the one that is kept, unless something has changed since."""
        with self._lock:
            key = self.key()
            if self._held is None or self._held[0] != key:
                self._held = key, self._kept_story(key) or self._traced(key)
            return replace(self._held[1], failures=_in_order(self.failures()))

    def latest(self) -> tuple[Story, bool] | None:
        """The last story that was made, and whether it is still true; None if none can be shown. It is never made here.

        For a page that shows the older one while `story` makes the new one.
        """
        key = self.key()
        held = self._held
        if held is not None and held[0] == key:
            return replace(held[1], failures=_in_order(self.failures())), True
        found = self._kept_story(key)
        if found is not None:
            self._held = key, found
            return replace(found, failures=_in_order(self.failures())), True
        older = held[1] if held else self._kept_story(None)
        return (older, False) if older else None

    def key(self) -> str:
        """What a story is made of: it changes when articles, readings, decisions in force or the program do."""
        return self._at_present().key

    def _at_present(self) -> _Now:
        """Kept as long as the revision is: a page asks for it with every request."""
        revision, now = self.store.revision(), self._now
        if now is None or now.revision != revision:
            log = tuple(sorted(self.store.decisions(), key=lambda each: (each.when, each.id)))
            holds = in_force(log)
            key = content_id(self.store.state(), [each.id for each in holds], version(self.config.model_folder))
            now = self._now = _Now(revision, log, holds, _moved(self.store.entries(versions=True)), key)
        return now

    def _traced(self, key: str) -> Story:
        decisions = self.in_force()
        story = pipeline.trace(self.readings(), decisions=decisions, moved=self.moved())
        told = Told(replace(story, articles=()), tuple(each.id for each in decisions))
        self.store.keep_story(key, codec.encode((tuple(r.article.id for r in story.articles), told)))
        return story

    def _kept_story(self, key: str | None) -> Story | None:
        kept = self.store.story(key)
        if kept is None:
            return None
        try:
            ids, told = codec.decode(kept[1], tuple[tuple[str, ...], Told])
        except CodecError:
            return None
        readings = self.store.readings() if key else self.store.readings(ids)
        if sorted(r.article.id for r in readings) != sorted(ids):
            return None
        then = [each for each in self.decisions() if each.id in set(told.decisions)]
        return pipeline.with_articles(told.story, readings, then, self.moved())

    # -- decisions ----------------------------------------------------------------------------------------------------

    def decide(self, act: Act, why: str = "", who: str | None = None) -> Decision:
        """Records a decision; it is in force at once."""
        decision = codec.decided(act, who or self.who, why)
        self._record([decision])
        return decision

    def undo(self, id_: str, why: str = "", who: str | None = None) -> Decision:
        """Takes a decision back, by another entry in the log; undoing that one puts it in force again."""
        if id_ not in {each.id for each in self.decisions()}:
            raise CaseError(f"there is no decision {id_}: headwater case decisions list shows them")
        return self.decide(Undone(id_), why, who)

    def decisions(self) -> tuple[Decision, ...]:
        """The whole log, oldest first."""
        return self._at_present().decisions

    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that hold: neither undone nor replaced by a later one on the same matter, oldest first."""
        return self._at_present().in_force

    def describe(self, decision: Decision) -> str:
        """What was decided, in words."""
        return described(decision, self.decisions())

    def exported(self) -> Iterator[str]:
        """The log as JSON Lines, for `imported` of another case."""
        for each in self.decisions():
            yield json.dumps(codec.decision_line(each), ensure_ascii=False)

    def imported(self, lines: Iterable[str]) -> int:
        """Adds the decisions in JSON Lines that are not in the log yet, all or none; says how many they are."""
        found = []
        for number, line in enumerate(lines, start=1):
            try:
                if line.strip():
                    found.append(codec.decision_of(json.loads(line)))
            except (CodecError, json.JSONDecodeError, RecursionError) as error:
                raise CaseError(f"line {number}: {error}; nothing was imported") from error
        return self._record(found)

    def _record(self, made: list[Decision]) -> int:
        known = {each.id: each for each in self.decisions()}
        new = self.store.append(made)
        known |= {each.id: each for each in made}
        ids = {id_ for each in made for id_ in touched(each, known)}
        if ids:
            moved = self.moved()
            self.store.index(map(self._shown, self.store.readings({moved.get(id_, id_) for id_ in ids})))
        return new

    def _shown(self, reading: Reading) -> Reading:
        """A reading as people have mended it."""
        decisions = self.in_force()
        return mended([reading], decisions, self.moved())[0] if decisions else reading


def user() -> str:
    """Whoever runs the program, as the system calls them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _moved(versions: Iterable[Entry]) -> dict[str, str]:
    entries = [e for e in versions if e.place]
    current = {e.place: e.id for e in entries if e.current}
    return {e.id: current[e.place] for e in entries if e.place in current and e.id != current[e.place]}


def _drained(told: deque[Added]) -> Iterator[Added]:
    while told:
        yield told.popleft()


def _in_order(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda f: (f.uri, f.stage, f.kind)))
