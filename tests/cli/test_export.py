"""`headwater export` as a shell sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from headwater.cli import commands
from headwater.errors import SettingError

from .conftest import MILL, RETOLD


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["export", *map(str, arguments)], standalone_mode=False)


def test_a_story_is_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    ended = run(folder, "--to", "json", "--output", tmp_path / "story.json")
    assert (ended.return_value, ended.output) == (0, "")
    assert [each["text"] for each in json.loads((tmp_path / "story.json").read_text("utf-8"))["articles"]] == [
        MILL,
        RETOLD,
    ]


def test_a_story_is_written_to_standard_output(folder: Path) -> None:
    ended = run(folder, "--to", "markdown", "-o", "-")
    assert ended.stdout.startswith("# Who says so: 2 articles\n")


@pytest.mark.parametrize("order", [("mill.txt", "retold.txt"), ("retold.txt", "mill.txt")])
def test_the_order_of_the_inputs_changes_nothing(folder: Path, order: tuple[str, str]) -> None:
    inputs = [folder / name for name in order]
    assert run(*inputs, "--to", "markdown", "-o", "-").stdout == run(folder, "--to", "markdown", "-o", "-").stdout


def test_what_could_not_be_read_is_told_and_the_rest_is_written(folder: Path, tmp_path: Path) -> None:
    ended = run(folder, folder / "nowhere.txt", "--to", "markdown", "-o", tmp_path / "story.md")
    assert ended.return_value == 1
    assert "nowhere.txt" in ended.stderr
    assert "## Not read" in (tmp_path / "story.md").read_text("utf-8")


def test_a_format_that_is_not_there_is_told_before_anything_is_read(tmp_path: Path) -> None:
    ended = run(tmp_path / "absent.txt", "--to", "docks", "-o", "x")
    assert isinstance(ended.exception, SettingError)
    assert "there are bibtex" in str(ended.exception)


def test_a_place_that_cannot_be_written_is_one_line(folder: Path, tmp_path: Path) -> None:
    ended = run(folder, "--to", "json", "-o", tmp_path / "absent" / "story.json")
    assert isinstance(ended.exception, SettingError)


def test_the_formats_are_listed_with_what_they_are() -> None:
    ended = run("--formats")
    assert "markdown" in ended.output
    assert "A dossier for the desk, as Markdown with footnotes" in ended.output
