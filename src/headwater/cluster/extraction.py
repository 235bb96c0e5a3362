"""What one article asserts: the contents of its attributions, and its sentences in its own voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from headwater.cluster.language import WORD, settings
from headwater.cluster.statements import statements
from headwater.model import Assertion, Attribution, Certainty, Proposition, Reading, Span, Spans

EDGE = " \t\r\n.,;:\"'“”‘’«»()[]–—-"

# From the firmest to the one furthest from the article's own word.
CERTAINTIES = (Certainty.ASSERTED, Certainty.ATTRIBUTED, Certainty.HEDGED, Certainty.DOUBTED, Certainty.DENIED)


def assertions(reading: Reading) -> tuple[Assertion, ...]:
    """What one article asserts, in the order of the text: each content once, and each sentence in its own voice.

    Attributions of one and the same content ("X said that Y said …", "'…', X said, according to Y") are one assertion,
    with the longest of their chains and the least certain of their certainties. Of a sentence attributed in part the
    rest is in the article's own voice, if it is long enough to state something.
    """
    said = [assertion for group in _by_content(reading) for assertion in _attributed(group, reading)]
    return tuple(sorted(said + list(_own_voice(reading)), key=location))


def location(assertion: Assertion) -> tuple[str, Spans, str]:
    return (assertion.article, assertion.span, assertion.attribution or "")


def _by_content(reading: Reading) -> list[list[Attribution]]:
    """Attributions that share a content; in each group the one that stands for it comes first."""
    text = reading.article.text
    enough = settings()["assertions"]["same_content"]
    # The longest chain is the innermost attribution's: it already holds the outer links.
    ordered = sorted(
        (a for a in reading.attributions if _characters(a.content, text)),
        key=lambda a: (-len(a.chain), a.parent is None, sum(end - start for start, end in a.content), a.content, a.id),
    )
    contents = {a: _characters(a.content, text) for a in ordered}
    groups: list[list[Attribution]] = []
    here: dict[int, list[int]] = defaultdict(list)
    for attribution in ordered:
        outer = contents[attribution]
        for number in sorted({number for i in outer for number in here.get(i, ())}):
            first = groups[number][0]
            inner = contents[first]
            frame = _characters(first.source + first.cue, text) - inner
            if len(outer & inner) >= enough * len((outer - frame) | inner):
                groups[number].append(attribution)
                break
        else:
            for i in outer:
                here[i].append(len(groups))
            groups.append([attribution])
    return groups


def _attributed(group: Sequence[Attribution], reading: Reading) -> Iterator[Assertion]:
    """One assertion for each thing that the content states."""
    first, text = group[0], reading.article.text
    certainty = max((a.certainty for a in group), key=CERTAINTIES.index)
    for span in statements(first.content, reading.clauses or reading.sentences, text):
        told = _propositions(span, reading)
        yield Assertion(reading.article.id, first.id, span, _joined(span, text), certainty, first.chain, told)


def _propositions(spans: Spans, reading: Reading) -> tuple[Proposition, ...]:
    """Those whose predicates stand in the spans, in order."""
    found = []
    for start, end in spans:
        first = bisect_left(reading.propositions, start, key=lambda p: p.predicate[0])
        for proposition in reading.propositions[first:]:
            if proposition.predicate[0] >= end:
                break
            found.append(proposition)
    return tuple(found)


def _own_voice(reading: Reading) -> Iterator[Assertion]:
    text = reading.article.text
    rules = settings()["assertions"]
    taken = merged(span for a in reading.attributions for span in (*a.source, *a.cue, *a.content))
    credited = [span for derivation in reading.derivations for span in derivation.evidence]
    for sentence in reading.clauses or reading.sentences:
        if not _factual(text[slice(*sentence)], reading.article.byline):
            continue
        left = tuple(_trimmed(piece, text) for piece in beside(sentence, taken) if WORD.search(text[slice(*piece)]))
        words = _count(left, text)
        if words < rules["fewest_words"] or words < rules["own_share"] * _count((sentence,), text):
            continue
        if words - _count(_within(left, credited), text) < rules["fewest_words"]:
            continue
        told = _propositions(left, reading)
        hedged = any(start <= hedge < end for hedge, _ in reading.hedges for start, end in left)
        certainty = Certainty.HEDGED if hedged else Certainty.ASSERTED
        yield Assertion(reading.article.id, None, left, _joined(left, text), certainty, (), told)


def _factual(sentence: str, byline: str | None) -> bool:
    bare = sentence.strip()
    if bare.rstrip(EDGE).endswith("?") or (byline and bare == byline.strip()):
        return False
    return not any(pattern.match(bare) for pattern in _not_factual())


@cache
def _not_factual() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in settings()["assertions"]["not_factual"])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in the order of the text, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def beside(span: Span, taken: Sequence[Span]) -> Spans:
    """The parts of `span` outside all of `taken`, which has to be `merged`."""
    pieces = []
    position, stop = span
    for start, end in taken[max(0, bisect_left(taken, span) - 1) :]:
        if start >= stop:
            break
        if start > position:
            pieces.append((position, start))
        position = max(position, end)
    if position < stop:
        pieces.append((position, stop))
    return tuple(pieces)


def _within(spans: Spans, others: Iterable[Span]) -> Spans:
    return tuple(
        (max(start, first), min(end, last))
        for start, end in spans
        for first, last in others
        if max(start, first) < min(end, last)
    )


def _characters(spans: Iterable[Span], text: str) -> set[int]:
    return {i for start, end in (_trimmed(span, text) for span in spans) for i in range(start, end)}


def _trimmed(span: Span, text: str) -> Span:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start] in EDGE and not WORD.match(text, start):
        start += 1
    return start, end


def _joined(spans: Spans, text: str) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def _count(spans: Spans, text: str) -> int:
    return sum(len(WORD.findall(text[start:end])) for start, end in spans)
