"""Whole stories against what a person read in them: claims, origins, disagreements, drift, derivations.

    python benchmarks/story.py [--show]

`harbour` is the sample story; benchmarks/stories/README.md says what the others are, and which are held out: of those
--show lists nothing. What the gold calls arguable may be found or not; a count that it does not give is not judged.
An assertion of the gold is found in the traced one of its article that shares most of its characters, at least a third
of those of both. Two assertions that are one claim in the gold, and in the trace, are one right pair. A claim of the
gold is looked up as the traced claim that holds most of its assertions.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import figures
from figures import Figure, Options, ratios
from headwater import pipeline
from headwater.config import Config
from headwater.model import Assertion, Certainty, Claim, Drift, Reading, Story

HERE = Path(__file__).resolve().parent
Gold = dict[str, Any]
DOUBTS = frozenset({Certainty.HEDGED, Certainty.DOUBTED})
"""An attribution dropped is no drift in the gold's sense (benchmarks/stories/README.md)."""
Place = tuple[int, int]
"""A traced assertion: the index of its claim and its own in that."""


@dataclass
class Tally:
    """Right, guessed and there, by what is counted."""

    right: Counter[str] = field(default_factory=Counter)
    guessed: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def sets(self, name: str, found: set[Any], wanted: set[Any], either: Set[Any] = frozenset()) -> None:
        """What is in `either` may be found or not: two readers would read it differently."""
        found, wanted = found - either, wanted - either
        self.right[name] += len(found & wanted)
        self.guessed[name] += len(found)
        self.there[name] += len(wanted)
        self.lines += [f"{name}: missing {one}" for one in sorted(map(str, wanted - found))]
        self.lines += [f"{name}: too many {one}" for one in sorted(map(str, found - wanted))]

    def share(self, name: str, right: bool, line: str) -> None:
        self.right[name] += right
        self.there[name] += 1
        self.lines += [] if right else [f"{name}: {line}"]


def plain(name: str) -> str:
    return " ".join(w for w in name.lower().replace("’", "'").strip(' .,"').split() if w not in ("the", "a", "an"))


def stories() -> Iterator[tuple[str, Path, Gold]]:
    """Name, folder and gold of every story there is."""
    yield "harbour", HERE.parent / "examples" / "harbour", gold(HERE.parent / "examples" / "harbour.gold.json")
    for path in sorted((HERE / "stories").glob("*.gold.json")):
        yield path.name.removesuffix(".gold.json"), path.with_name(path.name.removesuffix(".gold.json")), gold(path)


def firm(rows: list[Gold], key: Callable[[Gold], Any]) -> tuple[set[Any], set[Any]]:
    """The keys of the rows that any reader would find, and of those that are arguable."""
    both: tuple[set[Any], set[Any]] = set(), set()
    for row in rows:
        both["arguable" in row].add(key(row))
    return both


def listed(name: str, wanted: Gold, tally: Tally, options: Options) -> None:
    """Prints what is wrong in a story, if asked to and if the story is not held out."""
    if options.show and "held_out" not in wanted:
        print("\n".join((f"-- {name}", *tally.lines)))


def gold(path: Path) -> Gold:
    """The gold, each of its assertions under an id of its own: one attribution may put two claims.

    Where it holds attributions, an assertion knows how certain its own is.
    """
    read: Gold = json.loads(path.read_text(encoding="utf-8"))
    certain = {attribution["id"]: attribution["certainty"] for attribution in read.get("attributions", ())}
    met: Counter[str] = Counter()
    for claim in read["story"]["claims"]:
        named = {}
        for row in claim["assertions"]:
            met[row["id"]] += 1
            number = met[row["id"]]
            named[row["id"]] = row["id"] = f"{row['id']} {number}" if number > 1 else row["id"]
            row["certainty"] = certain.get(row["attribution"])
        for row in claim["drift"]:
            row |= {end: named.get(row[end], row[end]) for end in ("from", "to")}
    return read


def located(story: Story, by_name: dict[str, Reading], wanted: Gold, said: dict[str, str | None]) -> Place | None:
    """Where the trace has an assertion of the gold; its own voice and what is attributed are not mixed up."""
    reading = by_name[wanted["article"]]
    text, quoted = reading.article.text, wanted["text"]
    start = text.find(quoted)
    if start < 0:
        return None
    there = set(range(start, start + len(quoted)))
    best, least = None, (1 / 3, 0.0, False)
    for c, claim in enumerate(story.claims):
        for a, assertion in enumerate(claim.assertions):
            own = assertion.attribution is None
            if assertion.article != reading.article.id or (said.get(wanted["id"]) is None) != own:
                continue
            here = {i for first, end in assertion.span for i in range(first, end)}
            alike = len(here & there) / max(1, min(len(here), len(there)))
            whole = len(here & there) / max(1, len(here | there))
            # Where one says and another denies the very same, the denial is the one that is marked as such.
            share = (alike, whole, (assertion.certainty is Certainty.DENIED) == (wanted.get("certainty") == "denied"))
            if whole >= 0.2 and share > least:
                best, least = (c, a), share
    return best


