"""Readings > the story: all the stages that look at articles together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from headwater.cluster import Linked, UnreadyError, assertions, location
from headwater.decisions import grades, in_force, independent, same_names, same_sources
from headwater.garbage import uncollected
from headwater.kept import Kept, Same, aside
from headwater.linkage import Groups, Verdict
from headwater.model import Assertion, Decision, Failure, Reading, Story
from headwater.pipeline.claims import Claims, Word
from headwater.pipeline.counting import Counting
from headwater.pipeline.following import Following
from headwater.pipeline.gathering import Gathering, by_date
from headwater.pipeline.ground import Before, Ground
from headwater.pipeline.names import Names
from headwater.pipeline.preparing import Preparation
from headwater.pipeline.timeline import Timeline
from headwater.provenance.lineage import Lineage, lineage
from headwater.provenance.origins import Origins
from headwater.threads import one_thread

SMALL = 2_000
"""Assertions that are linked as a whole in a second or two."""
GROWN = 1.1
"""So many times as many articles are linked as a whole again."""


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
        self._gathering, self._names, self._timeline = Gathering(), Names(), Timeline()
        self._asserted, self._told_by = Kept[Reading, tuple[Assertion, ...]](), dict[str, tuple[Assertion, ...]]()
        self._lineage, self._groups, self._whole = Same[Lineage](), Same[Groups](), Same[Origins]()
        self._claims, self._follows = Claims(), Following()
        self._linked: Linked | None = None
        self._warm: Linked | None = None
        self._grouped_of: Sequence[Sequence[Assertion]] = ()
        self._counting: Counting | None = None
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
        """As from `trace`.

        If it is wanted `soon`, on how much it stands as a whole may be as it was, and so may be what of it is one
        claim: `behind`. An UnreadyError says that there is no story to be told soon.
        """
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
            articles=by_date((*told.articles, *unread)),
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
            with self._gathering.aside(), aside(self._asserted):
                articles, _ = self._gathering(readings, shared=False)
                return _in_one(self._assertions(articles)), articles

        ids = {reading.article.id for reading in readings}
        return Linked(ids, plain, before.groups, before.outcome) if before else Linked(ids, plain)

    def _as_before(self, readings: Sequence[Reading], before: Before) -> Linked | None:
        """What was linked before this program ran; None if it is not there any more as it was."""
        ids = {*before.ground.articles}
        there = [reading for reading in readings if reading.article.id in ids]
        if len(there) != len(ids) or not before.ground.parts:
            self._before = None
            return None
        self._claims, self._names = Claims(before.story.claims), Names(before.story.entities)
        self._gathering.resume(before.story.reuses)
        self._told_by = before.asserted()
        return self._link(there, before.ground)

    @property
    def ground(self) -> Ground | None:
        """What the claims of the last story rest on."""
        if self._linked is None:
            return None
        return Ground(tuple(sorted(self._linked.articles)), self._linked.groups, self._linked.outcome)

    @property
    def behind(self) -> bool:
        """Whether something in the last story is as it was in the one before, because it was wanted soon."""
        return self._whole.behind or self._groups.behind

    @property
    def applied(self) -> bool:
        """Whether at most on how much it stands as a whole is as it was."""
        return not self._groups.behind

    # -- made beforehand ----------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Makes what takes long, and is needed only where an article comes or is mended, or a claim is parted."""
        if preparation := self.preparation():
            preparation.beside()
            for part in preparation.parts():
                part()

    def preparation(self) -> Preparation | None:
        """The way to make that while stories are told; None if it is made."""
        if self._linked is self._warm or self._linked is None:
            return None
        self._linked.gather()
        return Preparation(self._warm_names, self._gathering.warm, self._linked, self._warm_claims)

    def _warm_names(self, share: float) -> None:
        _, decisions, moved = self._last
        self._names.warm(self._gathering(*self._last)[0], same_sources(decisions, moved), share)

    def _warm_claims(self, linked: Linked) -> None:
        if linked is self._linked:
            articles, _ = self._gathering(*self._last)
            linked.compare(_in_one(self._assertions(articles)), articles)
            self._warm = linked

    def counting(self) -> Counting | None:
        """What is to be counted of the last story as a whole; None if it is counted, or not told as it is now."""
        return self._counting if self._whole.behind and not self._groups.behind else None

    def counted(self, counting: Counting, found: Origins) -> None:
        """Takes what was counted meanwhile."""
        self._whole.take(found, *counting.made_of)

    # -- the story ----------------------------------------------------------------------------------------------------

    def _told(
        self,
        linked: Linked,
        readings: Sequence[Reading],
        decisions: Sequence[Decision],
        moved: Mapping[str, str],
        *,
        soon: bool,
    ) -> Story:
        articles, reuses = self._gathering(readings, decisions, moved)
        laid, (before, self._before) = self._assertions(articles), (self._before, None)
        asserted = _in_one(laid)
        same = same_sources(decisions, moved)
        everyone = self._names(articles, same, before.story.entities if before else None)
        apart, names = independent(reuses, articles, decisions, moved), same_names(decisions)
        made_of = articles, everyone, apart, names
        known = self._lineage(lambda: lineage(*made_of, self._lineage.last), *made_of)
        word = Word.of(asserted, articles, decisions, moved)
        groups = self._grouped(linked, laid, articles, word.verdicts, before, soon=soon)
        self._counting = Counting(asserted, articles, known, groups, word.joins)
        whole = self._whole(before.count if before else self._counting, *self._counting.made_of, older=soon)
        told = self._claims(asserted, groups, known, articles, word)
        known.forget()
        publishers = {reading.article.id: reading.article.publisher for reading in articles}
        rests, additions = self._follows(*self._claims.changed, publishers)
        return Story(
            articles,
            everyone,
            told,
            tuple(derivation for reading in articles for derivation in reading.derivations),
            self._timeline(articles, laid),
            whole.publications,
            whole.speakers,
            (),
            loops=known.loops,
            rests=rests,
            additions=additions,
            reuses=reuses,
            grades=grades(told, articles, decisions, moved),
        )

    def _grouped(
        self,
        linked: Linked,
        laid: Sequence[Sequence[Assertion]],
        articles: Sequence[Reading],
        verdicts: Sequence[Verdict],
        before: Before | None,
        *,
        soon: bool,
    ) -> Groups:
        """The claims as indices; those of the last story if they are wanted `soon` and others would take long."""
        made_of, asserted = (articles, verdicts), _in_one(laid)
        last, self._grouped_of = self._grouped_of, laid
        if before:
            linked.resume(asserted, articles)
            told = before.groups(asserted)
            if told is not None:
                return self._groups(lambda: told, *made_of)
        try:
            return self._groups(lambda: linked.claims(asserted, articles, verdicts, soon=soon), *made_of)
        except UnreadyError:
            self._grouped_of = last
            if not _at_the_same_places(last, laid):
                raise
            return self._groups(tuple, *made_of, older=True)

    def _assertions(self, articles: Sequence[Reading]) -> list[tuple[Assertion, ...]]:
        """What each of them asserts."""
        told, self._told_by = self._told_by, {}
        return self._asserted.each(articles, lambda reading: told.get(reading.article.id) or assertions(reading))


def _in_one(laid: Sequence[Sequence[Assertion]]) -> list[Assertion]:
    return list(chain.from_iterable(laid))


def _at_the_same_places(some: Sequence[Sequence[Assertion]], others: Sequence[Sequence[Assertion]]) -> bool:
    """Whether the same is asserted in each article, as far as its places tell."""
    return len(some) == len(others) and all(
        one is other or [*map(location, one)] == [*map(location, other)]
        for one, other in zip(some, others, strict=True)
    )
