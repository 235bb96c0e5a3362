"""The command line as a shell has it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from headwater.cli import main

COMMAND = (sys.executable, "-m", "headwater.cli")


class Ended(NamedTuple):
    status: int | str | None
    output: str
    errors: str


def run(*arguments: str | Path, stdin: str = "") -> Ended:
    """`headwater` with these arguments, away from any terminal."""
    with CliRunner().isolation(input=stdin) as (output, errors, _), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["headwater", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        sys.stderr.flush()
        return Ended(ended.value.code, output.getvalue().decode(), errors.getvalue().decode())
