"""What a clause says of its own predicate: where it is negated, and whether it states anything at all."""

from __future__ import annotations

import re

from headwater.disagreement.lexicon import WORD, says, settings, words
from headwater.model import Proposition

AFTER = 40
"""Characters after a proposition that may still narrow its negation ("did not see the thief until midnight")."""
BEFORE = 12
"""Characters before it that may hold its conjunction."""
END = re.compile(r"[.;:!?](?:\s|$)|\n")


def clause(proposition: Proposition, text: str) -> str:
    """A proposition and what follows it, at most to the end of the sentence."""
    start, end = proposition.span
    return text[start:end] + END.split(text[end : end + AFTER])[0]


def negation(proposition: Proposition, text: str) -> int | None:
    """Where the word begins that negates a proposition within its own clause."""
    start, end = proposition.span
    return next((start + m.start() for m in WORD.finditer(text[start:end]) if negates(m[0])), None)


def negates(word: str) -> bool:
    return word.lower() in words("negation", "words") or word.lower().endswith(("n't", "n’t"))


def states(proposition: Proposition, text: str) -> bool:
    """Whether a clause says that something was done, or that it was not.

    It does not after "if" or "whether", with a "would have", or where only a part is negated ("not only", "not until").
    """
    start, end = proposition.predicate[0], proposition.predicate[1]
    before = _lower(END.split(text[max(0, proposition.span[0] - BEFORE) : proposition.span[0]])[-1])
    opening = {*before, *_lower(text[proposition.span[0] : start])}
    inverted = words("negation", "inverted") & {*before[-1:]}
    if inverted or words("negation", "conditions") & opening or says(text[proposition.span[0] : end], _unreal()):
        return False
    negated = negation(proposition, text)
    if negated is None and not proposition.negated:
        return True
    rest = clause(proposition, text)[0 if negated is None else negated - proposition.span[0] :]
    return words("negation", "open").isdisjoint(_lower(rest))


def _lower(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _unreal() -> tuple[str, ...]:
    return tuple(settings()["negation"]["unreal"])
