"""Encoded windows > attribution relations: cues are found first, then each is asked for its source and its content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from headwater.model import Spans
from headwater.nlp.network import Encoded, Floats, Network, ask
from headwater.nlp.tagging import begun, runs
from headwater.nlp.wordpieces import Window, WordPieces
from headwater.spans import trimmed

CUE_BEGIN, CUE_INSIDE = 1, 2
PUNCTUATION = ",;:.!?–—-"
"""Never part of a source or a cue at its edges."""
STOPS = " \n\t.,;:!?–—"
"""Never at the begin of a content."""
ENDINGS = ".!?:;,…\"'”’»)"
"""What a paragraph may end with that goes on in the next: a headline ends with none of them."""
SOURCE, CONTENT = slice(1, 3), slice(3, 5)
"""Columns of the pointer's tags: begin and inside of each part; column 0 is neither."""

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something counts; chosen on held-out training documents (training/train.py)."""

    candidate: float = 0.25
    relation: float = 0.45
    nested: float = 0.33
    part: float = 0.5
    crumb: float = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible relation, in pieces of the text: cue, parts, and how likely it is, standing alone or nested."""

    cue: tuple[int, int]
    source: Pieces
    content: Pieces
    score: float
    nested: float


@dataclass(frozen=True, slots=True)
class Found:
    """A relation that holds, in code points; `parent` is the index of the one that it is nested in."""

    source: Spans
    cue: Spans
    content: Spans
    parent: int | None
    score: float


def candidates(
    network: Network,
    encoded: Encoded,
    windows: Sequence[Window],
    thresholds: Thresholds,
    listed: Sequence[tuple[int, int]] = (),
) -> list[Candidate]:
    """Every cue in the cores of a batch of windows, with the source and the content that the pointer gives it.

    `listed` are runs of pieces, in order, that word lists know for cues; they hold where no better one is in their way.
    """
    queries, likely, least = [], [], []
    for row, window in enumerate(windows):
        size = window.end - window.start
        flat, every = encoded.outer[row, 1 : size + 1], encoded.any[row, 1 : size + 1]
        either = np.where((flat[:, 1:].sum(1) >= every[:, 1:].sum(1))[:, None], flat, every)
        for first, end, _ in begun(either[:, CUE_BEGIN], either[:, CUE_INSIDE], thresholds.candidate):
            if window.core_start <= window.start + first < window.core_end:
                queries.append((row, first + 1, end + 1))
                likely.append(tuple(float(tags[first:end, 1:].sum(1).max()) for tags in (flat, every)))
                least.append(0.0)
        here = slice(bisect_left(listed, (window.core_start,)), bisect_left(listed, (window.core_end,)))
        for first, end in listed[here]:
            if end <= window.end:
                queries.append((row, first - window.start + 1, end - window.start + 1))
                likely.append((0.0, 0.0))
                least.append(thresholds.relation)
    if not queries:
        return []
    tags, sure = ask(network, "attribution", encoded, queries)
    found = []
    for (row, first, end), answer, certain, (outer, every_), floor in zip(
        queries, tags, sure.tolist(), likely, least, strict=True
    ):
        offset, size = windows[row].start, windows[row].end - windows[row].start
        source, content = parts(answer[1 : size + 1], (first - 1, end - 1), thresholds)
        found.append(
            Candidate(
                (first - 1 + offset, end - 1 + offset),
                tuple((a + offset, b + offset) for a, b in source),
                tuple((a + offset, b + offset) for a, b in content),
                max(floor, (outer * certain) ** 0.5),
                (every_ * certain) ** 0.5,
            )
        )
    return found


def parts(answer: Floats, cue: tuple[int, int], thresholds: Thresholds) -> tuple[Pieces, Pieces]:
    """Source (its one best run) and content (all runs but crumbs) in one answer [t, labels], the cue cut out."""
    source, content = answer[:, SOURCE].sum(1), answer[:, CONTENT].sum(1)
    source[cue[0] : cue[1]] = 0.0
    content[cue[0] : cue[1]] = 0.0
    speakers = runs(source, thresholds.part)
    best = max(speakers, key=lambda run: run[2], default=None)
    said = []
    spoken = runs(content, thresholds.part)
    least = thresholds.crumb * max((score for _, _, score in spoken), default=0.0)
    for first, end, score in spoken:
        if score < least:
            continue
        # A run that bridges the cue or the source is content on both sides of it, not content itself.
        said.extend(_without(_without([(first, end)], cue), best[:2] if best else (0, 0)))
    return tuple(_without([best[:2]], cue)) if best else (), tuple(said)


