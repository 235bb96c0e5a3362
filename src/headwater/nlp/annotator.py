"""Article > Annotation: the network and the word lists, put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headwater.model import Anaphor, Annotation, Article, Mention, Quotation, Relation, Span, Spans
from headwater.nlp import attribution, coreference, credits, names, words
from headwater.nlp.attribution import Candidate, Found, Thresholds
from headwater.nlp.coreference import Reference
from headwater.nlp.network import OnnxNetwork
from headwater.nlp.publications import Publications
from headwater.nlp.reading import encoded
from headwater.nlp.sentences import sentences
from headwater.nlp.tagging import begun
from headwater.nlp.wordpieces import WordPieces, load_tokenizer, quoted, split

LIKELY = 0.2
"""Below this a reference is not even offered to whoever resolves the sources."""


class Annotator:
    """A loaded model of one language; `annotate` is a pure function of the article."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._network = OnnxNetwork(folder, threads)
        self._tokenizer = load_tokenizer(folder)
        self._thresholds = Thresholds(**self._network.settings["thresholds"])
        self._words = words.load(self._network.settings["language"])
        self._publications = Publications.load()

    def annotate(self, article: Article) -> Annotation:
        text = article.text
        pieces = split(self._tokenizer, text)
        batches = list(encoded(self._network, pieces))
        candidates: list[Candidate] = []
        mentions: list[Mention] = []
        phrases: list[tuple[int, int]] = []
        for states, windows in batches:
            candidates += attribution.candidates(self._network, states, windows, self._thresholds)
            mentions += names.names(pieces, states, windows)
            for row, window in enumerate(windows):
                here = states.phrases[row, 1 : window.end - window.start + 1]
                found = ((a + window.start, b + window.start) for a, b, _ in begun(here[:, 1], here[:, 2], 0.5))
                phrases += [(a, b) for a, b in found if window.core_start <= a < window.core_end]
        relations = self._relations(text, attribution.relations(pieces, text, candidates, self._thresholds))
        pointing = coreference.runs_of(pieces, _source_spans(relations))
        wanted = {*coreference.runs_of(pieces, [m.span for m in mentions]).values(), *phrases, *pointing.values()}
        references = [
            reference
            for states, windows in batches
            for reference in coreference.references(
                self._network, states, windows, sorted(set(pointing.values())), sorted(wanted)
            )
        ]
        return Annotation(
            sentences(text, self._words.abbreviations),
            relations,
            tuple(sorted(mentions, key=lambda m: m.span)),
            _anaphors(pieces, pointing, references),
            credits.find(text, self._publications, article.publisher),
        )

    def _relations(self, text: str, found: Sequence[Found]) -> tuple[Relation, ...]:
        """Without the nested ones that pass nothing on: a belief inside a report is content, not a link of a chain."""
        cues = [" ".join(text[a:b] for a, b in one.cue) for one in found]
        kept = [i for i, one in enumerate(found) if one.parent is None or self._words.communicates(cues[i])]
        place = {old: new for new, old in enumerate(kept)}

        def parent(index: int) -> int | None:
            above = found[index].parent
            while above is not None and above not in place:
                above = found[above].parent
            return None if above is None else place[above]

        inside = quoted(text)
        return tuple(
            Relation(
                found[index].source,
                found[index].cue,
                found[index].content,
                parent(index),
                _quotation(inside, found[index].content),
                self._words.certainty.certainty(cues[index]),
                found[index].score,
            )
            for index in kept
        )


def _quotation(inside: NDArray[np.bool_], content: Spans) -> Quotation:
    """Direct if all but a few characters stand in quotation marks, indirect if none do."""
    share = float(np.concatenate([inside[start:end] for start, end in content]).mean()) if content else 0.0
    if share > 0.9:
        return Quotation.DIRECT
    return Quotation.MIXED if share > 0.0 else Quotation.INDIRECT


def _source_spans(relations: Iterable[Relation]) -> list[Span]:
    return [(relation.source[0][0], relation.source[-1][1]) for relation in relations if relation.source]


def _anaphors(
    pieces: WordPieces, pointing: dict[Span, tuple[int, int]], references: Iterable[Reference]
) -> tuple[Anaphor, ...]:
    spans: dict[tuple[int, int], list[Span]] = {}
    for span, run in pointing.items():
        spans.setdefault(run, []).append(span)
    found = [
        Anaphor(
            span, (int(pieces.starts[r.candidate[0]]), int(pieces.ends[r.candidate[1] - 1])), round(r.probability, 3)
        )
        for r in references
        if r.probability >= LIKELY
        for span in spans[r.mention]
    ]
    return tuple(sorted(found, key=lambda a: (a.span, a.antecedent)))
