"""Article > Annotation: the network and the word lists, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ModelError
from headwater.model import Anaphor, Annotation, Article, Certainty, Mention, Quotation, Relation, Span, Spans
from headwater.nlp import attribution, candidates, coreference, names, quantity_words, words
from headwater.nlp.attribution import Found
from headwater.nlp.candidates import Candidate, Thresholds
from headwater.nlp.clauses import clauses
from headwater.nlp.coreference import Reference
from headwater.nlp.credits import find as find_credits
from headwater.nlp.dates import dates
from headwater.nlp.doers import with_doers
from headwater.nlp.first_told import with_first_told
from headwater.nlp.loose_quotations import with_loose_quotations
from headwater.nlp.meanings import Meanings
from headwater.nlp.mending import mended
from headwater.nlp.network import Encoded, OnnxNetwork
from headwater.nlp.parse import parse
from headwater.nlp.pictures import outside_credits, picture_credits, without_credits
from headwater.nlp.propositions import propositions
from headwater.nlp.publications import Publications
from headwater.nlp.quantities import quantities
from headwater.nlp.reading import encoded
from headwater.nlp.sentences import sentences
from headwater.nlp.set_off import Put, with_set_off
from headwater.nlp.speeches import with_speeches
from headwater.nlp.syntax import Syntax
from headwater.nlp.tagging import begun
from headwater.nlp.telling import with_tellings
from headwater.nlp.transcripts import labelling, with_turns
from headwater.nlp.whole_contents import with_whole_contents
from headwater.nlp.word_vectors import Projection, without
from headwater.nlp.wordpieces import Window, WordPieces, load_tokenizer, split
from headwater.quotation import quoted

Run = tuple[int, int]
LIKELY = 0.2
"""Below this a reference is not even offered to whoever resolves the sources."""


class Annotator:
    """A loaded model of one language; `annotate` is a pure function of the article."""

    def __init__(self, folder: Path) -> None:
        self._network = OnnxNetwork(folder)
        self._tokenizer = load_tokenizer(folder)
        self._thresholds = _thresholds(self._network.settings["thresholds"])
        self.language: str = self._network.settings["language"]
        self._words = words.load(self.language)
        self._quantity_words = quantity_words.load(self.language)
        self._publications = Publications.load()
        self._meanings = Meanings(folder)
        self._projection = Projection(folder, without(self._tokenizer, self._words.empty))

    def sentences(self, text: str) -> Spans:
        """Where the sentences of a text stand, also of one in a language that is not the model's."""
        return without_credits(text, sentences(text, self._words.sentences), picture_credits(text))

    def annotate(self, article: Article, pointing: Iterable[Span] = (), meant: Iterable[Span] = ()) -> Annotation:
        """What stands in the article.

        `pointing` are further spans to find the reference of, beside the sources; `meant` are further ones to find the
        meaning of, beside sentences, clauses, contents and predicates.
        """
        text = article.text
        pieces = split(self._tokenizer, text)
        batches = list(encoded(self._network, pieces))
        found, mentions, phrases = self._seen(text, pieces, batches)
        credited, bounds = picture_credits(text), self.sentences(text)
        noun_phrases = tuple(sorted((int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in phrases))
        mentions = outside_credits(self._with_publications(text, names.of_firms(mentions, text)), credited)
        mentions = labelling(text, mentions)
        syntax = Syntax(text, parse(text, pieces, batches), self._words.propositions, self.language)
        holding = attribution.relations(pieces, text, found, self._thresholds)
        relations = self._attributed(text, holding, noun_phrases, bounds, mentions, syntax)
        asked = [*_unnamed(relations, mentions), *pointing]
        dated = dates(text, bounds, article.published, self._words.dates)
        parts = clauses(syntax, text, bounds)
        counted = quantities(text, bounds, self._quantity_words, mentions, dated)
        told = propositions(syntax, mentions, dated, [quantity for quantity in counted if quantity.unit])
        alone = (*bounds, *parts, *meant, *(proposition.predicate for proposition in told))
        stretches = sorted({*((span,) for span in alone), *(relation.content for relation in relations)})
        return Annotation(
            bounds,
            relations,
            tuple(mentions),
            noun_phrases,
            dated,
            self._anaphors(pieces, batches, asked, [m.span for m in mentions], phrases),
            find_credits(text, self._publications, article.publisher),
            counted,
            told,
            self._meanings.of(pieces, batches, stretches),
            parts,
            tuple(self._words.certainty.hedges(text, parts)),
            self._projection.of(pieces, batches),
        )

    def _seen(
        self, text: str, pieces: WordPieces, batches: Iterable[tuple[Encoded, Sequence[Window]]]
    ) -> tuple[list[Candidate], list[Mention], list[Run]]:
        """What the network marks: possible relations, names, and noun phrases in pieces."""
        found: list[Candidate] = []
        mentions: list[Mention] = []
        phrases: list[Run] = []
        listed = list(coreference.runs_of(pieces, tuple(self._words.adverbs(text))).values())
        for states, windows in batches:
            found += candidates.candidates(self._network, states, windows, self._thresholds, listed)
            mentions += names.names(pieces, states, windows)
            phrases += _phrases(states, windows)
        return found, mentions, phrases

    def _attributed(
        self,
        text: str,
        found: Sequence[Found],
        noun_phrases: Spans,
        bounds: Spans,
        mentions: Sequence[Mention],
        syntax: Syntax,
    ) -> tuple[Relation, ...]:
        """The relations, as the form of the text puts them right; each rule rests on those before it."""
        put, speaks = partial(self._put, text, quoted(text)), self._words.communicates
        relations = self._relations(text, found, put)
        relations = with_whole_contents(text, relations, noun_phrases, bounds, syntax, put, speaks)
        relations = with_set_off(text, relations, noun_phrases, bounds, mentions, put)
        relations = with_first_told(text, relations, bounds, put)
        relations = with_tellings(text, relations, noun_phrases, bounds, syntax, put, speaks)
        relations = with_speeches(text, relations, bounds, put, speaks)
        relations = with_doers(text, relations, noun_phrases, bounds, syntax, put, speaks)
        relations = mended(text, relations, noun_phrases, bounds)
        relations = with_turns(text, relations, mentions, put)
        return with_loose_quotations(text, relations, bounds, mentions, put)

    def _with_publications(self, text: str, mentions: Iterable[Mention]) -> list[Mention]:
        """The names, those of known publications as the gazetteer has them."""
        known = [Mention(publication.span, "PUBLICATION") for publication in self._publications.find(text)]
        kept = [m for m in mentions if not any(k.span[0] < m.span[1] and m.span[0] < k.span[1] for k in known)]
        return sorted((*kept, *known), key=lambda m: m.span)

    def _put(self, text: str, inside: NDArray[np.bool_], cue: Spans, content: Spans) -> tuple[Quotation, Certainty]:
        """How a content is put: in whose words, and how certain."""
        return _quotation(inside, content), self._words.certainty.put(_text(text, cue), _text(text, content))

    def _relations(self, text: str, found: Sequence[Found], put: Put) -> tuple[Relation, ...]:
        """Without the nested ones that pass nothing on: a belief inside a report is content, not a link of a chain."""
        cues = [" ".join(text[a:b] for a, b in one.cue) for one in found]
        kept = [i for i, one in enumerate(found) if one.parent is None or self._words.communicates(cues[i])]
        place = {old: new for new, old in enumerate(kept)}

        def parent(index: int) -> int | None:
            above = found[index].parent
            while above is not None and above not in place:
                above = found[above].parent
            return None if above is None else place[above]

        bounds = self.sentences(text)
        relations = []
        for index in kept:
            source, cue, content = self._spoken(text, found[index], cues[index], bounds)
            relations.append(Relation(source, cue, content, parent(index), *put(cue, content), found[index].score))
        return tuple(relations)

    def _spoken(self, text: str, found: Found, cue: str, bounds: Spans) -> tuple[Spans, Spans, Spans]:
        """Source, cue and content, where word lists know better than the network who speaks, or that nobody does."""
        alone = self._words.nobody(cue) if len(found.cue) == 1 else None
        said_by = found.source and text[found.source[0][0] :].lower().startswith("by ")
        if alone and not said_by:
            # "reportedly sent to": the adverb passes on what the verb says, and the verb's subject is no source.
            first, last = found.cue[0]
            start, end = first + alone[0], first + alone[1]
            rest = [span for span in ((first, start), (end, last)) if text[slice(*span)].strip()]
            spans = [*found.source, *rest, *found.content]
            # An adverb reaches to the end of its clause.
            spans += [(end, self._words.clause_end(text, end, stop)) for first, stop in bounds if first <= start < stop]
            return (), ((start, end),), _joined(text, spans)
        agent = self._words.agent(text, found.cue[-1], found.content)
        if agent:
            return (agent,), found.cue, _joined(text, _after(found.content, agent[1]))
        if not found.source:
            return found.source, found.cue, found.content
        if self._words.is_thought(_text(text, found.source)):
            return (), tuple(sorted((*found.source, *found.cue))), found.content
        return found.source, found.cue, found.content

    def _anaphors(
        self,
        pieces: WordPieces,
        batches: Sequence[tuple[Encoded, Sequence[Window]]],
        asked: Sequence[Span],
        named: Sequence[Span],
        phrases: Sequence[Run],
    ) -> tuple[Anaphor, ...]:
        pointing = coreference.runs_of(pieces, asked)
        wanted = sorted({*coreference.runs_of(pieces, named).values(), *phrases, *pointing.values()})
        references = [
            reference
            for states, windows in batches
            for reference in coreference.references(
                self._network, states, windows, sorted(set(pointing.values())), wanted, LIKELY
            )
        ]
        return _in_text(pieces, pointing, references)


def _thresholds(given: Mapping[str, float]) -> Thresholds:
    try:
        return Thresholds(**given)
    except TypeError as error:
        raise ModelError(f"the model's thresholds do not fit this version ({error}): reinstall headwater") from error


def _phrases(states: Encoded, windows: Sequence[Window]) -> Iterable[Run]:
    for row, window in enumerate(windows):
        here = states.phrases[row, 1 : window.end - window.start + 1]
        for first, end, _ in begun(here[:, 1], here[:, 2], 0.5):
            if window.core_start <= first + window.start < window.core_end:
                yield first + window.start, end + window.start


def _after(spans: Spans, position: int) -> list[Span]:
    return [(max(start, position), end) for start, end in spans if end > position]


def _joined(text: str, spans: Iterable[Span]) -> Spans:
    """The spans in order, without white space at their ends, those with nothing but white space between them as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        stripped = text[start:end].strip()
        start = text.index(stripped, start) if stripped else end
        end = start + len(stripped)
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif stripped:
            found.append((start, end))
    return tuple(found)


def _text(text: str, spans: Spans) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _quotation(inside: NDArray[np.bool_], content: Spans) -> Quotation:
    """Direct if all but a few characters stand in quotation marks, indirect if none do."""
    share = float(np.concatenate([inside[start:end] for start, end in content]).mean()) if content else 0.0
    if share > 0.9:
        return Quotation.DIRECT
    return Quotation.MIXED if share > 0.0 else Quotation.INDIRECT


def _unnamed(relations: Iterable[Relation], mentions: Iterable[Mention]) -> list[Span]:
    """The sources that have to be followed: those that no name ends, as one ends "the mayor, Ada Moss"."""
    ends = {m.span[1] for m in mentions if m.label in ("PERSON", "ORGANISATION", "PUBLICATION")}
    spans = [(relation.source[0][0], relation.source[-1][1]) for relation in relations if relation.source]
    return [span for span in spans if span[1] not in ends]


def _in_text(pieces: WordPieces, pointing: dict[Span, Run], references: Iterable[Reference]) -> tuple[Anaphor, ...]:
    """References in code points."""
    spans: dict[Run, list[Span]] = {}
    for span, run in pointing.items():
        spans.setdefault(run, []).append(span)
    found = []
    for reference in references:
        first, end = reference.candidate
        antecedent = (int(pieces.starts[first]), int(pieces.ends[end - 1]))
        likely = round(reference.probability, 3)
        found += [Anaphor(span, antecedent, likely) for span in spans[reference.mention]]
    return tuple(sorted(set(found), key=lambda a: (a.span, a.antecedent, a.confidence)))
