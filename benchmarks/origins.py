"""Origins and drift where the claims are given: what they cost beside everything that leads up to them.

    python benchmarks/origins.py [--show]

The stories are those of benchmarks/story.py. Each claim of the gold is put together from the traced assertions that are
found where the gold has them, so that chains, derivations and certainties are the program's and the claim is not, nor
the side of it that is worded: which assertions invert that one the program tells. A count is right if both ends are; it
is `within` if the traced range holds the true one. Drift is judged where the gold judges it, at doubts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import figures
from figures import Figure, Options, ratios
from headwater import pipeline
from headwater.disagreement import compare
from headwater.model import Assertion, Certainty, Count, Reading, Story
from headwater.provenance.drift import drift
from headwater.provenance.lineage import lineage
from headwater.provenance.origins import origins
from story import Gold, Tally, firm, listed, located, of_doubt, stories

LEAST = 2
"""Assertions of a claim that have to be found for it to be judged."""


@dataclass(frozen=True)
class Given:
    """A claim of the gold, and the traced assertions of it under their gold ids."""

    wanted: Gold
    ids: tuple[str, ...]
    assertions: tuple[Assertion, ...]


def given(story: Story, wanted: Gold) -> Iterator[Given]:
    by_name = {name: r for r in story.articles for name in (r.article.id, r.article.uri.rsplit("/", 1)[-1])}
    said = {a["id"]: a["attribution"] for claim in wanted["claims"] for a in claim["assertions"]}
    for claim in wanted["claims"]:
        found: dict[Assertion, str] = {}
        for each in claim["assertions"]:
            place = located(story, by_name, each, said)
            if place:
                found.setdefault(story.claims[place[0]].assertions[place[1]], each["id"])
        yield Given(claim, tuple(found.values()), tuple(found))


def tallied(story: Story, wanted: Gold) -> Tally:
    tally = Tally()
    known = lineage(story.articles, story.entities, story.reuses)
    for claim in given(story, wanted):
        if len(claim.ids) < min(LEAST, len(claim.wanted["assertions"])):
            continue
        opposed = against(claim, story.articles)
        found = origins(claim.assertions, known, against=opposed)
        for kind, count in (("publications", found.publications), ("speakers", found.speakers)):
            if kind in claim.wanted:
                counted(tally, kind, claim.wanted, count)
        changes = drift(claim.assertions, known, opposed)
        found_changes = {
            (claim.ids[d.retold], claim.ids[d.retelling], d.change) for d in changes if of_doubt(d, claim.assertions)
        }
        there = [d for d in claim.wanted["drift"] if {d["from"], d["to"]} <= {*claim.ids}]
        tally.sets("drift", found_changes, *firm(there, lambda d: (d["from"], d["to"], d["change"])))
    return tally


def against(claim: Given, readings: Sequence[Reading]) -> set[int]:
    """As the pipeline has it: what is denied or inverted, here of any assertion on the side that is worded."""
    told, held = claim.assertions, worded(claim)
    firm = {told[i].certainty for i in held}
    denied = {i for i, a in enumerate(told) if a.certainty is Certainty.DENIED and Certainty.DENIED not in firm}
    compared = compare(told, readings)
    inverted = {i for worded_so in held for i in compared.sides(worded_so).inverting}
    return denied | inverted.difference(held)


def worded(claim: Given) -> list[int]:
    """The assertions in articles that tell the claim as the gold words it, which its first polarity does, and no other
    way; the firmest of all if there is none.
    """
    disputes = [d["values"] for d in claim.wanted["disagreements"] if d["slot"] == "polarity"]
    sides = [{*value["articles"]} for values in disputes[:1] for value in values]
    only = sides[0].difference(*sides[1:]) if sides else set()
    article = {a["id"]: a["article"] for a in claim.wanted["assertions"]}
    found = [i for i, id_ in enumerate(claim.ids) if article[id_] in only]
    return found or [min(range(len(claim.ids)), key=lambda i: list(Certainty).index(claim.assertions[i].certainty))]


def counted(tally: Tally, kind: str, wanted: Gold, count: Count) -> None:
    low, high = wanted[kind]["low"], wanted[kind]["high"]
    told = f"{wanted['what']}: {low} to {high}, traced {count.low} to {count.high} {count.names}"
    tally.share(kind, (count.low, count.high) == (low, high), told)
    tally.share(f"{kind}.within", count.low <= low <= high <= count.high, told)


def measure(options: Options) -> list[Figure]:
    found: list[Figure] = []
    for name, folder, wanted in stories():
        tally = tallied(pipeline.trace(pipeline.read([str(folder)], options.settings)), wanted["story"])
        listed(name, wanted, tally, options)
        for kind in ("publications", "publications.within", "speakers", "speakers.within"):
            there = tally.there[kind]
            found.append(Figure(f"origins.{name}.{kind}", tally.right[kind] / max(1, there), there))
        found += ratios(f"origins.{name}.drift", tally.right["drift"], tally.guessed["drift"], tally.there["drift"])
    return found


if __name__ == "__main__":
    figures.main(__doc__, measure)
