"""A predicate as the text has it, with the words that turn it: "tried to recruit", "did not know", "denied … known"."""

from __future__ import annotations

from headwater.disagreement.clauses import OF_NONE, negates
from headwater.disagreement.lexicon import WORD, stop_words, words
from headwater.model import Modality, Proposition, Span

FARTHEST = 60
"""Characters between a denial's cue and what it denies, for the whole of it to be shown."""


def phrased(proposition: Proposition, text: str) -> Span:
    """From the first of the words that turn a predicate to the last; the predicate alone where none does."""
    start, end = proposition.predicate
    if none := OF_NONE.match(text, end):
        return start, none.end()
    first, turning = _before(proposition, text)
    if turning is not None and proposition.modality is not Modality.FACT and not proposition.negated:
        return turning, end
    return (
        (first, end)
        if first < start and (proposition.negated or proposition.modality is not Modality.FACT)
        else (start, end)
    )


def turns(proposition: Proposition, text: str) -> bool:
    """Whether a word right before a predicate, and its auxiliaries, may be what turns it: "tried", "attempt"."""
    return _before(proposition, text)[1] is not None


def _before(proposition: Proposition, text: str) -> tuple[int, int | None]:
    """Where a predicate's auxiliaries begin, and the word before them, unless that is an argument's or says nothing."""
    first = proposition.predicate[0]
    for match in reversed(list(WORD.finditer(text, max(0, first - FARTHEST), first))):
        word = match[0].lower()
        if text[match.end() : first].strip():
            break
        if not negates(word) and word not in words("phrases", "verbal") and not word.endswith("ly"):
            taken = any(a.span[0] <= match.start() < a.span[1] for a in proposition.arguments)
            return first, None if taken or word in stop_words() else match.start()
        first = match.start()
    return first, None


def denied(cue: Span, predicate: Span, text: str) -> str:
    """The cue of a denial with what it denies."""
    if cue[1] <= predicate[0] and predicate[1] - cue[0] <= FARTHEST:
        return text[cue[0] : predicate[1]]
    return f"{text[slice(*cue)]} … {text[slice(*predicate)]}"
