"""Readings as people have mended them: attributions confirmed, dropped, changed and added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from headwater.decisions.passages import best, characters, current, located
from headwater.model import (
    Attribution,
    AttributionMended,
    AttributionRight,
    AttributionWrong,
    Decision,
    Entity,
    Link,
    Quotation,
    Reading,
    Said,
    SourceType,
    Span,
    Spans,
    content_id,
)
from headwater.quotation import quoted

Judged = AttributionRight | AttributionWrong | AttributionMended
SURE = 1.0
"""The confidence of what a person has seen."""
NAMED = (SourceType.PERSON, SourceType.ORGANISATION, SourceType.PUBLICATION)


def mended(
    readings: Iterable[Reading], decisions: Iterable[Decision], moved: Mapping[str, str] = {}
) -> tuple[Reading, ...]:
    """The readings, in their order, with what the decisions (in force, oldest first) say of their attributions.

    An attribution is known again by the places of its cue and content. One that a person has confirmed, or changed, is
    there even where the machine does not find it any more. `moved` has the current id of each older version.
    """
    judged: dict[str, list[Judged]] = defaultdict(list)
    for decision in decisions:
        if isinstance(decision.act, Judged):
            judged[current(decision.act.said.content.article, moved)].append(decision.act)
    return tuple(
        _Mending(reading).mended(judged[reading.article.id]) if reading.article.id in judged else reading
        for reading in readings
    )


class _Mending:
    """The attributions of one article, as one decision after the other changes them."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._text = reading, reading.article.text
        self._found = {a.id: a for a in reading.attributions}
        self._entities = list(reading.entities)

    def mended(self, acts: Iterable[Judged]) -> Reading:
        for act in acts:
            at = self._at(act.said)
            match act:
                case AttributionWrong():
                    if at:
                        self._drop(at)
                case AttributionRight(said):
                    self._confirm(at, said)
                case AttributionMended(_, said):
                    at = at or self._at(said)
                    if at:
                        self._change(at, said)
                    else:
                        self._confirm(None, said)
        return replace(
            self._reading,
            attributions=tuple(self._found.values()),
            entities=tuple(e for e in self._entities if e.mentions),
        )

    def _at(self, said: Said) -> Attribution | None:
        """The attribution that is meant: at its cue and its content, or near enough to both."""
        cue, content = located(said.cue, self._text), located(said.content, self._text)
        if cue is None or content is None:
            return None
        id_ = best(
            tuple(sorted(cue + content)),
            ((a.id, tuple(sorted(a.cue + a.content))) for a in self._found.values() if _meet(a.cue, cue)),
        )
        return self._found[id_] if id_ else None

    # -- one change each ----------------------------------------------------------------------------------------------

    def _confirm(self, at: Attribution | None, said: Said) -> None:
        if at:
            self._found[at.id] = replace(at, confidence=SURE)
            return
        spans = [located(each, self._text) for each in (said.source, said.cue, said.content)]
        source, cue, content = (each if each is not None else () for each in spans)
        if None not in spans and content:
            self._add(said, source, cue, content)

    def _drop(self, at: Attribution) -> None:
        link = _own(at)
        for each in self._under(at.id):
            self._found[each.id] = replace(
                each,
                parent=at.parent if each.parent == at.id else each.parent,
                chain=tuple(other for other in each.chain if other != link),
            )
        del self._found[at.id]

    def _change(self, at: Attribution, said: Said) -> None:
        spans = [located(each, self._text) for each in (said.source, said.cue, said.content)]
        if any(each is None for each in spans) or not spans[2]:
            return
        source, cue, content = (each or () for each in spans)
        chain = at.chain
        if (said.name, said.type) != (at.source_name, at.source_type):
            old, new = _own(at), self._link(said, source, cue)
            chain = tuple(link for link in chain if link != old) + ((new,) if new else ())
            for each in self._under(at.id):
                self._found[each.id] = replace(each, chain=_exchanged(each.chain, old, new, len(at.chain)))
            self._name(said, source)
        self._found[at.id] = replace(
            at,
            source=source,
            cue=cue,
            content=content,
            kind=self._kind(content),
            source_type=said.type,
            source_name=said.name,
            chain=chain,
            certainty=said.certainty,
            confidence=SURE,
        )

    def _add(self, said: Said, source: Spans, cue: Spans, content: Spans) -> None:
        around = [a for a in self._found.values() if characters(content + cue) <= characters(a.content)]
        parent = min(around, key=lambda a: (len(characters(a.content)), a.id), default=None)
        outer = parent.chain if parent else ()
        link = self._link(said, source, cue)
        numbers = [int(a.id[1:]) for a in self._found.values() if a.id[1:].isdecimal()]
        added = Attribution(
            f"a{max(numbers, default=0) + 1}",
            parent.id if parent else None,
            source,
            cue,
            content,
            self._kind(content),
            said.type,
            said.name,
            (*outer, link) if link else outer,
            said.certainty,
            SURE,
        )
        for each in list(self._found.values()):
            if each.parent == added.parent and characters(each.content + each.cue) <= characters(content):
                for inner in (each, *self._under(each.id)):
                    chain = (*outer, link, *inner.chain[len(outer) :]) if link else inner.chain
                    self._found[inner.id] = replace(inner, chain=chain)
                self._found[each.id] = replace(self._found[each.id], parent=added.id)
        self._found[added.id] = added
        self._name(said, source)

    # -- what it takes ------------------------------------------------------------------------------------------------

    def _under(self, id_: str) -> list[Attribution]:
        """All that is nested in an attribution, at any depth."""
        found = [a for a in self._found.values() if a.parent == id_]
        return [*found, *(inner for each in found for inner in self._under(each.id))]

    def _link(self, said: Said, source: Spans, cue: Spans) -> Link | None:
        if said.type is SourceType.UNSPECIFIED:
            return None
        written = " ".join(" ".join(self._text[slice(*span)].split()) for span in source)
        at = (source or cue or ((0, 0),))[0]
        return Link(said.name or written or said.type.value, said.type, True, at)

    def _kind(self, content: Spans) -> Quotation:
        inside = quoted(self._text)
        marked = [bool(inside[i]) for i in sorted(characters(content)) if self._text[i].isalnum()]
        if all(marked):
            return Quotation.DIRECT
        return Quotation.MIXED if any(marked) else Quotation.INDIRECT

    def _name(self, said: Said, source: Spans) -> None:
        """The source's place is a mention of whoever is named, and of nobody else."""
        if not source or not said.name or said.type not in NAMED:
            return
        span: Span = (source[0][0], source[-1][1])
        self._entities = [
            replace(e, mentions=tuple(m for m in e.mentions if m != span)) if e.name != said.name else e
            for e in self._entities
        ]
        known = next((e for e in self._entities if e.name == said.name), None)
        if known:
            mentions = tuple(sorted({*known.mentions, span}))
            self._entities[self._entities.index(known)] = replace(known, mentions=mentions)
        else:
            id_ = content_id(self._reading.article.id, said.type.value, said.name, span)
            self._entities.append(Entity(id_, said.name, said.type.value, (span,)))


def _own(attribution: Attribution) -> Link | None:
    """The link of an attribution's own source."""
    specified = attribution.source_type is not SourceType.UNSPECIFIED
    return attribution.chain[-1] if attribution.chain and specified else None


def _exchanged(chain: Sequence[Link], old: Link | None, new: Link | None, depth: int) -> tuple[Link, ...]:
    """A nested chain with the link of the attribution around it exchanged, put in at its depth, or left out."""
    if old in chain:
        return tuple(link for each in chain for link in ((new,) if each == old else (each,)) if link)
    return (*chain[:depth], new, *chain[depth:]) if new else tuple(chain)


def _meet(one: Spans, other: Spans) -> bool:
    """Whether two cues overlap, or there is none on either side."""
    return bool(characters(one) & characters(other)) if one and other else not one and not other
