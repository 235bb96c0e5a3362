"""Reuses > derivations: from which publication, and which article of the set, each article has what it shares.

A text that runs under many names is the publication's whose it says that it is, if any copy says so; else the earliest
one's; and where nothing tells which was first, the derivation says that it has no direction.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.model import Article, Derivation, DerivationKind, Reading, Reuse, Spans
from headwater.quotation import quoted
from headwater.reuse.direction import earlier
from headwater.reuse.explaining import Explained
from headwater.reuse.lists import thresholds
from headwater.reuse.names import Names, key, publication

_UNDATED = "9999"
_TOLD = ("credit", "link")


@dataclass(frozen=True, slots=True)
class _Step:
    """An article (`taker`) may have from another one what the two share: `share` of its words, at `spans`."""

    source: str
    taker: str
    share: float
    spans: Spans
    publication: str
    directed: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all articles, by their ids: by whom they are published, and whose text they run (`wires`)."""

    articles: Mapping[str, Article]
    publications: Mapping[str, str]
    wires: Mapping[str, str]


def shared(readings: Sequence[Reading], reuses: Iterable[Reuse], names: Names) -> Iterator[Derivation]:
    """The derivations that `reuses` show, each passage explained once; none between articles of one publication."""
    copied = [reuse for reuse in reuses if not reuse.quoted_only]
    articles = {reading.article.id: reading.article for reading in readings}
    published = {id_: publication(article, names) for id_, article in articles.items()}
    wires, followed = _wires(copied, _stated(readings, published, names))
    known = _Known(articles, published, wires)
    steps = [step for reuse in copied if (step := _step(reuse, known))]
    explained = Explained()
    for step in (*followed, *sorted(steps, key=lambda step: _rank(step, articles))):
        if explained.adds(step.source, step.taker, step.spans) and key(step.publication) != key(published[step.taker]):
            yield _derivation(step, articles[step.taker].text)


# -- wire copy --------------------------------------------------------------------------------------------------------


def _stated(readings: Sequence[Reading], published: Mapping[str, str], names: Names) -> dict[str, frozenset[str]]:
    """For each article that says so the publications whose text it is; what one of these publishes is its own."""
    stated = {
        reading.article.id: frozenset(
            names.usual(d.publication) for d in reading.derivations if d.stated and d.kind is DerivationKind.REPRINT
        )
        for reading in readings
    }
    reprinted = {key(name): name for found in stated.values() for name in sorted(found)}
    reprinted |= {key(name): name for name in sorted(published.values()) if names.is_agency(name)}
    own = {id_: frozenset({reprinted[key(name)]}) for id_, name in published.items() if key(name) in reprinted}
    return {id_: found for id_, found in (stated | own).items() if found}


def _wires(copied: Iterable[Reuse], stated: Mapping[str, frozenset[str]]) -> tuple[dict[str, str], list[_Step]]:
    """Whose text articles run: by their own word or, nearest first, by that of one that has most of the same words."""
    enough = thresholds()["copying"]["reprint"]
    near: dict[str, list[tuple[float, str, Spans]]] = defaultdict(list)
    for reuse in copied:
        for this, that in ((0, 1), (1, 0)):
            if reuse.containment[that] >= enough:
                spans = tuple(sorted(pair[that] for pair in reuse.spans))
                near[reuse.articles[this]].append((-reuse.containment[that], reuse.articles[that], spans))
    wires = {id_: next(iter(names)) for id_, names in stated.items() if len(names) == 1}
    waiting = [(share, id_, taker, spans) for id_ in wires for share, taker, spans in near[id_]]
    heapq.heapify(waiting)
    followed = []
    while waiting:
        share, source, taker, spans = heapq.heappop(waiting)
        if taker in wires or taker in stated:
            continue
        wires[taker] = wires[source]
        followed.append(_Step(source, taker, -share, spans, wires[source], directed=True))
        for further in near[taker]:
            heapq.heappush(waiting, (further[0], taker, *further[1:]))
    return wires, followed


# -- everything else --------------------------------------------------------------------------------------------------


def _step(reuse: Reuse, known: _Known) -> _Step | None:
    """What a reuse says, if its articles are of different publications and do not run one publication's text anyway."""
    one, other = reuse.articles
    if key(known.publications[one]) == key(known.publications[other]):
        return None
    wires = known.wires.get(one), known.wires.get(other)
    source, directed = 0, reuse.directed_by is not None
    if reuse.directed_by not in _TOLD:
        if wires[0] and wires[1]:
            return None
        if wires[0] or wires[1]:
            source = 0 if wires[0] else 1
            directed = not earlier(*(known.articles[reuse.articles[n]].published for n in (1 - source, source)))
        elif not directed:
            source = min((0, 1), key=lambda n: (reuse.containment[n], reuse.articles[n]))
    wire = None if reuse.directed_by in _TOLD else wires[source]
    taker = 1 - source
    return _Step(
        reuse.articles[source],
        reuse.articles[taker],
        reuse.containment[taker],
        tuple(sorted(pair[taker] for pair in reuse.spans)),
        wire or known.publications[reuse.articles[source]],
        directed,
    )


def _rank(step: _Step, articles: Mapping[str, Article]) -> tuple[int, str, str, str]:
    """The most of the taker first; of about as much, what is from the earliest article."""
    return -int(10 * step.share), articles[step.source].published or _UNDATED, step.source, step.taker


def _derivation(step: _Step, text: str) -> Derivation:
    if step.share >= thresholds()["copying"]["reprint"]:
        kind = DerivationKind.REPRINT
    else:
        inside = quoted(text)
        marked = sum(int(inside[start:end].sum()) for start, end in step.spans)
        is_quotation = 2 * marked > sum(end - start for start, end in step.spans)
        kind = DerivationKind.QUOTATION if is_quotation else DerivationKind.RETELLING
    return Derivation(step.taker, step.publication, (), kind, False, step.spans, step.source, step.directed)
