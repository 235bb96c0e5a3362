"""Relations and their sources > chains: who says it, through whom, outermost first, every link with its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from headwater.model import (
    Annotation,
    Article,
    DerivationKind,
    Entity,
    Link,
    Relation,
    Resolution,
    Source,
    SourceType,
    Span,
)

UNNAMED = (SourceType.ANONYMOUS, SourceType.COLLECTIVE)
CITING = (
    r",?\s+(?:itself\s+|in turn\s+)?(?:citing|quoting|crediting|which (?:was )?(?:cited|quoted|citing|following up))"
    r"(?:\s+(?:a|an|the)\s+(?:story|report|article|account)\s+(?:in|by|from))?\b"
)
"""How a publication is said to rest on another."""


def chains(article: Article, annotation: Annotation, resolution: Resolution) -> tuple[tuple[Link, ...], ...]:
    """A chain for each relation, in their order.

    Stated links: the sources of the relations around it, the venue of an interview, the publication that a translation
    is credited to. Inferred: the publication in whose account the article met an unnamed speaker.
    """
    builder = _Builder(article, annotation, resolution)
    return tuple(builder.chain(index) for index in range(len(annotation.relations)))


class _Builder:
    def __init__(self, article: Article, annotation: Annotation, resolution: Resolution) -> None:
        self._article, self._annotation = article, annotation
        self._sources = resolution.sources
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in resolution.entities}
        own = (article.publisher or "").casefold().removeprefix("the ")
        self._publications = sorted(
            (span, entity.name) for entity in resolution.entities for span in entity.mentions
            if entity.type == SourceType.PUBLICATION and entity.name.casefold().removeprefix("the ") != own
        )  # fmt: skip
        self._citing = re.compile(CITING)
        self._tellers = [i for i, source in enumerate(self._sources) if source.type is SourceType.PUBLICATION]
        self._frames: dict[str, tuple[Link, ...]] = {}

    def chain(self, index: int) -> tuple[Link, ...]:
        relation, source = self._annotation.relations[index], self._sources[index]
        if source.type is SourceType.UNSPECIFIED:
            return ()
        own = Link(source.description, source.type, True, source.evidence or relation.cue[0])
        outer = self.chain(relation.parent) if relation.parent is not None else ()
        outer = (*outer, *self._venue(relation, source))
        if not outer:
            outer = self._frame(source)
        inner = self._carried(index) if self._is_translation(relation) else self._cited(relation, source)
        return _once((*outer, own, *inner))

    def _venue(self, relation: Relation, source: Source) -> tuple[Link, ...]:
        """The publication to which the source of this very sentence speaks, or whose source it is said to be."""
        if source.owner and source.owner.evidence:
            return (Link(source.owner.description, source.owner.type, True, source.owner.evidence),)
        if source.type not in (SourceType.PERSON, SourceType.ANONYMOUS, SourceType.ORGANISATION):
            return ()
        for credit in self._annotation.credits:
            if credit.kind is DerivationKind.INTERVIEW and self._same_sentence(credit.span, _at(relation)):
                named = self._publication_at(credit.span)
                return (Link(named, SourceType.PUBLICATION, True, credit.evidence),) if named else ()
        cue = relation.cue[-1]
        told = self._publication_after(cue[0] if self._publication_within(cue) else cue[1])
        return (Link(told[0], SourceType.PUBLICATION, True, (cue[0], told[1][1])),) if told else ()

    def _cited(self, relation: Relation, source: Source) -> tuple[Link, ...]:
        """The publication on which a publication says that it rests: "according to the Ledger, citing the Courier"."""
        if source.type is not SourceType.PUBLICATION:
            return ()
        end = max(end for _, end in (*relation.source, *relation.cue))
        match = self._citing.match(self._article.text, end)
        told = self._publication_after(match.end()) if match else None
        return (Link(told[0], SourceType.PUBLICATION, True, (end, told[1][1])),) if told else ()

    def _publication_at(self, span: Span) -> str | None:
        """The publication named at `span`, unless it is the article's own."""
        return next((n for (s, e), n in self._publications if s < span[1] and span[0] < e), None)

    def _publication_after(self, position: int) -> tuple[str, Span] | None:
        """The publication named right after `position`, "the" aside, unless it is the article's own."""
        for span, name in self._publications:
            if position <= span[0] and self._article.text[position : span[0]].strip(" ,").lower() in ("", "the"):
                return name, span
        return None

    def _publication_within(self, cue: Span) -> bool:
        return any(cue[0] < start < cue[1] for (start, _), _ in self._publications)

    def _frame(self, source: Source) -> tuple[Link, ...]:
        """The publication whose account holds a mention of this unnamed speaker."""
        if source.type not in UNNAMED or source.entity is None:
            return ()
        if source.entity not in self._frames:
            self._frames[source.entity] = self._find_frame(source)
        return self._frames[source.entity]

    def _find_frame(self, source: Source) -> tuple[Link, ...]:
        tellers = [index for index in self._tellers if self._sources[index].entity != source.entity]
        if not tellers:
            return ()
        for mention in self._met_as(source):
            for index in tellers:
                relation, teller = self._annotation.relations[index], self._sources[index]
                if _holds(relation, mention):
                    return (Link(teller.description, teller.type, False, _whole(relation)),)
        return ()

    def _met_as(self, source: Source) -> Sequence[Span]:
        """The mentions of an unnamed speaker and, for one who is only a nationality, of the unnamed who share it."""
        entity = self._entities[str(source.entity)]
        spans = list(entity.mentions)
        if source.type is SourceType.COLLECTIVE and len(source.description.split()) <= 2:
            word = source.description.split()[-1]  # "the French", who are met as "French officials"
            for other in self._entities.values():
                if other.type == SourceType.ANONYMOUS and word in other.name.split():
                    spans += [span for span in other.mentions if span[0] < entity.mentions[0][0]]
        return spans

    def _is_translation(self, relation: Relation) -> bool:
        return any(
            credit.kind is DerivationKind.TRANSLATION and credit.evidence[0] < end and start < credit.evidence[1]
            for credit in self._annotation.credits
            for start, end in (*relation.cue, *relation.source)
        )

    def _carried(self, index: int) -> tuple[Link, ...]:
        """The chain of what a translation translates: what shares its content or, failing that, stands before it."""
        here = self._annotation.relations[index]
        others = [
            (_share(relation, here), _at(relation), other)
            for other, relation in enumerate(self._annotation.relations)
            if other != index
            and not self._is_translation(relation)
            and self._same_paragraph(relation, here)
            and not self._stands_in(other, index)
        ]
        if not others:
            return ()
        best = max(others, key=lambda o: (o[0], self._sources[o[2]].type in UNNAMED, o[1]))
        return self.chain(best[2])

    def _stands_in(self, index: int, around: int) -> bool:
        """Whether a relation is nested, at any depth, in another: its chain would then begin with that one's."""
        parent = self._annotation.relations[index].parent
        return parent is not None and (parent == around or self._stands_in(parent, around))

    def _same_paragraph(self, a: Relation, b: Relation) -> bool:
        start, end = sorted((_at(a)[0], _at(b)[0]))
        return "\n" not in self._article.text[start:end]

    def _same_sentence(self, a: Span, b: Span) -> bool:
        return any(s <= a[0] < e and s <= b[0] < e for s, e in self._annotation.sentences)


def _at(relation: Relation) -> Span:
    return (relation.source or relation.cue)[0]


def _whole(relation: Relation) -> Span:
    spans = (*relation.source, *relation.cue, *relation.content)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _holds(relation: Relation, mention: Span) -> bool:
    return any(start <= mention[0] and mention[1] <= end for start, end in relation.content)


def _share(a: Relation, b: Relation) -> float:
    """Intersection over union of two contents."""
    one = {i for s, e in a.content for i in range(s, e)}
    two = {i for s, e in b.content for i in range(s, e)}
    return len(one & two) / len(one | two) if one | two else 0.0


def _once(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """A chain names nobody twice in a row ("the paper" inside the paper's own report)."""
    return links[:1] + tuple(b for a, b in pairwise(links) if a.name != b.name)
