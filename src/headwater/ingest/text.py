"""Plain text to an article: the text is the file's, unchanged, and the title and the credits are read off its top."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.errors import UnreadableError
from headwater.ingest import formats, masthead, xml
from headwater.ingest.articles import assemble
from headwater.ingest.decoding import decode, too_long
from headwater.ingest.readers import Input, Match, Reader
from headwater.model import Article


def read(given: Input) -> Iterator[Article]:
    """The one article. Raises UnreadableError."""
    text = decode(given.data())
    if "\0" in text:
        raise formats.binary()
    if len(text) > given.max_characters:
        raise too_long(given.max_characters)
    if not text.strip():
        raise UnreadableError("empty", "holds no text: give a file with an article in it")
    if name := xml.alone(text):
        raise UnreadableError("unknown-xml", f"is XML of a kind that is not read ({name}): save its text as .txt")
    top = masthead.read(text)
    yield assemble(
        given.uri,
        text,
        title=top.title,
        byline=top.byline,
        publisher=top.publisher,
        published=top.published,
        updated=top.updated,
    )


READER = Reader("plain text", lambda _: Match.NONE, read, extensions=frozenset({".txt", ".text"}), isolated=False)
