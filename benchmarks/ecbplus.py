"""ECB+ (Cybulska and Vossen 2014): news reports with the mentions of their events, and which mean the same event.

The corpus has its texts cut into words; here they are put together again, as the program would meet them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpora import lines

Span = tuple[int, int]

LEFT = re.compile(r"[.,;:?!%)\]}”’/-]|''|n't|['’](s|t|re|ve|ll|d|m|S)?|\.\.\.")
"""Words that stand close to the one before them."""
RIGHT = re.compile(r"[(\[{$£€#“‘/-]|``")
"""Words that stand close to the one after them."""
TAILS = ("s", "t", "re", "ve", "ll", "d", "m")
QUOTES = {"``": "“", "''": "”"}


@dataclass(frozen=True)
class Event:
    """A mention of an event; the same `chain` means the same event, and without one it is the only mention of its own.

    `linked` says whether its sentence has any mention with a chain: in the others nobody looked for the same event.
    """

    id: str
    span: Span
    chain: str | None
    linked: bool


@dataclass(frozen=True)
class Document:
    """One report; `topic` numbers the kind of event, `subtopic` tells its two look-alikes apart."""

    id: str
    topic: int
    subtopic: str
    text: str
    events: tuple[Event, ...]


def documents(limit: int | None = None) -> Iterator[Document]:
    for number, row in enumerate(lines("ecbplus", "dev.jsonl")):
        if limit is not None and number >= limit:
            return
        yield document(row)


def document(row: dict[str, Any]) -> Document:
    words = [row["text"][start:end] for start, end, _ in row["tokens"]]
    sentences = [sentence for _, _, sentence in row["tokens"]]
    text, spans = joined(words, sentences)
    found = [m for m in row["mentions"] if m["type"].startswith(("ACTION", "NEG"))]
    linked = {sentences[m["tokens"][0]] for m in found if m["chain"]}
    events = tuple(
        Event(m["id"], _whole(m["tokens"], spans), m["chain"], sentences[m["tokens"][0]] in linked) for m in found
    )
    return Document(row["id"], row["topic"], f"{row['topic']}{row['subtopic']}", text, events)


def joined(words: Sequence[str], sentences: Sequence[int]) -> tuple[str, list[Span]]:
    """The text that words make, a line a sentence, and where each of them stands in it."""
    text, spans = "", list[Span]()
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if index and sentences[index] != sentences[index - 1]:
            text += "\n"
        elif index and not _close(before, word):
            text += " "
        plain = QUOTES.get(word, word)
        spans.append((len(text), len(text) + len(plain)))
        text += plain
    return text, spans


def _close(before: str, word: str) -> bool:
    tail = before in ("'", "’") and word.lower() in TAILS
    return tail or bool(LEFT.fullmatch(word) or RIGHT.fullmatch(before))


def _whole(tokens: Sequence[int], spans: Sequence[Span]) -> Span:
    """From the first to the last word of a mention."""
    return spans[min(tokens)][0], spans[max(tokens)][1]