def _without(spans: Iterable[tuple[int, int]], hole: tuple[int, int]) -> list[tuple[int, int]]:
    left = []
    for first, end in spans:
        if hole[1] <= first or hole[0] >= end or hole[0] == hole[1]:
            left.append((first, end))
            continue
        if first < hole[0]:
            left.append((first, hole[0]))
        if hole[1] < end:
            left.append((hole[1], end))
    return left


class Runs:
    """Runs, added one by one, that can be asked about without looking at all of them."""

    def __init__(self) -> None:
        # Ascending in both: a run inside another one answers nothing that the other does not.
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, run: tuple[int, int]) -> None:
        if self.holds(run):
            return
        first = bisect_left(self._starts, run[0])
        beyond = bisect_right(self._ends, run[1], lo=first)
        self._starts[first:beyond], self._ends[first:beyond] = [run[0]], [run[1]]

    def holds(self, run: tuple[int, int]) -> bool:
        """Whether `run` lies within a single one of them."""
        index = bisect_right(self._starts, run[0]) - 1
        return index >= 0 and run[1] <= self._ends[index]

    def meets(self, run: tuple[int, int]) -> bool:
        """Whether one of them has anything in common with `run`."""
        index = bisect_left(self._starts, run[1]) - 1
        return index >= 0 and run[0] < self._ends[index]


class Contents:
    """The contents of the relations that hold; no run in them is longer than a window, so a look back is short."""

    def __init__(self) -> None:
        self._runs: list[tuple[int, int, int, int]] = []
        self._longest = 0

    def add(self, index: int, content: Pieces) -> None:
        for first, end in content:
            insort(self._runs, (first, end, _size(content), index))
            self._longest = max(self._longest, end - first)

    def smallest_around(self, cue: tuple[int, int]) -> int | None:
        """The relation with the smallest content, the first added of equals, that has `cue` in one run of it."""
        low = bisect_left(self._runs, (cue[1] - self._longest,))
        high = bisect_left(self._runs, (cue[0] + 1,))
        around = [(size, index) for _, end, size, index in self._runs[low:high] if cue[1] <= end]
        return min(around)[1] if around else None


def relations(pieces: WordPieces, text: str, found: Sequence[Candidate], thresholds: Thresholds) -> tuple[Found, ...]:
    """The candidates that hold, in the order of the text, the nested ones below those that they stand in.

    Outermost relations do not share cues; one whose cue lies in the content of a better one is nested in it, and then
    its parts are clipped to that content.
    """
    ranked = sorted(_sound(pieces, text, found), key=lambda c: (-c.score, c.cue))
    kept: list[Candidate] = []
    cues, taken, contents = Runs(), Runs(), Contents()
    for candidate in ranked:
        if candidate.score < thresholds.relation or cues.meets(candidate.cue) or taken.holds(candidate.cue):
            continue
        cues.add(candidate.cue)
        for run in (*candidate.source, *candidate.content):
            taken.add(run)
        contents.add(len(kept), candidate.content)
        kept.append(candidate)
    outermost = len(kept)
    parents: dict[int, int] = {}
    for candidate in sorted(ranked, key=lambda c: (-c.nested, c.cue)):
        if candidate.nested < thresholds.nested or cues.meets(candidate.cue):
            continue
        parent = contents.smallest_around(candidate.cue)
        if parent is None:
            continue
        clipped = _clip(candidate, kept[parent].content)
        if _contents(pieces, text, clipped.content):
            cues.add(clipped.cue)
            contents.add(len(kept), clipped.content)
            parents[len(kept)] = parent
            kept.append(clipped)
    order = sorted(range(len(kept)), key=lambda i: (_first(kept[i]), kept[i].cue, i))
    rank = {old: new for new, old in enumerate(order)}
    return tuple(
        Found(
            _spans(pieces, text, kept[i].source, PUNCTUATION),
            _spans(pieces, text, [kept[i].cue], PUNCTUATION),
            _contents(pieces, text, kept[i].content),
            rank[parents[i]] if i in parents else None,
            round(kept[i].score if i < outermost else kept[i].nested, 3),
        )
        for i in order
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
                rest = _without(rest, hole)
            taken += rest
        yield tuple(taken[before:])


def _first(candidate: Candidate) -> int:
    return min(first for first, _ in (*candidate.source, candidate.cue, *candidate.content))


def _size(spans: Pieces) -> int:
    return sum(end - first for first, end in spans)


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
