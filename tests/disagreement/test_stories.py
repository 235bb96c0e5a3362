"""What the claims of whole stories disagree on, as the program reads them: the sample story, and two real reports.

Which assertions make a claim is taken from the people who read the stories by hand: how well the program tells that
itself is measured elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater import config, pipeline
from headwater.cluster import assertions
from headwater.disagreement import Compared, compare
from headwater.model import Assertion, Disagreement, Reading, Spans

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


class Told:
    """The readings of a folder, by file name or id, with all that they assert."""

    def __init__(self, folder: Path) -> None:
        found = [r for r in pipeline.read([str(folder)], config.load()) if isinstance(r, Reading)]
        self.readings = {name: r for r in found for name in (r.article.id, r.article.uri.rpartition("/")[2])}
        self._asserted = {reading.article.id: assertions(reading) for reading in found}

    def nearest(self, article: str, span: Spans) -> Assertion | None:
        """The assertion of an article that has most in common with a span, if that is half of the shorter one."""
        mine = self._asserted[self.readings[article].article.id]
        best = max(mine, key=lambda a: overlap(a.span, span), default=None)
        return best if best and overlap(best.span, span)[1] > 0.5 else None


def overlap(one: Spans, other: Spans) -> tuple[float, float]:
    """What two have in common, as a share of both together and of the shorter one."""
    first, second = ({i for start, end in spans for i in range(start, end)} for spans in (one, other))
    common = len(first & second)
    return common / max(1, len(first | second)), common / max(1, min(len(first), len(second)))


def compared(told: Told, wanted: Iterable[Assertion | None]) -> tuple[Compared, list[Assertion]]:
    found = list(dict.fromkeys(filter(None, wanted)))
    return compare(found, {id(r): r for r in told.readings.values()}.values()), found


GOLD: dict[str, Any] = json.loads((ROOT / "examples" / "harbour.gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def harbour() -> Told:
    return Told(ROOT / "examples" / "harbour")


def claim(told: Told, what: str) -> tuple[Compared, list[Assertion]]:
    """The claim of the sample story whose description has these words."""
    gold = next(each for each in GOLD["story"]["claims"] if what in each["what"])
    return compared(told, (told.nearest(each["article"], place(told, each)) for each in gold["assertions"]))


def place(told: Told, gold: dict[str, Any]) -> Spans:
    start = told.readings[gold["article"]].article.text.find(gold["text"])
    return ((start, start + len(gold["text"])),)


def holders(told: Told, found: Disagreement, asserted: list[Assertion]) -> list[set[str]]:
    """The articles that hold each value, by their file names."""
    names = {r.article.id: name for name, r in told.readings.items()}
    return [{names[asserted[i].article] for i in value.assertions} for value in found.values]


def test_one_paper_has_five_dead_and_corrects_itself(harbour: Told) -> None:
    found, asserted = claim(harbour, "How many people died")
    (conflict,) = found.disagreements
    (correction,) = (each for each in found.variations if each.kind == "correction")
    four, five = sorted(holders(harbour, conflict, asserted), key=len, reverse=True)
    assert conflict.slot == correction.slot == "how many"
    assert four >= {"post.txt", "gazette.txt", "chronicle.html"}
    assert five >= {"ledger.txt"}
    assert not four & five
    assert any({"ledger.txt"} <= holding for holding in holders(harbour, correction, asserted))


def test_a_denial_and_what_is_denied_stand_on_two_sides(harbour: Told) -> None:
    found, asserted = claim(harbour, "knew of the damage")
    (conflict,) = (each for each in found.disagreements if each.slot == "polarity")
    knew, denied = holders(harbour, conflict, asserted)
    assert "skerry.txt" in knew
    assert {"post.txt", "gazette.txt"} <= denied
    told = next(i for i, a in enumerate(asserted) if harbour.readings["skerry.txt"].article.id == a.article)
    inverting = found.sides(told).inverting
    names = {asserted[i].article for i in inverting}
    assert {harbour.readings[name].article.id for name in ("post.txt", "gazette.txt")} <= names
    assert told not in inverting


def test_a_rounded_price_is_no_disagreement(harbour: Told) -> None:
    found, _ = claim(harbour, "What the repair would have cost")
    assert "rounding" in {each.kind for each in found.variations if each.slot == "how many"}


@pytest.mark.parametrize("gold", GOLD["story"]["claims"], ids=lambda gold: str(gold["what"]))
def test_nothing_is_in_conflict_that_a_person_did_not_find(harbour: Told, gold: dict[str, Any]) -> None:
    found, _ = claim(harbour, gold["what"])
    assert {each.slot for each in found.disagreements} <= {each["slot"] for each in gold["disagreements"]}


def test_every_value_stands_where_it_is_said_to(harbour: Told) -> None:
    texts = {reading.article.id: reading.article.text for reading in harbour.readings.values()}
    for gold in GOLD["story"]["claims"]:
        found, asserted = claim(harbour, gold["what"])
        for each in (value for one in (*found.disagreements, *found.variations) for value in one.values):
            assert each.evidence
            assert {p.article for p in each.evidence} <= {asserted[i].article for i in each.assertions}
            assert all(texts[p.article][slice(*p.span)].strip() for p in each.evidence)


@pytest.mark.skipif(not (SHARED / "acceptance").is_dir(), reason="the two real reports stay outside the repository")
def test_the_disagreements_of_the_two_real_reports_are_found() -> None:
    gold = json.loads((SHARED / "acceptance" / "seeds.json").read_text("utf-8"))
    told = Told(SHARED / "seeds")
    by_id = {a["id"]: (a["article"], tuple(map(tuple, a["content"]))) for a in gold["attributions"]}
    for event in gold["story"]["same_event"]:
        found, _ = compared(told, (told.nearest(*by_id[id_]) for id_ in event["assertions"]))
        expected = {each["slot"]: each["values"] for each in event["discrepancies"]}
        values = {each.slot: set(words(told, each)) for each in found.disagreements}
        assert values.keys() == expected.keys()
        for slot, wanted in expected.items():
            assert all(any(one in each or each in one for each in values[slot]) for one in wanted), (slot, values[slot])


def words(told: Told, found: Disagreement) -> Iterator[str]:
    texts = {reading.article.id: reading.article.text for reading in told.readings.values()}
    return (texts[place.article][slice(*place.span)] for value in found.values for place in value.evidence)
