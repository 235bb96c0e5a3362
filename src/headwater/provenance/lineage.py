"""What the articles of a story owe to each other: whom they retell, who speaks for whom, which run the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from headwater.model import (
    Affiliation,
    Assertion,
    Derivation,
    DerivationKind,
    Loop,
    Place,
    Reading,
    Reuse,
    Spokesperson,
    StoryEntity,
    folded,
)
from headwater.provenance.loops import Credit, credits_in, loops
from headwater.provenance.retelling import as_a_whole, heard, in_part, without_carriers

P = ParamSpec("P")
T = TypeVar("T")
# Of the shorter text's words this share makes it a copy.
COPY = 0.6


@dataclass(frozen=True, slots=True)
class Lineage:
    """Articles by id, and their relations. Names of publications and persons are keys as `key` gives them.

    `roots`: the publications that an article derives from (those that only pass on another one are left out);
    `whole`: the one that it is from head to foot, if it is; `partial`: those that it may take more from than it says;
    `own`: the keys of all outlets that run an article's text; `heard`: ids of the attributions whose source spoke to
    the article's own outlet; `texts`: a text that an article shares with others, under the smallest id among them;
    `translations`: what a publication translates; `spokespeople`: by `spokesperson`'s keys, who speaks for one body or
    person; `credited`: what an article credits; `aliases`: folded names with the name that stands for them; `found`:
    what was looked up before, by whom.
    """

    readings: Mapping[str, Reading]
    roots: Mapping[str, tuple[Derivation, ...]]
    whole: Mapping[str, Derivation]
    partial: Mapping[str, tuple[Derivation, ...]]
    own: Mapping[str, frozenset[str]]
    heard: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    translations: Mapping[str, tuple[Derivation, ...]]
    affiliations: Mapping[str, tuple[Affiliation, ...]]
    loops: tuple[Loop, ...]
    credited: Mapping[str, tuple[Credit, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    spokespeople: Mapping[str, Spokesperson] = field(default_factory=dict)
    found: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def publisher(self, article: str) -> str | None:
        reading = self.readings.get(article)
        return reading.article.publisher if reading else None

    def published(self, article: str) -> str:
        """When an article came out (ISO 8601), "" where nobody says."""
        reading = self.readings.get(article)
        return (reading.article.published if reading else None) or ""

    def called(self, name: str) -> str:
        """The name that stands for one of several."""
        return self.aliases.get(folded(name), name)

    def key(self, name: str) -> str:
        known: str | None = self.found.get(name)
        if known is None:
            known = self.found[name] = folded(self.called(name))
        return known

    def spokesperson(self, article: str, name: str) -> Spokesperson | None:
        """As whose spokesperson somebody speaks in an article: whoever has a name, in every article."""
        return self.spokespeople.get(self.key(name)) or self.spokespeople.get(f"{article} {folded(name)}")

    def forget(self) -> None:
        """Forgets what was looked up: it takes more room than all else of a story."""
        self.found.clear()

    def text(self, article: str) -> str:
        """The id that stands for an article and all that run its text."""
        return self.texts.get(article, article)


def lineage(
    readings: Iterable[Reading],
    entities: Iterable[StoryEntity] = (),
    reuses: Iterable[Reuse] = (),
    same: Iterable[tuple[str, str]] = (),
    before: Lineage | None = None,
) -> Lineage:
    """The lineage of a story's articles, in whatever order they come.

    `entities` say which names mean one, `reuses` which articles share wording; `same` are names that a person says mean
    one, whether or not an article mentions them. What follows from the very same reading is taken from `before`.
    """
    known = {reading.article.id: reading for reading in sorted(readings, key=lambda r: r.article.id)}
    aliases = _aliases(entities)
    _add(aliases, same)
    translations: dict[str, list[Derivation]] = defaultdict(list)
    affiliations: dict[str, list[Affiliation]] = defaultdict(list)
    for reading in known.values():
        for derivation in reading.derivations:
            for carrier in derivation.via if derivation.kind is DerivationKind.TRANSLATION else ():
                translations[_key(carrier, aliases)].append(derivation)
        for affiliation in reading.affiliations:
            affiliations[_key(affiliation.person, aliases)].append(affiliation)
    people = {person: tuple(found) for person, found in affiliations.items()}
    texts = _texts(known, reuses)
    last = before if before and before.affiliations == people else None
    owed = {id_: _owed(reading, people, last) for id_, reading in known.items()}
    credited = {id_: found for id_, reading in known.items() if (found := _credited(reading, before))}
    return Lineage(
        readings=known,
        roots={id_: each.roots for id_, each in owed.items()},
        whole={id_: each.whole for id_, each in owed.items() if each.whole},
        partial={id_: each.partial for id_, each in owed.items()},
        own=_own(known, texts, aliases),
        heard={id_: each.heard for id_, each in owed.items()},
        texts=texts,
        translations={carrier: tuple(found) for carrier, found in translations.items()},
        affiliations=people,
        loops=before.loops if before and before.credited == credited else loops(credited),
        credited=credited,
        aliases=aliases,
        spokespeople=_spokespeople(known.values(), aliases),
    )


class _Owed(NamedTuple):
    """What one article owes to others, as in a lineage."""

    roots: tuple[Derivation, ...]
    whole: Derivation | None
    partial: tuple[Derivation, ...]
    heard: frozenset[str]


def _owed(reading: Reading, people: Mapping[str, tuple[Affiliation, ...]], last: Lineage | None) -> _Owed:
    """As it was in the `last` lineage, of the same affiliations, if that had the very same reading."""
    id_ = reading.article.id
    if last and last.readings.get(id_) is reading:
        return _Owed(last.roots[id_], last.whole.get(id_), last.partial[id_], last.heard[id_])
    roots = without_carriers(reading, people)
    whole = as_a_whole(reading, roots)
    return _Owed(roots, whole, in_part(reading, whole), heard(reading))


def _credited(reading: Reading, before: Lineage | None) -> tuple[Credit, ...]:
    """As it was before, if that had the very same reading."""
    id_ = reading.article.id
    if before and before.readings.get(id_) is reading:
        return before.credited.get(id_, ())
    return credits_in(reading)


def _aliases(entities: Iterable[StoryEntity]) -> dict[str, str]:
    """Other names of one entity under the name that stands for it; a name that several bear means none of them."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            key = folded(name)
            other = found.setdefault(key, entity.name)
            if other != entity.name:
                found[key] = min(other, entity.name)
                if folded(other) != folded(entity.name):
                    several.add(key)
    for key in several:
        del found[key]
    return found


