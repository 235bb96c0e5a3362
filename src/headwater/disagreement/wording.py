"""A predicate as the text has it, with the words that turn it: "tried to recruit", "did not know", "denied … known"."""

from __future__ import annotations

from headwater.disagreement.clauses import OF_NONE, negates
from headwater.disagreement.lexicon import WORD, words
from headwater.model import Modality, Proposition, Span

FARTHEST = 60
"""Characters between a denial's cue and what it denies, for the whole of it to be shown."""


def phrased(proposition: Proposition, text: str) -> Span:
    """From the first of the words that turn a predicate to the last; the predicate alone where none does."""
    start, end = proposition.predicate
    if none := OF_NONE.match(text, end):
        return start, none.end()
    first = start
    turned = proposition.modality is not Modality.FACT
    before = list(WORD.finditer(text, max(0, start - FARTHEST), start))
    for match in reversed(before):
        word, between = match[0].lower(), text[match.end() : first]
        if between.strip():
            break
        if negates(word):
            first, turned = match.start(), True
        elif word in words("phrases", "verbal") or word.endswith("ly"):
            first = match.start()
        else:
            first = match.start() if turned and not proposition.negated else first
            break
    return (first, end) if turned or proposition.negated else (start, end)


def denied(cue: Span, predicate: Span, text: str) -> str:
    """The cue of a denial with what it denies."""
    if cue[1] <= predicate[0] and predicate[1] - cue[0] <= FARTHEST:
        return text[cue[0] : predicate[1]]
    return f"{text[slice(*cue)]} … {text[slice(*predicate)]}"
