"""The links of a page's report: where they point and which words carry them; those around the report are left out."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.ingest import Limits, read
from headwater.ingest.page_blocks import Block
from headwater.ingest.page_links import find
from headwater.ingest.paragraphs import Anchor
from headwater.model import Article, Hyperlink

LEDE = "The harbour board said on Sunday that two of its cranes had failed and that a third one would be taken down."
LAST = "The harbour has been a matter of dispute for years, with the union fearing the loss of three hundred jobs."
THERE = "https://courier.example/cranes"


def article(body: str, head: str = "") -> Article:
    page = f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav>{body}</body></html>"
    (record,) = read(["-"], standard_input=io.BytesIO(page.encode()), limits=Limits(seconds=20))
    assert isinstance(record, Article)
    return record


def links(body: str, head: str = "") -> list[tuple[str, str]]:
    found = article(body, head)
    return [(link.uri, found.text[slice(*link.span)]) for link in found.links]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            f"<p>It was <a href='{THERE}'>first reported by the Courier</a> on Friday.</p>",
            [(THERE, "first reported by the Courier")],
            id="the words between the tags carry the link",
        ),
        pytest.param(
            f"<p>It was\n   reported <a\nhref='{THERE}'>by \n <b>the</b>  Courier </a>, it says.</p>",
            [(THERE, "by the Courier")],
            id="spaces are single, and none is at the ends",
        ),
        pytest.param(
            f"<p>The <a href='{THERE}'>board</a> and the board <a href='{THERE}?2'>board</a> met in a room.</p>",
            [(THERE, "board"), (f"{THERE}?2", "board")],
            id="the same words twice are two places",
        ),
        pytest.param(
            f"<p>It was reported<br>by <a href='{THERE}'>the Courier</a> on the evening of the same day.</p>",
            [(THERE, "the Courier")],
            id="a line break parts lines",
        ),
        pytest.param(
            f"<blockquote><p>All <a href='{THERE}'>is said</a> here about the harbour.</p></blockquote>",
            [(THERE, "is said")],
            id="a quotation has links too",
        ),
        pytest.param(
            f"<p>They met in the hall<sup>1</sup> and <a href='{THERE}'>said so</a> on the evening of that day.</p>",
            [(THERE, "said so")],
            id="a paragraph need not be taken over unchanged",
        ),
        pytest.param(
            "<p>Nobody <a name='x'>links</a> to anything in all of this long paragraph.</p>", [], id="no target"
        ),
        pytest.param(
            f"<p>There is <a href='{THERE}'> </a>nothing to press in all of this paragraph.</p>", [], id="no words"
        ),
        pytest.param("<p>Write to <a href='mailto:a@courier.example'>the editor</a> about it.</p>", [], id="a mail"),
        pytest.param("<p>Press <a href='javascript:alert(1)'>this button</a> to see more.</p>", [], id="a script"),
        pytest.param("<p>See <a href='#top'>the top of this page</a> for the rest of it.</p>", [], id="a place here"),
        pytest.param("<p>It is <a href='http://[bad'>badly written</a> in this report.</p>", [], id="no address"),
    ],
)
def test_links_of_the_report(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert links(f"<article><p>{LEDE}</p>{paragraph}<p>{LAST}</p></article>") == expected


@pytest.mark.parametrize(
    "around",
    [
        f"<aside><p>Read <a href='{THERE}'>another report</a> of ours.</p></aside>",
        f"<div class='related'><ul><li><a href='{THERE}'>Another report</a></li></ul></div>",
        f"<section id='comments'><p>I read it <a href='{THERE}'>elsewhere</a>.</p></section>",
        f"<footer><a href='{THERE}'>Terms</a></footer>",
        f"<p hidden>Text that nobody sees <a href='{THERE}'>with a link</a> in it.</p>",
    ],
)
def test_links_around_the_report_are_none_of_its(around: str) -> None:
    assert links(f"<article><p>{LEDE}</p><p>{LAST}</p></article>{around}") == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", "/cranes"),
        ("<link rel='canonical' href='https://gazette.example/a/b'>", "https://gazette.example/cranes"),
        ("<meta property='og:url' content='https://gazette.example/a/b'>", "https://gazette.example/cranes"),
        ("<base href='https://gazette.example/'>", "https://gazette.example/cranes"),
        (
            "<base href='/x/'><link rel='canonical' href='https://gazette.example/a/b'>",
            "https://gazette.example/cranes",
        ),
        ("<base href='http://[bad'><link rel='canonical' href='http://[bad'>", "/cranes"),
    ],
)
def test_a_relative_link_is_made_absolute_where_the_page_says_how(head: str, expected: str) -> None:
    body = (
        f"<article><p>{LEDE}</p><p>It <a href='/cranes'>was reported</a> by others before.</p><p>{LAST}</p></article>"
    )
    assert links(body, head) == [(expected, "was reported")]


def test_a_saved_page_says_where_it_was_published() -> None:
    head = "<link rel='canonical' href='https://gazette.example/a/b'>"
    assert article(f"<article><p>{LEDE}</p><p>{LAST}</p></article>", head).address == "https://gazette.example/a/b"
    assert article(f"<article><p>{LEDE}</p><p>{LAST}</p></article>").address is None


def test_links_change_nothing_in_the_text() -> None:
    linked = f"<p>{LEDE.replace('two', '<a href=/x>two</a>')}</p><p><a href='/y'>{LAST}</a></p>"
    plain = article(f"<article><p>{LEDE}</p><p>{LAST}</p></article>")
    found = article(f"<article>{linked}</article>")
    assert (found.text, found.id) == (plain.text, plain.id)
    assert len(found.links) == 2


def test_a_page_of_links_is_done_with_in_time() -> None:
    many = "".join(
        f"<p>The board {n} met <a href='/{n}'>on day {n}</a> and on another day too.</p>" for n in range(9_000)
    )
    assert len(article(f"<article><p>{LEDE}</p>{many}</article>").links) == 2_000


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["the board", "met", "a crane", "—", "Über"]), st.booleans()), max_size=12))
def test_a_link_stands_where_its_words_stand(pieces: list[tuple[str, bool]]) -> None:
    text = ""
    anchors: list[Anchor] = []
    for words, is_link in pieces:
        start = len(text) + bool(text)
        text = f"{text} {words}".strip()
        if is_link:
            anchors.append(Anchor(f"/{len(anchors)}", start, len(text)))
    found = find([Block(text, tuple(anchors))] if text else [], f"Headline\n\n{text}\n\nLast", None)
    assert found == tuple(Hyperlink(a.target, (a.start + 10, a.end + 10)) for a in anchors)
