"""A workbench that a process of its own serves, as `headwater serve` is typed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(case: Path, *options: str) -> Iterator[tuple[str, str]]:
    """The address of a workbench and, without users, the one that signs in."""
    program = [sys.executable, "-m", "headwater.cli", "serve", str(case), "--port", "0", "--who", "ada", *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout
        first = process.stdout.readline()
        base = re.search(r"http://[\d.]+:\d+", first)
        assert base, first
        yield base[0], "" if "--users" in options else process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=20)
