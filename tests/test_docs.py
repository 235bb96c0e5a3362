"""The documents say what is there: paths exist, commands and options are real, the words are the records' words."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from headwater.cli import commands
from headwater.export import formats
from headwater.model import Certainty, DerivationKind, SourceType

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "training", "benchmarks", "examples", "tests", "docs")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_tree_of_the_readme_is_the_tree() -> None:
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("## The tree")[1].split("```")[1]
    lines = [line for line in block.splitlines() if line.strip()]
    folder, named = ROOT, set()
    for line in lines:
        name = line.split()[0]
        path = (folder if line.startswith(" ") else ROOT) / name
        if not line.startswith(" "):
            folder = path
        assert path.exists(), name
        named.add(path)
    package = ROOT / "src" / "headwater"
    inside = {p for p in package.iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")}
    assert inside - named == {package / "__init__.py"}


def test_the_screen_of_the_readme_is_what_trace_prints() -> None:
    """Nearly: another processor may round otherwise, and then find a word more or less."""
    shown = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1].strip().splitlines()
    result = CliRunner().invoke(commands, ["trace", str(ROOT / "examples" / "harbour")], env={"COLUMNS": "80"})
    printed = {line.rstrip() for line in result.output.splitlines()}
    assert len(shown) > 30
    assert sum(line in printed for line in shown) >= 0.8 * len(shown)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_of_the_pages_exist(page: str) -> None:
    targets = re.findall(r"^    make (\w+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


COMMAND = re.compile(r"^    headwater (\w+)([^#\n]*)", re.MULTILINE)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if COMMAND.search(page.read_text("utf-8"))], ids=lambda page: page.name
)
def test_commands_and_options_of_the_pages_exist(page: Path) -> None:
    for command, rest in COMMAND.findall(page.read_text(encoding="utf-8")):
        words, group = [command], commands.commands.get(command)
        for word in rest.split():
            if isinstance(group, click.Group):
                words, group = [*words, word], group.commands.get(word)
        help_ = CliRunner().invoke(commands, [*words, "--help"]).output
        assert help_.startswith("Usage:")
        assert all(option in help_ for option in re.findall(r"--[\w-]+", rest))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/design.md"])
def test_files_that_the_pages_name_exist(page: str) -> None:
    """A module is named by as much of its path as tells it."""
    named = re.findall(
        r"`((?:[\w.-]+/)*[\w-]+\.(?:py|toml|json|jsonl|sh)|(?:[\w.-]+/)+)`", (ROOT / page).read_text("utf-8")
    )
    places = [f"/{path.relative_to(ROOT)}" for top in FOLDERS for path in (ROOT / top).rglob("*")]
    there = {*places, *(f"/{path.name}" for path in ROOT.iterdir())}
    ours = [name for name in named if name != "clippings/"]  # stands for a reader's own
    assert [name for name in ours if not any(place.endswith(f"/{name.rstrip('/')}") for place in there)] == []


@pytest.mark.parametrize("words", [Certainty, SourceType, DerivationKind], ids=lambda words: words.__name__)
def test_words_of_the_records_are_explained(words: type[Certainty]) -> None:
    page = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert [word.value for word in words if word.value not in page] == []


def test_every_format_out_is_in_the_table_and_none_else() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    told = {name for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for name in re.findall(r"`(.+?)`", row)}
    assert told == set(formats.names())
