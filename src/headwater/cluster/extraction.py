"""What one article asserts: the contents of its attributions, and its sentences in its own voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from headwater.cluster.contents import stated_in, told
from headwater.cluster.language import WORD, settings
from headwater.cluster.own_voice import hedged, own_voice
from headwater.cluster.pieces import beside, count, joined, length, trimmed_all, within
from headwater.model import Assertion, Attribution, Certainty, Reading, Span, Spans
from headwater.spans import in_order, merged

STRETCH = 64
"""Characters of a text under which contents are looked up."""
TELLING = 8
"""Words that may state something though no deed is seen in them: fewer are "two officers, one" or "he had it from"."""
MAIN = 12
"""Words of a statement in which it is hedged: what is hedged further on is something else."""
# From the firmest to the one furthest from the article's own word.
CERTAINTIES = (Certainty.ASSERTED, Certainty.ATTRIBUTED, Certainty.HEDGED, Certainty.DOUBTED, Certainty.DENIED)


def assertions(reading: Reading) -> tuple[Assertion, ...]:
    """What one article asserts, in the order of the text: each content once, and each sentence in its own voice.

    Attributions of one and the same content ("X said that Y said …", "'…', X said, according to Y") are one assertion,
    with the longest of their chains and the least certain of their certainties. Of a sentence attributed in part the
    rest is in the article's own voice, if it is long enough to state something.
    """
    said = [assertion for group in _by_content(reading) for assertion in _attributed(group, reading)]
    return tuple(sorted(said + list(own_voice(reading)), key=location))


def location(assertion: Assertion) -> tuple[str, Spans, str]:
    return (assertion.article, assertion.span, assertion.attribution or "")


def _by_content(reading: Reading) -> list[list[Attribution]]:
    """Attributions that share a content; in each group the one that stands for it comes first."""
    text = reading.article.text
    enough = settings()["assertions"]["same_content"]
    contents = ((trimmed_all(a.content, text), a) for a in reading.attributions if stated_in(a, reading))
    # The longest chain is the innermost attribution's: it already holds the outer links.
    ordered = sorted(
        ((content, a) for content, a in contents if content),
        key=lambda each: (-len(each[1].chain), each[1].parent is None, length(each[1].content), *_place(each[1])),
    )
    deeds = in_order(deed.predicate for deed in reading.propositions)
    groups: list[tuple[list[Span], list[Attribution]]] = []
    here: dict[int, list[int]] = defaultdict(list)
    for outer, attribution in ordered:
        stretches = {i // STRETCH for start, end in outer for i in (*range(start, end, STRETCH), end - 1)}
        for number in sorted({number for stretch in stretches for number in here.get(stretch, ())}):
            inner, group = groups[number]
            # Who says it within the outer content, and how, is no part of what both say; nor is whatever tells nothing.
            frame = trimmed_all((span for each in group for span in (*each.source, *each.cue)), text)
            left = (piece for span in outer for piece in beside(span, merged([*frame, *inner])))
            both = merged([*inner, *(p for p in left if deeds.touching(p) or count([p], text) >= TELLING)])
            if length(within(outer, inner)) >= enough * length(both) and not _contrary(group[0], attribution):
                group.append(attribution)
                break
        else:
            for stretch in stretches:
                here[stretch].append(len(groups))
            groups.append((outer, [attribution]))
    return [group for _, group in groups]


def _contrary(one: Attribution, other: Attribution) -> bool:
    """Whether the one denies what the other, beside it, says: "she denied that it fell, as the Ledger reported"."""
    denied = Certainty.DENIED in (one.certainty, other.certainty) and one.certainty is not other.certainty
    return denied and one.parent != other.id and other.parent != one.id and one.content == other.content


def _place(attribution: Attribution) -> tuple[Spans, str]:
    return attribution.content, attribution.id


def _attributed(group: Sequence[Attribution], reading: Reading) -> Iterator[Assertion]:
    """One assertion for each thing that the content states, hedged where it is hedged itself."""
    first = group[0]
    certainty = max((a.certainty for a in group), key=CERTAINTIES.index)
    for span in stated_in(first, reading):
        text = joined(span, reading.article.text)
        doubt = certainty is Certainty.ATTRIBUTED and hedged(_beginning(span, reading.article.text), reading)
        put = Certainty.HEDGED if doubt else certainty
        yield Assertion(reading.article.id, first.id, span, text, put, first.chain, told(span, reading))


def _beginning(span: Spans, text: str) -> Spans:
    """The words of a statement in which the verb of its main clause stands, as a rule."""
    start, end = span[0]
    words = list(islice(WORD.finditer(text, start, end), MAIN))
    return ((start, words[-1].end() if words else end),)
