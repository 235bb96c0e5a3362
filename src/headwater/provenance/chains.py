"""Relations and their sources > chains: who says it, through whom, outermost first, every link with its evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

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
from headwater.provenance.words import pattern

MARKS = "“„«‟\"‘`' "
"""Before a speech: they open it, and say nothing of who says it."""
UNNAMED = (SourceType.ANONYMOUS, SourceType.COLLECTIVE)
SPEAKING = (SourceType.PERSON, SourceType.ANONYMOUS, SourceType.ORGANISATION)
Chain = tuple[Link, ...]


def chains(article: Article, annotation: Annotation, resolution: Resolution) -> tuple[Chain, ...]:
    """A chain for each relation, in their order.

    Stated links: the sources of the relations around it, the venue of an interview, the publication that another one
    cites or that a translation is credited to. Inferred: the publication in whose account the article met an unnamed
    speaker or a document, and the venue of somebody who goes on speaking.
    """
    builder = _Builder(article, annotation, resolution)
    for index in builder.in_order:
        builder.chain(index)
    return tuple(builder.chain(index) for index in range(len(annotation.relations)))


class _Stretches:
    """Stretches of a text, each with a number; asked which of them hold a place."""

    def __init__(self, stretches: Iterable[tuple[Span, int]]) -> None:
        self._spans = sorted(stretches)
        self._reach = list(accumulate((end for (_, end), _ in self._spans), max))

    def around(self, span: Span) -> list[int]:
        """The numbers of the stretches that hold `span`, in ascending order."""
        found = []
        place = bisect_left(self._spans, ((span[0] + 1, 0), 0)) - 1
        while place >= 0 and self._reach[place] >= span[1]:
            (_, end), number = self._spans[place]
            found += [number] if end >= span[1] else []
            place -= 1
        return sorted(found)


class _Builder:
    def __init__(self, article: Article, annotation: Annotation, resolution: Resolution) -> None:
        self._text, self._annotation = article.text, annotation
        self._relations, self._sources = annotation.relations, resolution.sources
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in resolution.entities}
        own = (article.publisher or "").casefold().removeprefix("the ")
        self._publications = sorted(
            (span, entity.name) for entity in resolution.entities for span in entity.mentions
            if entity.type == SourceType.PUBLICATION and entity.name.casefold().removeprefix("the ") != own
        )  # fmt: skip
        self._accounts = _Stretches(
            (span, i) for i, source in enumerate(self._sources) for span in self._relations[i].content
            if source.type is SourceType.PUBLICATION and source.description.casefold().removeprefix("the ") != own
        )  # fmt: skip
        self.in_order = sorted(range(len(self._relations)), key=lambda i: (_at(self._relations[i]), i))
        self._place = {index: place for place, index in enumerate(self.in_order)}
        self._before = self._earlier_of_same()
        self._translations = {i for i in self.in_order if self._is_translation(self._relations[i])}
        self._chains: dict[int, Chain] = {}
        self._outer: dict[int, Chain] = {}
        self._frames: dict[str, int | None] = {}

    def _earlier_of_same(self) -> dict[int, int]:
        """For each relation the one before it with the same source."""
        last: dict[str, int] = {}
        found = {}
        for index in self.in_order:
            entity = self._sources[index].entity
            if entity is not None:
                if entity in last:
                    found[index] = last[entity]
                last[entity] = index
        return found

    def chain(self, index: int) -> Chain:
        if index not in self._chains:
            self._chains[index] = ()  # a chain that leads back to itself ends here
            self._chains[index] = self._made(index)
        return self._chains[index]

    def _made(self, index: int) -> Chain:
        relation, source = self._relations[index], self._sources[index]
        if source.type is SourceType.UNSPECIFIED:
            return self._told_of(relation)
        own = Link(source.description, source.type, self._is_told(relation), source.evidence or relation.cue[0])
        self._outer[index] = self._around(index)
        inner = self._carried(index) if index in self._translations else self._cited(index)
        return _once((*self._outer[index], own, *inner))

    def _is_told(self, relation: Relation) -> bool:
        """Whether the text says who says it: a speech that only its own mark opens is by whoever spoke before."""
        return any(self._text[start:end].strip(MARKS) for start, end in relation.cue)

    def outer(self, index: int) -> Chain:
        """The links before a relation's own source."""
        self.chain(index)
        return self._outer.get(index, ())

    def _around(self, index: int) -> Chain:
        parent = self._relations[index].parent
        # What a translation passes on does not come through it: the article says so in so many words beside it.
        while parent is not None and parent in self._translations:
            parent = self._relations[parent].parent
        nested = self.chain(parent) if parent is not None else ()
        stated = (*nested, *self._venue(index))
        return stated or self._inferred(index)

    # -- whom a source speaks to --------------------------------------------------------------------------------------

    def _venue(self, index: int) -> Chain:
        """The publication to which the source of this very sentence speaks, or whose source it is said to be."""
        relation, source = self._relations[index], self._sources[index]
        if source.owner and source.owner.evidence:
            return (Link(source.owner.description, source.owner.type, True, source.owner.evidence),)
        if source.type not in SPEAKING:
            return ()
        if relation.source and (quoted := self._quoted_by(relation)):
            return (quoted,)
        for credit in self._annotation.credits:
            if credit.kind is DerivationKind.INTERVIEW and self._speaks_there(relation, credit.evidence):
                named = (
                    None if pattern("another").match(self._text, credit.span[1]) else self._publication_at(credit.span)
                )
                return (Link(named, SourceType.PUBLICATION, True, credit.evidence),) if named else ()
        cue = relation.cue[-1]
        spoke = pattern("spoke_on").match(self._text, cue[1])
        if self._publication_within(cue):
            told = self._publication_after(cue[0])
        elif pattern("told").search(self._text, *cue) or spoke:
            told = self._publication_after(spoke.end() if spoke else cue[1])
        else:
            return ()
        return (Link(told[0], SourceType.PUBLICATION, True, (cue[0], told[1][1])),) if told else ()

    def _quoted_by(self, relation: Relation) -> Link | None:
        """The publication of "an officer quoted by the paper said"."""
        start, end = relation.source[0][0], relation.source[-1][1]
        until = next((cue[0] for cue in relation.cue if cue[0] >= end), end)
        match = pattern("quoted").search(self._text, start, until)
        told = self._publication_after(match.end()) if match else None
        return Link(told[0], SourceType.PUBLICATION, True, (start, told[1][1])) if told else None

    def _told_of(self, relation: Relation) -> Chain:
        """The publication that has it from whom a sourceless content tells of: "a skipper interviewed by it"."""
        start = min((first for first, _ in relation.content), default=0)
        number = self._sentence((start, start + 1))
        end = 0 if number is None else self._annotation.sentences[number][1]
        match = pattern("quoted").search(
            self._text, start, min(end, max((last for _, last in relation.content), default=0))
        )
        told = self._publication_after(match.end()) if match else None
        return (Link(told[0], SourceType.PUBLICATION, True, (start, told[1][1])),) if told else ()

    def _speaks_there(self, relation: Relation, evidence: Span) -> bool:
        """Whether it is in this relation that somebody speaks to a publication: of two in a sentence one may "tell"."""
        if pattern("told").match(self._text, evidence[0]):
            return any(start < evidence[1] and evidence[0] < end for start, end in relation.cue)
        return self._same_sentence(evidence, _at(relation))

    def _publication_at(self, span: Span) -> str | None:
        """The publication named at `span`, unless it is the article's own."""
        return next((n for (s, e), n in self._publications if s < span[1] and span[0] < e), None)

    def _publication_after(self, position: int) -> tuple[str, Span] | None:
        """The publication named right after `position`, save what leads it in, unless it is the article's own."""
        first = bisect_left(self._publications, ((position, position), ""))
        if first == len(self._publications):
            return None
        span, name = self._publications[first]
        near = span[0] - position < 60 and pattern("led_in").fullmatch(self._text, position, span[0])
        return (name, span) if near and not pattern("another").match(self._text, span[1]) else None

    def _publication_within(self, cue: Span) -> bool:
        first = bisect_left(self._publications, ((cue[0] + 1, 0), ""))
        return first < len(self._publications) and self._publications[first][0][0] < cue[1]

    # -- what a publication rests on ----------------------------------------------------------------------------------

    def _cited(self, index: int) -> Chain:
        """The publication on which a publication says that it rests: "according to the Ledger, citing the Courier"."""
        relation, source = self._relations[index], self._sources[index]
        if source.type is not SourceType.PUBLICATION:
            return ()
        told = self._second_hand(relation)
        end = max(end for _, end in (*relation.source, *relation.cue))
        inside = (pattern("citing").search(self._text, *span) for span in relation.source)
        match = pattern("citing").match(self._text, end) or next(filter(None, inside), None)
        told = told or (self._publication_after(match.end()) if match else None)
        if told is None or any(self._names(child, told[1]) for child in self._inside(index)):
            return ()  # what has an attribution of its own is a link of that one
        return (Link(told[0], SourceType.PUBLICATION, True, (relation.source[0][0], told[1][1])),)

    def _second_hand(self, relation: Relation) -> tuple[str, Span] | None:
        """The second publication of "Varsla's account of the Courier's story"."""
        if not relation.source:
            return None
        start, end = relation.source[0][0], relation.source[-1][1]
        first = bisect_left(self._publications, ((start, 0), ""))
        named = [pair for pair in self._publications[first : first + 8] if pair[0][1] <= end]
        return next(
            ((name, other) for one, _ in named for other, name in named
             if one[1] <= other[0] and pattern("second_hand").fullmatch(self._text, one[1], other[0])), None
        )  # fmt: skip

    def _inside(self, index: int) -> Iterable[Relation]:
        return (relation for relation in self._relations if relation.parent == index)

    @staticmethod
    def _names(relation: Relation, span: Span) -> bool:
        return any(start < span[1] and span[0] < end for start, end in relation.source)

    # -- what the article's frame tells -------------------------------------------------------------------------------

    def _inferred(self, index: int) -> Chain:
        source = self._sources[index]
        if source.entity is None:
            return ()
        if source.type in UNNAMED or source.type is SourceType.DOCUMENT:
            found = self._goes_on(index) or self._frame(index) or self._follows(index)
        else:
            found = self._venue_before(index)
        return tuple(replace(link, stated=False) for link in found)

    def _goes_on(self, index: int) -> Chain:
        """The way by which the article met the same unnamed speaker before."""
        before = self._before.get(index)
        return self.outer(before) if before is not None else ()

    def _venue_before(self, index: int) -> Chain:
        """The publication that somebody has been speaking to, as long as nobody else speaks."""
        before = self._before.get(index)
        if (
            before is None
            or self._sources[index].type not in SPEAKING
            or pattern("told").search(self._text, *self._relations[index].cue[-1])
        ):
            return ()
        between = self.in_order[self._place[before] + 1 : self._place[index]]
        others = {self._sources[i].entity for i in between} - {self._sources[index].entity}
        same = self._same_paragraph(self._relations[before], self._relations[index])
        if others - {None} and not same:
            return ()
        spoken = [link for link in self.outer(before) if link.type is SourceType.PUBLICATION]
        return tuple(spoken) if self._venue(before) or not all(link.stated for link in spoken) else ()

    def _frame(self, index: int) -> Chain:
        """The publication whose account holds a mention of this unnamed speaker."""
        source = self._sources[index]
        if source.entity not in self._frames:
            tellers = (t for mention in self._met_as(source) for t in self._accounts.around(mention))
            others = (t for t in tellers if t != index and self._sources[t].entity != source.entity)
            self._frames[str(source.entity)] = next(others, None)
        teller = self._frames[str(source.entity)]
        if teller is None or teller == index:
            return ()
        told = self._sources[teller]
        link = Link(told.description, told.type, False, _whole(self._relations[teller]))
        return (link,) if self._stands_in(teller, index) else (*self._papers(self.outer(teller)), link)

    def _follows(self, index: int) -> Chain:
        """The publications of the sentence before, for a document that the article has not met otherwise."""
        source, relation = self._sources[index], self._relations[index]
        if source.type is not SourceType.DOCUMENT or not pattern("definite").match(self._text, relation.source[0][0]):
            return ()
        here = self._sentence(_at(relation))
        if self._entities[str(source.entity)].mentions[0] < relation.source[0] or here is None:
            return ()
        papers: Chain = ()
        for before in reversed(self.in_order[: self._place[index]]):
            other = self._relations[before]
            sentence = self._sentence(_at(other))
            if sentence is None or sentence < here - 1 or not self._same_paragraph(other, relation):
                break
            if sentence == here - 1:
                papers = max(papers, self._papers(self.chain(before)), key=len)
        return papers

    @staticmethod
    def _papers(links: Chain) -> Chain:
        return tuple(link for link in links if link.type is SourceType.PUBLICATION)

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

    # -- translations -------------------------------------------------------------------------------------------------

    def _is_translation(self, relation: Relation) -> bool:
        return any(
            credit.kind is DerivationKind.TRANSLATION and credit.evidence[0] < end and start < credit.evidence[1]
            for credit in self._annotation.credits
            for start, end in (*relation.cue, *relation.source)
        )

    def _carried(self, index: int) -> Chain:
        """The chain of what a translation translates: what shares its content or, failing that, stands before it."""
        here = self._relations[index]
        others = [
            (
                relation.parent == index,
                _share(relation, here),
                self._sources[other].type in UNNAMED,
                _at(relation),
                other,
            )
            for other, relation in enumerate(self._relations)
            if other != index and other not in self._translations and self._same_paragraph(relation, here)
        ]
        return self.chain(max(others)[-1]) if others else ()

    # -- places -------------------------------------------------------------------------------------------------------

    def _stands_in(self, index: int, around: int) -> bool:
        """Whether a relation is nested, at any depth, in another: its chain would then begin with that one's."""
        parent = self._relations[index].parent
        return parent is not None and (parent == around or self._stands_in(parent, around))

    def _same_paragraph(self, a: Relation, b: Relation) -> bool:
        start, end = sorted((_at(a)[0], _at(b)[0]))
        return "\n" not in self._text[start:end]

    def _sentence(self, span: Span) -> int | None:
        """The number of the sentence in which a span begins."""
        number = bisect_left(self._annotation.sentences, (span[0] + 1, 0)) - 1
        inside = number >= 0 and span[0] < self._annotation.sentences[number][1]
        return number if inside else None

    def _same_sentence(self, a: Span, b: Span) -> bool:
        return self._sentence(a) is not None and self._sentence(a) == self._sentence(b)


def _at(relation: Relation) -> Span:
    return (relation.source or relation.cue)[0]


def _whole(relation: Relation) -> Span:
    spans = (*relation.source, *relation.cue, *relation.content)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _share(a: Relation, b: Relation) -> float:
    """Intersection over union of two contents."""
    one = {i for s, e in a.content for i in range(s, e)}
    two = {i for s, e in b.content for i in range(s, e)}
    return len(one & two) / len(one | two) if one | two else 0.0


def _once(links: Chain) -> Chain:
    """A chain names nobody twice in a row ("the paper" inside the paper's own report)."""
    return links[:1] + tuple(b for a, b in pairwise(links) if a.name != b.name)
