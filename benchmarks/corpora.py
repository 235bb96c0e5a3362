"""Where the corpora lie: outside the project, in the folder that HEADWATER_SHARED names or in ../shared."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def shared() -> Path:
    folder = Path(os.environ.get("HEADWATER_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not folder.is_dir():
        sys.exit(f"{folder}: no corpora there; set HEADWATER_SHARED to the folder that holds them")
    return folder


def lines(*parts: str) -> Iterator[dict[str, Any]]:
    with shared().joinpath("data", *parts).open(encoding="utf-8") as file:
        yield from map(json.loads, file)
