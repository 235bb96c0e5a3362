"""What every format holds to, whoever wrote it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

import pytest

from headwater.errors import SettingError
from headwater.export import formats
from headwater.model import Story

from .story import EMPTY, STORY, hostile

# FollowTheMoney needs a compiler, so that not every machine has it (make aleph).
NAMES = [name for name in formats.names() if not name.startswith("ftm") or find_spec("followthemoney")]
TESTS = Path(__file__).parents[1]
DIGESTS = """
import hashlib, sys
from export.story import STORY
from headwater.export import formats
for name in sys.argv[1:]:
    written = formats.exporter(name)(STORY)
    files = [(name, written)] if isinstance(written, bytes) else sorted(written.items())
    print(name, *(hashlib.sha256(content).hexdigest() for _, content in files))
"""


@pytest.fixture(scope="module")
def attack() -> Story:
    return hostile()


def test_our_formats_are_found_as_a_plug_in_would_be() -> None:
    assert {"json", "html", "markdown", "docx", "csl-json", "bibtex"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_story_gives_the_same_bytes(name: str) -> None:
    exporter = formats.exporter(name)
    assert exporter(STORY) == exporter(STORY)


def test_the_same_story_gives_the_same_bytes_in_every_process() -> None:
    """Sets come in another order, and the clock has moved on."""
    digests = [
        subprocess.run(
            [sys.executable, "-c", DIGESTS, *NAMES], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=TESTS,
            capture_output=True, check=True, text=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    ]  # fmt: skip
    assert len(digests[0]) == len(NAMES)
    assert digests[0] == digests[1]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_story_can_be_written(name: str) -> None:
    written = formats.exporter(name)(EMPTY)
    assert isinstance(written, bytes) or all(isinstance(content, bytes) for content in written.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_story_full_of_attacks_can_be_written(name: str, attack: Story) -> None:
    assert formats.exporter(name)(attack)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_says_in_a_line_what_it_is(name: str) -> None:
    said = formats.described(name)
    assert 10 < len(said) < 120
    assert "\n" not in said


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(SettingError, match=r"no such format: docxx; there are .*docx"):
        formats.exporter("docxx")


@pytest.mark.parametrize(
    ("module", "install"),
    [
        ("docx.oxml", r"needs docx, which is not installed: pip install 'headwater\[office\]'"),
        ("somebodys", "needs somebodys, which is not installed: pip install somebodys"),
    ],
)
def test_a_missing_library_is_named_with_the_extra_that_brings_it(module: str, install: str) -> None:
    error = formats.missing(module, "the format x")
    assert "\n" not in str(error)
    with pytest.raises(SettingError, match=install):
        raise error


def test_a_format_whose_library_is_missing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra was not installed."""
    monkeypatch.setitem(sys.modules, "stix2", None)
    monkeypatch.delitem(sys.modules, "headwater.export.stix", raising=False)
    with pytest.raises(SettingError, match=r"the format stix needs stix2.*pip install 'headwater\[stix\]'"):
        formats.exporter("stix")
    assert "headwater[stix]" in formats.described("stix")


def test_an_exporter_that_cannot_be_imported_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [EntryPoint("x", "absent_library.module:write", formats.GROUP), EntryPoint("y", "json:nothing", "")]
    monkeypatch.setattr(formats, "entry_points", lambda **_: broken)
    for name in ("x", "y"):
        with pytest.raises(SettingError) as raised:
            formats.exporter(name)
        assert "\n" not in str(raised.value)


def test_several_files_go_into_a_folder_or_an_archive(tmp_path: Path) -> None:
    written = {"a.txt": b"1", "b.txt": b"2"}
    formats.write(written, tmp_path / "out")
    assert {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()} == written
    formats.write(written, tmp_path / "one.zip")
    formats.write(written, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="cannot be written"):
        formats.write(b"", tmp_path / "absent" / "file")
