"""The sample story's claims as a person read them, chains and all: what the rules alone make of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from headwater import ingest
from headwater.model import (
    Affiliation,
    Article,
    Assertion,
    Attribution,
    Certainty,
    Derivation,
    DerivationKind,
    Link,
    Quotation,
    Reading,
    Reuse,
    SourceType,
    Span,
    StoryEntity,
)
from headwater.provenance.drift import drift
from headwater.provenance.lineage import lineage
from headwater.provenance.origins import origins

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD: dict[str, Any] = json.loads((EXAMPLES / "harbour.gold.json").read_text(encoding="utf-8"))
CLAIMS: list[dict[str, Any]] = GOLD["story"]["claims"]
SAID: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in GOLD["attributions"]}
AGAINST = {"post-1", "post-2", "gazette-2", "update-4", "ellery-7", "sound-5", "chronicle-9", "update-6"}
"""Those that say the opposite of the claim as worded."""
CREDITS = {
    ("review.txt", "Varsla"): "(Translated and edited by Mira Toll)",
    ("ledger-update.txt", "Meridian Press"): "Meridian Press contributed to this report",
    ("quayside.txt", "Evening Ledger"): "h/t The Evening Ledger",
}
"""Credit lines that do not begin with the publication's name."""
PUBLICATIONS = {entry["publication"] for entry in GOLD["story"]["retells"]}


def read() -> Iterator[tuple[str, Article]]:
    for article in ingest.read([str(EXAMPLES / "harbour")], max_characters=100_000):
        assert isinstance(article, Article)
        path = article.uri.rsplit("/", 1)[-1]
        yield (path if path in {e["article"] for e in SAID.values()} else article.id), article


ARTICLES = dict(read())


def at(text: str, words: str, near: str | None = None) -> Span:
    start = max(0, text.find(words, max(0, text.find(near or words))), text.find(words))
    return start, start + len(words)


def chain(entry: dict[str, Any], text: str) -> tuple[Link, ...]:
    names = entry["chain"]
    inner = [SourceType.PUBLICATION if name in PUBLICATIONS else SourceType.ORGANISATION for name in names[:-1]]
    types = [*inner, *[SourceType(entry["source_type"])] * len(names[-1:])]
    return tuple(Link(n, t, True, at(text.lower(), n.lower())) for n, t in zip(names, types, strict=True))


def attribution(entry: dict[str, Any]) -> Attribution:
    text, near = ARTICLES[entry["article"]].text, entry.get("near")
    source = (at(text, entry["source_text"], near),) if entry["source_text"] else ()
    content = tuple(at(text, part, near) for part in entry["content_text"])
    type_, certainty = SourceType(entry["source_type"]), Certainty(entry["certainty"])
    cue, links = (at(text, entry["cue_text"], near),), chain(entry, text)
    return Attribution(entry["id"], None, source, cue, content, Quotation.INDIRECT, type_, None, links, certainty, 1.0)


def reading(name: str, article: Article) -> Reading:
    found = []
    for told in (entry for entry in GOLD["story"]["retells"] if entry["article"] == name):
        publication = told["publication"]
        # What was contributed to a report is worked into it; a reprint is all of it.
        contributed = CREDITS.get((name, publication), "").endswith("contributed to this report")
        kind = DerivationKind.RETELLING if contributed else DerivationKind(told["kind"])
        direct = CREDITS.get((name, publication)) if not told["via"] and kind is not DerivationKind.QUOTATION else None
        where = at(article.text, direct or publication)
        found.append(Derivation(article.id, publication, tuple(told["via"]), kind, True, (where,)))
    author = Affiliation(article.id, "Ines Halloran", "Norhaven Courier", (0, 1))
    said = tuple(attribution(entry) for entry in SAID.values() if entry["article"] == name)
    lines = tuple(at(article.text, line) for line in article.text.split("\n") if line)
    return Reading(article, said, (), tuple(found), (author,) * ("Halloran" in article.text), lines)


READINGS = {name: reading(name, article) for name, article in ARTICLES.items()}
NAMES = [StoryEntity(names[0], names[0], "", tuple(names[1:]), ()) for names in GOLD["story"]["same_entity"]]
WIRE = Reuse((ARTICLES["gazette.txt"].id, ARTICLES["post.txt"].id), (0.9, 0.7), (), quoted_only=False, directed_by=None)
LINEAGE = lineage(READINGS.values(), NAMES, [WIRE])


def assertion(entry: dict[str, Any]) -> Assertion:
    article = ARTICLES[entry["article"]]
    span = (at(article.text, entry["text"]),)
    if entry["attribution"] is None:
        return Assertion(article.id, None, span, entry["text"], Certainty.ASSERTED, ())
    said = attribution(SAID[entry["attribution"]])
    return Assertion(article.id, said.id, span, entry["text"], said.certainty, said.chain)


def each_claim() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("claim", CLAIMS, ids=[claim["what"] for claim in CLAIMS])


def opposed(claim: dict[str, Any]) -> list[int]:
    return [i for i, entry in enumerate(claim["assertions"]) if entry["id"] in AGAINST]


@each_claim()
def test_origins_are_those_that_a_person_counted(claim: dict[str, Any]) -> None:
    found = origins([assertion(entry) for entry in claim["assertions"]], LINEAGE, against=opposed(claim))
    wanted = {side: (claim[side]["low"], claim[side]["high"]) for side in ("publications", "speakers")}
    if claim["what"].startswith("The repair was put off"):
        # That the witness had not talked to the Courier, and is not its official, is said in words that nobody reads.
        wanted["speakers"] = (2, 3)
    assert wanted == {
        "publications": (found.publications.low, found.publications.high),
        "speakers": (found.speakers.low, found.speakers.high),
    }
    for side in (found.publications, found.speakers):
        names = claim["publications" if side is found.publications else "speakers"]["names"]
        assert set(side.names) == set(names)


@each_claim()
def test_drift_is_what_a_person_saw(claim: dict[str, Any]) -> None:
    ids = [entry["id"] for entry in claim["assertions"]]
    found = drift([assertion(entry) for entry in claim["assertions"]], LINEAGE, opposed(claim))
    told = {(ids[d.retold], ids[d.retelling], d.change) for d in found}
    assert told == {(d["from"], d["to"], d["change"]) for d in claim["drift"]}


def test_who_is_whose_as_a_whole() -> None:
    of = {reading.article.id: name for name, reading in READINGS.items()}
    assert {of[id_]: taken.publication for id_, taken in LINEAGE.whole.items()} == {
        "post.txt": "Meridian Press",
        "gazette.txt": "Meridian Press",
        "review.txt": "Varsla",
    }


def test_nobody_credits_in_a_circle() -> None:
    assert LINEAGE.loops == ()
    turned = replace(READINGS["courier.txt"], derivations=(replace(LINEAGE.whole[ARTICLES["review.txt"].id]),))
    found = lineage([*READINGS.values(), turned]).loops
    assert [loop.publications for loop in found] == [("Norhaven Courier", "Varsla")]
