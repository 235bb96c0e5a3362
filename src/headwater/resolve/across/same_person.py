"""When two personal names are one person's. A name that may be two people's is neither's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations

from headwater import vocabulary
from headwater.resolve.across.bearers import PERSON, normal, only_initials
from headwater.resolve.across.ties import Groups, Known, Tie, by, tie

SHORTEST = 6
"""Letters of a family name that hardly is another one with a letter wrong."""
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
        return self._ends(other) or all(_one_given_name(a, b) for a, b in zip(self.given, other.given, strict=False))

    def _ends(self, other: PersonalName) -> bool:
        """Whether one leaves out the first given name: "K. Dale Moss", "Dale Moss"."""
        short, long = sorted((self.given, other.given), key=len)
        return len(short) < len(long) and long[-len(short) :] == short and all(len(part) > 1 for part in short)

    @property
    def spelling(self) -> str:
        """What a letter that is wrong hardly changes: the given names, and both ends of the family name."""
        return " ".join((*self.given, self.family[:1] + self.family[-1:]))

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in (*self.given, *self.family.split()[-1:]))


def _one_given_name(one: str, other: str) -> bool:
    """Whether the one is the other, its initial, or short for it: "Bill" for William."""
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return True
    short = short_names()
    return one in short.get(other, ()) or other in short.get(one, ())


@cache
def short_names() -> dict[str, frozenset[str]]:
    """English given names with their short forms, as names are compared."""
    file = resources.files(__package__).joinpath("short_names.en.toml")
    return {name: frozenset(forms) for name, forms in tomllib.loads(file.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=65_536)
def personal_name(name: str) -> PersonalName:
    """The parts of a name; a particle ("von", "al-") begins the family name."""
    words = name.replace(",", " ").split()
    suffix = ""
    while len(words) > 1 and normal(words[-1]) in vocabulary.words("generations"):
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


def misspelt(known: Known, groups: Groups) -> Iterator[Tie]:
    """ "Ada Wetzler" and "Ada Welzler" once: of a given and a long family name one has one letter wrong.

    Two who stand side by side in one report may be two.
    """
    names = {i: personal_name(known[i].name) for i in known.kinds[PERSON]}
    long = [i for i, name in names.items() if name.given and len(name.given[0]) > 1 and len(name.family) >= SHORTEST]
    alike = (*by(long, lambda i: names[i].spelling).values(), *by(long, lambda i: names[i].family).values())
    for members in alike:
        reports: dict[int, set[str]] = {}
        for index in members:
            reports.setdefault(groups[index], set()).add(known[index].article)
        first = {groups[i]: i for i in reversed(members)}
        for (one, a), (other, b) in combinations(sorted(first.items(), key=lambda item: item[1]), 2):
            once = min(len(reports[one]), len(reports[other])) == 1
            if once and reports[one].isdisjoint(reports[other]) and _misspelt(names[a], names[b]):
                yield tie(known, a, b, "the same name but for a letter")


def _misspelt(one: PersonalName, other: PersonalName) -> bool:
    if one.given == other.given:
        return one_letter(one.family, other.family)
    a, b = one.given[0], other.given[0]
    # "Ada" and "Ado", "Paul" and "Paula" are two names; "Stephani" and "Stephany" hardly.
    ends = a[-1] == b[-1] or {a[-1], b[-1]} == {"i", "y"}
    return one.family == other.family and min(len(a), len(b)) >= SHORTEST and ends and one_letter(a, b)


def one_letter(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another one, one more, or two that have changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])


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
