"""When two personal names are one person's. A name that may be two people's is neither's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from headwater.resolve.across.bearers import PERSON, normal, only_initials
from headwater.resolve.across.ties import Groups, Known, Tie, by, tie

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
"""After a family name, they tell a father from a son."""
GIVEN = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name in its parts, as they are compared; `given` is empty for a family name alone."""

    given: tuple[str, ...]
    family: str
    suffix: str

    def agrees(self, other: PersonalName) -> bool:
        """Whether two full names can be one person's: "A. Moss" and "Ada K. Moss", not "Ada Moss" and "Karl Moss"."""
        if (self.family, self.suffix) != (other.family, other.suffix) or not self.given or not other.given:
            return False
        return all(
            a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(self.given, other.given, strict=False)
        )

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in (*self.given, *self.family.split()[-1:]))


@lru_cache(maxsize=65_536)
def personal_name(name: str) -> PersonalName:
    """The parts of a name; a particle ("von", "al-") begins the family name."""
    words = name.replace(",", " ").split()
    suffix = ""
    while len(words) > 1 and normal(words[-1]) in SUFFIXES:
        suffix = normal(words.pop())
    begins = next((i for i, word in enumerate(words) if word[0].islower()), len(words) - 1)
    given = tuple(normal(part) for word in words[:begins] for part in GIVEN.findall(word))
    return PersonalName(given, normal(" ".join(words[begins:])), suffix)


def full_names(known: Known, _: Groups) -> Iterator[Tie]:
    """The same full name, or the same initials alone."""
    persons = (i for i in known.kinds[PERSON] if personal_name(known[i].name).given)
    for same in by(persons, lambda i: known.names[i]).values():
        yield from (tie(known, same[0], other, "one name, written otherwise") for other in same[1:])


def initials_of_given_names(known: Known, _: Groups) -> Iterator[Tie]:
    """ "A. Moss" and "Ada Moss", where all the full names that she may have agree with one another."""
    names = {i: personal_name(known[i].name) for i in known.kinds[PERSON]}
    for members in by((i for i in names if names[i].given), lambda i: (names[i].family, names[i].suffix)).values():
        first = {names[i]: i for i in reversed(members)}
        if len(first) == 1:
            continue
        for name, index in sorted(first.items(), key=lambda item: item[1]):
            agreeing = [other for other in first if other.agrees(name)]
            if all(a.agrees(b) for a in agreeing for b in agreeing):
                fullest = max(agreeing, key=lambda n: (sum(map(len, n.given)), n.given))
                if fullest != name:
                    yield tie(known, first[fullest], index, "the same given name, or its initial, and family name")


def family_names(known: Known, groups: Groups) -> Iterator[Tie]:
    """A family name alone means the only person of the story who bears it; if two do, nobody across articles.

    So does a given name that another article uses alone.
    """
    names = {i: personal_name(known[i].name) for i in known.kinds[PERSON]}
    alone = by((i for i in names if not names[i].given), lambda i: names[i].family)
    full: dict[str, dict[int, int]] = {family: {} for family in alone}
    for index, name in names.items():
        for form in (name.family, *name.family.split()[-1:], *map(normal, known[index].forms)) if name.given else ():
            if form in full:
                full[form].setdefault(groups[index], index)
    for family, same in alone.items():
        bearers = list(full[family].values())
        if len(bearers) == 1:
            yield from (tie(known, bearers[0], i, "the only person in these reports of that name") for i in same)
        elif not bearers:
            yield from (tie(known, same[0], i, "one name, written otherwise") for i in same[1:])


def initials_alone(known: Known, groups: Groups) -> Iterator[Tie]:
    """ "V.H." and the only full name with these initials, if the same is said of both."""
    persons = known.kinds[PERSON]
    bare = [i for i in persons if only_initials(known[i].name)]
    if not bare:
        return
    full = by((i for i in persons if not only_initials(known[i].name)), lambda i: personal_name(known[i].name).initials)
    members = by(persons, lambda i: groups[i])
    for index in bare:
        fitting = {groups[i]: i for i in reversed(full.get(known.names[index].replace(" ", ""), []))}
        if len(fitting) != 1:
            continue
        ((group, other),) = fitting.items()
        ours, theirs = ([d for i in members[g] for d in known[i].described] for g in (groups[index], group))
        shared = [(a, b) for a in ours for b in theirs if a.words & b.words]
        if shared:
            yield tie(known, other, index, "the same initials, and the same is said of both")