def _add(aliases: dict[str, str], same: Iterable[tuple[str, str]]) -> None:
    for one, other in same:
        known = aliases.get(folded(one)) or aliases.get(folded(other)) or one
        aliases.setdefault(folded(one), known)
        aliases.setdefault(folded(other), known)


def _key(name: str, aliases: Mapping[str, str]) -> str:
    return folded(aliases.get(folded(name), name))


def _spokespeople(readings: Iterable[Reading], aliases: Mapping[str, str]) -> dict[str, Spokesperson]:
    """Under a name, or an article and what it calls somebody; who speaks for two speaks for neither."""
    found: dict[str, dict[str, Spokesperson]] = defaultdict(dict)
    for reading in readings:
        for one in reading.spokespeople:
            key = _key(one.name, aliases) if one.named else f"{one.article} {folded(one.name)}"
            found[key].setdefault(_key(one.body, aliases), one)
    return {key: next(iter(bodies.values())) for key, bodies in found.items() if len(bodies) == 1}


def _own(
    readings: Mapping[str, Reading], texts: Mapping[str, str], aliases: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    running: dict[str, set[str]] = defaultdict(set)
    for id_, reading in readings.items():
        if reading.article.publisher:
            running[texts.get(id_, id_)].add(_key(reading.article.publisher, aliases))
    return {id_: frozenset(running[texts.get(id_, id_)]) for id_ in readings}


# -- one text in several articles -------------------------------------------------------------------------------------


def _texts(readings: Mapping[str, Reading], reuses: Iterable[Reuse]) -> dict[str, str]:
    """Articles that run one text, by the wording that they share or because one is said to reprint the other."""
    ids = sorted(readings)
    number = {id_: position for position, id_ in enumerate(ids)}
    pairs = [r.articles for r in reuses if not r.quoted_only and max(r.containment) >= COPY]
    pairs += [
        (reading.article.id, derivation.parent)
        for reading in readings.values()
        for derivation in reading.derivations
        if derivation.kind is DerivationKind.REPRINT and derivation.parent
    ]
    groups = components(range(len(ids)), ((number[a], number[b]) for a, b in pairs if {a, b} <= number.keys()))
    return {ids[member]: ids[group[0]] for group in groups if len(group) > 1 for member in group}


def once(work: Callable[Concatenate[Assertion, Lineage, P], T]) -> Callable[Concatenate[Assertion, Lineage, P], T]:
    """What one assertion holds under one lineage is looked up once: its claim asks for it, and so does the story."""

    @wraps(work)
    def looked_up(assertion: Assertion, lineage: Lineage, /, *given: P.args, **named: P.kwargs) -> T:
        key = (work, id(assertion), *named.values())
        known: tuple[Assertion, T] | None = lineage.found.get(key)
        if known is None:
            known = lineage.found[key] = assertion, work(assertion, lineage, *given, **named)
        return known[1]

    return looked_up


def place(article: str, spans: Sequence[tuple[int, int]]) -> Place:
    """Where the first of `spans` stands; the start of the article if there is none."""
    return Place(article, spans[0] if spans else (0, 0))


def components(members: Iterable[int], joins: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components of `members`, each in ascending order, the one with the smallest member first."""
    # Written out here, although `linkage` has one: what must be trusted rests on the records alone.
    nearer = {member: member for member in sorted(members)}
    for one, other in joins:
        one, other = _nearest(nearer, one), _nearest(nearer, other)
        if one < other:
            nearer[other] = one
        else:
            nearer[one] = other
    groups: dict[int, list[int]] = defaultdict(list)
    for member in nearer:
        # Each leads to one before it, which leads to the first by now.
        first = nearer[member] = nearer[nearer[member]]
        groups[first].append(member)
    return list(groups.values())


def _nearest(nearer: dict[int, int], member: int) -> int:
    while nearer[member] != member:
        nearer[member] = member = nearer[nearer[member]]
    return member
