"""Relations > relations that say whole speeches: what stands in one pair of quotation marks has one speaker.

The network marks words one by one, and of a long quotation, or one that a paragraph interrupts, it loses a part or all.
Where it saw some of a quotation, whoever that belongs to says all of it. What nobody introduces belongs to whoever
spoke last, if nothing stands between; at the start of an article, to whoever speaks next. In another paragraph that is
no more than likely: such a speech is a relation of its own, whose cue is the mark that opens it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from headwater.model import Relation, Span, Spans
from headwater.nlp.set_off import SURE, Put
from headwater.quotation import inside, speeches
from headwater.spans import InOrder, in_order, merged, overlaps, trimmed, within

FEWEST = 4
"""Words of a quotation that may be a speech by itself; fewer are a name, or words that the article borrows."""
LEFT = 3
"""Words that a content has to keep that loses a quotation to another one."""
TITLED = 0.6
"""A quotation of whose words, the first aside, more than this share has a capital is the title of something."""
NOTHING = re.compile(r"(?:[^\S\n]|[,.;–—-])*(?::\s*)?")
"""What stands between a quotation and those who say it; only a colon leads to another line."""
FULL = (".", "!", "?", "…", ",")
MARKS = "“„«‟”»\"'‘’`"
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Quotation:
    """One stretch in quotation marks; `whole`: it is made of sentences."""

    span: Span
    speech: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a quotation is; `beside`: by where it stands, and not only by what the network saw.

    `apart`: in another paragraph, where nothing says so.
    """

    relation: int
    beside: bool
    apart: bool = False


def with_speeches(
    text: str, relations: Sequence[Relation], sentences: Spans, put: Put, speaks: Callable[[str], bool]
) -> tuple[Relation, ...]:
    """The relations in their order, each with all of the quotations that belong to it and of no others.

    `speaks` tells whether a cue passes on what somebody says.
    """
    bounds = in_order(sentences)
    quotations = [
        _Quotation(span, number, is_whole(text, span, bounds))
        for number, speech in enumerate(speeches(text))
        for span in speech
    ]
    if not quotations:
        return tuple(relations)
    speaking = _Speaking(text, relations, bounds, speaks)
    owners = _of_speeches(quotations, [speaking.owner(quotation) for quotation in quotations])
    owned: dict[int, list[Span]] = {}
    apart: dict[tuple[int, int], list[Span]] = {}
    for number, quotation in enumerate(quotations):
        if owners[number] is None:
            owners[number] = speaking.continued(quotation, quotations[:number], owners)
        if (owner := owners[number]) is not None:
            if owner.apart:
                apart.setdefault((owner.relation, quotation.speech), []).append(quotation.span)
            else:
                owned.setdefault(owner.relation, []).append(quotation.span)
            for other in speaking.intruding(quotation, owner):
                speaking.contents[other] = _without(text, speaking.contents[other], quotation.span)
    said = [
        _saying(relation, speaking.content(index, owned.get(index, [])), put)
        for index, relation in enumerate(relations)
    ]
    spans = in_order(quotation.span for quotation in quotations)
    said = [_to_its_end(text, relation, said, spans, put) for relation in said]
    return (
        *(replace(relation, parent=_still(said, relation)) for relation in said),
        *(_going_on(text, relations[index], speech, put) for (index, _), speech in apart.items()),
    )


def _going_on(text: str, relation: Relation, speech: Sequence[Span], put: Put) -> Relation:
    """A speech of a paragraph of its own, by whoever spoke in the one before."""
    content = tuple(inside(text, span) for span in speech)
    cue = ((speech[0][0], content[0][0]),)
    return Relation(relation.source, cue, content, None, *put(cue, content), SURE)


def _to_its_end(
    text: str, relation: Relation, relations: Sequence[Relation], quotations: InOrder[Span], put: Put
) -> Relation:
    """ "Moss said Roe had told her “it fell. | Nobody was hurt”": a speech that begins behind its cue, to its end.

    Whoever passes it on says it as well, so that it has two owners.
    """
    if not relation.source or not relation.content:
        return relation
    start, end = max(relation.content)
    around = ((0, len(text)),) if relation.parent is None else relations[relation.parent].content
    for first, last in quotations.touching((end - 1, end)):
        whole = trimmed(text, (start, last))
        if relation.cue[-1][1] <= first < end < whole[1] and within(whole, around):
            return _saying(relation, (*sorted(relation.content)[:-1], whole), put)
    return relation


