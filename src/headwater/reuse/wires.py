"""Whose text articles run: the agency's, or the paper's, that one of the copies names."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.model import DerivationKind, Reading, Reuse, Spans
from headwater.reuse.lists import thresholds
from headwater.reuse.names import Names, key


@dataclass(frozen=True, slots=True)
class Wire:
    """An article runs a publication's text: all through by its own word, else where another one (`shown_by`) has it."""

    publication: str
    shown_by: str | None = None
    share: float = 1.0
    spans: Spans = ()

    def covers(self, spans: Spans) -> bool:
        """Whether most of what stands at `spans` is that text."""
        inside = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans for b in self.spans)
        return not self.shown_by or 2 * inside >= sum(end - start for start, end in spans)


def wires(
    readings: Sequence[Reading], published: Mapping[str, str], copied: Iterable[Reuse], names: Names
) -> dict[str, Wire]:
    """The wires of articles by their ids: by their own word or, nearest first, by that of one with most of their words.

    `published` has the publication of each. One that names several publications runs none that could be told.
    """
    enough = thresholds()["copying"]["reprint"]
    near: dict[str, list[tuple[float, str, Spans]]] = defaultdict(list)
    for reuse in copied:
        for this, that in ((0, 1), (1, 0)):
            if reuse.containment[that] >= enough:
                spans = tuple(sorted(pair[that] for pair in reuse.spans))
                near[reuse.articles[this]].append((-reuse.containment[that], reuse.articles[that], spans))
    stated = _stated(readings, published, names)
    found = {id_: Wire(next(iter(named))) for id_, named in stated.items() if len(named) == 1}
    waiting = [(share, id_, taker, spans) for id_ in found for share, taker, spans in near[id_]]
    heapq.heapify(waiting)
    while waiting:
        share, source, taker, spans = heapq.heappop(waiting)
        if taker not in stated and taker not in found:
            found[taker] = Wire(found[source].publication, source, -share, spans)
            for further in near[taker]:
                heapq.heappush(waiting, (further[0], taker, *further[1:]))
    return found


def _stated(readings: Sequence[Reading], published: Mapping[str, str], names: Names) -> dict[str, frozenset[str]]:
    """For each article that says so the publications whose text it is; what one of these publishes is its own."""
    stated = {reading.article.id: stated_reprints(reading, names) for reading in readings}
    reprinted = {key(name): name for found in stated.values() for name in sorted(found)}
    reprinted |= {key(name): name for name in sorted(published.values()) if names.is_agency(name)}
    own = {id_: frozenset({reprinted[key(name)]}) for id_, name in published.items() if key(name) in reprinted}
    return {id_: found for id_, found in (stated | own).items() if found}


def stated_reprints(reading: Reading, names: Names) -> frozenset[str]:
    """The publications whose text an article says that it is; "Ada Moss Example Press" is Example Press."""
    found = {names.usual(d.publication) for d in reading.derivations if d.stated and d.kind is DerivationKind.REPRINT}
    return frozenset(name for name in found if not any(key(name).endswith(f" {key(other)}") for other in found))
