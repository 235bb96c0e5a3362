"""Mail: newsletters and what is attached."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from headwater.ingest import read
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
BODY = "The harbour board said on Sunday that two of its cranes had failed.\n\nNobody was hurt, its chair said.\n"
MARKUP = """<html><head><title>x</title><style>p {}</style></head><body><table class="newsletter"><tr><td>
<p>The harbour board, in <a href="https://board.example/r">a report</a>, said that two cranes had failed.</p>
<p hidden>preview</p><p>Nobody was hurt.</p></td></tr></table></body></html>"""


def mail(subject: str = "Crane falls", body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Norhaven Courier <news@courier.example>"
    message["Date"] = "Sun, 03 Mar 2024 10:47:48 -0400"
    message["Message-ID"] = "<1@courier.example>"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def parsed(message: EmailMessage | bytes) -> list[Article | Failure]:
    data = message if isinstance(message, bytes) else message.as_bytes()
    return list(read(["-"], standard_input=io.BytesIO(data)))


def article(message: EmailMessage | bytes) -> Article:
    (record,) = parsed(message)
    assert isinstance(record, Article), record
    return record


def test_a_newsletter_is_its_senders() -> None:
    found = article(mail(List_Unsubscribe="<https://courier.example/u>"))
    assert (found.title, found.publisher, found.byline, found.published) == (
        "Crane falls",
        "Norhaven Courier",
        None,
        "2024-03-03T10:47:48-04:00",
    )
    assert found.text == f"Crane falls\n\n{BODY.strip()}"


def test_a_letter_is_by_its_sender() -> None:
    found = article(mail("Fwd: RE: Crane falls"))
    assert (found.title, found.byline, found.publisher) == ("Crane falls", "Norhaven Courier", None)


def test_markup_is_preferred_for_its_links_and_nothing_that_is_shown_is_left_out() -> None:
    message = mail()
    message.add_alternative(MARKUP, subtype="html")
    found = article(message)
    assert found.text == (
        "Crane falls\n\nThe harbour board, in a report, said that two cranes had failed.\n\nNobody was hurt."
    )
    assert [(link.uri, found.text[slice(*link.span)]) for link in found.links] == [
        ("https://board.example/r", "a report")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1"])
def test_encodings_are_followed(encoding: str) -> None:
    message = mail("Le café ferme")
    message.set_content("The café is closed, it’s over.".replace("’", "'"), charset=encoding)
    assert article(message).text.endswith("The café is closed, it's over.")


def test_what_is_attached_is_read_by_what_it_is() -> None:
    message = mail()
    for name in ("courier.docx", "columns.pdf"):
        data = (FIXTURES / name).read_bytes() + (b"" if name.endswith("x") else b"\n")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"MZ\0\0", maintype="application", subtype="octet-stream", filename="run.exe")
    found = parsed(message)
    assert [(record.uri, getattr(record, "kind", "article")) for record in found] == [
        ("-", "article"),
        ("-#courier.docx", "article"),
        ("-#columns.pdf", "article"),
        ("-#run.exe", "binary"),
    ]


def test_a_forwarded_message_is_an_article_of_its_own() -> None:
    outer = mail("Fwd: look", "See below.")
    outer.add_attachment(mail("Inner", "Inner text."))
    assert [(record.uri, getattr(record, "title", None)) for record in parsed(outer)] == [
        ("-", "look"),
        ("-#1.eml", "Inner"),
    ]


def test_messages_in_messages_end_somewhere() -> None:
    message = mail("0", "Text 0.")
    for n in range(1, 12):
        outer = mail(f"{n}", f"Text {n}.")
        outer.add_attachment(message)
        message = outer
    found = parsed(message)
    assert [getattr(record, "kind", "article") for record in found] == ["article"] * 6 + ["too-deep"]


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (mail(body=" ").as_bytes(), {"no-text"}),
        (mail().as_bytes().replace(b"text/plain", b"image/gif"), {"no-text"}),
        (b"Message-ID: <1>\nDate: x\nFrom: @@,;<>\nSubject: =?utf-8?b?////?=\n\nThe board met.", {"article"}),
        (
            b"MIME-Version: 1.0\nMessage-ID: <1>\nSubject: s\n"
            + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
            {"no-text", "unreadable"},
        ),
    ],
    ids=["blank", "picture", "odd headers", "nested parts"],
)
def test_odd_mails_are_one_record(data: bytes, kinds: set[str]) -> None:
    (record,) = parsed(data)
    assert getattr(record, "kind", "article") in kinds


def test_a_thousand_attachments_of_nothing_are_nothing() -> None:
    part = b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
    head = b"Subject: Crane falls\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
    [record] = parsed(head + part * 1000)
    assert isinstance(record, Failure)
    assert record.kind == "no-text"


def test_a_text_that_only_looks_like_a_mail_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Subject: cranes\n\nThe board met.")
    (found,) = read([str(tmp_path)])
    assert isinstance(found, Article)
    assert found.text == "Subject: cranes\n\nThe board met."


def test_a_mailbox_is_all_its_messages(tmp_path: Path) -> None:
    """As Thunderbird and mailing lists keep them; a line that would begin another one has a mark."""
    box = b"".join(
        b"From - Sun Mar 03 10:47:48 2024\nFrom: a@b.example\nSubject: Crane %d\nMessage-ID: <1@b.example>\n\n"
        b"The board met.\n\n>From here on it rained.\n\n" % number
        for number in (1, 2)
    )
    (tmp_path / "board.mbox").write_bytes(box)
    found = list(read([str(tmp_path / "board.mbox")]))
    assert [(each.uri.rpartition("#")[2], each.text) for each in found if isinstance(each, Article)] == [
        (f"{number}.eml", f"Crane {number}\n\nThe board met.\n\nFrom here on it rained.") for number in (1, 2)
    ]


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        (
            "format=flowed",
            "The board \nmet on \nSunday.\n\nNobody was hurt.",
            "The board met on Sunday.\n\nNobody was hurt.",
        ),
        ("format=flowed; delsp=yes", "The bo \nard  \nmet.", "The board met."),
        ("format=flowed", "> They \n> met.\nNobody came.", "> They met.\nNobody came."),
        ("format=flowed", " From here on.\nA line.", "From here on.\nA line."),
        ("charset=utf-8", "The board \nmet.", "The board \nmet."),
    ],
)
def test_lines_that_go_on_are_put_together(kind: str, body: str, text: str) -> None:
    """RFC 3676: a line that ends with a space goes on, unless the mail says nothing of that."""
    top = "From: a@b.example\nMessage-ID: <1@b.example>\nMIME-Version: 1.0"
    mail = f"{top}\nContent-Type: text/plain; {kind}\n\n{body}"
    assert article(mail.encode()).text == text


def test_a_mail_of_parts_that_nothing_parts_keeps_its_text() -> None:
    mail = b"From: a@b.example\nSubject: Crane\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nThe board met.\n"
    assert article(mail).text == "Crane\n\nThe board met."
