"""Mail as programs save it (.eml, .mbox): newsletters and alerts, with the messages and documents that are attached."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage, MIMEPart

from headwater.errors import UnreadableError
from headwater.ingest import fragment, masthead, mhtml, nested
from headwater.ingest.articles import assemble, checked
from headwater.ingest.decoding import decode
from headwater.ingest.paragraphs import Whole, headed, joined
from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article, Failure

_HEADER = re.compile(
    rb"^(mime-version|message-id|received|return-path|delivered-to|dkim-signature|from|to|subject|date|content-type)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_OF_MAIL_ALONE = {b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"dkim-signature"}
_FEWEST = 3  # header lines from which a text may be a mail
_ATTACHED = 100  # bytes of what is attached, for each character that the text may have
# Where a mailbox begins a message, and what it writes for a line of one that would look so.
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[\w-]+:)")
_QUOTED_ENVELOPE = re.compile(rb"^>(>*From )", re.MULTILINE)
_FORWARDED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*", re.IGNORECASE)


def recognise(look: Look) -> Match:
    top = re.split(rb"\r?\n\r?\n", look.start, maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(top)}
    if len(names) < _FEWEST or mhtml.recognise(look) or not re.match(rb"(?:From |[\w-]+\s*:)", top):
        return Match.NONE
    return Match.CERTAIN if names & _OF_MAIL_ALONE else Match.POSSIBLE


def read(given: Input) -> Iterator[Article | Failure]:
    """The message, then whatever is attached to it and can be read; of a mailbox, each. Raises UnreadableError."""
    data = given.data(_ATTACHED)
    starts = [begin.end() for begin in _ENVELOPE.finditer(data)]
    if len(starts) < 2:
        yield from _message(email.message_from_bytes(data, policy=email.policy.default), given)
        return
    ends = [*(begin.start() for begin in _ENVELOPE.finditer(data)), len(data)][1:]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        yield from nested.read(_QUOTED_ENVELOPE.sub(rb"\1", data[start:end]), f"{number}.eml", given)


def _message(message: EmailMessage, given: Input) -> Iterator[Article | Failure]:
    found = False
    try:
        yield _article(message, given)
        found = True
    except UnreadableError as error:
        if error.kind != "no-text":
            raise
    for name, data in _attached(message):
        found = True
        yield from nested.read(data, name, given)
    if not found:
        raise UnreadableError("no-text", "is a mail without a text: save what it shows as .txt")


def _article(message: EmailMessage, given: Input) -> Article:
    subject = _header(message, "subject")
    title = _FORWARDED.sub("", subject) if subject else None
    body = _body(message)
    whole = headed(title, body)
    text = checked(whole.text if body.text else "", given.max_characters)
    top, sender = masthead.read(text), _sender(message)
    by_list = message["list-id"] is not None or message["list-unsubscribe"] is not None
    return assemble(
        given.uri,
        text,
        title=title or top.title,
        byline=top.byline or (None if by_list else sender),
        publisher=top.publisher or (sender if by_list else None),
        published=_date(message) or top.published,
        updated=top.updated,
        language=_header(message, "content-language"),
        links=whole.links,
    )


def _body(message: EmailMessage) -> Whole:
    """What the mail shows: its HTML, where it has one, since that keeps the links."""
    for kind in ("html", "plain"):
        part = message.get_body((kind,))
        data = part.get_payload(decode=True) if part else None
        if part is None or not isinstance(data, bytes) or not data.strip():
            continue
        written = decode(data, part.get_content_charset())
        whole = fragment.of_html(written) if kind == "html" else fragment.of_text(_unflowed(part, written))
        if whole.text:
            return whole
    # Parts are announced, and nothing says what parts them: what is there is its text.
    alone = message.get_payload() if message.get_content_maintype() == "multipart" else None
    return fragment.of_text(alone) if isinstance(alone, str) else joined(())


def _unflowed(part: MIMEPart, written: str) -> str:
    """A text whose lines go on where they end with a space (format=flowed, RFC 3676), as it was written."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return written
    ends = " " if str(part.get_param("delsp", "")).lower() == "yes" else ""
    lines: list[str] = []
    goes_on, depth = False, 0
    for line in written.splitlines():
        quoted = len(line) - len(line.lstrip(">"))
        text = line[quoted:].removeprefix(" ")
        if goes_on and quoted == depth:
            lines[-1] += text
        else:
            lines.append(line[:quoted] + (" " if quoted else "") + text)
        goes_on, depth = text.endswith(" ") and text != "-- ", quoted
        if goes_on:
            lines[-1] = lines[-1].removesuffix(ends)
    return "\n".join(lines)


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.iter_attachments(), start=1):
        if part.get_content_maintype() in ("image", "audio", "video", "font"):
            continue
        name = part.get_filename() or f"{number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                yield f"{number}.eml", inner[0].as_bytes()
        elif isinstance(data := part.get_payload(decode=True), bytes) and data.strip():
            yield name, data


def _sender(message: EmailMessage) -> str | None:
    try:
        header = message["from"]
        address = header.addresses[0] if isinstance(header, AddressHeader) and header.addresses else None
    except (AttributeError, IndexError, ValueError):  # as the library answers some headers that are none
        return None
    return (address.display_name or address.domain) if address else None


def _date(message: EmailMessage) -> str | None:
    try:
        header = message["date"]
    except (OverflowError, ValueError):
        return None
    date = header.datetime if isinstance(header, DateHeader) else None
    return date.isoformat() if isinstance(date, datetime) else None


def _header(message: EmailMessage, name: str) -> str | None:
    value = message[name]
    return " ".join(str(value).split()) or None if value is not None else None


READER = Reader("a mail", recognise, read, extensions=frozenset({".eml", ".mbox"}))