def _still(relations: Sequence[Relation], relation: Relation) -> int | None:
    """The parent of a relation, or the next one above it, that still says what it stood in."""
    above = relation.parent
    while above is not None:
        if within((relation.cue[0][0], relation.cue[-1][1]), relations[above].content):
            return above
        above = relations[above].parent
    return None


class _Speaking:
    """The outermost relations of a text, and which quotations are near to them."""

    def __init__(
        self, text: str, relations: Sequence[Relation], bounds: InOrder[Span], speaks: Callable[[str], bool]
    ) -> None:
        self._text, self._relations, self._bounds = text, relations, bounds
        self.contents = [relation.content for relation in relations]
        outermost = [i for i, relation in enumerate(relations) if relation.parent is None and relation.source]
        self._said = InOrder((span, i) for i in outermost for span in relations[i].content)
        self._frames = {i: _frame(relations[i]) for i in outermost}
        self._framed = InOrder((frame, i) for i, frame in self._frames.items())
        self._speaking = {i for i in outermost if speaks(" ".join(text[a:b] for a, b in relations[i].cue))}

    def owner(self, quotation: _Quotation) -> _Owner | None:
        """The relation whose content it is: one that stands beside it, or says half of it, or any if it is a speech."""
        start, end = quotation.span
        shares: dict[int, int] = {}
        for i in self._said.touching(quotation.span):
            if not self._inside(i, quotation.span):
                said = self._relations[i].content
                shares[i] = sum(max(0, min(end, b) - max(start, a)) for a, b in said)
        if not quotation.whole and is_title(self._text, quotation.span):
            # "…,” she said on “This Week.”
            shares = {i: share for i, share in shares.items() if self._frames[i][0] > start}
        beside = {i: share for i, share in shares.items() if self._beside(i, quotation.span)}
        if beside or not shares:
            near = beside or dict.fromkeys(self._alone(quotation), 0)
            return _Owner(max(near, key=lambda i: (near[i], i)), True) if near else None
        best = max(shares, key=lambda i: (shares[i], i))
        return _Owner(best, False) if quotation.whole or 2 * shares[best] >= end - start else None

    def continued(
        self, quotation: _Quotation, before: Sequence[_Quotation], owners: Sequence[_Owner | None]
    ) -> _Owner | None:
        """Whoever spoke in the sentence before a speech that nobody introduces; or, if nobody had yet, in the next."""
        if not quotation.whole or self._said.touching(quotation.span) or not self._frames:
            return None
        start, end = quotation.span
        last = next((s for s in self._bounds.before(start) if trimmed(self._text, s, MARKS)[1] <= start), (0, 0))
        for number in range(len(before) - 1, -1, -1):
            if before[number].span[1] <= last[0]:
                break
            if before[number].whole and (owner := owners[number]):
                one = before[number].speech == quotation.speech or self._in_one(last, start)
                return _Owner(owner.relation, False, owner.apart or not one)
        beside = self._in_one(last, start)
        told = [i for i in self._framed.touching(last) if i in self._speaking or beside]
        if told:
            return _Owner(max(told, key=lambda i: self._frames[i]), False, not beside)
        following = self._bounds.after(end)
        if following and min(self._frames.values())[0] > end:
            told = [i for i in self._framed.touching(following) if i in self._speaking]
            return _Owner(min(told), False, not self._in_one((start, end), following[0])) if told else None
        return None

    def _in_one(self, last: Span, start: int) -> bool:
        """Whether what begins at `start` stands in the paragraph of what was last."""
        return "\n" not in self._text[last[1] : start]

    def intruding(self, quotation: _Quotation, owner: _Owner) -> Iterator[int]:
        """Relations of other sentences that say some of a quotation beside which, or beside whose end, its owner is."""
        if not owner.beside:
            return
        around = self._bounds.touching(quotation.span)
        for i in self._said.touching(quotation.span):
            frame = self._frames[i]
            if i != owner.relation and not overlaps(frame, around):
                yield i

    def content(self, index: int, owned: Sequence[Span]) -> Spans:
        """What a relation says with its quotations; behind one that it closes, nothing else of its sentence."""
        content = self.contents[index]
        if index not in self._frames or not owned:
            return content
        start, end = self._frames[index]
        if any(span[1] <= start and self._leads_to(span, start) for span in owned):
            sentence = self._bounds.holding(start)
            content = _minus(content, (end, max(end, sentence[1] if sentence else end)))
        said = (trimmed(self._text, span) for span in merged((*content, *owned)))
        return tuple(span for span in said if WORD.search(self._text, *span))

    def _alone(self, quotation: _Quotation) -> Iterator[int]:
        """Relations without a quotation that a speech stands beside: the network has lost it as a whole."""
        if quotation.whole:
            for i in self._framed.touching((quotation.span[0] - 3, quotation.span[1] + 3)):
                if i in self._speaking and self._introduces(i, quotation.span):
                    yield i

    def _introduces(self, index: int, span: Span) -> bool:
        between = self._text[self._frames[index][1] : span[0]]
        return self._frames[index][1] <= span[0] and between.strip() == ":"

    def _inside(self, index: int, span: Span) -> bool:
        return any(span[0] <= a and b <= span[1] for a, b in self._relations[index].cue)

    def _beside(self, index: int, span: Span) -> bool:
        start, end = self._frames[index]
        if end <= span[0]:
            return NOTHING.fullmatch(self._text, end, span[0]) is not None
        return span[1] <= start and self._leads_to(span, start)

    def _leads_to(self, span: Span, start: int) -> bool:
        """Whether a quotation and who says it are one sentence: “…,” Moss said."""
        ended = self._text[slice(*span)].rstrip(MARKS).endswith(".")
        return not ended and NOTHING.fullmatch(self._text, span[1], start) is not None


