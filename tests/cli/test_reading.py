"""`headwater read` and `trace` as a shell sees them: what is printed where, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import BashComplete

from headwater.cli import commands
from shell import COMMAND, run

from .conftest import MILL, RETOLD


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


# -- read -------------------------------------------------------------------------------------------------------------


def test_read_shows_who_says_what(folder: Path) -> None:
    ended = run("read", folder / "mill.txt")
    assert ended.status == 0
    assert "Ada Moss" in ended.output
    assert "The old mill burned down" in " ".join(ended.output.split())
    assert ended.errors == ""


def test_read_prints_an_object_a_line_for_programs(folder: Path) -> None:
    ended = run("read", folder, "--json")
    assert (ended.status, ended.errors) == (0, "")
    mill, retold = objects(ended.output)
    assert (mill["text"], retold["text"]) == (MILL, RETOLD)
    assert [Path(each["uri"]).name for each in (mill, retold)] == ["mill.txt", "retold.txt"]
    assert mill["attributions"][0]["source_name"] == "Ada Moss"


def test_read_takes_standard_input() -> None:
    ended = run("read", "-", "--json", stdin=json.dumps({"id": "mine", "text": MILL}) + "\n")
    assert ended.status == 0
    assert [each["id"] for each in objects(ended.output)] == ["mine"]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(folder: Path) -> None:
    ended = run("read", folder / "nowhere.txt", folder / "mill.txt")
    assert ended.status == 1
    assert "Ada Moss" in ended.output
    assert ended.errors.count("\n") == 1
    assert "nowhere.txt" in ended.errors


def test_what_cannot_be_read_is_an_object_for_programs(folder: Path) -> None:
    ended = run("read", folder / "nowhere.txt", folder / "mill.txt", "--json")
    assert (ended.status, ended.errors) == (1, "")
    failure, mill = objects(ended.output)
    assert set(failure) == {"uri", "error"}
    assert set(failure["error"]) == {"stage", "kind", "message"}
    assert mill["text"] == MILL


def test_processes_change_nothing(folder: Path) -> None:
    assert run("read", folder, "--json", "--jobs", "2") == run("read", folder, "--json")


# -- trace ------------------------------------------------------------------------------------------------------------


def test_trace_prints_the_story_and_writes_it_whole(folder: Path, tmp_path: Path) -> None:
    ended = run("trace", folder, "--json", tmp_path / "story.json", "--html", tmp_path / "story.html")
    assert (ended.status, ended.errors) == (0, "")
    assert "Norhaven Courier" in ended.output
    story = json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))
    assert {"articles", "entities", "claims", "derivations", "timeline", "story", "failures"} <= set(story)
    assert [each["text"] for each in story["articles"]] == [MILL, RETOLD]
    assert story["failures"] == []
    assert (tmp_path / "story.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_trace_tells_what_it_could_not_read(folder: Path, tmp_path: Path) -> None:
    ended = run("trace", folder, folder / "nowhere.txt", "--json", tmp_path / "story.json")
    assert ended.status == 1
    assert "nowhere.txt" in ended.output + ended.errors
    [failure] = json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["failures"]
    assert failure["uri"].endswith("nowhere.txt")


@pytest.mark.parametrize("name", ["retold.txt", "path", "id"])
def test_trace_prints_only_what_one_article_adds(folder: Path, tmp_path: Path, name: str) -> None:
    """The article is called by the name of its file, by its path or by its id."""
    run("trace", folder, "--json", tmp_path / "story.json")
    [_, retold] = json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["articles"]
    called = {"path": retold["uri"], "id": retold["id"]}.get(name, name)
    ended = run("trace", folder, "--adds", called)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output.startswith("What retold.txt adds to 1 other article\n")


def test_an_article_that_is_not_there_is_one_line_that_names_those_that_are(folder: Path) -> None:
    ended = run("trace", folder, "--adds", "nowhere.txt")
    assert (ended.status, ended.output) == (2, "")
    assert ended.errors == (
        "headwater: no article is called 'nowhere.txt'; name one by its file name or id: mill.txt, retold.txt\n"
    )


def test_a_file_that_cannot_be_written_is_one_line(folder: Path, tmp_path: Path) -> None:
    ended = run("trace", folder, "--json", tmp_path / "absent" / "story.json")
    assert ended.status == 2
    assert ended.errors.startswith("headwater: ")
    assert ended.errors.count("\n") == 1


# -- what the operator gets wrong -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "INPUT"),
        (["trace"], "INPUT"),
        (["reed", "x.txt"], "reed"),
        (["read", "x.txt", "--jobs", "0"], "--jobs"),
        (["read", "x.txt", "--jobs", "many"], "--jobs"),
        (["read", "x.txt", "--pretty"], "--pretty"),
        (["trace", "x.txt", "--json"], "--json"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_read(arguments: Sequence[str], told: str) -> None:
    ended = run(*arguments)
    assert (ended.status, ended.output) == (2, "")
    assert told in ended.errors
    assert "Traceback" not in ended.errors


@pytest.mark.parametrize("command", ["read", "trace"])
@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[read]\nthread = 4\n", "thread"),
        ('[read]\nthreads = "four"\n', "threads"),
        ("[read\n", "TOML"),
        (None, "settings.toml"),
    ],
)
def test_a_wrong_setting_is_one_line(
    folder: Path, tmp_path: Path, command: str, settings: str | None, told: str
) -> None:
    file = tmp_path / "settings.toml"
    if settings is not None:
        file.write_text(settings, encoding="utf-8")
    ended = run(command, folder, "--config", file)
    assert (ended.status, ended.output) == (2, "")
    assert ended.errors.startswith("headwater: ")
    assert told in ended.errors
    assert ended.errors.count("\n") == 1


@pytest.mark.parametrize("command", ["read", "trace"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_model_that_is_not_there_is_one_line(folder: Path, tmp_path: Path, command: str, jobs: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[read]\nmodel = {json.dumps(str(tmp_path / 'nowhere'))}\n", encoding="utf-8")
    ended = run(command, folder, "--config", file, "--jobs", jobs)
    assert (ended.status, ended.output) == (2, "")
    assert ended.errors.startswith("headwater: ")
    assert ended.errors.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["read", "-h"], ["trace", "--help"], ["--version"]])
def test_help_and_version_are_no_trouble(arguments: Sequence[str]) -> None:
    ended = run(*arguments)
    assert (ended.status, ended.errors) == (0, "")
    assert "headwater" in ended.output


# -- pipes and terminals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["read"], ["read", "--json"], ["trace"]], ids=lambda words: " ".join(words))
def test_a_reader_that_goes_away_ends_it_without_a_word(folder: Path, arguments: Sequence[str]) -> None:
    with subprocess.Popen((*COMMAND, *arguments, str(folder)), stdout=-1, stderr=-1) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    "command", [("read",), ("read", "--json"), ("trace",), ("export", "--to", "json", "--output", "-")]
)
def test_output_for_which_there_is_no_room_is_one_line(folder: Path, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, command[0], folder, *command[1:]], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 2
    assert (
        ended.stderr
        == "headwater: the output cannot be written (No space left on device): make room, and run the same again\n"
    )


def test_files_are_written_although_the_reader_of_the_screen_goes_away(folder: Path, tmp_path: Path) -> None:
    files = ("--json", str(tmp_path / "story.json"), "--html", str(tmp_path / "story.html"))
    with subprocess.Popen((*COMMAND, "trace", str(folder), *files), stdout=-1, stderr=-1) as process:
        assert process.stdout
        process.stdout.close()
    assert json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["claims"]
    assert "</html>" in (tmp_path / "story.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("inputs", "shown"), [(1, False), (6, True)])
def test_progress_is_shown_on_a_terminal_and_for_several_inputs(folder: Path, inputs: int, shown: bool) -> None:
    terminal, other_end = os.openpty()
    try:
        arguments = ("read", "--json", *[str(folder / "mill.txt")] * inputs)
        subprocess.run((*COMMAND, *arguments), stdout=subprocess.DEVNULL, stderr=other_end, check=False)
        os.write(other_end, b"!")
        assert (b"reading" in os.read(terminal, 10_000)) is shown
    finally:
        os.close(terminal)
        os.close(other_end)


def test_progress_is_silent_where_no_terminal_is(folder: Path) -> None:
    assert run("read", "--json", *[folder / "mill.txt"] * 6).errors == ""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["export", "--to", "schem"], ["schema-org"]),
        (["trace", "clippings", "--ad"], ["--adds"]),
        (["case", "reb"], ["rebuild"]),
    ],
)
def test_the_shell_is_told_how_a_line_may_go_on(typed: list[str], offered: list[str]) -> None:
    completion = BashComplete(commands, {}, "headwater", "_HEADWATER_COMPLETE")
    assert [each.value for each in completion.get_completions(typed[:-1], typed[-1])] == offered


def test_the_shell_completes_files_as_inputs() -> None:
    completion = BashComplete(commands, {}, "headwater", "_HEADWATER_COMPLETE")
    for typed in (["read"], ["export"], ["case", "add"], ["case", "add", "affair.hw"], ["serve"]):
        assert [each.type for each in completion.get_completions(typed, "clip")] == ["file"], typed
