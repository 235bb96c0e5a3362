"""Readings > the articles of a story: as people have mended them, with full names, and what each takes from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from headwater import reuse
from headwater.decisions import derived, mended, named
from headwater.kept import Kept, Settled, aside
from headwater.model import Decision, Derivation, Reading, Reuse, Story
from headwater.nlp.publications import Publications
from headwater.resolve.across import in_full, known_outlets
from headwater.resolve.across.outlets import called_the_same, full_names, outlet_names, renamed, unnamed, with_outlets


class Gathering:
    """The articles of a story that is told again and again: one that would be made of the very same is the same."""

    def __init__(self) -> None:
        self._publications = Publications.load()
        self._reuses = reuse.Reuses(self._publications)
        self._mended, self._decided, self._taken = Settled(), Settled(), Settled()
        self._full, self._known = Kept[Reading, Reading](), Kept[Reading, Reading]()
        self._names: tuple[dict[str, str], dict[str, str]] = {}, {}

    def __call__(
        self,
        readings: Sequence[Reading],
        decisions: Sequence[Decision] = (),
        moved: Mapping[str, str] = {},
        *,
        shared: bool = True,
    ) -> tuple[tuple[Reading, ...], tuple[Reuse, ...]]:
        """The articles, and what they share, unless that is not wanted."""
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

    def resume(self, reuses: tuple[Reuse, ...]) -> None:
        """Takes what the articles share, which are asked for next, from what was found before this program ran."""
        self._reuses = reuse.Reuses(self._publications, reuses)

    def warm(self, *, worded_only: bool = False) -> None:
        """Makes what takes long and is needed only where an article comes or goes."""
        self._reuses.warm(worded_only=worded_only)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is made meanwhile is forgotten, and what was made before is as it was."""
        names = self._names
        with aside(self._mended, self._decided, self._taken, self._full, self._known):
            yield
        self._names = names


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
    return replace(story, articles=by_date((*articles, *unread)))


def by_date(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """In the order in which a story has its articles: those without a date last."""
    return tuple(sorted(readings, key=lambda r: (r.article.published or "9999", r.article.uri, r.article.id)))


def _decided(
    readings: Iterable[Reading], decisions: Sequence[Decision], moved: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings by id, as people have mended them, every publication under its full name; none that is unread."""
    ordered = sorted((r for r in readings if not r.unread), key=lambda r: r.article.id)
    return derived(named(known_outlets(in_full(mended(ordered, decisions, moved))), decisions, moved), decisions, moved)


def _with(readings: Sequence[Reading], taken: Iterable[Derivation]) -> tuple[Reading, ...]:
    """The readings with what each has `taken` from another among its derivations."""
    found: dict[str, tuple[Derivation, ...]] = {}
    for derivation in taken:
        found[derivation.article] = (*found.get(derivation.article, ()), derivation)
    return tuple(
        replace(r, derivations=r.derivations + found[r.article.id]) if r.article.id in found else r for r in readings
    )
