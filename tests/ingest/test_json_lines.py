"""JSON Lines: which fields count, what a bad line gives, and that it spoils no other."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from headwater.ingest import read
from headwater.model import Article, Failure, Hyperlink


def records(*lines: bytes, max_characters: int = 1000) -> list[Article | Failure]:
    return list(
        read(
            ["-"], standard_input=io.BytesIO(b"\n".join((b'{"text": "First."}', *lines))), max_characters=max_characters
        )
    )[1:]


def article(**fields: Any) -> Article:
    (record,) = records(json.dumps({"text": "The board met.", **fields}).encode())
    assert isinstance(record, Article)
    return record


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": "x1"}, {"id": "x1", "uri": "-:2"}),
        ({"id": 7}, {"id": "7"}),
        ({"id": 7.5}, {"id": "7.5"}),
        ({"uri": "https://example.org/a"}, {"uri": "https://example.org/a"}),
        (
            {"title": " T ", "publisher": "P", "author": "Jane Doe"},
            {"title": "T", "publisher": "P", "byline": "Jane Doe"},
        ),
        # Whose site it stands on, where nobody says who published it.
        ({"address": "https://www.ledger.example/a"}, {"publisher": "ledger.example"}),
        ({"uri": "http://news.ledger.example/a"}, {"publisher": "news.ledger.example"}),
        ({"address": "https://web.archive.org/web/2024/https://ledger.example/a"}, {"publisher": "ledger.example"}),
        ({"address": "https://ledger.example/a", "publisher": "The Ledger"}, {"publisher": "The Ledger"}),
        ({"address": "a.html", "uri": "file:///a"}, {"publisher": None}),
        ({"byline": "John Roe", "author": "Jane Doe"}, {"byline": "John Roe"}),
        ({"published": "2024-03-03T10:47:48-04:00"}, {"published": "2024-03-03T10:47:48-04:00"}),
        ({"published": "March 3, 2024"}, {"published": "2024-03-03"}),
        ({"published": "2010"}, {"published": "2010"}),
        ({"language": "en-GB"}, {"language": "en"}),
        ({"language": "English"}, {"language": None}),
        ({"title": None, "uri": None, "id": None, "language": None}, {"title": None, "uri": "-:2"}),
        ({"comments": ["ignored"], "score": 1}, {"title": None}),
        (
            {"links": [{"uri": "https://example.org/a", "span": [4, 9]}]},
            {"links": (Hyperlink("https://example.org/a", (4, 9)),)},
        ),
        ({"links": ["https://example.org/a"]}, {"links": (Hyperlink("https://example.org/a", (0, 0)),)}),
        ({"links": [{"uri": "/a"}]}, {"links": (Hyperlink("/a", (0, 0)),)}),
        ({"links": None}, {"links": ()}),
        ({"text": " \u0000\u001b “kept” \r\n"}, {"text": " \u0000\u001b “kept” \r\n"}),
        ({"text": "\ud800 and \ud83d\ude00", "title": "\udfff"}, {"text": "\ufffd and 😀", "title": "\ufffd"}),
    ],
)
def test_fields(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    found = article(**fields)
    assert {name: getattr(found, name) for name in expected} == expected
    repr(found).encode("utf-8")


def test_an_id_is_computed_from_the_content_and_not_from_the_place() -> None:
    assert article().id == article(uri="elsewhere", byline="Jane Doe").id
    assert (
        len(
            {article(**{name: value}).id for name, value in [("title", "T"), ("publisher", "T"), ("published", "2024")]}
        )
        == 3
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"{bad", "bad-json"),
        (b"[1, 2]", "bad-json"),
        (b'"text"', "bad-json"),
        (b'{"text": "raw \0 byte"}', "bad-json"),
        (b"[" * 60_000, "bad-json"),
        (b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "bad-json"),
        (b'{"text": "caf\xe9"}', "encoding"),
        (b'{"title": "no text"}', "no-text"),
        (b'{"text": " \\n"}', "no-text"),
        (b'{"text": null}', "no-text"),
        (b'{"text": 3}', "wrong-type"),
        (b'{"text": "a", "title": ["b"]}', "wrong-type"),
        (b'{"text": "a", "published": 1473638400}', "wrong-type"),
        (b'{"text": "a", "id": true}', "wrong-type"),
        (b'{"text": "' + b"a" * 1001 + b'"}', "too-long"),
        (b'{"text": "' + b"a" * 200_000 + b'"}', "too-long"),
    ],
)
def test_a_bad_line_is_one_failure_and_the_next_one_is_read(line: bytes, kind: str) -> None:
    failure, following = records(line, b'{"text": "Second."}')
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.uri, failure.stage) == (kind, "-:2", "ingest")
    assert isinstance(following, Article)
    assert (following.text, following.uri) == ("Second.", "-:3")


def test_an_id_given_twice_fails_the_second_time() -> None:
    first, second = records(b'{"id": "a", "text": "One."}', b'{"id": "a", "text": "Two."}')
    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert (second.kind, second.uri) == ("duplicate-id", "-:3")
    assert "-:2" in second.message


def test_a_date_that_cannot_be_read_costs_the_date_and_is_said() -> None:
    found, failure = records(b'{"text": "One.", "published": "last week"}')
    assert isinstance(found, Article)
    assert found.published is None
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.uri) == ("bad-date", "-:2")


@pytest.mark.parametrize(
    "bad",
    [
        "https://example.org/a",
        {"uri": "https://example.org/a"},
        [7],
        [{"span": [0, 3]}],
        [{"uri": ["https://example.org/a"]}],
        [{"uri": "https://example.org/a", "span": [3, 1]}],
        [{"uri": "https://example.org/a", "span": [0, 900]}],
        [{"uri": "https://example.org/a", "span": [0, True]}],
        [{"uri": "https://example.org/a", "span": "0-3"}],
    ],
)
def test_a_link_that_cannot_be_read_costs_the_link_and_is_said(bad: Any) -> None:
    links = [*bad, "https://example.org/good"] if isinstance(bad, list) else bad
    found, failure = records(json.dumps({"text": "One.", "links": links}).encode())
    assert isinstance(found, Article)
    assert [link.uri for link in found.links] == (["https://example.org/good"] if isinstance(bad, list) else [])
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.uri) == ("bad-link", "-:2")


def test_blank_lines_count_but_give_nothing() -> None:
    (record,) = records(b"", b"  \r", b'{"text": "Last."}')
    assert record.uri == "-:4"
