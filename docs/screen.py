"""Puts the beginning of a story, as `headwater trace` prints it, into the README: to the end of its first claim."""

from __future__ import annotations

import sys
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
FENCE = "```"


def beginning(lines: list[str]) -> str:
    """Everything before the second claim, which is the first line after the claims' title that begins so."""
    title = next(number for number, line in enumerate(lines) if line.startswith("Told by "))
    end = next((number for number, line in enumerate(lines) if number > title and line.startswith("2. ")), len(lines))
    return "\n".join(line.rstrip() for line in lines[:end]).rstrip()


def main() -> None:
    before, _, after = README.read_text(encoding="utf-8").split(FENCE, 2)
    shown = beginning(sys.stdin.read().splitlines())
    README.write_text(f"{before}{FENCE}\n{shown}\n{FENCE}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
