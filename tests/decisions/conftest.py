"""The sample story, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater import config, pipeline
from headwater.model import Reading, Story

HARBOUR = Path(__file__).resolve().parents[2] / "examples" / "harbour"


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    found = pipeline.read([str(HARBOUR)], config.load())
    return tuple(one for one in found if isinstance(one, Reading))


@pytest.fixture(scope="session")
def story(readings: tuple[Reading, ...]) -> Story:
    return pipeline.trace(readings)
