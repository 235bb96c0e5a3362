"""Encoded windows > candidates for relations: cues are found, then each is asked for its source and content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from headwater.nlp.network import Encoded, Floats, Network, ask
from headwater.nlp.tagging import begun, runs
from headwater.nlp.wordpieces import Window

CUE_BEGIN, CUE_INSIDE = 1, 2
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


class _Query(NamedTuple):
    """A possible cue: the row of its window, its run of tokens there, and how likely it is one, outermost or anywhere.

    `least` is the score that it has whatever the network says.
    """

    run: tuple[int, int, int]
    outer: float
    anywhere: float
    least: float


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
    queries = [
        query
        for row, window in enumerate(windows)
        for query in (*_tagged(encoded, row, window, thresholds), *_listed(listed, row, window, thresholds))
    ]
    if not queries:
        return []
    tags, sure = ask(network, "attribution", encoded, [query.run for query in queries])
    return [
        _answered(query, answer, certain, windows[query.run[0]], thresholds)
        for query, answer, certain in zip(queries, tags, sure.tolist(), strict=True)
    ]


def _tagged(encoded: Encoded, row: int, window: Window, thresholds: Thresholds) -> Iterator[_Query]:
    """What a tagger takes for a cue in the core of a window, whose first token is none of the text's."""
    size = window.end - window.start
    flat, every = encoded.outer[row, 1 : size + 1], encoded.any[row, 1 : size + 1]
    either = np.where((flat[:, 1:].sum(1) >= every[:, 1:].sum(1))[:, None], flat, every)
    for first, end, _ in begun(either[:, CUE_BEGIN], either[:, CUE_INSIDE], thresholds.candidate):
        if window.core_start <= window.start + first < window.core_end:
            outer, anywhere = (float(tags[first:end, 1:].sum(1).max()) for tags in (flat, every))
            yield _Query((row, first + 1, end + 1), outer, anywhere, 0.0)


def _listed(listed: Sequence[tuple[int, int]], row: int, window: Window, thresholds: Thresholds) -> Iterator[_Query]:
    here = slice(bisect_left(listed, (window.core_start,)), bisect_left(listed, (window.core_end,)))
    for first, end in listed[here]:
        if end <= window.end:
            run = row, first - window.start + 1, end - window.start + 1
            yield _Query(run, 0.0, 0.0, thresholds.relation)


def _answered(query: _Query, answer: Floats, certain: float, window: Window, thresholds: Thresholds) -> Candidate:
    """The candidate in pieces of the text; `certain` is how sure the pointer is that there is one."""
    first, end = query.run[1] - 1, query.run[2] - 1
    found = parts(answer[1 : window.end - window.start + 1], (first, end), thresholds)
    source, content = (tuple((a + window.start, b + window.start) for a, b in part) for part in found)
    return Candidate(
        (first + window.start, end + window.start),
        source,
        content,
        max(query.least, (query.outer * certain) ** 0.5),
        (query.anywhere * certain) ** 0.5,
    )


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
        said.extend(without(without([(first, end)], cue), best[:2] if best else (0, 0)))
    return tuple(without([best[:2]], cue)) if best else (), tuple(said)


def without(spans: Iterable[tuple[int, int]], hole: tuple[int, int]) -> list[tuple[int, int]]:
    """Runs without what they have in common with another one."""
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
