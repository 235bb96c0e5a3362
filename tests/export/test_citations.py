"""Citations read again by another library: bibtexparser; CSL-JSON by its shape."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string

from headwater.export import citations
from headwater.model import Article, Reading, Story

from .story import EMPTY, STORY, hostile

PAGE = Article(
    "page", "in/page.html", "Text.", "Rain & {wind} at 100%", "Ada Moss and Ben Ode", "The Bugle",
    "2024-03-01T06:00:00Z", language="en", address="https://bugle.example/a_b?c=1&d=2",
)  # fmt: skip


def of(*articles: Article) -> Story:
    return replace(EMPTY, articles=tuple(Reading(article, (), (), (), (), ()) for article in articles))


def test_an_article_is_cited_in_csl() -> None:
    [item] = json.loads(citations.csl_json(of(PAGE)))
    assert item == {
        "id": "page",
        "type": "article-newspaper",
        "title": "Rain & {wind} at 100%",
        "author": [{"literal": "Ada Moss and Ben Ode"}],
        "container-title": "The Bugle",
        "issued": {"date-parts": [[2024, 3, 1]]},
        "language": "en",
        "URL": "https://bugle.example/a_b?c=1&d=2",
    }


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2024", [[2024]]),
        ("2024-03", [[2024, 3]]),
        ("2024-02-30", None),
        ("soon", None),
        (None, None),
        ("20240301", None),
    ],
)
def test_a_date_is_cited_as_far_as_it_is_known(published: str | None, parts: list[list[int]] | None) -> None:
    [item] = json.loads(citations.csl_json(of(replace(PAGE, published=published))))
    assert item.get("issued", {}).get("date-parts") == parts


def test_bibtex_reads_back() -> None:
    read = parse_string(citations.bibtex(of(PAGE)).decode())
    assert read.failed_blocks == []
    [entry] = read.entries
    assert (entry.entry_type, entry.key) == ("article", "thebugle2024")
    assert entry["author"] == "{Ada Moss and Ben Ode}"
    assert entry["title"] == r"{Rain \& \textbraceleft{}wind\textbraceright{} at 100\%}"
    assert (entry["year"], entry["month"], entry["day"]) == ("2024", "mar", "1")
    assert entry["url"] == r"https://bugle.example/a\_b?c=1\&d=2"


def test_two_articles_of_one_outlet_and_year_have_two_keys() -> None:
    twice = of(PAGE, replace(PAGE, id="other", published="2024-05-05"))
    read = parse_string(citations.bibtex(twice).decode())
    assert [entry.key for entry in read.entries] == ["thebugle2024-1", "thebugle2024-2"]


def test_hostile_articles_break_out_of_no_field() -> None:
    read = parse_string(citations.bibtex(hostile()).decode())
    assert read.failed_blocks == []
    assert len(read.entries) == 1
    assert {field.key for field in read.entries[0].fields} <= {"author", "title", "journal", "note", "language"}


def test_every_article_is_cited() -> None:
    read = parse_string(citations.bibtex(STORY).decode())
    assert len(read.entries) == len(json.loads(citations.csl_json(STORY))) == len(STORY.articles)
