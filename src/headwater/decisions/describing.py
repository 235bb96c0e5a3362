"""A decision in words, for a log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import shorten

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
    Said,
    SourceRated,
    SourcesSame,
    Tagged,
    Undone,
    Who,
)

LONGEST = 90
"""Characters of a passage that are told."""


def described(decision: Decision, log: Iterable[Decision] = ()) -> str:
    """What was decided; `log` holds what it may undo."""
    match decision.act:
        case AttributionRight() | AttributionWrong() | AttributionMended():
            return _judged(decision.act)
        case SourcesSame(one, other, same):
            return f"{_who(one)} and {_who(other)} {'are' if same else 'are not'} the same"
        case AssertionsSame(one, other, same):
            return f"{_words(one)} and {_words(other)} {'are' if same else 'are not'} one claim"
        case JoinHolds(one, other, of, holds):
            return f"{_words(one)} and {_words(other)} {'share' if holds else 'do not share'} a {of}"
        case NoDisagreement(slot, held):
            return f"no disagreement on {slot}: {'; '.join(map(_words, held))}"
        case Derives(article, publication, derives, kind):
            return (
                f"{article} {f'takes from {publication} ({kind})' if derives else f'takes nothing from {publication}'}"
            )
        case Undone():
            return _taken_back(decision, {each.id: each for each in log})
        case _:
            return _remark(decision)


def _taken_back(decision: Decision, log: Mapping[str, Decision]) -> str:
    """What was taken back may have taken something back itself, and so on: a log that comes from others may be long."""
    times, what = 0, decision
    while isinstance(what.act, Undone):
        times += 1
        undone = log.get(what.act.decision)
        if undone is None or undone.id == what.id:
            return "taken back: " * times + what.act.decision
        what = undone
    return "taken back: " * times + described(what)


def _judged(act: AttributionRight | AttributionWrong | AttributionMended) -> str:
    match act:
        case AttributionRight(said):
            return f"right: {_said(said)}"
        case AttributionWrong(said):
            return f"wrong: {_said(said)}"
        case AttributionMended(said, mended):
            return f"{_said(said)} is really {_said(mended)}"


def _remark(decision: Decision) -> str:
    """What changes nothing in the story, but stands beside it."""
    match decision.act:
        case SourceRated(source, reliability):
            return f"{_who(source)}: reliability {reliability}"
        case ClaimRated(assertion, credibility):
            return f"{_words(assertion)}: credibility {credibility}"
        case Noted(text, passage, source):
            return f"{_about(passage, source)}{text}"
        case Tagged(tag, passage, source, holds):
            return f"{_about(passage, source)}{'tagged' if holds else 'no longer tagged'} {tag}"
        case _:
            return ""


def _said(said: Said) -> str:
    who = said.name or " … ".join(said.source.texts) or said.type.value
    return f"{_words(said.content)}, {said.certainty.value}: {who}"


def _words(passage: Passage) -> str:
    words = shorten(" … ".join(passage.texts).strip('“”"'), LONGEST, placeholder=" …")
    return f"“{words}” ({passage.article})" if words else passage.article


def _who(who: Who) -> str:
    return f"{who.name} ({who.article})" if who.article else who.name


def _about(passage: Passage | None, source: Who | None) -> str:
    on = _words(passage) if passage else _who(source) if source else ""
    return f"{on}: " if on else ""
