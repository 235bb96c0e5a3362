"""What whole stories disagree on, read from scratch: the sample story, and two real reports that stay outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater import config, pipeline
from headwater.model import Claim, Disagreement, Reading, Spans, Story

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def story(folder: Path) -> Story:
    return pipeline.trace(pipeline.read([str(folder)], config.load()))


@pytest.fixture(scope="module")
def harbour() -> Story:
    return story(ROOT / "examples" / "harbour")


def held(claim: Claim, found: Disagreement, names: dict[str, str]) -> dict[str, set[str]]:
    """Each value with the articles that hold it."""
    return {v.value.lower(): {names[claim.assertions[i].article] for i in v.assertions} for v in found.values}


def test_the_harbour_disagrees_on_how_many_died_and_corrects_itself(harbour: Story) -> None:
    names = {reading.article.id: reading.article.uri.rpartition("/")[2] for reading in harbour.articles}
    found = {
        each.kind: held(claim, each, names)
        for claim in harbour.claims
        for each in (*claim.disagreements, *claim.variations)
        if each.slot == "how many"
    }
    assert {"ledger.txt"} <= found["conflict"]["five people"]
    assert {"post.txt", "gazette.txt", "chronicle.html"} <= found["conflict"]["four people"]
    assert found["correction"] == {"five people": {"ledger.txt"}, "four people": {"ledger-update.txt"}}


def test_every_value_stands_where_it_is_said_to(harbour: Story) -> None:
    texts = {reading.article.id: reading.article.text for reading in harbour.articles}
    values = [(v, c) for c in harbour.claims for d in (*c.disagreements, *c.variations) for v in d.values]
    assert values
    for value, claim in values:
        assert value.evidence
        assert {place.article for place in value.evidence} <= {a.article for a in claim.assertions}
        assert all(texts[place.article][slice(*place.span)] for place in value.evidence)


@pytest.mark.skipif(not (SHARED / "acceptance").is_dir(), reason="the two real reports stay outside the repository")
def test_the_disagreements_of_the_two_real_reports_are_found() -> None:
    gold = json.loads((SHARED / "acceptance" / "seeds.json").read_text("utf-8"))
    read = story(SHARED / "seeds")
    names = {reading.article.uri.rpartition("/")[2]: reading for reading in read.articles}
    texts = {reading.article.id: reading.article.text for reading in read.articles}
    for event in gold["story"]["same_event"]:
        by_id = [a for a in gold["attributions"] if a["id"] in event["assertions"]]
        found: dict[str, set[str]] = {}
        for claim in read.claims:
            if sum(tells(claim, names[a["article"]], a["content"]) for a in by_id) > 1:
                for each in claim.disagreements:
                    evidence = (place for value in each.values for place in value.evidence)
                    found.setdefault(each.slot, set()).update(texts[p.article][slice(*p.span)] for p in evidence)
        expected = {each["slot"]: each["values"] for each in event["discrepancies"]}
        assert found.keys() == expected.keys()
        for slot, values in expected.items():
            assert all(any(alike(value, each) for each in found[slot]) for value in values), (slot, found[slot])


def tells(claim: Claim, reading: Reading, content: Any) -> bool:
    return any(
        a.article == reading.article.id and share(a.span, tuple(map(tuple, content))) > 0.5 for a in claim.assertions
    )


def share(one: Spans, other: Spans) -> float:
    """Of the shorter how much is in the other."""
    first, second = ({i for start, end in spans for i in range(start, end)} for spans in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def alike(one: str, other: str) -> bool:
    return one in other or other in one
