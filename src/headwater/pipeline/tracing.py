"""Readings > the story: all the stages that look at articles together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from headwater import edtf, reuse
from headwater.cluster import Linked, Outcome, assertions, location
from headwater.decisions import derived, grades, in_force, independent, mended, named, same_names, same_sources
from headwater.garbage import uncollected
from headwater.kept import Kept, Same, Settled, Sorted
from headwater.linkage import Groups
from headwater.model import (
    Assertion,
    Claim,
    Decision,
    Derivation,
    Event,
    Failure,
    Reading,
    Reuse,
    Story,
    StoryEntity,
)
from headwater.nlp.publications import Publications
from headwater.pipeline.claims import Claims, Word
from headwater.pipeline.following import Following
from headwater.provenance.lineage import Lineage, lineage
from headwater.provenance.origins import Origins, origins
from headwater.resolve.across import in_full, known_outlets
from headwater.resolve.across.bearers import Bearer, bearers
from headwater.resolve.across.entities import Entities
from headwater.resolve.across.outlets import called_the_same, full_names, outlet_names, renamed, unnamed, with_outlets
from headwater.threads import one_thread

SMALL = 2_000
"""Assertions that are linked as a whole in a second or two."""
PARTS = 8
"""In so many parts the names of a story are made ready."""
GROWN = 1.1
"""So many times as many articles are linked as a whole again."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The articles (ids) that were linked as a whole, the groups of what they assert, in the order of the texts, and
    what came of them.
    """

    articles: tuple[str, ...]
    groups: Groups
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def parts(self) -> bool:
        """Whether each assertion is in one of the groups, and no other is named."""
        size = sum(map(len, self.groups))
        return sorted(chain.from_iterable(self.groups)) == list(range(size)) and self.outcome.fits(size)


@dataclass(frozen=True, slots=True)
class Before:
    """A story that was told before this program ran, with the ground of its claims."""

    story: Story
    ground: Ground


@one_thread()
@uncollected()
def trace(
    found: Iterable[Reading | Failure], decisions: Iterable[Decision] = (), moved: Mapping[str, str] = {}
) -> Story:
    """The story of all readings, read against each other; the order in which they come changes nothing.

    It honours people's `decisions`, those that are undone or replaced left out. `moved` has the ids of older versions
    of articles, to which decisions may still refer, with those of the current ones. An article that was kept unread
    is among the articles, and why among the failures; nothing else is told of it.
    """
    return Tracing().story(found, decisions, moved)


class Tracing:
    """The story of a set of articles, told again and again: only what has changed since the last time is made anew.

    As long as no article comes, the story is the one that `trace` tells, whatever people decide. Articles that come to
    a large set are linked to the claims that are there, which stay together; `trace` may link them otherwise.
    """

    def __init__(self, small: int = SMALL, grown: float = GROWN, before: Before | None = None) -> None:
        """Of up to so many assertions (`small`) all are linked again where an article comes or goes.

        `before`: what was made of the readings and decisions that the first story will be told of, with the same stages
        and model; none of it is made again then. What does not fit them is left out.
        """
        self._small, self._grown, self._before = small, grown, before
        self._publications = Publications.load()
        self._reuses = reuse.Reuses(self._publications)
        self._mended, self._decided, self._taken = Settled(), Settled(), Settled()
        self._full, self._known = Kept[Reading, Reading](), Kept[Reading, Reading]()
        self._names: tuple[dict[str, str], dict[str, str]] = {}, {}
        self._asserted = Kept[Reading, tuple[Assertion, ...]]()
        self._named, self._bearers = Settled(_names_in), Kept[Reading, tuple[Bearer, ...]]()
        self._events = Kept[Reading, list[Event]]()
        self._dated, self._by_date = Same[tuple[Event, ...]](), Sorted[Event](_when)
        self._entities_of = Entities()
        self._everyone, self._merged = Same[tuple[StoryEntity, ...]](), Same[tuple[StoryEntity, ...]]()
        self._lineage, self._groups, self._whole = Same[Lineage](), Same[Groups](), Same[Origins]()
        self._claims, self._told_by = Claims(), dict[str, tuple[Assertion, ...]]()
        self._follows = Following()
        self._linked: Linked | None = None
        self._warm: Linked | None = None
        self._last: tuple[Sequence[Reading], Sequence[Decision], Mapping[str, str]] = (), (), {}

    @one_thread()
    @uncollected(lasting=True)
    def story(
        self,
        found: Iterable[Reading | Failure],
        decisions: Iterable[Decision] = (),
        moved: Mapping[str, str] = {},
        *,
        soon: bool = False,
    ) -> Story:
        """As from `trace`. If it is wanted `soon`, on how much it stands as a whole may be as it was: `behind`."""
        readings: dict[str, Reading] = {}
        failures = []
        for one in found:
            if isinstance(one, Failure):
                failures.append(one)
            else:
                readings.setdefault(one.article.id, one)
        unread = [reading for reading in readings.values() if reading.unread]
        ordered = sorted((r for r in readings.values() if not r.unread), key=lambda r: r.article.id)
        linked, self._last = self._ground(ordered), (ordered, in_force(decisions), moved)
        told = self._told(linked, *self._last, soon=soon)
        whole = {*failures, *(r.unread for r in unread if r.unread)}
        return replace(
            told,
            articles=tuple(sorted((*told.articles, *unread), key=_by_date)),
            failures=tuple(sorted(whole, key=lambda f: (f.uri, f.stage, f.kind))),
        )

    def _ground(self, readings: Sequence[Reading]) -> Linked:
        """What was linked as a whole; all of it again if that is soon done, or if much has come since."""
        if self._linked is None and self._before:
            self._linked = self._as_before(readings, self._before)
        last, ids = self._linked, {reading.article.id for reading in readings}
        if (
            last is None
            or (last.size <= self._small and ids != last.articles)
            or len(ids) > self._grown * len(last.articles)
        ):
            self._before = None
            last = self._linked = self._link(readings)
        return last

    def _link(self, readings: Sequence[Reading], before: Ground | None = None) -> Linked:
        def plain() -> tuple[list[Assertion], tuple[Reading, ...]]:
            # What people say of an article changes nothing in how others are compared, nor does wording that it shares.
            with self._aside():
                articles, _ = self._articles(readings, (), {}, shared=False)
                return self._assertions(articles), articles

        ids = {reading.article.id for reading in readings}
        return Linked(ids, plain, before.groups, before.outcome) if before else Linked(ids, plain)

    @contextmanager
    def _aside(self) -> Iterator[None]:
        """What is made meanwhile is forgotten, and what was made before is as it was."""
        steps = self._mended, self._decided, self._taken, self._full, self._known, self._asserted
        before, names = [dict(vars(step)) for step in steps], self._names
        yield
        for step, known in zip(steps, before, strict=True):
            vars(step).update(known)
        self._names = names

    def _as_before(self, readings: Sequence[Reading], before: Before) -> Linked | None:
        """What was linked before this program ran; None if it is not there any more as it was."""
        ids = {*before.ground.articles}
        there = [reading for reading in readings if reading.article.id in ids]
        if len(there) != len(ids) or not before.ground.parts:
            self._before = None
            return None
        self._claims, self._entities_of = Claims(before.story.claims), Entities(before.story.entities)
        self._reuses = reuse.Reuses(self._publications, before.story.reuses)
        self._told_by = _asserted_by(before.story.claims)
        return self._link(there, before.ground)

    @property
    def ground(self) -> Ground | None:
        """What the claims of the last story rest on."""
        if self._linked is None:
            return None
        return Ground(tuple(sorted(self._linked.articles)), self._linked.groups, self._linked.outcome)

    def warm(self) -> None:
        """Makes what takes long, and is needed only where an article comes or is mended, or a claim is parted."""
        if ground := self.unready():
            ground.warm()
            for part in self.parts():
                part()

    def unready(self) -> Linked | None:
        """The ground, if what `warm` makes is not there yet; it may be made ready while stories are told."""
        if self._linked is self._warm or self._linked is None:
            return None
        self._linked.gather()
        return self._linked

    def parts(self) -> Iterator[Callable[[], None]]:
        """All else that `warm` makes, a few seconds each; no story may be told meanwhile."""
        linked = self._linked
        for share in range(1, PARTS + 1):
            yield partial(self._warm_names, share / PARTS)
        yield lambda: self._reuses.warm(worded_only=True)
        yield self._reuses.warm
        yield partial(self._warm_claims, linked)

    @one_thread()
    def _warm_names(self, share: float) -> None:
        readings, decisions, moved = self._last
        named = self._named(self._articles(readings, decisions, moved)[0])
        if self._merged.last is None:
            self._bearers.each(named[: round(len(named) * share)], _bearers)
            if share == 1:
                self._entities(named, same_sources(decisions, moved))

    @one_thread()
    def _warm_claims(self, linked: Linked | None) -> None:
        if linked is self._linked is not None:
            articles, _ = self._articles(*self._last)
            self._linked.claims(self._assertions(articles), articles)
            self._warm = self._linked

    @property
    def behind(self) -> bool:
        """Whether on how much the last story stands as a whole was not counted again."""
        return self._whole.behind

    def _told(
        self,
        linked: Linked,
        readings: Sequence[Reading],
        decisions: Sequence[Decision],
        moved: Mapping[str, str],
        *,
        soon: bool,
    ) -> Story:
        articles, reuses = self._articles(readings, decisions, moved)
        asserted, (before, self._before) = self._assertions(articles), (self._before, None)
        named, same = self._named(articles), same_sources(decisions, moved)
        everyone = self._everyone(lambda: before.story.entities if before else self._entities(named, same), named, same)
        apart, names = independent(reuses, articles, decisions, moved), same_names(decisions)
        made_of = articles, everyone, apart, names
        known = self._lineage(lambda: lineage(*made_of, self._lineage.last), *made_of)
        word = Word.of(asserted, articles, decisions, moved)
        if before:
            linked.resume(asserted, articles)
        groups = self._groups(
            lambda: (
                (_as_told(before.story, asserted) if before else None)
                or linked.claims(asserted, articles, word.verdicts)
            ),
            *(articles, word.verdicts),
        )
        whole = self._whole(
            lambda: _counted(before.story) if before else origins(asserted, known, claims=groups, decided=word.joins),
            *(articles, known, groups, word.joins),
            older=soon,
        )
        told = self._claims(asserted, groups, known, articles, word)
        known.forget()
        publishers = {reading.article.id: reading.article.publisher for reading in articles}

        rests, additions = self._follows(*self._claims.changed, publishers)
        return Story(
            articles,
            everyone,
            told,
            tuple(derivation for reading in articles for derivation in reading.derivations),
            self._timeline(articles),
            whole.publications,
            whole.speakers,
            (),
            loops=known.loops,
            rests=rests,
            additions=additions,
            reuses=reuses,
            grades=grades(told, articles, decisions, moved),
        )

    def _articles(
        self,
        readings: Sequence[Reading],
        decisions: Sequence[Decision],
        moved: Mapping[str, str],
        *,
        shared: bool = True,
    ) -> tuple[tuple[Reading, ...], tuple[Reuse, ...]]:
        """The readings as people have mended them, with all that each takes from others; and what these share, unless
        that is not wanted.
        """
        given = self._mended(mended(readings, decisions, moved))
        names = full_names(given)
        short, named_before = self._names
        same = called_the_same(short, names)
        full = self._full.each(given, lambda reading: renamed(reading, names), names, still=same)
        outlets = outlet_names(full)
        same = unnamed(named_before, outlets)
        known = self._known.each(full, lambda reading: with_outlets(reading, outlets), outlets, still=same)
        self._names = names, outlets
        decided = self._decided(derived(named(known, decisions, moved), decisions, moved))
        reuses = self._reuses(decided) if shared else ()
        taken = _with(decided, reuse.derivations(decided, reuses, self._publications))
        return self._taken(derived(taken, decisions, moved)), reuses

    def _assertions(self, articles: Sequence[Reading]) -> list[Assertion]:
        told, self._told_by = self._told_by, {}
        found = self._asserted.each(articles, lambda reading: told.get(reading.article.id) or assertions(reading))
        return [assertion for each in found for assertion in each]

    def _entities(self, articles: Sequence[Reading], decisions: Sequence[Decision]) -> tuple[StoryEntity, ...]:
        found = self._bearers.each(articles, _bearers)
        return self._merged(lambda: self._entities_of(found, decisions), found, decisions)

    def _timeline(self, articles: Sequence[Reading]) -> tuple[Event, ...]:
        asserted = self._asserted.each(articles, assertions)
        told = {id(reading): each for reading, each in zip(articles, asserted, strict=True)}
        found = self._events.each(articles, lambda reading: list(_timeline(reading, told[id(reading)])))
        return self._dated(lambda: tuple(self._by_date([event for each in found for event in each])), found)


def _names_in(reading: Reading) -> object:
    """All that the bearers of names in it follow from."""
    return reading.article, reading.entities


def _bearers(reading: Reading) -> tuple[Bearer, ...]:
    return tuple(bearers(reading))


def _decided(
    readings: Iterable[Reading], decisions: Sequence[Decision], moved: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings by id, as people have mended them, every publication under its full name; none that is unread."""
    ordered = sorted((r for r in readings if not r.unread), key=lambda r: r.article.id)
    return derived(named(known_outlets(in_full(mended(ordered, decisions, moved))), decisions, moved), decisions, moved)


