"""Of what kind each bearer is: one name is of one kind, as most articles have it, or as one is sure of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from headwater.model import SourceType
from headwater.resolve.across.bearers import BODY, PERSON, PLACE, UNNAMED, VESSEL, Bearer, Stood, only_initials

Kind = tuple[str, str]
"""A bearer's kind and the type of its entity."""
PERSONAL, ORGANISED = (PERSON, PERSON), (BODY, "organisation")
Bearing = Iterable[Stood[Bearer]]


@dataclass(slots=True)
class _Named:
    """All that have one name, by the ids of these as they are given: each as it is given and as it is with its kind.

    `person`: these initials are a person's, as another mention shows; `agreed`: what the name is in all articles.
    """

    given: dict[int, Stood[Bearer]] = field(default_factory=dict)
    told: dict[int, Stood[Bearer]] = field(default_factory=dict)
    person: bool = False
    agreed: Kind | None = None

    def kinds(self) -> Counter[Kind]:
        """How many are of each kind, the unnamed left out."""
        bearers = [stood.what for stood in self.given.values()]
        bare = [only_initials(bearer.name) for bearer in bearers]
        self.person = any(is_bare and bearer.kind == PERSON for bearer, is_bare in zip(bearers, bare, strict=True))
        kinds = [PERSON if self.person and is_bare else b.kind for b, is_bare in zip(bearers, bare, strict=True)]
        return Counter((k, b.entity.type) for k, b in zip(kinds, bearers, strict=True) if k != UNNAMED)

    def as_told(self, stood: Stood[Bearer]) -> Stood[Bearer]:
        bearer = stood.what
        if self.person and bearer.kind != PERSON and only_initials(bearer.name):
            bearer = replace(bearer, kind=PERSON)
        if self.agreed:
            bearer = _as(bearer, self.agreed)
        return stood if bearer is stood.what else Stood(stood.order, bearer)


@dataclass(slots=True)
class _Words:
    """In how many names of several words each word is: of persons, at their ends too, and at the begin of bodies'."""

    persons: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)

    def changed(self, words: list[str], before: tuple[bool, bool], now: tuple[bool, bool]) -> set[str]:
        """The words that a name has, where it is a person's, or a body's, `now` and was not before, or no more."""
        person, body = (int(b) - int(a) for a, b in zip(before, now, strict=True))
        if person:
            self.persons.update(dict.fromkeys(words, person))
            self.families[words[-1]] += person
        self.bodies[words[0]] += body
        return {*words} if person else {words[0]} if body else set()

    def called_after_person(self, name: str) -> bool:
        """Whether a word is somebody's family name, and no body is called so: "the Moss administration"."""
        return self.families[name] > 0 and not self.bodies[name]


class Kinds:
    """Gives bearers their kinds, as they come and go: what is made of the very same bearer is the very same."""

    def __init__(self) -> None:
        self._names = defaultdict[str, _Named](_Named)
        self._bearing: dict[str, tuple[bool, bool]] = {}
        self._words = _Words()

    def changed(self, gone: Bearing, new: Bearing) -> tuple[list[Stood[Bearer]], list[Stood[Bearer]]]:
        """The bearers that are no more what they were, and those that are new, each of the kind that its name has."""
        left, made, met = list[Stood[Bearer]](), list[Stood[Bearer]](), dict[str, None]()
        for stood in gone:
            named, met[stood.what.plain] = self._names[stood.what.plain], None
            del named.given[id(stood)]
            left.append(named.told.pop(id(stood)))
        for stood in new:
            named, met[stood.what.plain] = self._names[stood.what.plain], None
            named.given[id(stood)] = stood
        before = {name: (self._names[name].person, self._names[name].agreed) for name in met}
        kinds = {name: self._names[name].kinds() for name in met}
        for name in self._others(kinds):
            before[name] = self._names[name].person, self._names[name].agreed
            kinds[name] = self._names[name].kinds()
        for name, found in kinds.items():
            named = self._names[name]
            named.agreed = _agreed(name, found, self._words) if found else None
            same, told = before[name] == (named.person, named.agreed), named.told
            left += [] if same else told.values()
            fresh = {i: named.as_told(stood) for i, stood in named.given.items() if not same or i not in told}
            made += fresh.values()
            named.told = {**told, **fresh}
            if not named.given:
                del self._names[name]
        return left, made

    def _others(self, kinds: Mapping[str, Counter[Kind]]) -> list[str]:
        """Further names of which another kind may be agreed: those that are a word of a person's name, or no more."""
        words = set[str]()
        for name, found in kinds.items():
            if " " in name:
                now = any(kind == PERSON for kind, _ in found), any(kind == BODY for kind, _ in found)
                words |= self._words.changed(name.split(), self._bearing.get(name, (False, False)), now)
                self._bearing[name] = now
        return sorted(word for word in words if word in self._names and word not in kinds)


def _agreed(name: str, kinds: Counter[Kind], words: _Words) -> Kind | None:
    """The kind and type that a name has in all articles; None where each may have its own.

    "Lissen" is a place if one article says so and none has somebody of that family name; a ship is no organisation.
    """
    if words.called_after_person(name) and kinds.keys() <= {ORGANISED, PERSONAL}:
        return PERSONAL if ORGANISED in kinds else None
    if len(kinds) == 1:
        return None
    if (BODY, PLACE) in kinds and not words.persons[name] and VESSEL not in {kind for kind, _ in kinds}:
        return BODY, PLACE
    ship = kinds[VESSEL, VESSEL]
    if ship and (BODY, PLACE) not in kinds and (PERSONAL not in kinds or ship == max(kinds.values())):
        return VESSEL, VESSEL
    most = kinds.most_common(2)
    return most[0][0] if (" " in name or not words.persons[name]) and most[0][1] > most[1][1] else None


def _as(bearer: Bearer, agreed: tuple[str, str]) -> Bearer:
    if bearer.kind == UNNAMED or bearer.entity.type == SourceType.PUBLICATION:
        return bearer
    if agreed == PERSONAL and bearer.kind == BODY and bearer.in_place and " " not in bearer.plain:
        return bearer  # "in Norden" is nobody of that name
    return replace(bearer, kind=agreed[0], entity=replace(bearer.entity, type=agreed[1]))
