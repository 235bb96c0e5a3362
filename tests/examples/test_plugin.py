"""The example of a plug-in is built, installed and used as a user would, and Headwater is not changed for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BULLETIN = """WEBVTT

1
00:00:01.000 --> 00:00:04.500
<v Presenter>The minister spoke this morning.

2
00:00:05.000 --> 00:00:09.000
<v Tomas Veldt>We do not run the ramp,
<i>and we never did</i>.

3
00:00:09.500 --> 00:00:12.000
It is the operator's.
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plug-in in it, to be put on the path."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(folder), str(ROOT / "examples" / "plugin")], check=True)
    return folder


def headwater(installed: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "headwater.cli", *arguments]
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def test_its_reader_reads_whatever_the_file_is_called(installed: Path, tmp_path: Path) -> None:
    for name in ("bulletin.vtt", "bulletin.txt"):
        (tmp_path / name).write_text(BULLETIN)
        article = json.loads(headwater(installed, "read", str(tmp_path / name), "--json"))
        assert article["text"] == (
            "Presenter: The minister spoke this morning.\n\n"
            "Tomas Veldt: We do not run the ramp, and we never did. It is the operator's."
        )


def test_its_exporter_is_a_format_like_ours(installed: Path) -> None:
    assert "call-sheet" in headwater(installed, "export", "--formats")
    sheet = headwater(installed, "export", str(ROOT / "examples" / "harbour"), "--to", "call-sheet", "--output", "-")
    assert "Maren Oakes" in sheet
    assert all(not line or line[0] != " " or line.startswith("  [ ] ") for line in sheet.splitlines())


def test_without_it_a_transcript_is_plain_text(tmp_path: Path) -> None:
    (tmp_path / "bulletin.vtt").write_text(BULLETIN)
    article = json.loads(headwater(tmp_path, "read", str(tmp_path / "bulletin.vtt"), "--json"))
    assert article["text"] == BULLETIN
