"""Whole stories are scored as benchmarks/stories/README.md says, on cases small enough to count by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

import story
from figures import Options
from headwater.config import load

Gold = dict[str, Any]


def test_what_is_arguable_is_neither_missing_nor_too_many() -> None:
    rows: list[Gold] = [{"slot": "who"}, {"slot": "when", "arguable": True}, {"slot": "where", "arguable": True}]
    tally = story.Tally()
    tally.sets("slots", {"what", "when"}, *story.firm(rows, lambda row: row["slot"]))
    assert (tally.right["slots"], tally.guessed["slots"], tally.there["slots"]) == (0, 1, 1)
    assert tally.lines == ["slots: missing who", "slots: too many what"]


@pytest.mark.parametrize(
    ("attribution", "chain", "gold", "found"),
    [
        pytest.param("a1", ("Ada",), "x", True, id="what somebody is said to have said"),
        pytest.param("a1", (), "x", True, id="an attribution to nobody, as by 'reportedly', is one"),
        pytest.param("a1", (), None, False, id="and is not the article's own voice"),
        pytest.param(None, (), None, True, id="own voice"),
        pytest.param(None, (), "x", False, id="which is nothing that somebody said"),
    ],
)
def test_own_voice_and_attributed_are_looked_up_apart(
    attribution: str | None, chain: tuple[str, ...], gold: str | None, *, found: bool
) -> None:
    text = "The ship reportedly sank."
    article = SimpleNamespace(id="one", text=text)
    assertion = SimpleNamespace(
        article="one", attribution=attribution, chain=chain, span=((0, len(text)),), certainty=None
    )
    told = SimpleNamespace(claims=[SimpleNamespace(assertions=[assertion])])
    wanted = {"id": "x", "article": "one", "text": "The ship reportedly sank"}
    readings = {"one": cast("Any", SimpleNamespace(article=article))}
    place = story.located(cast("Any", told), readings, wanted, {"x": gold})
    assert (place == (0, 0)) is found


def test_a_count_that_the_gold_does_not_give_is_not_judged() -> None:
    tally = story.Tally()
    story.counts(tally, {"what": "a claim", "publications": {"low": 1, "high": 1}}, None)
    assert tally.there["publications"] == 1
    assert tally.there["speakers"] == 0


@pytest.mark.parametrize(
    ("gold", "lines"),
    [
        pytest.param({}, "-- name\nwrong\n", id="what is wrong is listed"),
        pytest.param({"held_out": "2026-11-26"}, "", id="of a story that is held out nothing is shown"),
    ],
)
def test_held_out_stories_are_not_listed(gold: Gold, lines: str, capsys: pytest.CaptureFixture[str]) -> None:
    story.listed("name", gold, story.Tally(lines=["wrong"]), Options(load(None), show=True))
    assert capsys.readouterr().out == lines


def test_an_assertion_that_puts_two_claims_of_the_gold_is_right_with_either() -> None:
    claims = [{"assertions": [{"id": "a"}, {"id": "both"}]}, {"assertions": [{"id": "both 2"}, {"id": "b"}]}]
    places = {"a": (0, 0), "both": (0, 1), "both 2": (0, 1), "b": (1, 0)}
    tally = story.Tally()
    story.pairs(tally, {"claims": claims}, places)
    assert (tally.right["pairs"], tally.guessed["pairs"], tally.there["pairs"]) == (0, 0, 0)
    places["b"] = (0, 2)
    story.pairs(tally := story.Tally(), {"claims": claims}, places)
    assert (tally.guessed["pairs"], tally.lines) == (1, ["pairs: too many ('a', 'b')"])
