"""Plain text to an article: the text is the file's, unchanged, and the title and the credits are read off its top."""

from __future__ import annotations

from typing import BinaryIO

from headwater.errors import UnreadableError
from headwater.ingest import formats, masthead
from headwater.ingest.articles import assemble
from headwater.ingest.decoding import decode, read_bytes, too_long
from headwater.model import Article


def read(head: bytes, stream: BinaryIO, uri: str, max_characters: int) -> Article:
    """The one article in `head` and the rest of `stream`. Raises UnreadableError."""
    text = decode(read_bytes(head, stream, max_characters))
    if "\0" in text:
        raise formats.binary()
    if len(text) > max_characters:
        raise too_long(max_characters)
    if not text.strip():
        raise UnreadableError("empty", "holds no text: give a file with an article in it")
    top = masthead.read(text)
    return assemble(
        uri,
        text,
        title=top.title,
        byline=top.byline,
        publisher=top.publisher,
        published=top.published,
        updated=top.updated,
    )
