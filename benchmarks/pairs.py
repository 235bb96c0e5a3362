"""Which assertions of real reports put one claim: pairs of them, read one by one, against the claims of the whole set.

    python benchmarks/pairs.py [--show]

Sets that nothing was learned from: PolNeAR's development part (`campaign`: 84 reports, many of other matters), half of
BASIL's events (`events`: three reports each, all in one set), 40 pages on one summit (`summit`; other pages on it were
learned from), and eight topics of ECB+ (`affairs`: sets of some 22 reports on two look-alike affairs). Their pairs were
drawn by how alike the program found them: precision and recall are of all pairs that these stand for. marked_pairs.py
says who read them. The baseline makes one claim of two that have half of their words in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import figures
from figures import Figure, Options
from headwater.cluster import claims
from headwater.cluster.language import stems
from headwater.pipeline import Reader
from marked_pairs import Marked, MarkedSet, sets

ALIKE = 0.5
"""The share of their words that two have in common, for the baseline."""


def measure(options: Options) -> list[Figure]:
    judged = defaultdict[str, list[tuple[Marked, bool, bool]]](list)
    for told in sets(Reader(options.settings), held=True):
        groups = claims(told.asserted, told.readings)
        claim = {item: number for number, members in enumerate(groups) for item in members}
        merged = [claim[pair.one] == claim[pair.other] for pair in told.pairs]
        judged[told.name.partition("-")[0]] += zip(told.pairs, merged, alike(told), strict=True)
        if options.show:
            show(told, merged)
    return [figure for name, rows in judged.items() for figure in scores(f"pairs.{name}", *zip(*rows, strict=True))]


def scores(name: str, pairs: Sequence[Marked], merged: Sequence[bool], simple: Sequence[bool]) -> Iterator[Figure]:
    (precision, recall), (low, short) = weighed(pairs, merged), weighed(pairs, simple)
    yield Figure(f"{name}.precision", precision, sum(merged), low)
    yield Figure(f"{name}.recall", recall, sum(pair.same for pair in pairs), short)
    yield Figure(f"{name}.f1", mean(precision, recall), len(pairs), mean(low, short))


def weighed(pairs: Iterable[Marked], merged: Iterable[bool]) -> tuple[float, float]:
    """Precision and recall over all pairs that these stand for."""
    judged = [(pair.weight, pair.same, one) for pair, one in zip(pairs, merged, strict=True)]
    right = sum(weight for weight, same, one in judged if same and one)
    told, there = sum(w for w, _, one in judged if one), sum(w for w, same, _ in judged if same)
    return right / max(told, 1), right / max(there, 1)


def mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def alike(told: MarkedSet) -> Iterator[bool]:
    for pair in told.pairs:
        one, other = (stems(told.asserted[i].text) for i in (pair.one, pair.other))
        yield len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def show(told: MarkedSet, merged: Iterable[bool]) -> None:
    for pair, one in zip(told.pairs, merged, strict=True):
        if one != pair.same:
            texts = (told.asserted[i].text for i in (pair.one, pair.other))
            print(told.name, "too many" if one else "missing", *texts, sep="\n  ")


if __name__ == "__main__":
    figures.main(__doc__, measure)
