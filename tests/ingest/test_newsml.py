"""NewsML-G2 and NITF as agencies write them."""

from __future__ import annotations

import io

import pytest

from headwater.ingest import read
from headwater.model import Article, Failure

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
META = """<itemMeta><itemClass qcode="ninat:text"/><provider literal="meridian.example"/>
<versionCreated>2024-03-04T09:00:00Z</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><contentCreated>2024-03-03T10:47:48+01:00</contentCreated>
<infoSource><name>Meridian Press</name></infoSource><by>By Ann Other</by><headline>Crane falls</headline>
<language tag="en-GB"/></contentMeta>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><p>PORT TOWN (Meridian Press) – The board, in <a href="https://board.example/r">a report</a>, said that
cranes had failed.</p><p>Nobody was hurt.</p></body></html></inlineXML>"""
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata><date.issue norm="20240303T104748Z"/>
<doc.copyright holder="Meridian Press"/></docdata></head><body><body.head><hedline><hl1>Crane falls</hl1></hedline>
<byline>By Ann Other</byline><dateline>PORT TOWN</dateline></body.head><body.content><p>The board met.</p>
<hl2>Later</hl2><p>Nobody was hurt.</p></body.content></body></nitf>"""
END = "Nobody was hurt."


def item(content: str = XHTML, status: str = "usable") -> str:
    return (
        f'<newsItem {NAR} guid="urn:newsml:meridian.example:1" version="2">{META.format(status=status)}'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def parsed(data: str) -> list[Article | Failure]:
    return list(read(["-"], standard_input=io.BytesIO(('<?xml version="1.0" encoding="UTF-8"?>\n' + data).encode())))


def test_an_item_gives_all_that_it_says() -> None:
    (found,) = parsed(item())
    assert isinstance(found, Article)
    assert found.text == (
        "Crane falls\n\nBy Ann Other\n\nPORT TOWN (Meridian Press) – The board, in a report, said that cranes"
        " had failed.\n\nNobody was hurt."
    )
    assert (found.uri, found.title, found.byline, found.publisher, found.published, found.updated, found.language) == (
        "urn:newsml:meridian.example:1",
        "Crane falls",
        "By Ann Other",
        "Meridian Press",
        "2024-03-03T10:47:48+01:00",
        "2024-03-04T09:00:00Z",
        "en",
    )
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://board.example/r", "a report")
    ]


@pytest.mark.parametrize(
    ("content", "end"),
    [
        (f'<inlineXML contenttype="nitf">{NITF}</inlineXML>', f"The board met.\n\nLater\n\n{END}"),
        (f'<inlineData contenttype="text/plain">The board\nmet.\n\n{END}</inlineData>', f"The board\nmet.\n\n{END}"),
        ('<inlineData contenttype="text/html">&lt;p&gt;The board met.&lt;/p&gt;</inlineData>', "The board met."),
    ],
    ids=["NITF", "plain", "HTML"],
)  # fmt: skip
def test_bodies_of_every_kind(content: str, end: str) -> None:
    (found,) = parsed(item(content))
    assert isinstance(found, Article)
    assert found.text.startswith("Crane falls\n\nBy Ann Other\n\n")
    assert found.text.endswith(end)


def test_nitf_alone() -> None:
    (found,) = parsed(NITF)
    assert isinstance(found, Article)
    assert (found.title, found.byline, found.publisher, found.published) == (
        "Crane falls",
        "By Ann Other",
        "Meridian Press",
        "2024-03-03",
    )
    assert found.text == "Crane falls\n\nBy Ann Other\n\nPORT TOWN\n\nThe board met.\n\nLater\n\nNobody was hurt."


def test_a_message_holds_several_items() -> None:
    second = item(XHTML.replace("Nobody", "One")).replace("example:1", "example:2")
    picture = item('<remoteContent href="a.jpg"/>')
    found = parsed(f"<newsMessage {NAR}><header/><itemSet>{item()}{picture}{second}</itemSet></newsMessage>")
    assert [record.uri[-1] for record in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (item(status="canceled"), "withdrawn"),
        (item('<remoteContent href="a.jpg"/>'), "no-text"),
        (item()[:-20], "bad-xml"),
        (f'<!DOCTYPE newsItem [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{item()}', "entities"),
        (f'<!DOCTYPE newsItem [<!ENTITY a SYSTEM "file:///etc/passwd">]>{item()}', "entities"),
        (f"<newsItem {NAR}>" + "<a>" * 100_000, "bad-xml"),
    ],
    ids=["withdrawn", "picture", "cut off", "laughs", "external", "depth"],
)
def test_what_cannot_be_read_is_one_failure(data: str, kind: str) -> None:
    (record,) = parsed(data)
    assert isinstance(record, Failure)
    assert record.kind == kind
