"""RSS and Atom made by feedgen and by hand: an article for each entry that carries its text."""

from __future__ import annotations

import io

import pytest
from feedgen.feed import FeedGenerator

from headwater.ingest import read
from headwater.model import Article, Failure

BODY = (
    '<p>The harbour board, in <a href="/r">a report</a>, said on Sunday that two cranes had failed.</p>'
    "<p>Nobody was hurt.</p><script>x()</script>"
)


def feed() -> FeedGenerator:
    made = FeedGenerator()
    made.id("https://courier.example/")
    made.title("Norhaven Courier")
    made.link(href="https://courier.example/", rel="alternate")
    made.description("News")
    made.language("en-GB")
    made.load_extension("dc")
    for n in (1, 2):
        entry = made.add_entry(order="append")
        entry.id(f"https://courier.example/{n}")
        entry.title(f"Crane {n} falls & breaks")
        entry.link(href=f"https://courier.example/{n}")
        entry.published("2024-03-03T10:47:48-04:00")
        entry.updated("2024-03-04T09:00:00Z")
        entry.author(name="Ann Other")
        entry.dc.dc_creator("Ann Other")
        entry.content(BODY.replace("two", str(n + 4)), type="CDATA")
        entry.summary("Cranes fail.")
    return made


def parsed(data: bytes) -> list[Article | Failure]:
    return list(read(["-"], standard_input=io.BytesIO(data)))


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_each_entry_is_an_article(form: str) -> None:
    made = feed()
    first, second = parsed(made.rss_str() if form == "rss" else made.atom_str())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == (
        "Crane 1 falls & breaks\n\nThe harbour board, in a report, said on Sunday that 5 cranes had failed.\n\n"
        "Nobody was hurt."
    )
    assert (first.uri, second.uri) == ("-#1", "-#2")
    assert (first.title, first.publisher, first.byline, first.address) == (
        "Crane 1 falls & breaks",
        "Norhaven Courier",
        "Ann Other",
        "https://courier.example/1",
    )
    assert first.published in {"2024-03-03T10:47:48-04:00", "2024-03-03T14:47:48+00:00"}
    assert [(link.uri, first.text[slice(*link.span)]) for link in first.links] == [
        ("https://courier.example/r", "a report")
    ]


RSS = "<rss version='2.0'><channel><title>Portal</title><item>{}</item></channel></rss>"


def test_an_entry_that_a_feed_has_from_another_one_is_the_other_ones() -> None:
    text = "The board met. " * 40
    item = f"<source url='https://m.example/f'>Meridian Press</source><description>{text}</description>"
    (found,) = parsed(RSS.format(item).encode())
    assert isinstance(found, Article)
    assert (found.publisher, found.site) == ("Meridian Press", "Portal")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RSS.format("<title>A</title><description>Short.</description>"), "summary-only"),
        (RSS.format("<title>A</title>"), "summary-only"),
        ("<rss version='2.0'><channel></channel></rss>", "empty"),
        ("<rss", "empty"),
        ('<!DOCTYPE rss [<!ENTITY a "ha">]>' + RSS.format("<title>&a;</title>"), "entities"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS.format("<title>&a;</title>"), "entities"),
        (RSS.format("<description>" + "&lt;b&gt;" * 30_000 + "</description>"), "summary-only"),
    ],
)
def test_what_cannot_be_read_is_one_failure(data: str, kind: str) -> None:
    (record,) = parsed(data.encode())
    assert isinstance(record, Failure)
    assert record.kind == kind


@pytest.mark.parametrize("reference", ["&#xd800;", "&#55296;", "&#x110000;", f"&#{'9' * 5000};"])
def test_a_reference_to_no_character_loses_no_feed(reference: str) -> None:
    feed = f"<rss><channel><item><title>Crane falls</title><description>{'It fell. ' * 80}{reference}</description>"
    (record,) = read(["-"], standard_input=io.BytesIO(f"{feed}</item></channel></rss>".encode()))
    assert isinstance(record, Article), record
    assert record.title == "Crane falls"


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("news@courier.media (Ann Other)", "Ann Other"),
        ("Ann Other (news@courier.media)", "Ann Other"),
        ("Ann Other &lt;news@courier.example>", "Ann Other"),
        ("news@courier.example", None),
        ("Ann Other", "Ann Other"),
    ],
)
def test_an_author_is_a_name_and_no_address(author: str, byline: str | None) -> None:
    (found,) = parsed(
        RSS.format(f"<author>{author}</author><description>{'The board met. ' * 40}</description>").encode()
    )
    assert isinstance(found, Article)
    assert found.byline == byline


def test_the_one_day_of_an_entry_is_the_day_on_which_it_was_published() -> None:
    date = "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2024-03-03</dc:date>"
    (found,) = parsed(RSS.format(f"{date}<description>{'The board met. ' * 40}</description>").encode())
    assert isinstance(found, Article)
    assert (found.published, found.updated) == ("2024-03-03", None)
