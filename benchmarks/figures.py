"""A figure: what a benchmark measured, beside what it is compared with; and the options all benchmarks share."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from headwater import config
from headwater.config import Config


@dataclass(frozen=True)
class Figure:
    """One number; shares run from 0 to 1. `of` is how many cases it rests on, `peer` what others have published.

    `down` says that less is better.
    """

    name: str
    value: float
    of: int | None = None
    baseline: float | None = None
    peer: str = ""
    down: bool = False


@dataclass(frozen=True)
class Options:
    """What every benchmark can be told: the settings to read with, how many documents, and whether to list errors."""

    settings: Config
    limit: int | None = None
    show: bool = False


Measure = Callable[[Options], list[Figure]]


def main(description: str | None, measure: Measure) -> None:
    """Runs one benchmark from the command line and prints its figures."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    parser.add_argument("--limit", type=int, help="only so many documents, for a quick look")
    parser.add_argument("--show", action="store_true", help="list what is wrong")
    parser.add_argument("--json", action="store_true", help="figures for programs")
    given = parser.parse_args()
    found = measure(Options(config.load(given.config), given.limit, given.show))
    print(json.dumps([asdict(figure) for figure in found]) if given.json else table(found))


def parse(text: str) -> list[Figure]:
    """What a benchmark printed last, given --json."""
    rows: list[dict[str, Any]] = json.loads(text.strip().splitlines()[-1])
    return [Figure(**row) for row in rows]


def table(found: Iterable[Figure]) -> str:
    heading = ("figure", "value", "of", "baseline", "peers")
    rows = [heading] + [
        (f.name, number(f.value), str(f.of or ""), "" if f.baseline is None else number(f.baseline), f.peer)
        for f in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heading) - 1)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers, peer = row
    aligned = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
    return "  ".join((name.ljust(widths[0]), *aligned, peer)).rstrip()


def number(value: float) -> str:
    """Three decimals below ten, none from a hundred on."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:,.0f}"


def ratios(name: str, right: int, guessed: int, there: int, *, peer: str = "") -> list[Figure]:
    """Precision, recall and F1 of `right` among `guessed` and `there`."""
    precision, recall = right / max(1, guessed), right / max(1, there)
    f1 = 2 * right / max(1, guessed + there)
    return [
        Figure(f"{name}.precision", precision, guessed),
        Figure(f"{name}.recall", recall, there),
        Figure(f"{name}.f1", f1, there, peer=peer),
    ]
