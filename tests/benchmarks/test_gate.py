"""The gate lets no figure fall unnoticed, and no floor be lowered by accident."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from figures import Figure
from gate import FLOORS, Floor, moved, read, under, write

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("HEADWATER_SHARED") or ROOT.parent / "shared")

F1 = Floor(0.6, 0.61, "2026-01-31")
SECONDS = Floor(2.0, 1.5, "2026-01-31", slack=0.5, down=True)
FLOORED = {"reading.f1": F1, "reading.seconds": SECONDS}


@pytest.mark.parametrize(
    ("f1", "seconds", "complaints"),
    [
        pytest.param(0.7, 1.0, [], id="both are better"),
        pytest.param(0.6, 2.0, [], id="both stand on their bounds"),
        pytest.param(0.59, 1.0, ["reading.f1: 0.590 is under its floor 0.600"], id="a share has fallen"),
        pytest.param(0.7, 2.1, ["reading.seconds: 2.100 is over its ceiling 2.000"], id="a time has risen"),
        pytest.param(0.1, 9.0, ["reading.f1: 0.100 is under", "reading.seconds: 9.000 is over"], id="a line for each"),
    ],
)
def test_figures_are_held_to_their_floors(f1: float, seconds: float, complaints: list[str]) -> None:
    figures = [Figure("reading.f1", f1), Figure("reading.seconds", seconds), Figure("reading.unheld", 0.0)]
    lines = list(under(figures, FLOORED, ["reading"]))
    assert len(lines) == len(complaints)
    assert all(line.startswith(start) for line, start in zip(lines, complaints, strict=True))


def test_a_figure_that_is_gone_does_not_pass() -> None:
    lines = list(under([Figure("reading.seconds", 1.0)], FLOORED, ["reading"]))
    assert lines == ["reading.f1: not measured, but has a floor 0.600 (it was 0.610 on 2026-01-31)"]


def test_the_floors_of_benchmarks_that_have_not_run_are_left_alone() -> None:
    assert not list(under([], FLOORED, ["writing"]))


@pytest.mark.parametrize(
    ("f1", "lowered", "least"),
    [
        pytest.param(0.8, [], 0.79, id="a better figure raises its floor, less the slack"),
        pytest.param(0.5, [], 0.6, id="a worse one leaves it where it is"),
        pytest.param(0.5, ["reading.f1"], 0.49, id="unless it is named"),
        pytest.param(0.5, ["reading.seconds"], 0.6, id="by its own name"),
    ],
)
def test_floors_move_down_only_by_name(f1: float, lowered: list[str], least: float) -> None:
    assert moved([Figure("reading.f1", f1)], FLOORED, "2026-02-01", lowered)["reading.f1"].least == least


def test_a_ceiling_moves_the_other_way() -> None:
    assert moved([Figure("reading.seconds", 1.0)], FLOORED, "2026-02-01", [])["reading.seconds"].least == 1.5
    assert moved([Figure("reading.seconds", 9.0)], FLOORED, "2026-02-01", [])["reading.seconds"] == SECONDS


@pytest.mark.parametrize("floors", [FLOORED, read(FLOORS)], ids=["invented", "our own"])
def test_floors_are_written_as_they_are_read(floors: dict[str, Floor], tmp_path: Path) -> None:
    write(tmp_path / "floors.toml", floors)
    assert read(tmp_path / "floors.toml") == floors


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no corpora in {SHARED}; HEADWATER_SHARED names their folder")
def test_headwater_holds_its_floors() -> None:
    gate = subprocess.run([sys.executable, str(ROOT / "benchmarks" / "gate.py")], capture_output=True, text=True)
    assert gate.returncode == 0, gate.stdout + gate.stderr
