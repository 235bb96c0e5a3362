"""Holds every figure to its floor in floors.toml: one line for each that is under it, and exit status 1.

    python benchmarks/gate.py [NAME...]                    check (the quick benchmarks, unless some are named)
    python benchmarks/gate.py [NAME...] --raise            and raise the floors to what is measured now, less some slack
    python benchmarks/gate.py [NAME...] --lower FIGURE     and lower the floor of one figure, on purpose

A floor is only ever lowered by name. A figure without a floor is not checked; one whose benchmark has run and that is
missing counts as under its floor. Where less is better (`down`) the floor is a ceiling, and up is down.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from figures import Figure, number
from run import QUICK, arguments, handed_on, measured

FLOORS = Path(__file__).with_name("floors.toml")
HEADER = """\
# Figures and the floors that benchmarks/gate.py holds them to; ceilings where less is better.
# Raised by: python benchmarks/gate.py --raise      Lowered, one by one, by: --lower FIGURE
"""


@dataclass(frozen=True)
class Floor:
    """What a figure may not fall below (or, if `down`, rise above), and what it was on the day that this was set.

    `slack` is how far from the figure the floor is set: what machines may differ by before it is news.
    """

    least: float
    figure: float
    date: str
    slack: float = 0.01
    down: bool = False

    def holds(self, value: float) -> bool:
        return value <= self.least if self.down else value >= self.least

    def stricter(self, other: Floor) -> bool:
        return self.least < other.least if self.down else self.least > other.least


Floors = dict[str, Floor]


def read(path: Path) -> Floors:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Floor(**entry) for name, entry in tables.items()}


def write(path: Path, floors: Floors) -> None:
    tables = (
        f'\n["{name}"]\nleast = {floor.least!r}\nfigure = {floor.figure!r}\ndate = "{floor.date}"\n'
        f"slack = {floor.slack!r}\n" + "down = true\n" * floor.down
        for name, floor in sorted(floors.items())
    )
    path.write_text(HEADER + "".join(tables), encoding="utf-8")


def under(figures: Iterable[Figure], floors: Floors, benchmarks: Iterable[str]) -> Iterator[str]:
    """A line for each figure that is under its floor or, of the benchmarks that have run, missing."""
    values = {figure.name: figure.value for figure in figures}
    for name, floor in sorted(floors.items()):
        bound = "ceiling" if floor.down else "floor"
        bound += f" {number(floor.least)} (it was {number(floor.figure)} on {floor.date})"
        if name in values and not floor.holds(values[name]):
            yield f"{name}: {number(values[name])} is {'over its' if floor.down else 'under its'} {bound}"
        elif name not in values and name.split(".")[0] in set(benchmarks):
            yield f"{name}: not measured, but has a {bound}"


def moved(figures: Iterable[Figure], floors: Floors, today: str, lowered: Iterable[str]) -> Floors:
    """The floors of the figures that have one, moved to where the figures are: upwards, or downwards if `lowered`."""
    result = dict(floors)
    for figure in figures:
        old = floors.get(figure.name)
        if old is None:
            continue
        least = figure.value + old.slack if old.down else figure.value - old.slack
        new = Floor(round(least, 4), round(figure.value, 4), today, old.slack, old.down)
        if new.stricter(old) or figure.name in set(lowered):
            result[figure.name] = new
    return result


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--raise", action="store_true", dest="upwards", help="raise the floors to what is measured")
    parser.add_argument("--lower", action="append", default=[], metavar="FIGURE", help="lower this floor, on purpose")
    given = parser.parse_args()
    floors, names = read(FLOORS), given.names or list(QUICK)
    if unknown := [name for name in given.lower if name not in floors]:
        sys.exit(f"no floor for {', '.join(unknown)}: floors.toml lists them all")
    figures = list(measured(names, handed_on(given)))
    if given.upwards or given.lower:
        chosen = figures if given.upwards else [figure for figure in figures if figure.name in given.lower]
        floors = moved(chosen, floors, datetime.now(UTC).date().isoformat(), given.lower)
        write(FLOORS, floors)
    complaints = list(under(figures, floors, names))
    print("\n".join(complaints) or f"{len(figures)} figures, none under its floor", flush=True)
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
