"""What the tests of several commands read."""

from __future__ import annotations

from pathlib import Path

import pytest

MILL = "The old mill burned down on Monday, the mayor, Ada Moss, told the Norhaven Courier."
RETOLD = "The old mill burned down, the Norhaven Courier reported, citing Ada Moss. It was reportedly empty."


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles as text; not to be changed."""
    made = tmp_path_factory.mktemp("clippings")
    (made / "mill.txt").write_text(MILL, encoding="utf-8")
    (made / "retold.txt").write_text(RETOLD, encoding="utf-8")
    return made
