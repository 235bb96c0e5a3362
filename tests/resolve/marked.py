"""Articles written with their marks, so that who speaks in them is tested without a network.

{a source} is a source: the word after it is its cue, the rest of its sentence what it says. <P:Ada Moss> is a name
(P person, O organisation, G people, L place, U publication, W work), [the company] a noun phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from headwater.model import (
    Anaphor,
    Annotation,
    Article,
    Certainty,
    Credit,
    DerivationKind,
    Mention,
    Quotation,
    Relation,
    Resolution,
    Span,
    Spans,
)
from headwater.nlp.publications import Publications
from headwater.resolve import resolve

PUBLICATIONS = Publications.load()
LABELS = {"P": "PERSON", "O": "ORGANISATION", "G": "GROUP", "L": "PLACE", "U": "PUBLICATION", "W": "WORK"}
MARK = re.compile(r"[{}\[\]]|<[A-Z]:|>")
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"]?(?=\s|$)|(?=\n)|$)")


class Marks:
    """A text without its marks, and what they stood around."""

    def __init__(self, marked: str) -> None:
        self.text, last = "", 0
        self.sources: list[Span] = []
        self.phrases: list[Span] = []
        self.names: list[Mention] = []
        opened: dict[str, list[tuple[int, str]]] = {"{": [], "[": [], "<": []}
        for match in MARK.finditer(marked):
            self.text += marked[last : match.start()]
            last = match.end()
            mark = match.group()
            if mark[0] in opened:
                opened[mark[0]].append((len(self.text), mark))
                continue
            start, opening = opened[{"}": "{", "]": "[", ">": "<"}[mark]].pop()
            span = start, len(self.text)
            if mark == ">":
                self.names.append(Mention(span, LABELS[opening[1]]))
            else:
                (self.sources if mark == "}" else self.phrases).append(span)
        self.text += marked[last:]

    @cached_property
    def sentences(self) -> Spans:
        found = (m.span() for m in SENTENCE.finditer(self.text))
        return tuple(
            (s + len(self.text[s:e]) - len(self.text[s:e].lstrip()), e) for s, e in found if self.text[s:e].strip()
        )

    def relation(self, source: Span) -> Relation:
        end = self.sentences[bisect_right(self.sentences, (source[0], len(self.text))) - 1][1]
        word = re.compile(r"\W*(\w+)").match(self.text, source[1])
        cue = word.span(1) if word else (source[1], source[1] + 1)
        content = (min(cue[1] + 1, end - 1), end)
        return Relation((source,), (cue,), (content,), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)


def written(
    marked: str,
    publisher: str | None = None,
    byline: str | None = None,
    pointing: Mapping[str, str] | None = None,
    credit_lines: tuple[tuple[str, DerivationKind], ...] = (),
) -> tuple[Article, Annotation]:
    """A marked text as an article; `pointing` maps a source to what the network takes it to mean, wrong or right;
    `credit_lines` are publications that are credited, each with the kind of its credit.
    """
    marks = Marks(marked)
    text = marks.text
    spans = {text[s:e]: (s, e) for s, e in reversed(marks.sources)}
    anaphors = tuple(
        Anaphor(spans[word], (text.index(to), text.index(to) + len(to)), 0.9) for word, to in (pointing or {}).items()
    )
    named = [(kind, name, (text.index(name), text.index(name) + len(name))) for name, kind in credit_lines]
    annotation = Annotation(
        marks.sentences,
        tuple(marks.relation(source) for source in sorted(marks.sources)),
        tuple(sorted(marks.names, key=lambda m: m.span)),
        tuple(sorted(marks.phrases)),
        (),
        anaphors,
        tuple(Credit(kind, name, span, span) for kind, name, span in named),
    )
    title = text.split("\n")[0] if "\n" in text else None
    article = Article("x", "x", text, publisher=publisher, byline=byline, title=title, language="en")
    return article, annotation


def resolution(
    marked: str,
    publisher: str | None = None,
    byline: str | None = None,
    pointing: Mapping[str, str] | None = None,
) -> Resolution:
    """Who is who in a marked text."""
    return resolve(*written(marked, publisher, byline, pointing), PUBLICATIONS)


def who(
    marked: str, publisher: str | None = None, pointing: Mapping[str, str] | None = None
) -> list[tuple[str, str | None, str]]:
    """Type, name and description of each source, in the order of the text."""
    found = resolution(marked, publisher, None, pointing)
    return [(source.type.value, source.name, source.description) for source in found.sources]


def names(marked: str, publisher: str | None = None, pointing: Mapping[str, str] | None = None) -> list[str | None]:
    return [name for _, name, _ in who(marked, publisher, pointing)]