def _of_speeches(quotations: Sequence[_Quotation], owners: Sequence[_Owner | None]) -> list[_Owner | None]:
    """The owners, those beside a stretch of a speech handed to its other stretches, most of all to those before."""
    found = list(owners)
    for sure in (True, False):
        for order, step in ((range(len(found) - 2, -1, -1), 1), (range(1, len(found)), -1)):
            for number in order:
                here, there = found[number], found[number + step]
                one = quotations[number].speech == quotations[number + step].speech
                if one and there and there.beside >= sure and (here is None or (sure and not here.beside)):
                    found[number] = there
    return found


def is_whole(text: str, span: Span, bounds: InOrder[Span]) -> bool:
    """Whether a quotation begins as a sentence does and ends as one, and has the words of one."""
    start, end = span
    inner = text[start:end].strip(MARKS + " \n")
    begins = any(trimmed(text, sentence, MARKS)[0] >= start - 1 for sentence in bounds.touching((start, start + 2))[:1])
    introduced = text[:start].rstrip()[-1:] in (":", ",")
    return (begins or introduced) and inner.endswith(FULL) and len(inner.split()) >= FEWEST


def is_title(text: str, span: Span) -> bool:
    """Whether a quotation is written as the title of something: "This Week"."""
    words = text[slice(*inside(text, span))].split()[1:]
    return sum(word[0].isupper() for word in words) > TITLED * len(words)


def _frame(relation: Relation) -> Span:
    spans = (*relation.source, *relation.cue)
    return min(a for a, _ in spans), max(b for _, b in spans)


def _without(text: str, content: Spans, hole: Span) -> Spans:
    left = tuple(span for span in _minus(content, hole) if WORD.search(text, *span))
    return left if sum(len(text[a:b].split()) for a, b in left) >= LEFT else content


def _minus(content: Iterable[Span], hole: Span) -> Spans:
    pieces = (piece for a, b in content for piece in ((a, min(b, hole[0])), (max(a, hole[1]), b)))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def _saying(relation: Relation, content: Spans, put: Put) -> Relation:
    if content == relation.content or not content:
        return relation
    kind, certainty = put(relation.cue, content)
    return replace(relation, content=content, kind=kind, certainty=certainty)