def with_articles(
    story: Story, readings: Iterable[Reading], decisions: Sequence[Decision], moved: Mapping[str, str] = {}
) -> Story:
    """A story that was kept without its articles, whole again, given the readings and decisions that it was made of."""
    taken: dict[str, list[Derivation]] = {}
    for derivation in story.derivations:
        taken.setdefault(derivation.article, []).append(derivation)
    readings = tuple(readings)
    articles = (
        replace(reading, derivations=tuple(taken.get(reading.article.id, ())))
        for reading in _decided(readings, decisions, moved)
    )
    unread = (reading for reading in readings if reading.unread)
    return replace(story, articles=tuple(sorted((*articles, *unread), key=_by_date)))


def _counted(story: Story) -> Origins:
    """On how many origins a story stands as a whole."""
    return Origins((), story.publications, story.speakers, ())


def _asserted_by(claims: Iterable[Claim]) -> dict[str, tuple[Assertion, ...]]:
    """What each article (its id) asserts, in the order of the text."""
    found: dict[str, list[Assertion]] = {}
    for claim in claims:
        for each in claim.assertions:
            found.setdefault(each.article, []).append(each)
    return {article: tuple(sorted(told, key=location)) for article, told in found.items()}


def _as_told(story: Story, asserted: Sequence[Assertion]) -> Groups | None:
    """The claims of a story as groups of indices; None if they are not of what is asserted."""
    at = {id(each): index for index, each in enumerate(asserted)}
    told = [[at.get(id(each), -1) for each in claim.assertions] for claim in story.claims]
    if sorted(chain.from_iterable(told)) != list(range(len(asserted))):
        return None
    return tuple(sorted(map(tuple, told), key=min))


def _by_date(reading: Reading) -> tuple[str, str, str]:
    return reading.article.published or "9999", reading.article.uri, reading.article.id


def _with(readings: Sequence[Reading], taken: Iterable[Derivation]) -> tuple[Reading, ...]:
    """The readings with what each has `taken` from another among its derivations."""
    found: dict[str, tuple[Derivation, ...]] = {}
    for derivation in taken:
        found[derivation.article] = (*found.get(derivation.article, ()), derivation)
    return tuple(
        replace(r, derivations=r.derivations + found[r.article.id]) if r.article.id in found else r for r in readings
    )


def _when(event: Event) -> tuple[object, ...]:
    return edtf.earliest(event.when), event.when, event.article, event.span


def _timeline(reading: Reading, asserted: Iterable[Assertion]) -> Iterator[Event]:
    """Every sentence that says when something was, under each of its dates: mastheads and bylines say nothing."""
    starts = sorted(start for assertion in asserted for start, _ in assertion.span)
    for start, end in reading.sentences:
        if bisect_left(starts, start) == bisect_left(starts, end):
            continue
        for when in sorted({d.when for d in reading.dates if start <= d.span[0] and d.span[1] <= end}):
            yield Event(when, reading.article.text[start:end], reading.article.id, (start, end))
