"""JSON of other programs: news-please, IPTC ninjs, FollowTheMoney; told by its keys, line by line or alone."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from headwater.ingest import read
from headwater.model import Article, Failure

BODY = "The harbour board said on Sunday that two of its cranes had failed.\n\nNobody was hurt, its chair said."

NEWS_PLEASE = {
    "authors": ["Ann Other", "Bo Sand"],
    "date_download": "2024-03-05 08:00:00",
    "date_modify": "None",
    "date_publish": "2024-03-03 10:47:48",
    "description": "Two cranes failed.",
    "filename": "x.json",
    "language": "en",
    "maintext": BODY,
    "source_domain": "courier.example",
    "title": "Crane falls",
    "url": "https://courier.example/crane",
}
NINJS_2 = {
    "uri": "urn:newsml:meridian.example:20240303:1",
    "standard": {"name": "ninjs", "version": "2.1"},
    "type": "text",
    "versioncreated": "2024-03-04T09:00:00Z",
    "firstcreated": "2024-03-03T10:47:48Z",
    "pubstatus": "usable",
    "language": "en-GB",
    "headlines": [{"role": "main", "value": "Crane falls"}],
    "byline": "By Ann Other",
    "infosources": [{"name": "Meridian Press"}],
    "bodies": [
        {
            "contenttype": "text/html",
            "value": "<p>PORT TOWN (Meridian Press) – The board, <a href='https://board.example/r'>in a report</a>,"
            " said that cranes had failed.</p><p>Nobody was hurt.</p><script>x()</script>",
        }
    ],
}
NINJS_1 = {
    "uri": "tag:meridian.example,2024:2",
    "type": "text",
    "versioncreated": "2024-03-03T10:47:48Z",
    "headline": "Crane falls",
    "copyrightholder": "Meridian Press",
    "body_text": BODY,
}
NINJS_3 = {
    "uri": "urn:newsml:meridian.example:20240303:3",
    "standard": {"name": "ninjs", "version": "3.0"},
    "versionCreated": "2024-03-03T10:47:48Z",
    "contentCreated": "2024-03-03T08:00:00Z",
    "headlines": [{"value": "Crane falls"}],
    "infoSources": [{"name": "Meridian Press"}],
    "bodies": [{"contentType": "text/plain", "value": BODY}],
}
ENTITY = {
    "id": "e-1",
    "schema": "Article",
    "properties": {
        "title": ["Crane falls"],
        "author": ["Ann Other"],
        "publisher": ["Norhaven Courier"],
        "publishedAt": ["2024-03-03"],
        "modifiedAt": ["2024-03-04"],
        "language": ["eng"],
        "sourceUrl": ["https://courier.example/crane"],
        "bodyText": [BODY],
    },
}


def parsed(*objects: Any) -> list[Article | Failure]:
    lines = "".join(json.dumps(each) + "\n" for each in objects)
    return list(read(["-"], standard_input=io.BytesIO(lines.encode())))


def article(fields: dict[str, Any]) -> Article:
    (record,) = parsed(fields)
    assert isinstance(record, Article), record
    return record


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            NEWS_PLEASE,
            {
                "title": "Crane falls",
                "byline": "Ann Other; Bo Sand",
                "publisher": "courier.example",
                "published": "2024-03-03T10:47:48",
                "updated": None,
                "language": "en",
                "address": "https://courier.example/crane",
                "text": f"Crane falls\n\n{BODY}",
            },
        ),
        (
            NINJS_2,
            {
                "uri": "urn:newsml:meridian.example:20240303:1",
                "title": "Crane falls",
                "byline": "By Ann Other",
                "publisher": "Meridian Press",
                "published": "2024-03-03T10:47:48Z",
                "updated": "2024-03-04T09:00:00Z",
                "language": "en",
                "text": "Crane falls\n\nBy Ann Other\n\nPORT TOWN (Meridian Press) – The board, in a report, said that"
                " cranes had failed.\n\nNobody was hurt.",
            },
        ),
        (
            NINJS_1,
            {"publisher": "Meridian Press", "published": "2024-03-03T10:47:48Z", "text": f"Crane falls\n\n{BODY}"},
        ),
        (
            NINJS_3,
            {
                "publisher": "Meridian Press",
                "published": "2024-03-03T08:00:00Z",
                "updated": "2024-03-03T10:47:48Z",
                "text": f"Crane falls\n\n{BODY}",
            },
        ),
        (
            ENTITY,
            {
                "id": "e-1",
                "title": "Crane falls",
                "byline": "Ann Other",
                "publisher": "Norhaven Courier",
                "published": "2024-03-03",
                "updated": "2024-03-04",
                "language": "en",
                "address": "https://courier.example/crane",
                "text": f"Crane falls\n\n{BODY}",
            },
        ),
    ],
    ids=["news-please", "ninjs 2", "ninjs 1", "ninjs 3", "FollowTheMoney"],
)
def test_what_each_one_says(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    found = article(fields)
    assert {name: getattr(found, name) for name in expected} == expected


def test_an_item_of_several_bodies_is_the_whole_one_with_its_markup() -> None:
    """IPTC's own names since version 2: `by`, and bodies by their role."""
    bodies = [
        {"role": "caption", "contentType": "text/plain", "value": "The quay."},
        {"role": "main", "contentType": "text/plain", "value": "The board, in a report, said so. Nobody was hurt."},
        {"role": "richtext", "contentType": "application/xhtml+xml",
         "value": "<p>The board, in <a href='https://board.example/r'>a report</a>, said so.<p>Nobody was hurt."},
    ]  # fmt: skip
    found = article({"uri": "urn:x:1", "versionCreated": "2024-03-03T08:00:00Z", "by": "Ann Other", "bodies": bodies})
    assert found.text == "Ann Other\n\nThe board, in a report, said so.\n\nNobody was hurt."
    assert (found.byline, found.published) == ("Ann Other", "2024-03-03T08:00:00Z")
    assert [link.uri for link in found.links] == ["https://board.example/r"]


