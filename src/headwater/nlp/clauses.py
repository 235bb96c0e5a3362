"""A parse > clauses that assert something by themselves: "X found a crack and Y put off the repair" are two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from headwater.model import Span, Spans
from headwater.nlp.syntax import PASSIVE_SUBJECTS, SUBJECTS, Syntax
from headwater.spans import trimmed

FRAMES = {"ROOT", "ccomp", "parataxis"}
"""How a verb hangs that asserts: what it is coordinated with asserts as much."""
EDGES = ",;"
"""What stands between clauses and belongs to none."""
LONGEST = 40
"""Words between two clauses that "that" begins."""
JOINING = {"cc", "punct"}
VERBS = ("VERB", "AUX")


def clauses(syntax: Syntax, text: str, sentences: Spans) -> Spans:
    """The sentences, cut before each coordinated clause with a subject of its own; conjunctions belong to neither.

    What has no verb asserts nothing, "A bad week for the port.", unless it is a headline, the first of all.
    """
    cuts = sorted(_cuts(syntax))
    verbs = [word.span[0] for word in syntax.words if word.part in VERBS]
    found: list[Span] = []
    at = 0
    for start, end in sentences:
        position = start
        if found and verbs and bisect_left(verbs, start) == bisect_left(verbs, end):
            continue
        while at < len(cuts) and cuts[at][1] <= start:
            at += 1
        while at < len(cuts) and cuts[at][1] < end:
            if cuts[at][0] > position:
                found.append(trimmed(text, (position, cuts[at][0]), EDGES))
                position = cuts[at][1]
            at += 1
        found.append(trimmed(text, (position, end), EDGES))
    return tuple(span for span in found if span[0] < span[1])


def _cuts(syntax: Syntax) -> Iterator[Span]:
    """Where one clause ends and the next begins."""
    for index, word in enumerate(syntax.words):
        if word.dependency == "cc" and _opens_another(syntax, index):
            yield syntax.words[index - 1].span[1], syntax.words[index + 1].span[0]
        if word.dependency != "conj" or word.part not in VERBS or not _asserts(syntax, index):
            continue
        first = min(syntax.parse.below(index))
        before = first
        while before and syntax.words[before - 1].dependency in JOINING:
            before -= 1
        if before:
            yield syntax.words[before - 1].span[1], syntax.words[first].span[0]


def _opens_another(syntax: Syntax, index: int) -> bool:
    """Whether a conjunction stands before another clause with "that": "said that it fell | and that it was mended".

    The word tells, whatever the parse hangs it on: what is coordinated is a second content. Taken for the article of
    the noun behind it, it still opens a clause, if something is told of that noun.
    """
    after, marks = index + 1, range(max(0, index - LONGEST), index)
    if not index or after >= len(syntax.words) or not (_is_mark(syntax, after) or _is_before_subject(syntax, after)):
        return False
    return any(_is_mark(syntax, i) and syntax.words[syntax.words[i].head].dependency == "ccomp" for i in marks)


def _is_mark(syntax: Syntax, index: int) -> bool:
    return syntax.form(index) == "that" and syntax.words[index].dependency == "mark"


def _is_before_subject(syntax: Syntax, index: int) -> bool:
    word = syntax.words[index]
    subject = syntax.words[word.head].dependency in (*SUBJECTS, *PASSIVE_SUBJECTS)
    return syntax.form(index) == "that" and word.dependency == "det" and word.head > index and subject


def _asserts(syntax: Syntax, index: int) -> bool:
    """Whether a coordinated verb has a subject of its own and stands beside one that asserts."""
    if not syntax.below(index, *SUBJECTS, *PASSIVE_SUBJECTS, "expl"):
        return False
    seen: set[int] = set()
    while syntax.words[index].dependency == "conj" and index not in seen:
        seen.add(index)
        index = syntax.words[index].head
    return syntax.words[index].dependency in FRAMES and syntax.words[index].part in VERBS
