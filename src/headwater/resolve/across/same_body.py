"""When two names are one body's: an organisation's, a publication's, a place's. One that may be two's is neither's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from headwater.resolve.across.bearers import BODY, PLACE, VESSEL, Bearer, normal
from headwater.resolve.across.ties import Groups, Known, Tie, by, tie
from headwater.resolve.names.naming import SMALL, acronym, initials
from headwater.resolve.phrases import WORD

COUNTRIES = frozenset({"us", "uk", "eu", "un"})
"""Letters of countries and of what is like them, as names are compared."""
LEFT_OUT = frozenset(
    {
        "university",
        "college",
        "inc",
        "ltd",
        "plc",
        "corp",
        "corporation",
        "llc",
        "gmbh",
        "co",
        "company",
        "sa",
        "ag",
        "spa",
        "nv",
    }
)
"""Last words of bodies' names that are as often left out."""
CALLED, EXPLAINED = "called so for short in a report", "spelled out in a report"


def same_names(known: Known, _: Groups) -> Iterator[Tie]:
    longer = _longer(known)
    for kind in (BODY, VESSEL):
        for same in by(known.kinds[kind], lambda i: known.names[i]).values():
            if not _general(known[same[0]], longer):
                yield from (tie(known, same[0], other, "one name, written otherwise") for other in same[1:])


def _longer(known: Known) -> dict[str, set[str]]:
    """The names of several words that bodies have, under the head of each: "house" of the House of Lords."""
    found: dict[str, set[str]] = defaultdict(set)
    for index in known.kinds[BODY]:
        name = known.names[index]
        words = name.split()
        if len(words) > 1 and name not in known[index].lexicon.two_words:
            ends = next((i for i, word in enumerate(words) if i and word in SMALL), len(words))
            found[words[ends - 1]].add(name)
    return found


def noun(bearer: Bearer) -> str | None:
    """The one word that a name is made of, if it is a word for many: "the Ministry"."""
    words = [word.group().lower() for word in WORD.finditer(bearer.name)]
    return words[0] if len(words) == 1 and words[0] in bearer.lexicon.nouns["organisation"] else None


def _general(bearer: Bearer, longer: Mapping[str, Collection[str]]) -> bool:
    """Whether a name is only a word for many of which the story names several."""
    word = noun(bearer)
    return word is not None and len(longer.get(word, ())) > 1


def one_acronym(known: Known, groups: Groups) -> Iterator[Tie]:
    """Two long names that articles give one acronym, of which one is a part of the other."""
    for letters, members in _acronyms(known).items():
        long = {groups[i]: i for i in reversed(members) if known.names[i] != letters}
        longest = max(long.values(), key=lambda i: (len(known[i].name), -i), default=None)
        for index in long.values():
            if longest is not None and index != longest and _within(known[index].name, known[longest].name):
                yield tie(known, longest, index, "one acronym for both, and one name within the other")


def _acronyms(known: Known) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index in known.kinds[BODY]:
        for form in known[index].forms:
            if acronym(form):
                found[normal(form)].append(index)
    return found


def _within(short: str, long: str) -> bool:
    one, other = normal(short).split(), normal(long).split()
    return any(other[i : i + len(one)] == one for i in range(len(other)))


def short_forms(known: Known, groups: Groups) -> Iterator[Tie]:
    """A name that another article uses for one body, beside its full name: "Vinter", "VFC"."""
    used: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    bodies = known.kinds[BODY]
    for index in bodies:
        for form in known[index].forms:
            if form != known[index].name:
                used[normal(form)].setdefault(groups[index], (index, form))
    for name, same in by((i for i in bodies if known.names[i] in used), lambda i: known.names[i]).items():
        own = {groups[i] for i in same}
        others = {group: found for group, found in used[name].items() if group not in own}
        if len(others) == 1 and not _means_many(known, same):
            ((other, form),) = others.values()
            reason = EXPLAINED if acronym(form) or acronym(known[other].name) else CALLED
            yield from (tie(known, other, index, reason, known[other].place(form)) for index in same)


def _means_many(known: Known, same: Sequence[int]) -> bool:
    """Whether a short name may mean something else: "the Ministry", or a place where it stands for a body there."""
    bearer = known[same[0]]
    words = [word.group().lower() for word in WORD.finditer(bearer.name)]
    nouns = bearer.lexicon.nouns
    if all(word in nouns["organisation"] | nouns["publication"] for word in words):
        return True
    return not acronym(bearer.name) and any(known[i].in_place for i in same)


def acronyms(known: Known, groups: Groups) -> Iterator[Tie]:
    """An acronym that no article explains, and the only name of the story with these initials."""
    bodies = known.kinds[BODY]
    short = [i for i in bodies if acronym(known[i].name) and len(known.names[i]) > 1]
    long = by((i for i in bodies if short and spells_out(known[i].name)), lambda i: initials(known[i].name).casefold())
    asked = {groups[i] for i in short}
    explained = {groups[i] for i in bodies if groups[i] in asked and not all(map(acronym, known[i].forms))}
    for index in short:
        if groups[index] in explained:
            continue
        fitting = {groups[i]: i for i in reversed(long.get(known.names[index], []))}
        if len(fitting) == 1:
            (other,) = fitting.values()
            yield tie(known, other, index, "the only name in these reports with these initials")


def countries(known: Known, groups: Groups) -> Iterator[Tie]:
    """The name of a body with its country's letters before it, and without: "U.S. Coast Watch", "Coast Watch"."""
    with_country: dict[str, dict[int, int]] = defaultdict(dict)
    for index in known.kinds[BODY]:
        country, _, rest = known.names[index].partition(" ")
        if country in COUNTRIES and " " in rest:
            with_country[rest].setdefault(groups[index], index)
    for rest, same in by(
        (i for i in known.kinds[BODY] if known.names[i] in with_country), lambda i: known.names[i]
    ).items():
        if len(with_country[rest]) == 1:
            ((group, other),) = with_country[rest].items()
            yield from (
                tie(known, other, i, "one name, with and without its country") for i in same if groups[i] != group
            )


def kinds_left_out(known: Known, groups: Groups) -> Iterator[Tie]:
    """A name with and without the last word, which only tells what it is: "Vinter Ltd", "Vinter"."""
    bodies = known.kinds[BODY]
    longer: dict[str, dict[int, int]] = defaultdict(dict)
    for index in bodies:
        first, _, last = known.names[index].rpartition(" ")
        if first and last in LEFT_OUT:
            longer[first].setdefault(groups[index], index)
    for name, same in by((i for i in bodies if known.names[i] in longer), lambda i: known.names[i]).items():
        places = any(known[i].in_place or known[i].entity.type == PLACE for i in same)
        if len(longer[name]) == 1 and not places:
            ((group, other),) = longer[name].items()
            yield from (
                tie(known, other, i, "one name, with and without what it is") for i in same if groups[i] != group
            )


def spells_out(name: str) -> bool:
    """Whether a name has words for which the letters of an acronym can stand."""
    return " " in name and name.split()[-1].lower() not in SMALL
