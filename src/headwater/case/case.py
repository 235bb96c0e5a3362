"""A case as the command line, the workbench and programs use it: the store, the pipeline and the decisions together."""

from __future__ import annotations

import getpass
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from headwater import codec, pipeline
from headwater import config as settings
from headwater.case.changes import Change, changes
from headwater.case.places import place
from headwater.case.present import Present
from headwater.case.stories import Soon, Stories
from headwater.case.version import version
from headwater.config import Config
from headwater.decisions import Remarks, described, grades, mended, names_of, remarks, touched
from headwater.decisions.passages import moved_to
from headwater.errors import CaseError, CodecError
from headwater.garbage import released
from headwater.model import Act, Article, Claim, Decision, Failure, Passage, Reading, Span, Story, Tagged, Undone
from headwater.store import Check, Entry, Hit, Query, Step, Store, is_case
from headwater.store.identity import plain

FAILED = "failed"
NAMED = 20
"""Articles that are named where none is called as was asked."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input: "added", "known", "new version", "read" or "failed"; with the article's id or the
    failure, and with both where the article is kept and could not be read."""

    what: str
    uri: str
    article: str | None = None
    failure: Failure | None = None


class Case:
    """An open case. Threads may share it; other programs may have it open as well."""

    def __init__(self, store: Store, config: Config | None = None, who: str | None = None) -> None:
        """`who` is named in the log where a call names nobody."""
        self.store, self.config = store, config or settings.load()
        self.who = who or user()
        self._present = Present(store, self.config)
        self._stories = Stories(store, self._present)
        self._last: tuple[Story, tuple[int, ...], tuple[Failure, ...], Story] | None = None

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
        released()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def where(self) -> str:
        return self.store.where

    @property
    def name(self) -> str:
        """Where the case is, as it may be shown: without a password."""
        return self.store.name

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
        lines: dict[str, Article] = {}
        for item in items:
            if isinstance(item, Failure):
                told.append(self._failed(item))
                continue
            # What refers to it later has to be what a database can keep.
            item = replace(item, id=plain(item.id))
            where = place(item)
            if where and where.endswith(f"#{item.id}") and lines.setdefault(where, item).text != item.text:
                # Two articles of one file, and no versions of one.
                told.append(self._same_id(item, lines[where]))
                continue
            standing = self.store.standing(item, where)
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
        return Added(standing, one.article.uri, one.article.id, one.unread)

    def _failed(self, failure: Failure) -> Added:
        self.store.fail(failure)
        return Added(FAILED, failure.uri, failure=failure)

    def _clashes(self, article: Article) -> Added:
        message = (
            f"{article.uri} has the id of another article of the case ({article.id}): give it its own id, or remove "
            "the other one"
        )
        return self._failed(Failure(article.uri, "case", "duplicate-id", message))

    def _same_id(self, article: Article, other: Article) -> Added:
        message = (
            f"{article.uri} has the same id as {other.uri} ({article.id}): remove one of them, or give it its own id"
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
            raise CaseError(f"the article {id_} is not read: run headwater case rebuild {self.name}")
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
        return self._present().moved

    def remove(self, name: str, who: str | None = None) -> Entry:
        """Removes an article, all its versions and all that was found in it; decisions on it stay in the log."""
        entry = self.entry(name)
        self.store.remove([entry.id], who or self.who)
        return entry

    def forget(self, uri: str) -> bool:
        """Forgets an input that could not be read; False if there is none of this address, or it is kept unread."""
        kept = any(entry.uri == uri and entry.unread for entry in self.articles())
        return not kept and self.store.forget_failures(uri) > 0

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
                yield Added("read", one.article.uri, one.article.id, one.unread)

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

    def search(
        self, query: Query, tag: str | None = None, fits: Callable[[str, Span], bool] | None = None
    ) -> tuple[Hit, ...]:
        """The sentences that fit, best first; with a `tag` only those in passages and articles that bear it.

        `fits` is asked of an article (its id) and a sentence's span whether it is one to be found. A source is found
        under all names that are decided to be its own.
        """
        names = tuple(dict.fromkeys(name for each in query.sources for name in names_of(each, self.in_force())))
        within = query.within if tag is None else self.tagged(tag)
        return self.store.search(replace(query, sources=names, within=within), fits)

    def tagged(self, tag: str) -> tuple[Passage, ...]:
        """The passages, and whole articles, that bear a tag, as they stand now."""
        now = self._present()
        acts = [each.act for each in now.in_force if isinstance(each.act, Tagged)]
        marked = [act.passage for act in acts if act.tag == tag and act.holds and act.passage]
        ids = {now.moved.get(each.article, each.article) for each in marked}
        texts = {reading.article.id: reading.article.text for reading in self.store.readings(ids)}
        return tuple(found for each in marked if (found := moved_to(each, texts, now.moved)))

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
        return self.completed(self._stories.story())

    def claims(self, *, older: bool = False) -> tuple[Claim, ...]:
        """The claims of the story: of a story that is kept without reading its articles.

        `older`: those that were told last will do, of the articles that are there as they were. What is asserted, and
        where, stays whatever is decided of it.
        """
        told, is_true = self._stories.claims()
        return told if older or is_true else self.story().claims

    def soon(self) -> Soon:
        """The story as it is now, sooner, and how much of it may be as it was before.

        Once a story has been made here, only what has changed since is made anew.
        """
        found = self._stories.soon()
        return replace(found, story=self.completed(found.story))

    def prepare(self, going: Callable[[], bool] = lambda: True) -> None:
        """Makes what `soon` needs to be soon, for as long as it is `going`; other threads need not wait for it."""
        self._stories.prepare(going)

    def latest(self) -> tuple[Story, bool] | None:
        """The last story that was made, and whether it is still true; None if none can be shown. It is never made here.

        For a page that shows the older one while `story` makes the new one.
        """
        story, is_true = self._stories.latest() or (None, False)
        return (self.completed(story), is_true) if story else None

    def completed(self, story: Story) -> Story:
        """A story of the case with what changes nothing in it: the failures and people's grades, as they are now."""
        now, failures = self._present(), tuple(sorted(self.failures(), key=lambda f: (f.uri, f.stage, f.kind)))
        last = self._last
        if last and last[0] is story and last[1:3] == (now.revision, failures):
            return last[3]
        graded = grades(story.claims, story.articles, now.in_force, now.moved)
        completed = replace(story, failures=failures, grades=graded)
        self._last = story, now.revision, failures, completed
        return completed

    def key(self) -> str:
        """It changes when what is found does: with articles, readings, the program, or decisions that change it."""
        return self._present().key

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
        return self._present().decisions

    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that hold: neither undone nor replaced by a later one on the same matter, oldest first."""
        return self._present().in_force

    def remarks(self) -> Remarks:
        """What was decided on each claim, source and article of the story, and on what is not there any more."""
        now = self._present()
        return remarks(self.story(), now.in_force, now.moved)

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


def _drained(told: deque[Added]) -> Iterator[Added]:
    while told:
        yield told.popleft()
