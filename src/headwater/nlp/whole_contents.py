"""Relations > relations whose contents are whole: no noun phrase is cut, and what somebody does has that somebody.

The network marks words one by one, and drops some: "Four | men rammed the gate, police said", "a tower … with no
licence". A content keeps what stands between its parts, the phrases that it begins or ends in, and the subject of what
it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from headwater.model import Relation, Span, Spans
from headwater.nlp.lists import alternatives
from headwater.nlp.set_off import Put
from headwater.nlp.syntax import PASSIVE_SUBJECTS, SUBJECTS, Syntax
from headwater.spans import InOrder, in_order, merged, trimmed, within
from headwater.vocabulary import telling

FURTHEST = 25
"""Words by which a content is made longer at once, at most."""
LAST = re.compile(r"[^\w\n]*(?:\w+[^\w\n]*){0,4}")
"""What stands behind who says it at the end of a sentence: next to nothing."""
CLOSING = ',;?!”»"–—-'
"""What stands before who says it at the end of a sentence."""
ENDS = " \t\n.!?,;:"
"""What stands at the end of a sentence, and belongs to no content."""
ASSERTING = ("ROOT", "ccomp", "conj", "parataxis", "advcl")
"""How a verb hangs that has its subject with it."""


def with_whole_contents(
    text: str,
    relations: Sequence[Relation],
    phrases: Spans,
    sentences: Spans,
    syntax: Syntax,
    put: Put,
    speaks: Callable[[str], bool],
) -> tuple[Relation, ...]:
    """The relations in their order; what is nested stays within what it is nested in.

    `speaks` tells whether a cue passes on what somebody says.
    """
    frames = in_order(span for relation in relations for span in (*relation.source, *relation.cue))
    mending = _Mending(
        text=text, phrases=in_order(phrases), sentences=in_order(sentences), syntax=syntax, frames=frames
    )
    contents = [mending.whole(relation.content) for relation in relations]
    for index, relation in enumerate(relations):
        if relation.source and speaks(" ".join(text[start:end] for start, end in relation.cue)):
            frame = (*relation.source, *relation.cue)
            contents[index] = mending.with_parted_subject(mending.from_the_begin(contents[index], frame), frame)
    contents = _apart(relations, contents)
    found = []
    for relation, content in zip(relations, contents, strict=True):
        if relation.parent is not None:
            around = contents[relation.parent]
            content = tuple(merged((max(a, c), min(b, d)) for a, b in content for c, d in around if a < d and c < b))
        if content and content != relation.content:
            kind, certainty = put(relation.cue, content)
            relation = replace(relation, content=content, kind=kind, certainty=certainty)
        found.append(relation)
    return tuple(found)


def _apart(relations: Sequence[Relation], contents: Sequence[Spans]) -> list[Spans]:
    """The contents without the pieces that another one of the same source has whole, and whose cue is nearer to them:
    "Moss said it fell, adding that nobody | was hurt"."""
    outermost = [i for i, relation in enumerate(relations) if relation.parent is None]
    at = {i: relations[i].cue[0][0] for i in outermost}
    holding = InOrder((span, i) for i in outermost for span in contents[i])
    found = list(contents)
    for i in outermost:
        kept = tuple(
            span
            for span in contents[i]
            if not any(
                at[i] < at[j] < span[0] and relations[i].source == relations[j].source and within(span, contents[j])
                for j in holding.touching(span)
            )
        )
        found[i] = kept or contents[i]
    return found


@dataclass(frozen=True, slots=True)
class _Forms:
    """What has nothing behind it but whom it was told to; what a sentence begins with that is not said; what parts one
    clause from the next, which somebody else may say.
    """

    told: re.Pattern[str]
    opening: re.Pattern[str]
    parting: re.Pattern[str]
    unfinished: re.Pattern[str]
    closing: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Mending:
    """One text; `frames` are the sources and the cues, which no content takes in."""

    text: str
    phrases: InOrder[Span]
    sentences: InOrder[Span]
    syntax: Syntax
    frames: InOrder[Span]

    def whole(self, content: Spans) -> Spans:
        mended = (self._finished(self._with_subject(self._in_phrases(span))) for span in content)
        return self._without_gaps(map(self._with_coordinated, mended))

    def _finished(self, span: Span) -> Span:
        """A stretch that ends with a word after which something has to follow, with that: "the ramp was | safe"."""
        end = span[1]
        sentence = self.sentences.holding(end - 1)
        if sentence is None or not _forms().unfinished.search(self.text, *span):
            return span
        closing = _forms().closing.search(self.text, end, sentence[1])
        stop = trimmed(self.text, (end, closing.start() if closing else sentence[1]))[1]
        stop = min([stop, *(frame[0] for frame in self.frames.touching((end, stop)))])
        stop = trimmed(self.text, (span[0], stop), ENDS)[1]
        return (span[0], stop) if stop > end and self._free((end, stop)) else span

    def _with_coordinated(self, span: Span) -> Span:
        """A stretch with what goes on with "and" behind its end: "had read the papers | and had understood them"."""
        start, end = span
        words, sentence = self.syntax.words, self.sentences.holding(end - 1)
        inside = self.syntax.covered([span])
        for index in sorted(i for head in inside for i in self.syntax.below(head, "conj") if i not in inside):
            below = self.syntax.parse.below(index)
            stop = max(words[i].span[1] for i in below)
            own = self.syntax.below(index, *SUBJECTS, *PASSIVE_SUBJECTS)
            if (
                sentence
                and not own
                and end < stop <= sentence[1]
                and min(below) >= min(inside)
                and self._free((end, stop))
            ):
                end = stop
        return start, end

    def _in_phrases(self, span: Span) -> Span:
        """A stretch with the rest of the noun phrases in whose middle it begins and ends."""
        start, end = span
        for first, last in self.phrases.touching(span):
            if first < start < last and self._free((first, start)):
                start = first
            if first < end < last and self._free((end, last)):
                end = last
        return start, end

    def _with_subject(self, span: Span) -> Span:
        """A stretch with the subjects, before it in its sentence, of the verbs in its first sentence."""
        start, end = span
        sentence = self.sentences.holding(start)
        words, below = self.syntax.words, self.syntax.parse.below
        inside = [i for i in self.syntax.covered([span]) if sentence and words[i].span[0] < sentence[1]]
        for verb in sorted(i for i in inside if words[i].part in ("VERB", "AUX") and words[i].dependency in ASSERTING):
            for subject in self.syntax.below(verb, *SUBJECTS, *PASSIVE_SUBJECTS):
                first = min(words[i].span[0] for i in below(subject))
                before = sentence is not None and sentence[0] <= first and words[subject].span[0] < start
                if before and self._free((first, start)):
                    start = min(start, first)
        return start, end

    def from_the_begin(self, content: Spans, frame: Spans) -> Spans:
        """A content whose sentence ends with who says it, from where that begins: "The ferry | sank, Moss told Roe"."""
        first, end = min(frame)[0], max(frame)[1]
        # "…, a | ministry said": its article belongs to who says it.
        around = (start for start, _ in self.phrases.touching((first, first + 1)) if "," not in self.text[start:first])
        first = min(around, default=first)
        sentence = self.sentences.holding(first)
        before = trimmed(self.text, (sentence[0] if sentence else first, first))[1]
        if not sentence or self.text[before - 1] not in CLOSING or not LAST.fullmatch(self.text, end, sentence[1]):
            return content
        if _forms().told.search(self.text, first, end):
            content = tuple(span for span in content if not end <= span[0] < sentence[1]) or ((before - 1, before - 1),)
        content = self._to_the_comma(content, before)
        start = min(content)[0]
        opening = _forms().opening.match(self.text, *sentence)
        begin = opening.end() if opening else sentence[0]
        one = begin < start < first and not _forms().parting.search(self.text, begin, start)
        if one and self._free((begin, start), 2 * FURTHEST):
            return tuple(merged(((begin, start), *content)))
        return tuple(span for span in content if span[0] < span[1])

    def _to_the_comma(self, content: Spans, before: int) -> Spans:
        """A content with what stands between it and the comma before `before`: "It fell | in May, Moss said"."""
        last = max((span for span in content if span[1] < before), default=None)
        rest = (last[1], before - 1) if last else (0, 0)
        told = last is not None and self.text[before - 1] == "," and self.text[slice(*rest)].strip() != ""
        if not told or not self._free(rest) or _forms().parting.search(self.text, *rest):
            return content
        return tuple((start, rest[1]) if (start, end) == last else (start, end) for start, end in content)

    def with_parted_subject(self, content: Spans, frame: Spans) -> Spans:
        """A content with the subject that commas part from it: "The ramp, | she said, | is safe"."""
        start, end = min(frame)[0], max(frame)[1]
        first = min(content)
        if first[0] < end or self.text[end : first[0]].strip() != ",":
            return content
        words, below = self.syntax.words, self.syntax.parse.below
        verbs = (i for i in sorted(self.syntax.covered([first])) if words[i].dependency in ASSERTING)
        for subject in (i for verb in verbs for i in self.syntax.below(verb, *SUBJECTS, *PASSIVE_SUBJECTS)):
            parts = [words[i].span for i in below(subject) if words[i].span[0] < start]
            span = (min(parts)[0], max(parts)[1]) if parts else (start, start)
            if span[0] < span[1] and self.text[span[1] : start].strip() == "," and not self.frames.touching(span):
                return (span, *content)
        return content

    def _without_gaps(self, content: Iterable[Span]) -> Spans:
        """The stretches in order, those of one sentence between which nobody speaks made one."""
        found: list[Span] = []
        for start, end in merged(content):
            last = found[-1][1] if found else start
            one = self.sentences.holding(last - 1) == self.sentences.holding(start)
            if found and one and self._free((last, start)):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return tuple(found)

    def _free(self, span: Span, furthest: int = FURTHEST) -> bool:
        between = self.text[slice(*span)]
        return "\n" not in between and len(between.split()) <= furthest and not self.frames.touching(span)


@cache
def _forms() -> _Forms:
    words = alternatives("contents")
    return _Forms(
        told=re.compile(rf"\b(?:{'|'.join(telling()['tell'])})\Z"),
        opening=re.compile(rf"(?:(?:{words['opening']})\b,?|[^\w“„«\"])\s*"),
        parting=re.compile(rf"[;:“”„«»\"()–—]|--|,\s(?:{words['parting']})\b"),
        unfinished=re.compile(rf"(?<![\w’'])(?:{words['unfinished']})\Z", re.IGNORECASE),
        closing=re.compile(r"[,;:“”„«»\"()–—]|--"),
    )
