"""The names that programs rely on, and the examples in their documentation."""

from __future__ import annotations

import doctest
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas
import pytest

import headwater
from export.story import ATTACKS, EMPTY, STORY, hostile
from headwater import api
from headwater.errors import CaseError, SettingError
from headwater.export import html, interchange
from headwater.model import Story

ROOT = Path(__file__).resolve().parents[1]
SAID = headwater.Article("a", "a.txt", "Ada Moss said that the mill burned down.")


def test_the_public_names() -> None:
    """Whoever takes a name away, or adds one, changes this list, and docs/api.md, on purpose."""
    assert sorted(headwater.__all__) == [
        "Article", "Assertion", "Attribution", "Case", "Claim", "Config", "Count", "Derivation", "Disagreement",
        "Drift", "Failure", "HeadwaterError", "Join", "Link", "Reading", "Story", "__version__", "formats", "open",
        "read", "trace",
    ]  # fmt: skip
    assert dir(headwater) == sorted(headwater.__all__)
    assert all(getattr(headwater, name) is not None for name in headwater.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        headwater.reed  # noqa: B018


def test_importing_loads_nothing_that_takes_long() -> None:
    loaded = "import sys, headwater; print(*(name for name in sys.modules if name.startswith('headwater.')))"
    ended = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True, text=True)
    assert ended.stdout.split() == []


@pytest.mark.parametrize("name", [name for name in headwater.__all__ if name != "__version__"])
def test_the_page_explains_every_name(name: str) -> None:
    assert f"`{name}" in (ROOT / "docs" / "api.md").read_text(encoding="utf-8").replace("`headwater.", "`")


def test_the_examples_run() -> None:
    failed, tried = doctest.testmod(api)
    assert (failed, tried > 20) == (0, True)


def test_the_examples_of_the_page_run() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False)
    assert (failed, tried > 10) == (0, True)


def test_files_and_articles_may_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Ben Ode said that the mill was empty.", encoding="utf-8")
    found = list(headwater.read([SAID, tmp_path / "b.txt", str(tmp_path / "absent.txt")]))
    assert [type(each) for each in found] == [headwater.Reading, headwater.Reading, headwater.Failure]
    story = headwater.trace([SAID, tmp_path / "b.txt", tmp_path / "absent.txt"])
    assert (len(story.articles), len(story.failures)) == (2, 1)


def test_a_case_is_traced_by_itself_and_by_its_path(tmp_path: Path) -> None:
    with headwater.open(tmp_path / "mill.hw", create=True) as case:
        list(case.add_articles([SAID]))
        told = headwater.trace(case)
    assert headwater.trace(tmp_path / "mill.hw") == told
    assert [each.article.id for each in headwater.read(tmp_path / "mill.hw") if isinstance(each, headwater.Reading)]
    with pytest.raises(CaseError):
        headwater.open(tmp_path / "absent.hw")


def test_a_story_is_the_record_of_the_model() -> None:
    story = headwater.Story.of(STORY)
    assert isinstance(story, Story)
    assert interchange.story(story) == interchange.story(STORY)
    assert story == headwater.Story.of(STORY)
    assert repr(story) == "<Story: 3 articles rest on 1 to 3 publications and 2 to 5 speakers>"
    assert story.questions()[0].startswith("Which holds?")


def test_a_story_goes_elsewhere(tmp_path: Path) -> None:
    story = headwater.Story.of(STORY)
    written = story.export("csl-json", tmp_path / "articles.json")
    assert (tmp_path / "articles.json").read_bytes() == written
    story.export("csv", tmp_path / "tables.zip")
    assert (tmp_path / "tables.zip").read_bytes().startswith(b"PK")
    with pytest.raises(SettingError, match="no such format"):
        story.export("docks")


def test_a_table_is_a_frame() -> None:
    story = headwater.Story.of(STORY)
    frame = story.frame("claims")
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["number"]) == [1, 2, 3, 4]
    assert frame.loc["k1", "single_origin"]
    assert len(story.frame()) == sum(len(claim.assertions) for claim in STORY.claims)
    with pytest.raises(SettingError, match="no such table: claim; there are articles, claims"):
        story.frame("claim")


def test_without_pandas_a_frame_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SettingError, match="a frame needs pandas, which is not installed: pip install pandas"):
        headwater.Story.of(STORY).frame()


class _Frame(HTMLParser):
    """The elements, with their attributes, as a browser would have them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("record", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])
def test_a_notebook_shows_the_page_in_a_frame_in_which_nothing_runs(record: Story) -> None:
    shown: Any = headwater.Story.of(record)._repr_html_()
    [(tag, attributes)] = _Frame(shown).found
    assert (tag, attributes["sandbox"]) == ("iframe", None)
    assert attributes["srcdoc"] == html.page(record)
    assert not any(attack in shown for attack in ATTACKS if "<" in attack)
