"""The log of decisions > those in force: neither undone nor replaced by a later one on the same matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from headwater.model import (
    AssertionsSame,
    AttributionMended,
    AttributionRight,
    AttributionWrong,
    ClaimRated,
    Decision,
    Derives,
    JoinHolds,
    NoDisagreement,
    Noted,
    Passage,
    SourceRated,
    SourcesSame,
    Tagged,
    Undone,
    Who,
    folded,
)


def in_force(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, oldest first, in whatever order the log is given.

    Of what is in force all is again in force by itself: what is undone or replaced leaves no trace.
    """
    known = {decision.id: decision for decision in log}
    undone = _undone(known)
    ordered = sorted((d for d in known.values() if d.id not in undone), key=lambda d: (d.when, d.id))
    last: dict[Hashable, Decision] = {}
    for decision in ordered:
        if not isinstance(decision.act, Undone):
            matter = _matter(decision)
            last.pop(matter, None)
            last[matter] = decision
    return tuple(last.values())


def changing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those that change what is found; the others (ratings, notes, tags) only stand beside it."""
    return tuple(d for d in decisions if not isinstance(d.act, SourceRated | ClaimRated | Noted | Tagged))


def _undone(known: Mapping[str, Decision]) -> set[str]:
    """Ids of what is undone by an entry that is not undone itself; ids follow from content, so there is no circle."""
    by: dict[str, list[str]] = defaultdict(list)
    for decision in known.values():
        if isinstance(decision.act, Undone):
            by[decision.act.decision].append(decision.id)
    undone: dict[str, bool] = {}
    for id_ in by:
        waiting = [id_]
        while waiting:
            one = waiting[-1]
            open_ = [each for each in by.get(one, ()) if each not in undone]
            if open_:
                waiting.extend(open_)
            else:
                waiting.pop()
                undone[one] = any(not undone[each] for each in by.get(one, ()))
    return {id_ for id_, gone in undone.items() if gone}


def _matter(decision: Decision) -> Hashable:
    """What a decision is on: of two on one matter the later holds. Notes and mended attributions add up."""
    match decision.act:
        case AttributionRight(said) | AttributionWrong(said):
            return "attribution", said.content.article, said.cue.spans, said.content.spans
        case SourcesSame(one, other):
            return "sources", frozenset((_who(one), _who(other)))
        case AssertionsSame(one, other):
            return "assertions", _both(one, other)
        case JoinHolds(one, other, of):
            return "join", _both(one, other), of
        case NoDisagreement(slot, held):
            return "disagreement", slot, frozenset((each.article, each.spans) for each in held)
        case Derives(article, publication):
            return "derivation", article, folded(publication)
        case SourceRated(source):
            return "reliability", _who(source)
        case ClaimRated(assertion):
            return "credibility", assertion.article, assertion.spans
        case Tagged(tag, passage, source):
            return "tag", tag, passage and (passage.article, passage.spans), source and _who(source)
        case _:
            return decision.id


def _who(who: Who) -> Hashable:
    return folded(who.name), who.article


def _both(one: Passage, other: Passage) -> frozenset[Any]:
    return frozenset(((one.article, one.spans), (other.article, other.spans)))


def touched(decision: Decision, log: Mapping[str, Decision]) -> frozenset[str]:
    """The articles (ids) in which a decision says who says what; `log` holds what it may undo."""
    while isinstance(decision.act, Undone) and decision.act.decision in log:
        if decision.act.decision == decision.id:
            break
        decision = log[decision.act.decision]
    match decision.act:
        case AttributionRight(said) | AttributionWrong(said) | AttributionMended(said, _):
            return frozenset({said.content.article})
        case _:
            return frozenset()
