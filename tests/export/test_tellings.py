"""Assertions that come alike."""

from __future__ import annotations

from dataclasses import replace

from headwater.export.tellings import tellings
from headwater.model import Certainty

from .story import BARGES


def test_assertions_that_come_alike_and_are_put_alike_are_one_telling() -> None:
    twice = replace(BARGES, assertions=(*BARGES.assertions, replace(BARGES.assertions[0], article="courier")))
    assert [telling.assertions for telling in tellings(twice)] == [(0, 3), (1,), (2,)]
    doubted = replace(BARGES.assertions[0], certainty=Certainty.DOUBTED)
    assert len(tellings(replace(BARGES, assertions=(BARGES.assertions[0], doubted)))) == 2
