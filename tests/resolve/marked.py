"""Articles written with their marks, so that who speaks in them is tested without a network.

{a source} is a source: the word after it is its cue, the rest of its sentence what it says. <P:Ada Moss> is a name
(P person, O organisation, G people, L place, U publication), [the company] a noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from headwater.model import (
    Anaphor,
    Annotation,
    Article,
    Certainty,
    Credit,
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
LABELS = {"P": "PERSON", "O": "ORGANISATION", "G": "GROUP", "L": "PLACE", "U": "PUBLICATION"}
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

    @property
    def sentences(self) -> Spans:
        found = (m.span() for m in SENTENCE.finditer(self.text))
        return tuple(
            (s + len(self.text[s:e]) - len(self.text[s:e].lstrip()), e) for s, e in found if self.text[s:e].strip()
        )

    def relation(self, source: Span) -> Relation:
        end = next(e for s, e in self.sentences if s <= source[0] < e)
        word = re.compile(r"\W*(\w+)").match(self.text, source[1])
        cue = word.span(1) if word else (source[1], source[1] + 1)
        content = (min(cue[1] + 1, end - 1), end)
        return Relation((source,), (cue,), (content,), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)


def resolution(
    marked: str,
    publisher: str | None = None,
    byline: str | None = None,
    pointing: Mapping[str, str] | None = None,
    credit_lines: tuple[tuple[str, str], ...] = (),
) -> Resolution:
    """Who is who in a marked text; `pointing` maps a source to what the network takes it to mean, wrong or right;
    `credit_lines` are publications that are credited, each with the kind of its credit.
    """
    marks = Marks(marked)
    text = marks.text
    spans = {text[s:e]: (s, e) for s, e in reversed(marks.sources)}
    anaphors = tuple(
        Anaphor(spans[word], (text.index(to), text.index(to) + len(to)), 0.9) for word, to in (pointing or {}).items()
    )
    relations = tuple(marks.relation(source) for source in sorted(marks.sources))
    annotation = Annotation(
        marks.sentences, relations, tuple(sorted(marks.names, key=lambda m: m.span)), tuple(sorted(marks.phrases)), (),
        anaphors, tuple(_credit(text, name, kind) for name, kind in credit_lines),
    )  # fmt: skip
    title = text.split("\n")[0] if "\n" in text else None
    return resolve(
        Article("x", "x", text, publisher=publisher, byline=byline, title=title, language="en"),
        annotation,
        PUBLICATIONS,
    )


def _credit(text: str, name: str, kind: str) -> Credit:
    from headwater.model import DerivationKind

    span = text.index(name), text.index(name) + len(name)
    return Credit(DerivationKind(kind), name, span, span)


def who(marked: str, **given: object) -> list[tuple[str, str | None, str]]:
    """Type, name and description of each source, in the order of the text."""
    found = resolution(marked, **given)  # type: ignore[arg-type]
    return [(source.type.value, source.name, source.description) for source in found.sources]


def names(marked: str, **given: object) -> list[str | None]:
    return [name for _, name, _ in who(marked, **given)]
