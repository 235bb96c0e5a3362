"""Markdown: the text without its marks, the links where they stand, and what the front matter says."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.ingest import read
from headwater.model import Article

CLIPPING = """---
title: "Crane falls"
source: https://courier.example/crane
author:
  - "[[Ann Other]]"
  - Bo Sand
published: 2024-03-03
publisher: Norhaven Courier
tags: [ports]
---
# Crane falls

NORHAVEN (Meridian Press) – The *harbour* **board**, in [a
report](https://board.example/r), said that `two` cranes
had failed.[^1]

> “Nobody was hurt,” its chair said.

- One crane
- [Another](#there) crane

| berth | state |
|-------|-------|
| 4     | shut  |

![picture](crane.jpg)

<div>Bo Sand contributed to this report.</div>
"""


@pytest.fixture
def clipping(tmp_path: Path) -> Article:
    return article(tmp_path, CLIPPING)


def article(tmp_path: Path, written: str) -> Article:
    (tmp_path / "a.md").write_text(written, encoding="utf-8")
    (record,) = read([str(tmp_path / "a.md")])
    assert isinstance(record, Article), record
    return record


def test_the_text_is_what_is_shown(clipping: Article) -> None:
    assert clipping.text.split("\n\n") == [
        "Crane falls",
        "NORHAVEN (Meridian Press) – The harbour board, in a report, said that two cranes had failed.[^1]",
        "“Nobody was hurt,” its chair said.",
        "One crane",
        "Another crane",
        "berth state",
        "4 shut",
        "Bo Sand contributed to this report.",
    ]


def test_the_front_matter_says_what_it_is(clipping: Article) -> None:
    assert (clipping.title, clipping.byline, clipping.publisher, clipping.published, clipping.address) == (
        "Crane falls",
        "Ann Other; Bo Sand",
        "Norhaven Courier",
        "2024-03-03",
        "https://courier.example/crane",
    )


def test_links_stand_where_their_text_stands(clipping: Article) -> None:
    assert [(link.uri, clipping.text[slice(*link.span)]) for link in clipping.links] == [
        ("https://board.example/r", "a report")
    ]


def test_without_front_matter_the_top_says_it(tmp_path: Path) -> None:
    found = article(tmp_path, "# Crane falls\n\nBy Ann Other\n\nNorhaven Courier\n\n3 March 2024\n\nThe board met.\n")
    assert (found.title, found.byline, found.publisher, found.published) == (
        "Crane falls",
        "Ann Other",
        "Norhaven Courier",
        "2024-03-03",
    )


@pytest.mark.parametrize(
    "matter",
    [
        "a: &a [x]\nb: [*a, *a]",
        "title: [unclosed",
        "- a list",
        "title: !!python/object/apply:os.system ['true']",
        "title: 3\nauthor: {a: b}\npublished: 99999",
        "{" * 2000,
    ],
    ids=["aliases", "broken", "list", "object", "kinds", "depth"],
)
def test_front_matter_that_says_nothing_costs_no_text(tmp_path: Path, matter: str) -> None:
    found = article(tmp_path, f"---\n{matter}\n---\nThe board met.")
    assert found.text == "The board met."
    assert (found.byline, found.published) == (None, None)


@pytest.mark.parametrize("mark", ["> ", "[", "*a ", "- ", "`", "<b>", "|a", "![]("], ids=repr)
def test_marks_without_end_end(tmp_path: Path, mark: str) -> None:
    assert "board" in article(tmp_path, mark * 20_000 + "\n\nThe board met.").text
