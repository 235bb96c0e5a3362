"""Candidates > the relations that hold, and which of them stands in which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from headwater.model import Spans
from headwater.nlp.candidates import Candidate, Pieces, Thresholds, without
from headwater.nlp.runs import Contents, Runs
from headwater.nlp.wordpieces import WordPieces
from headwater.spans import trimmed

PUNCTUATION = ",;:.!?–—-"
"""Never part of a source or a cue at its edges."""
STOPS = " \n\t.,;:!?–—"
"""Never at the begin of a content."""
ENDINGS = ".!?:;,…\"'”’»)"
"""What a paragraph may end with that goes on in the next: a headline ends with none of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A relation that holds, in code points; `parent` is the index of the one that it is nested in."""

    source: Spans
    cue: Spans
    content: Spans
    parent: int | None
    score: float


class _Holding:
    """The candidates that hold, and for each the index of the one that it is nested in."""

    def __init__(self) -> None:
        self.kept: list[Candidate] = []
        self.parents: list[int | None] = []
        self.cues, self.contents = Runs(), Contents()

    def add(self, candidate: Candidate, parent: int | None = None) -> None:
        self.cues.add(candidate.cue)
        self.contents.add(len(self.kept), candidate.content)
        self.kept.append(candidate)
        self.parents.append(parent)


def relations(pieces: WordPieces, text: str, found: Sequence[Candidate], thresholds: Thresholds) -> tuple[Found, ...]:
    """The candidates that hold, in the order of the text, the nested ones below those that they stand in.

    Outermost relations do not share cues; one whose cue lies in the content of a better one is nested in it, and then
    its parts are clipped to that content.
    """
    ranked = sorted(_sound(pieces, text, found), key=lambda c: (-c.score, c.cue))
    holding, taken = _Holding(), Runs()
    for candidate in ranked:
        if candidate.score < thresholds.relation or holding.cues.meets(candidate.cue) or taken.holds(candidate.cue):
            continue
        for run in (*candidate.source, *candidate.content):
            taken.add(run)
        holding.add(candidate)
    for candidate in sorted(ranked, key=lambda c: (-c.nested, c.cue)):
        if candidate.nested < thresholds.nested or holding.cues.meets(candidate.cue):
            continue
        parent = holding.contents.smallest_around(candidate.cue)
        if parent is None:
            continue
        clipped = _clip(candidate, holding.kept[parent].content)
        if _contents(pieces, text, clipped.content):
            holding.add(clipped, parent)
    return tuple(_in_order(pieces, text, holding))


def _in_order(pieces: WordPieces, text: str, holding: _Holding) -> Iterator[Found]:
    kept = holding.kept
    order = sorted(range(len(kept)), key=lambda i: (_first(kept[i]), kept[i].cue, i))
    rank = {old: new for new, old in enumerate(order)}
    for i in order:
        parent = holding.parents[i]
        yield Found(
            _spans(pieces, text, kept[i].source, PUNCTUATION),
            _spans(pieces, text, [kept[i].cue], PUNCTUATION),
            _contents(pieces, text, kept[i].content),
            None if parent is None else rank[parent],
            round(kept[i].score if parent is None else kept[i].nested, 3),
        )


def _sound(pieces: WordPieces, text: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates on whole words, without those that are left without a cue or a content."""
    for candidate in found:
        whole = tuple(_on_the_side_of(pieces, text, candidate.cue, candidate.content))
        cue, source, content = _apart(pieces, (candidate.cue,), candidate.source, whole)
        if _spans(pieces, text, cue, PUNCTUATION) and _contents(pieces, text, content):
            yield replace(candidate, cue=cue[0], source=source, content=content)


def _on_the_side_of(pieces: WordPieces, text: str, cue: tuple[int, int], runs: Pieces) -> Iterator[tuple[int, int]]:
    """The content on its cue's side of a headline's end: of a run that one cuts, the part nearest to the cue.

    Nor does a headline say what stands between it and the text, as a byline does, if it says anything itself.
    """
    cut = [[run[0], *(i for i in range(run[0] + 1, run[1]) if _headline_ends(pieces, text, i)), run[1]] for run in runs]
    nearest = [min(pairwise(cuts), key=lambda part: max(part[0] - cue[1], cue[0] - part[1])) for cuts in cut]
    below = [
        any(_headline_ends(pieces, text, index) for index in range(cue[1], part[0] + 1))
        and _headline_ends(pieces, text, _next_paragraph(pieces, text, part[1]))
        for part in nearest
    ]
    yield from [part for part, one in zip(nearest, below, strict=True) if not one] or nearest


def _next_paragraph(pieces: WordPieces, text: str, index: int) -> int:
    """The first piece of the paragraph after the one in which the piece before `index` stands."""
    while index < len(pieces.starts) and text[pieces.ends[index - 1] : pieces.starts[index]].count("\n") < 2:
        index += 1
    return index


def _headline_ends(pieces: WordPieces, text: str, index: int) -> bool:
    """Whether a paragraph without a stop ends before a piece."""
    gap = text[pieces.ends[index - 1] : pieces.starts[index]] if index < len(pieces.starts) else ""
    return gap.count("\n") > 1 and text[pieces.ends[index - 1] - 1] not in ENDINGS


def _apart(pieces: WordPieces, *parts: Pieces) -> Iterator[Pieces]:
    """Parts on whole words, each without what an earlier one has: a word has one part only."""
    taken: list[tuple[int, int]] = []
    for part in parts:
        before = len(taken)
        for first, end in part:
            rest = [pieces.whole_words(first, end)]
            for hole in tuple(taken):
                rest = without(rest, hole)
            taken += rest
        yield tuple(taken[before:])


def _first(candidate: Candidate) -> int:
    return min(first for first, _ in (*candidate.source, candidate.cue, *candidate.content))


def _clip(candidate: Candidate, around: Pieces) -> Candidate:
    def clip(spans: Pieces) -> Pieces:
        return tuple((max(a, c), min(b, d)) for a, b in spans for c, d in around if a < d and c < b)

    return replace(candidate, source=clip(candidate.source), content=clip(candidate.content))


def _contents(pieces: WordPieces, text: str, found: Iterable[tuple[int, int]]) -> Spans:
    """The spans of a content, none of which begins with the stop of what stands before it."""
    spans = (
        (start + len(text[start:end]) - len(text[start:end].lstrip(STOPS)), end)
        for start, end in _spans(pieces, text, found)
    )
    return tuple(span for span in spans if span[0] < span[1])


def _spans(pieces: WordPieces, text: str, found: Iterable[tuple[int, int]], edges: str = "") -> Spans:
    """Code-point spans of runs of pieces, without white space and `edges` at the ends."""
    spans = (trimmed(text, (int(pieces.starts[first]), int(pieces.ends[end - 1])), edges) for first, end in found)
    return tuple(sorted(span for span in spans if span[0] < span[1]))