def test_links_of_an_item_stand_where_they_stood() -> None:
    found = article(NINJS_2)
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://board.example/r", "in a report")
    ]


def test_a_file_may_hold_one_object_over_many_lines_or_a_list() -> None:
    spread = json.dumps([NEWS_PLEASE, ENTITY], indent=2)
    for written in (spread, json.dumps([NEWS_PLEASE, ENTITY]), json.dumps(NEWS_PLEASE, indent=2)):
        found = list(read(["-"], standard_input=io.BytesIO(written.encode())))
        assert all(isinstance(record, Article) for record in found)
        assert found


def test_pages_of_a_document_are_one_article_in_their_order() -> None:
    def page(document: str, index: int, text: str) -> dict[str, Any]:
        properties = {"document": [document], "index": [str(index)], "bodyText": [text]}
        return {"id": f"{document}-{index}", "schema": "Page", "properties": properties}

    whole = {"id": "d", "schema": "Pages", "properties": {"title": ["Ramp report"], "author": ["Ann Other"]}}
    found = parsed(
        page("d", 2, "Two."), page("other", 1, "Alone."), whole, page("d", 10, "Ten."), ENTITY, page("d", 1, "One.")
    )
    assert [(record.id, record.text[:40]) for record in found if isinstance(record, Article)] == [
        ("e-1", f"Crane falls\n\n{BODY}"[:40]),
        ("d", "Ramp report\n\nOne.\n\nTwo.\n\nTen."),
        ("other", "Alone."),
    ]


def test_a_document_without_its_pages_is_one_failure() -> None:
    (told,) = parsed({"id": "d", "schema": "Pages", "properties": {"title": ["Ramp report"]}})
    assert isinstance(told, Failure)
    assert told.kind == "no-text"


def test_entities_that_are_no_documents_are_passed_over() -> None:
    person = {"id": "p", "schema": "Person", "properties": {"name": ["Ann Other"]}}
    assert [type(record) for record in parsed(person, ENTITY, person)] == [Article]
    (alone,) = parsed(person)
    assert isinstance(alone, Failure)
    assert (alone.kind, alone.uri) == ("no-text", "-")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (NEWS_PLEASE | {"maintext": None}, "no-text"),
        (NEWS_PLEASE | {"maintext": 3}, "no-text"),
        (NINJS_1 | {"body_text": ""}, "no-text"),
        (NINJS_2 | {"bodies": [None, 3, {"value": 4}]}, "no-text"),
        (NINJS_2 | {"pubstatus": "canceled"}, "withdrawn"),
        (ENTITY | {"properties": {"title": ["Crane falls"]}}, "no-text"),
        (ENTITY | {"properties": {"bodyText": ["a" * 1_000_001]}}, "too-long"),
    ],
)
def test_a_bad_object_is_one_failure_and_the_next_one_is_read(fields: dict[str, Any], kind: str) -> None:
    failure, following = parsed(fields, {"text": "Second."})
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.uri) == (kind, "-:1")
    assert isinstance(following, Article)


@pytest.mark.parametrize("name", ["title", "authors", "url", "date_publish", "headline", "byline", "infosources"])
@pytest.mark.parametrize("value", [None, 3, [], [None], {}, {"name": 3}, [[]]])
def test_no_value_of_an_unlikely_kind_raises(name: str, value: Any) -> None:
    for fields in (NEWS_PLEASE, NINJS_1, NINJS_2):
        assert isinstance(article(fields | {name: value}), Article)
