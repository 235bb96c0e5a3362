"""What another input holds, an attachment or a file in an archive, read by the reader that its content asks for."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.errors import UnreadableError
from headwater.ingest import formats
from headwater.ingest.readers import HEAD, TAIL, Input, Look, choose, failure, guarded, registered
from headwater.model import Article, Failure

_DEEPEST = 5


def read(data: bytes, name: str, outer: Input) -> Iterator[Article | Failure]:
    """The articles of `data`, called `name` in `outer`; their uri is "<outer uri>#<name>"."""
    uri = f"{outer.uri}#{name}"
    if uri.count("#") > _DEEPEST:
        yield failure(uri, "too-deep", "is attached to what is itself attached, many times over: give it by itself")
        return
    look = Look(data[:HEAD], data[-TAIL:] if data.startswith(formats.ZIP) else b"", name)
    reader = registered()[choose(look)]
    try:
        if not reader.takes_binary:
            formats.refuse_binary(look.head)
    except UnreadableError as error:
        yield failure(uri, error.kind, str(error))
        return
    yield from guarded(reader, Input.of(data, uri, outer.max_characters, outer.columns))
