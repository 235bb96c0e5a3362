"""What a decision is on: the passages, sources and articles that it names."""

from __future__ import annotations

from headwater.model import (
    Act,
    AssertionsSame,
    AttributionMended,
    AttributionRight,
    AttributionWrong,
    ClaimRated,
    Derives,
    JoinHolds,
    NoDisagreement,
    Noted,
    Passage,
    SourceRated,
    SourcesSame,
    Tagged,
    Who,
)


def passages(act: Act) -> tuple[Passage, ...]:
    match act:
        case AssertionsSame(one, other) | JoinHolds(one, other):
            return one, other
        case NoDisagreement(_, held):
            return held
        case ClaimRated(assertion):
            return (assertion,)
        case Noted(_, passage) | Tagged(_, passage):
            return (passage,) if passage else ()
        case AttributionRight(said) | AttributionWrong(said) | AttributionMended(said):
            return (said.content,)
        case _:
            return ()


def sources(act: Act) -> tuple[Who, ...]:
    match act:
        case SourcesSame(one, other):
            return one, other
        case SourceRated(source):
            return (source,)
        case Noted(_, _, source) | Tagged(_, _, source):
            return (source,) if source else ()
        case _:
            return ()


def articles(act: Act) -> tuple[str, ...]:
    """The ids of the articles that are named."""
    named = [each.article for each in passages(act)] + [who.article for who in sources(act) if who.article]
    return tuple(dict.fromkeys([*named, act.article] if isinstance(act, Derives) else named))
