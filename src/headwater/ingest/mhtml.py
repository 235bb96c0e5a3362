"""A web page with all its parts in one file, as Chromium, Edge and Internet Explorer save it (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from headwater.errors import UnreadableError
from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article

_MARK = re.compile(rb"^(?:snapshot-content-location\s*:|from\s*:\s*\"?<?saved by )", re.IGNORECASE | re.MULTILINE)
_PICTURES = 100  # bytes of the parts that are no text, for each character that the text may have


def recognise(look: Look) -> Match:
    return Match.CERTAIN if look.start[:1].isalpha() and _MARK.search(look.start.split(b"\n\r\n")[0]) else Match.NONE


def read(given: Input) -> Iterator[Article]:
    """The one article of the page itself; its frames, pictures and styles are passed over. Raises UnreadableError."""
    from headwater.ingest import page

    message = email.message_from_bytes(given.data(_PICTURES), policy=email.policy.compat32)
    part = _page(message)
    data = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(data, bytes):
        raise UnreadableError("no-text", "is a saved page without a page in it: save it again, as HTML")
    address = str(message["Snapshot-Content-Location"] or part["Content-Location"] or "").strip()
    yield page.article(
        Input.of(data, given.uri, given.max_characters),
        encoding=part.get_content_charset(),
        saved_from=address if address.startswith(("http://", "https://")) else None,
    )


def _page(message: Message) -> Message | None:
    """The part that is the page: the one that the others belong to, else the first that is HTML."""
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start") if message.is_multipart() else None
    root = (part for part in parts if start and part["Content-ID"] == start)
    return next(root, parts[0] if parts else None)


READER = Reader("a saved page (MHTML)", recognise, read, extensions=frozenset({".mht", ".mhtml"}))