def compare(story: Story, wanted: Gold) -> Tally:
    tally = Tally()
    by_name = {name: r for r in story.articles for name in (r.article.id, r.article.uri.rsplit("/", 1)[-1])}
    name_of = {r.article.id: name for name, r in by_name.items() if name != r.article.id or "." not in r.article.uri}
    derived = {(name_of.get(d.article, d.article), plain(d.publication)) for d in story.derivations}
    derived = {(by_name[article].article.id, name) for article, name in derived if article in by_name}
    tally.sets(
        "derivations",
        derived,
        *firm(wanted["retells"], lambda r: (by_name[r["article"]].article.id, plain(r["publication"]))),
    )
    said = {a["id"]: a["attribution"] for claim in wanted["claims"] for a in claim["assertions"]}
    places = {a["id"]: located(story, by_name, a, said) for claim in wanted["claims"] for a in claim["assertions"]}
    tally.right["assertions"] = sum(place is not None for place in places.values())
    tally.there["assertions"] = len(places)
    tally.lines += [f"assertions: not found {id_}" for id_, place in places.items() if place is None]
    pairs(tally, wanted, places)
    for claim in wanted["claims"]:
        inside = [places[a["id"]] for a in claim["assertions"]]
        votes = Counter(place[0] for place in inside if place is not None)
        held = story.claims[votes.most_common(1)[0][0]] if votes else None
        counts(tally, claim, held)
        slots(tally, claim, held)
    drifts(tally, story, wanted, places)
    return tally


def pairs(tally: Tally, wanted: Gold, places: Mapping[str, Place | None]) -> None:
    """Pairs of assertions that both have; those that the gold puts into no claim are not judged.

    One that puts two claims of the gold can be with one of them alone: with either it is right.
    """
    groups: dict[Place, set[int]] = defaultdict(set)
    ids: dict[Place, list[str]] = defaultdict(list)
    for number, claim in enumerate(wanted["claims"]):
        for id_ in (a["id"] for a in claim["assertions"]):
            if (place := places[id_]) is not None:
                groups[place].add(number)
                ids[place].append(id_)
    items = sorted(
        (id_, place) for place, all_ in ids.items() for id_ in (all_ if len(groups[place]) == 1 else all_[:1])
    )
    together, same, either = set[tuple[str, str]](), set[tuple[str, str]](), set[tuple[str, str]]()
    for (x, one), (y, other) in combinations(items, 2):
        if one[0] == other[0]:
            together.add((x, y))
        if groups[one] & groups[other]:
            (same if groups[one] == groups[other] else either).add((x, y))
    tally.sets("pairs", together, same, either)


def counts(tally: Tally, wanted: Gold, held: Claim | None) -> None:
    for kind in ("publications", "speakers"):
        if kind not in wanted:
            continue
        low, high = wanted[kind]["low"], wanted[kind]["high"]
        here = getattr(held, kind) if held else None
        told = f"{wanted['what']}: {low} to {high}, traced {here and (here.low, here.high, here.names)}"
        tally.share(kind, here is not None and (here.low, here.high) == (low, high), told)
        tally.share(f"{kind}.within", here is not None and here.low <= low <= high <= here.high, told)


def slots(tally: Tally, wanted: Gold, held: Claim | None) -> None:
    tally.sets(
        "disagreements",
        {(wanted["what"], d.slot) for d in (held.disagreements if held else ())},
        *firm(wanted["disagreements"], lambda d: (wanted["what"], d["slot"])),
    )


def drifts(tally: Tally, story: Story, wanted: Gold, places: dict[str, Place | None]) -> None:
    """Of drift of doubt between assertions that the gold has; two that are found in one place stand for each other."""
    ids: dict[Place, str] = {}
    for id_, place in places.items():
        if place is not None:
            ids.setdefault(place, id_)
    first = {id_: ids[place] if place is not None else id_ for id_, place in places.items()}
    found = {
        (ids[c, d.retold], ids[c, d.retelling], d.change)
        for c, claim in enumerate(story.claims)
        for d in claim.drift
        if (c, d.retold) in ids and (c, d.retelling) in ids
        if of_doubt(d, claim.assertions)
    }
    there = [d for claim in wanted["claims"] for d in claim["drift"]]
    tally.sets("drift", found, *firm(there, lambda d: (first[d["from"]], first[d["to"]], d["change"])))


def of_doubt(drift: Drift, assertions: Sequence[Assertion]) -> bool:
    """Whether a doubt was lost or gained, rather than an attribution or the name of a source."""
    ends = {assertions[i].certainty for i in (drift.retold, drift.retelling)}
    return drift.kind != "source dropped" and not DOUBTS.isdisjoint(ends)


def tallied(folder: Path, wanted: Gold, settings: Config) -> Tally:
    return compare(pipeline.trace(pipeline.read([str(folder)], settings)), wanted["story"])


def measure(options: Options) -> list[Figure]:
    found: list[Figure] = []
    for name, folder, wanted in stories():
        tally = tallied(folder, wanted, options.settings)
        listed(name, wanted, tally, options)
        found.append(
            Figure(
                f"story.{name}.assertions",
                tally.right["assertions"] / tally.there["assertions"],
                tally.there["assertions"],
            )
        )
        for kind in ("derivations", "pairs", "disagreements", "drift"):
            found += ratios(f"story.{name}.{kind}", tally.right[kind], tally.guessed[kind], tally.there[kind])
        for kind in ("publications", "publications.within", "speakers", "speakers.within"):
            found.append(
                Figure(f"story.{name}.{kind}", tally.right[kind] / max(1, tally.there[kind]), tally.there[kind])
            )
    return found


if __name__ == "__main__":
    figures.main(__doc__, measure)
