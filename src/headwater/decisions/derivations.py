"""What articles take from whom by people's word: derivations dropped and added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from headwater.decisions.passages import current
from headwater.model import Decision, Derivation, Derives, Reading, Reuse, folded


def derived(
    readings: Iterable[Reading], decisions: Iterable[Decision], moved: Mapping[str, str] = {}
) -> tuple[Reading, ...]:
    """The readings with the derivations that the decisions (in force) add, and without those that they deny."""
    judged = _judged(decisions, moved)
    return tuple(_reading(r, judged[r.article.id]) if r.article.id in judged else r for r in readings)


def independent(
    reuses: Iterable[Reuse], readings: Iterable[Reading], decisions: Iterable[Decision], moved: Mapping[str, str] = {}
) -> tuple[Reuse, ...]:
    """The reuses without those that would show what a person denies: wording that an article has from a publication."""
    judged = _judged(decisions, moved)
    publishers = {r.article.id: folded(r.article.publisher or "") for r in readings}

    def denied(taker: str, source: str) -> bool:
        return any(
            not act.derives and folded(act.publication) == publishers.get(source) for act in judged.get(taker, ())
        )

    return tuple(r for r in reuses if not denied(*r.articles) and not denied(*r.articles[::-1]))


def _judged(decisions: Iterable[Decision], moved: Mapping[str, str]) -> dict[str, list[Derives]]:
    found: dict[str, list[Derives]] = defaultdict(list)
    for decision in decisions:
        if isinstance(decision.act, Derives):
            found[current(decision.act.article, moved)].append(decision.act)
    return dict(found)


def _reading(reading: Reading, acts: Sequence[Derives]) -> Reading:
    found = list(reading.derivations)
    for act in acts:
        name = folded(act.publication)
        if not act.derives:
            found = [d for d in found if name != folded(d.publication)]
        elif all(name != folded(d.publication) for d in found):
            found.append(Derivation(reading.article.id, act.publication, (), act.kind, True, ()))
    return replace(reading, derivations=tuple(found))
