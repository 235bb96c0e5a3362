"""Whose report a page is, and on whose site it stands."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from headwater.ingest import read
from headwater.model import Article

TEXT = "".join(
    f"<p>The harbour board said on Sunday that crane {n} of the old quay had failed and would be taken down.</p>"
    for n in ("one", "two", "three")
)


def article(head: str, before: str = "") -> Article:
    page = f"<!DOCTYPE html>{before}<html><head>{head}</head><body><article>{TEXT}</article></body></html>"
    (record,) = read(["-"], standard_input=io.BytesIO(page.encode()))
    assert isinstance(record, Article)
    return record


def linked_data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


CANONICAL = '<link rel="canonical" href="https://www.courier.example/crane">'
PORTAL = '<meta property="og:site_name" content="Portal"><meta property="og:url" content="https://portal.example/x">'
SYNDICATED = '<meta name="syndication-source" content="{}">'


@pytest.mark.parametrize(
    ("head", "publisher", "site"),
    [
        ('<meta property="og:site_name" content="Courier">' + CANONICAL, "Courier", None),
        (PORTAL, "Portal", None),
        (PORTAL + CANONICAL, "courier.example", "Portal"),
        (PORTAL + CANONICAL + linked_data(publisher={"name": "Norhaven Courier"}), "Norhaven Courier", "Portal"),
        (PORTAL + CANONICAL.replace("www.courier", "news.portal"), "Portal", None),
        (PORTAL + CANONICAL.replace("www.courier.example", "www.portal.co.uk"), "Portal", None),
        (PORTAL + SYNDICATED.format("https://www.courier.example/a"), "courier.example", "Portal"),
        (PORTAL + SYNDICATED.format("https://portal.example/x"), "Portal", None),
        (
            PORTAL + SYNDICATED.format("https://www.courier.example/a") + linked_data(publisher={"name": "Courier"}),
            "Courier", "Portal",
        ),
        (PORTAL + '<meta name="source" content="Norhaven Courier">', "Norhaven Courier", "Portal"),
        (PORTAL + '<meta name="source" content="The Portal">', "Portal", None),
        (PORTAL + linked_data(sourceOrganization={"name": "Meridian Press"}), "Meridian Press", "Portal"),
    ],
)  # fmt: skip
def test_the_publisher_is_who_the_page_credits_and_the_site_is_kept_apart(
    head: str, publisher: str, site: str | None
) -> None:
    found = article(head)
    assert (found.publisher, found.site) == (publisher, site)


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- saved from url=(0030)https://portal.example/news/crane -->",
        "<!--\n Page saved with SingleFile \n url: https://portal.example/news/crane \n saved date: Thu 29\n-->",
    ],
    ids=["browser", "SingleFile"],
)
def test_a_saved_page_tells_where_it_was_saved_and_relative_links_lead_there(mark: str) -> None:
    link = '<a href="/other">a report</a>'
    page = f"{mark}<html><head></head><body><article>{TEXT}<p>The board pointed to {link} of last week.</p></article>"
    (found,) = read(["-"], standard_input=io.BytesIO(page.encode()))
    assert isinstance(found, Article)
    assert found.address == "https://portal.example/news/crane"
    assert [(each.uri, found.text[slice(*each.span)]) for each in found.links] == [
        ("https://portal.example/other", "a report")
    ]


@pytest.mark.parametrize("name", ["chronicle.singlefile.html", "chronicle.warc.gz"])
def test_what_another_program_saved_is_the_page(name: str) -> None:
    """SingleFile and wget, from a server on this machine, which is no site of anybody's."""
    here = Path(__file__).parent
    (saved,) = read([str(here / "fixtures" / name)])
    (page,) = read([str(here.parents[1] / "examples" / "harbour" / "chronicle.html")])
    assert isinstance(saved, Article)
    assert isinstance(page, Article)
    assert replace(saved, uri=page.uri, links=page.links) == page
    # What is relative leads to where the page was saved.
    assert [(urlsplit(each.uri).path, each.span) for each in saved.links] == [
        (urlsplit(each.uri).path, each.span) for each in page.links
    ]


def test_a_page_saved_from_a_portal_is_its_canonical_publishers() -> None:
    found = article(CANONICAL, "<!-- saved from url=(0030)https://portal.example/news/crane -->")
    assert (found.publisher, found.site, found.address) == (
        "courier.example",
        "portal.example",
        "https://www.courier.example/crane",
    )


@pytest.mark.parametrize(
    ("saved", "canonical"),
    [
        ("https://web.archive.org/web/20240301060000/https://www.courier.example/crane", "https://www.courier.example/crane"),
        ("https://web.archive.org/web/20240301060000/https:/www.courier.example/crane",
         "https://web.archive.org/web/20240301060000/https://www.courier.example/crane"),
        ("https://archive.ph/AbC12", "https://archive.ph/20240301060000/https://www.courier.example/crane"),
        ("http://127.0.0.1:8000/crane.html", "https://www.courier.example/crane"),
        ("https://mirror.example/crane", "https://www.courier.example/crane"),
    ],
)  # fmt: skip
def test_a_copy_that_an_archive_kept_is_the_papers(saved: str, canonical: str) -> None:
    head = f'<link rel="canonical" href="{canonical}"><meta property="og:site_name" content="The Courier">'
    found = article(head, f"<!-- saved from url=(0030){saved} -->")
    assert (found.publisher, found.site) == ("The Courier", None)
    assert found.address == "https://www.courier.example/crane"


def test_what_an_archive_puts_over_a_page_is_no_part_of_it() -> None:
    bar = '<div id="wm-ipp-base"><p>The Wayback Machine has 12 captures of this page, from March to May.</p></div>'
    page = f"<html><head></head><body>{bar}<article>{TEXT}</article></body>"
    (found,) = read(["-"], standard_input=io.BytesIO(page.encode()))
    assert isinstance(found, Article)
    assert "captures" not in found.text


def test_a_link_that_an_archive_has_rewritten_leads_to_the_page_itself() -> None:
    link = '<a href="/web/20240301060000/https://www.ledger.example/a">a report</a>'
    mark = "<!-- saved from url=(0030)https://web.archive.org/web/20240301060000/https://www.courier.example/crane -->"
    page = f"{mark}<html><head></head><body><article>{TEXT}<p>The board pointed to {link} of last week.</p></article>"
    (found,) = read(["-"], standard_input=io.BytesIO(page.encode()))
    assert isinstance(found, Article)
    assert found.address == "https://www.courier.example/crane"
    assert [each.uri for each in found.links] == ["https://www.ledger.example/a"]


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("", '<time datetime="2024-03-03T10:47:48-04:00">3 March</time>', "2024-03-03T10:47:48-04:00"),
        ('<meta itemprop="datePublished" content="2024-03-03T10:47:48Z">', "", "2024-03-03T10:47:48Z"),
    ],
)
def test_the_time_of_day_is_kept_where_the_markup_has_it(head: str, body: str, published: str) -> None:
    page = f"<html><head>{head}</head><body><article>{body}{TEXT}</article></body></html>"
    (found,) = read(["-"], standard_input=io.BytesIO(page.encode()))
    assert isinstance(found, Article)
    assert found.published == published
