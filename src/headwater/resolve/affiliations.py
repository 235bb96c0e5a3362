"""Who speaks for which publication: "the Ledger article's author, Ada Moss", "Ada Moss, a reporter for the Ledger"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.model import Affiliation, SourceType, Span, Spans
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.phrases import WORD
from headwater.resolve.sources import Who

REACH = 5
"""Words that may stand between a name and the noun that ties it to the other."""


def affiliations(
    article: str, text: str, sentences: Spans, everyone: Sequence[Who], lexicon: Lexicon
) -> Iterator[Affiliation]:
    """One for each sentence in which a reporter's noun stands close to a person and to a publication."""
    persons = [(m, w) for w in everyone if w.type is SourceType.PERSON and w.name for m in w.mentions]
    publications = [(m, w) for w in everyone if w.type is SourceType.PUBLICATION and w.name for m in w.mentions]
    for start, end in sentences:
        here = [pair for pair in publications if start <= pair[0][0] and pair[0][1] <= end]
        people = [pair for pair in persons if start <= pair[0][0] and pair[0][1] <= end and pair[1].name]
        if not here or not people:
            continue
        for word in WORD.finditer(text, start, end):
            if lexicon.singular(word.group().lower()) not in lexicon.nouns["reporter"]:
                continue
            publication = _nearest(text, word.span(), here)
            person = _nearest(text, word.span(), people)
            if publication and person:
                yield Affiliation(article, str(person.name), str(publication.name), (start, end))


def _nearest(text: str, noun: Span, candidates: Sequence[tuple[Span, Who]]) -> Who | None:
    def distance(span: Span) -> int:
        between = (span[1], noun[0]) if span[1] <= noun[0] else (noun[1], span[0])
        return len(WORD.findall(text[slice(*between)]))

    best = min(candidates, key=lambda pair: (distance(pair[0]), pair[0]))
    return best[1] if distance(best[0]) <= REACH else None
