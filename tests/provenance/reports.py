"""Reports built by hand, each in one line, and stories made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.model import (
    Affiliation,
    Article,
    Assertion,
    Certainty,
    Derivation,
    DerivationKind,
    Link,
    Reading,
    SourceType,
    Spokesperson,
)
from headwater.provenance.lineage import lineage
from headwater.provenance.origins import Origins, origins

PEOPLE = {"Mayor Ahn": SourceType.PERSON, "Ada Berg": SourceType.PERSON, "Port Authority": SourceType.ORGANISATION}
PAPERS = ("Courier", "Gazette", "Herald", "Wire")
UNNAMED = {
    "an official": SourceType.ANONYMOUS,
    "a spokeswoman": SourceType.ANONYMOUS,
    "a harbour official": SourceType.ANONYMOUS,
    "a ministry official": SourceType.ANONYMOUS,
    "the French": SourceType.COLLECTIVE,
    "foreign media": SourceType.COLLECTIVE,
    "a court file": SourceType.DOCUMENT,
    "a report": SourceType.DOCUMENT,
    "a leaked report": SourceType.DOCUMENT,
}
Report = tuple[Reading, list[Assertion]]


def link(name: str, position: int = 0) -> Link:
    type_ = PEOPLE.get(name) or UNNAMED.get(name) or SourceType.PUBLICATION
    return Link(name, type_, True, (position, position + 1))


def report(
    publisher: str | None,
    *chains: str,
    retells: Sequence[str] = (),
    speaks: str | None = None,
    speaks_for: str | None = None,
) -> Report:
    """An article and its assertions; a chain is "Courier > Mayor Ahn", "own", or "reportedly".

    `retells` names publications: "Courier", "Courier via Wire", "Courier: reprint". `speaks` is "Ada Berg of Courier",
    `speaks_for` "Ada Berg for Port Authority".
    """
    text = " ".join(f"word{i}" for i in range(40))
    asserted = []
    for position, chain in enumerate(chains):
        links = () if chain in {"own", "reportedly"} else tuple(link(n, position * 3 + 9) for n in chain.split(" > "))
        attribution = None if chain == "own" else f"at {position}"
        certainty = Certainty.ASSERTED if chain == "own" else Certainty.ATTRIBUTED
        span = ((position * 3 + 9, position * 3 + 11),)
        asserted.append(Assertion("", attribution, span, f"the mill burned {position}", certainty, links))
    person, _, paper = (speaks or "").partition(" of ")
    affiliations = (Affiliation("", person, paper, (5, 9)),) if speaks else ()
    name, _, body = (speaks_for or "").partition(" for ")
    spokespeople = (Spokesperson("", name, name in PEOPLE, body, (5, 9)),) if speaks_for else ()
    derivations = tuple(_derivation(name) for name in retells)
    article = Article("", "", text, publisher=publisher)
    return Reading(article, (), (), derivations, affiliations, (), spokespeople=spokespeople), asserted


def _derivation(told: str) -> Derivation:
    name, _, kind = told.partition(": ")
    publication, *via = name.split(" via ")
    return Derivation("", publication, tuple(via), DerivationKind(kind or "retelling"), True, ((1, 4),))


def story(*reports: Report) -> tuple[list[Reading], list[Assertion]]:
    """Reports as one story: the first is "article 0"."""
    readings: list[Reading] = []
    asserted: list[Assertion] = []
    for number, (reading, said) in enumerate(reports):
        id_ = f"article {number}"
        readings.append(
            replace(
                reading,
                article=replace(reading.article, id=id_),
                derivations=tuple(replace(d, article=id_) for d in reading.derivations),
                affiliations=tuple(replace(a, article=id_) for a in reading.affiliations),
                spokespeople=tuple(replace(s, article=id_) for s in reading.spokespeople),
            )
        )
        asserted.extend(replace(a, article=id_) for a in said)
    return readings, asserted


def traced(*reports: Report) -> Origins:
    readings, asserted = story(*reports)
    return origins(asserted, lineage(readings))
