"""Runs the benchmarks, each in a process of its own, and prints one table. Writes nothing.

    python benchmarks/run.py [NAME...] [--config FILE] [--limit N] [--markdown]

A NAME is one of the files beside this one, without its ending; all of them unless some are given.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from figures import Figure, number, parse, table

ALL = (
    "acceptance",
    "attribution",
    "attribution_gum",
    "pronouns",
    "sources",
    "dates",
    "derivations",
    "text_reuse",
    "story",
    "pairs",
    "origins",
    "drift",
    "formats",
    "speed",
)
QUICK = ("acceptance", "attribution", "pronouns", "story", "pairs")
"""What continuous integration can wait for."""


def measured(names: Iterable[str], options: Iterable[str] = ()) -> Iterator[Figure]:
    """The figures of the named benchmarks; one that fails ends the run, its complaint above."""
    for name in names:
        print(f"{name} ...", file=sys.stderr)
        command = [sys.executable, str(Path(__file__).with_name(f"{name}.py")), "--json", *options]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"{name}: failed (see above); run it alone: python benchmarks/{name}.py")
        yield from parse(done.stdout)


def benchmark(name: str) -> str:
    if name not in ALL:
        raise argparse.ArgumentTypeError(f"no benchmark {name!r}; there are {', '.join(ALL)}")
    return name


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The arguments that name benchmarks and are handed on to them."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", type=benchmark, help=", ".join(ALL))
    parser.add_argument("--config", help="a TOML file of settings, as for headwater itself")
    parser.add_argument("--limit", help="only so many documents, for a quick look")
    return parser


def handed_on(given: argparse.Namespace) -> list[str]:
    pairs = (("--config", given.config), ("--limit", given.limit))
    return [part for name, value in pairs if value for part in (name, value)]


def markdown(figures: Iterable[Figure]) -> str:
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    rows = ["| figure | value | of | floor | baseline | peers |", "|---|--:|--:|--:|--:|---|"]
    for figure in figures:
        floor = floors.get(figure.name, {}).get("least")
        cells = (
            f"`{figure.name}`",
            number(figure.value),
            "" if figure.of is None else f"{figure.of:,}",
            "" if floor is None else f"{'≤ ' if figure.down else ''}{number(floor)}",
            "" if figure.baseline is None else number(figure.baseline),
            figure.peer,
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--markdown", action="store_true", help="the table as RESULTS.md has it, with the floors")
    given = parser.parse_args()
    figures = list(measured(given.names or ALL, handed_on(given)))
    print(markdown(figures) if given.markdown else table(figures))


if __name__ == "__main__":
    main()
