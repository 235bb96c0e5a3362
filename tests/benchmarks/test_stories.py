"""The stories' gold says nothing that its reports do not bear out, by the conventions of their README."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import story

SLOTS = {"who", "what", "where", "when", "how many", "outcome", "polarity"}
BLIND = {"mill", "ballot", "embassy", "serum", "convoy"}
"""Written by the conventions of the README; `harbour` and `cable` are older."""
STORIES = [pytest.param(folder, gold, id=name) for name, folder, gold in story.stories() if name in BLIND]
Gold = dict[str, Any]


def reports(folder: Path) -> dict[str, Gold]:
    rows = map(json.loads, (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def test_every_story_is_there() -> None:
    assert {parameter.id for parameter in STORIES} == BLIND


@pytest.mark.parametrize(("folder", "gold"), STORIES)
def test_an_assertion_stands_in_its_report_exactly_once(folder: Path, gold: Gold) -> None:
    there = reports(folder)
    for claim in gold["story"]["claims"]:
        for each in claim["assertions"]:
            assert there[each["article"]]["text"].count(each["text"]) == 1, each


@pytest.mark.parametrize(("folder", "gold"), STORIES)
def test_a_report_is_as_long_as_a_report_and_begins_with_its_headline(folder: Path, gold: Gold) -> None:  # noqa: ARG001
    for report in reports(folder).values():
        assert 120 <= len(report["text"].split()) <= 350, report["id"]
        assert report["text"].startswith(report["title"] + "\n\n"), report["id"]


@pytest.mark.parametrize(("folder", "gold"), STORIES)
def test_what_the_gold_refers_to_is_there(folder: Path, gold: Gold) -> None:
    claims = gold["story"]["claims"]
    ids = Counter(each["id"] for claim in claims for each in claim["assertions"])
    assert set(ids.values()) == {1}, "an assertion belongs to one claim"
    assert {row["article"] for row in gold["story"]["retells"]} <= set(reports(folder))
    for claim in claims:
        held = {each["id"]: each["article"] for each in claim["assertions"]}
        for count in (claim[kind] for kind in ("publications", "speakers") if kind in claim):
            assert 1 <= count["low"] <= count["high"], claim["what"]
        for row in claim["disagreements"]:
            assert row["slot"] in SLOTS, claim["what"]
            assert len(row["values"]) > 1, claim["what"]
            assert {article for value in row["values"] for article in value["articles"]} <= set(held.values())
        assert all({row["from"], row["to"]} <= set(held) for row in claim["drift"]), claim["what"]
