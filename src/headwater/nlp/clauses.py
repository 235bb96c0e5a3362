"""A parse > clauses that assert something by themselves: "X found a crack and Y put off the repair" are two."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.model import Span, Spans
from headwater.nlp.syntax import PASSIVE_SUBJECTS, SUBJECTS, Syntax

FRAMES = {"ROOT", "ccomp", "parataxis"}
"""How a verb hangs that asserts: what it is coordinated with asserts as much."""
JOINING = {"cc", "punct"}


def clauses(syntax: Syntax, text: str, sentences: Spans) -> Spans:
    """The sentences, cut before each coordinated clause with a subject of its own; conjunctions belong to neither."""
    cuts = sorted(_cuts(syntax))
    found: list[Span] = []
    at = 0
    for start, end in sentences:
        position = start
        while at < len(cuts) and cuts[at][1] <= start:
            at += 1
        while at < len(cuts) and cuts[at][1] < end:
            if cuts[at][0] > position:
                found.append(_trimmed(text, position, cuts[at][0]))
                position = cuts[at][1]
            at += 1
        found.append(_trimmed(text, position, end))
    return tuple(span for span in found if span[0] < span[1])


def _cuts(syntax: Syntax) -> Iterator[Span]:
    """Where one clause ends and the next begins."""
    for index, word in enumerate(syntax.words):
        if word.dependency != "conj" or word.part not in ("VERB", "AUX") or not _asserts(syntax, index):
            continue
        first = min(syntax.parse.below(index))
        before = first
        while before and syntax.words[before - 1].dependency in JOINING:
            before -= 1
        if before:
            yield syntax.words[before - 1].span[1], syntax.words[first].span[0]


def _asserts(syntax: Syntax, index: int) -> bool:
    """Whether a coordinated verb has a subject of its own and stands beside one that asserts."""
    if not syntax.below(index, *SUBJECTS, *PASSIVE_SUBJECTS, "expl"):
        return False
    seen: set[int] = set()
    while syntax.words[index].dependency == "conj" and index not in seen:
        seen.add(index)
        index = syntax.words[index].head
    return syntax.words[index].dependency in FRAMES and syntax.words[index].part in ("VERB", "AUX")


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return start, end
