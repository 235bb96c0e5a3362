"""Subtitles, WebVTT or SubRip, to the text of a broadcast; a new paragraph where somebody else speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.errors import UnreadableError
from headwater.ingest.articles import assemble, checked
from headwater.ingest.decoding import decode
from headwater.ingest.readers import Input, Look, Match, Reader
from headwater.model import Article

TIMES = re.compile(r"(?:\d+:)?\d\d:\d\d[.,]\d{3}\s+-->\s+(?:\d+:)?\d\d:\d\d[.,]\d{3}")
SUBRIP = re.compile(rb"1\r?\n\d\d:\d\d:\d\d,\d{3} --> ")
VOICE = re.compile(r"<v(?:\.\S+)?\s+([^>]+)>")
MARKS = re.compile(r"<[^>]*>|\{\\[^}]*\}")


def recognise(look: Look) -> Match:
    return Match.CERTAIN if look.start.startswith(b"WEBVTT") or SUBRIP.match(look.start) else Match.NONE


def read(given: Input) -> Iterator[Article]:
    """The one article of a file. Raises UnreadableError."""
    paragraphs: list[str] = []
    speaker = None
    for block in re.split(r"(?:\r?\n){2,}", decode(given.data())):
        lines = block.splitlines()
        place = next((n for n, line in enumerate(lines) if TIMES.match(line)), None)
        if place is None:
            continue
        written = " ".join(lines[place + 1 :])
        voice = VOICE.search(written)
        said = " ".join(MARKS.sub("", written).split())
        if voice and voice[1] != speaker:
            speaker = voice[1]
            paragraphs.append(f"{speaker}: {said}")
        elif paragraphs:
            paragraphs[-1] += f" {said}"
        else:
            paragraphs.append(said)
    if not paragraphs:
        raise UnreadableError("no-text", "is a transcript in which nothing is said")
    yield assemble(given.uri, checked("\n\n".join(paragraphs), given.max_characters))


READER = Reader("a transcript", recognise, read, extensions=frozenset({".vtt", ".srt"}))
