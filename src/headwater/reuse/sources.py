"""Reuses > derivations: from which publication, and which article of the set, each article has what it shares.

A text that runs under many names is the publication's whose it says that it is, if any copy says so; else the earliest
one's; and where nothing tells which was first, the derivation says that it has no direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.model import Article, Derivation, DerivationKind, Reading, Reuse, Spans
from headwater.quotation import quoted
from headwater.reuse.direction import earlier
from headwater.reuse.explaining import Explained
from headwater.reuse.lists import thresholds
from headwater.reuse.names import Names, key, publication
from headwater.reuse.wires import Wire, stated_reprints, wires

ASKED = 10_000
"""Passages of which it is known whether they are quoted: they are asked for again with each article that comes."""
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
    wires: Mapping[str, Wire]

    def wire(self, article: str, spans: Spans) -> str | None:
        """The publication whose text an article runs at `spans`."""
        wire = self.wires.get(article)
        return wire.publication if wire and wire.covers(spans) else None


def shared(readings: Sequence[Reading], reuses: Iterable[Reuse], names: Names) -> Iterator[Derivation]:
    """The derivations that `reuses` show, each passage explained once; none between articles of one publication."""
    copied = [reuse for reuse in reuses if not reuse.quoted_only]
    articles = {reading.article.id: reading.article for reading in readings}
    published = {id_: publication(article, names) for id_, article in articles.items()}
    known = _Known(articles, published, wires(readings, published, copied, names))
    followed = [step for id_, wire in known.wires.items() for step in _from_wire(id_, wire)]
    steps = [step for reuse in copied if (step := _step(reuse, known))]
    stated = {(r.article.id, name) for r in readings for name in stated_reprints(r, names)}
    explained = Explained({id_: wire.publication for id_, wire in known.wires.items() if not wire.shown_by})
    for step in (*followed, *sorted(steps, key=lambda step: _rank(step, articles))):
        own = key(step.publication) == key(published[step.taker])
        told = own or (step.publication != published[step.source] and (step.taker, step.publication) in stated)
        if explained.adds(step.source, step.taker, step.spans) and not told:
            yield _derivation(step, articles[step.taker].text)


def _from_wire(taker: str, wire: Wire) -> Iterator[_Step]:
    if wire.shown_by:
        yield _Step(wire.shown_by, taker, wire.share, wire.spans, wire.publication, directed=True)


def _step(reuse: Reuse, known: _Known) -> _Step | None:
    """What a reuse says, if its articles are of different publications and do not run one publication's text anyway."""
    names = [known.publications[id_] for id_ in reuse.articles]
    if key(names[0]) == key(names[1]):
        return None
    spans = [tuple(sorted(pair[side] for pair in reuse.spans)) for side in (0, 1)]
    source, directed = 0, reuse.directed_by is not None
    if reuse.directed_by not in _TOLD:
        wires = [known.wire(id_, spans[side]) for side, id_ in enumerate(reuse.articles)]
        if wires[0] and wires[1]:
            return None
        if wires[0] or wires[1]:
            source = 0 if wires[0] else 1
            names[source] = wires[source] or names[source]
            dates = (known.articles[reuse.articles[n]].published for n in (1 - source, source))
            directed = reuse.directed_by == "agency" or not earlier(*dates)
        elif not directed:
            source = min((0, 1), key=lambda n: (reuse.containment[n], reuse.articles[n]))
    taker = 1 - source
    ids, share = reuse.articles, reuse.containment[taker]
    return _Step(ids[source], ids[taker], share, spans[taker], names[source], directed)


def _rank(step: _Step, articles: Mapping[str, Article]) -> tuple[int, str, str, str]:
    """The most of the taker first; of about as much, what is from the earliest article."""
    return -int(10 * step.share), articles[step.source].published or _UNDATED, step.source, step.taker


def _derivation(step: _Step, text: str) -> Derivation:
    if step.share >= thresholds()["copying"]["reprint"]:
        kind = DerivationKind.REPRINT
    else:
        kind = DerivationKind.QUOTATION if _is_quoted(text, step.spans) else DerivationKind.RETELLING
    return Derivation(step.taker, step.publication, (), kind, False, step.spans, step.source, step.directed)


@lru_cache(maxsize=ASKED)
def _is_quoted(text: str, spans: Spans) -> bool:
    """Whether most of what stands at `spans` stands in quotation marks."""
    inside = quoted(text)
    marked = sum(int(inside[start:end].sum()) for start, end in spans)
    return 2 * marked > sum(end - start for start, end in spans)
