"""What one article asserts: the contents of its attributions, and its sentences in its own voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from headwater.cluster.language import settings
from headwater.cluster.own_voice import own_voice, states, told, whole
from headwater.cluster.pieces import characters, count, joined
from headwater.cluster.statements import statements
from headwater.model import Assertion, Attribution, Certainty, Quotation, Reading, Spans

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
    # The longest chain is the innermost attribution's: it already holds the outer links.
    ordered = sorted(
        (a for a in reading.attributions if characters(a.content, text)),
        key=lambda a: (-len(a.chain), a.parent is None, sum(end - start for start, end in a.content), a.content, a.id),
    )
    contents = {a: characters(a.content, text) for a in ordered}
    groups: list[list[Attribution]] = []
    here: dict[int, list[int]] = defaultdict(list)
    for attribution in ordered:
        outer = contents[attribution]
        for number in sorted({number for i in outer for number in here.get(i, ())}):
            first = groups[number][0]
            inner = contents[first]
            frame = characters(first.source + first.cue, text) - inner
            if len(outer & inner) >= enough * len((outer - frame) | inner):
                groups[number].append(attribution)
                break
        else:
            for i in outer:
                here[i].append(len(groups))
            groups.append([attribution])
    return groups


def _attributed(group: Sequence[Attribution], reading: Reading) -> Iterator[Assertion]:
    """One assertion for each thing that the content states; a mere word or two states nothing, unless it is quoted."""
    first, text, rules = group[0], reading.article.text, settings()["assertions"]
    if not any(states(attribution, reading) for attribution in group):
        return
    certainty = max((a.certainty for a in group), key=CERTAINTIES.index)
    for span in statements(first.content, reading.clauses or reading.sentences, text):
        short = first.kind is Quotation.INDIRECT and count(span, text) < rules["fewest_words"]
        deeds = told(span, reading)
        if short and reading.propositions and not any(whole(deed, piece) for deed in deeds for piece in span):
            continue
        yield Assertion(reading.article.id, first.id, span, joined(span, text), certainty, first.chain, deeds)
