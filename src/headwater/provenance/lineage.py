"""What the articles of a story owe to each other: whom they retell, who speaks for whom, which run the same text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.model import Affiliation, Derivation, Place, Reading

WORD = re.compile(r"[^\W_]+")

# Wording is shared in runs of this many words; of the shorter text's runs this share makes it a copy.
RUN = 6
COPY = 0.6


@dataclass(frozen=True, slots=True)
class Lineage:
    """Articles by id, and their relations. Names of publications and persons are keys as `folded`.

    `roots`: the publications that an article derives from (those that only pass on another one are left out), `copies`:
    a text that it shares with others, under the smallest id among them; `carriers`: what a publication passes on;
    `circles`: publications that credit one another in a loop, under each one's key.
    """

    readings: Mapping[str, Reading]
    roots: Mapping[str, tuple[Derivation, ...]]
    copies: Mapping[str, str]
    carriers: Mapping[str, tuple[Derivation, ...]]
    affiliations: Mapping[str, tuple[Affiliation, ...]]
    circles: Mapping[str, tuple[str, ...]]

    def publisher(self, article: str) -> str | None:
        reading = self.readings.get(article)
        return reading.article.publisher if reading else None


def folded(name: str) -> str:
    """A name as a key: without case, outer spaces and a leading "the"."""
    plain = " ".join(name.casefold().split())
    return plain.removeprefix("the ") or plain


def lineage(readings: Iterable[Reading]) -> Lineage:
    """The lineage of a story's articles, in whatever order they come."""
    known = {reading.article.id: reading for reading in sorted(readings, key=lambda r: r.article.id)}
    carriers: dict[str, list[Derivation]] = defaultdict(list)
    affiliations: dict[str, list[Affiliation]] = defaultdict(list)
    for reading in known.values():
        for derivation in reading.derivations:
            for carrier in derivation.via:
                carriers[folded(carrier)].append(derivation)
        for affiliation in reading.affiliations:
            affiliations[folded(affiliation.person)].append(affiliation)
    people = {person: tuple(found) for person, found in affiliations.items()}
    return Lineage(
        readings=known,
        roots={id_: _roots(reading, people) for id_, reading in known.items()},
        copies=_copies(known),
        carriers={carrier: tuple(found) for carrier, found in carriers.items()},
        affiliations=people,
        circles=_circles(known.values()),
    )


def _roots(reading: Reading, affiliations: Mapping[str, tuple[Affiliation, ...]]) -> tuple[Derivation, ...]:
    """One derivation a publication; without the article's own, and without those that only pass on another one here."""
    own = folded(reading.article.publisher or "")
    found: dict[str, Derivation] = {}
    for derivation in sorted(reading.derivations, key=lambda d: (not d.stated, d.evidence, d.publication)):
        found.setdefault(folded(derivation.publication), derivation)
    found.pop(own, None)
    carriers = {folded(name) for derivation in reading.derivations for name in derivation.via}
    roots = [key for key in found if key not in carriers] or list(found)
    kept = [key for key in roots if not _passes_on(key, set(roots) - {key}, reading, affiliations)] or roots
    return tuple(found[key] for key in kept)


def _passes_on(
    publication: str, others: set[str], reading: Reading, affiliations: Mapping[str, tuple[Affiliation, ...]]
) -> bool:
    """Is all that the article takes from `publication` from somebody who stands for another one that it retells?"""
    chains = [[folded(link.name) for link in a.chain] for a in reading.attributions]
    behind = [chain[chain.index(publication) + 1 :] for chain in chains if publication in chain]
    return bool(behind) and all(
        any(
            name in others or any(folded(a.publication) in others for a in affiliations.get(name, ())) for name in chain
        )
        for chain in behind
    )


def _copies(readings: Mapping[str, Reading]) -> dict[str, str]:
    ids = sorted(readings)
    groups = components(len(ids), alike([readings[id_].article.text for id_ in ids]))
    return {ids[member]: ids[group[0]] for group in groups if len(group) > 1 for member in group}


def alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share nearly all wording of the shorter one, the lower index first."""
    runs = [_runs(text) for text in texts]
    first: dict[frozenset[tuple[str, ...]], int] = {}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in enumerate(runs):
        if first.setdefault(found, number) != number:
            # An exact copy needs no counting, however many there are.
            yield first[found], number
            continue
        for run in sorted(found):
            holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter(
        (one, other)
        for numbers in holders.values()
        for position, one in enumerate(numbers)
        for other in numbers[position + 1 :]
    )
    for (one, other), count in sorted(shared.items()):
        if count >= COPY * min(len(runs[one]), len(runs[other])):
            yield one, other


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = words_of(text)
    return frozenset(words[i : i + RUN] for i in range(max(1, len(words) - RUN + 1)))


def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


def _circles(readings: Iterable[Reading]) -> dict[str, tuple[str, ...]]:
    """Publications from which credits lead back to them."""
    credited: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for reading in readings:
        publisher = reading.article.publisher
        for derivation in reading.derivations if publisher else ():
            if folded(publisher or "") != folded(derivation.publication):
                credited[folded(publisher or "")].add(folded(derivation.publication))
            for name in (publisher or "", derivation.publication):
                names[folded(name)] = min(name, names.get(folded(name), name))
    reach = {key: _reachable(key, credited) for key in sorted(credited)}
    return {
        key: tuple(names[other] for other in sorted(found) if key in reach.get(other, ()))
        for key, found in reach.items()
        if key in found
    }


def _reachable(start: str, credited: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for key in credited.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def place(article: str, spans: Sequence[tuple[int, int]]) -> Place:
    """Where the first of `spans` stands; the start of the article if there is none."""
    return Place(article, spans[0] if spans else (0, 0))


def components(size: int, joins: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components, each in ascending order, the one with the smallest member first."""
    # Written out here, although `linkage` has one: what must be trusted rests on the records alone.
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in joins:
        neighbours[one].add(other)
        neighbours[other].add(one)
    seen: set[int] = set()
    groups = []
    for start in range(size):
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for index in group:
            fresh = neighbours[index] - seen
            seen |= fresh
            group.extend(sorted(fresh))
        groups.append(sorted(group))
    return groups
