"""What an article says below its headline, where the headline seems to say more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from headwater.model import Assertion, Modality, Reading, Span
from headwater.provenance.sameness import said
from headwater.provenance.words import described, settings, words_of


def names_source(above: Assertion, below: Assertion) -> bool:
    """Whether a headline has a word for whom its article has it from: "…, says guard", "Report: …"."""
    words = said(above.text)
    return any(not words.isdisjoint(said(described(link.name)[0])) for link in below.chain)


def left_open(above: Assertion) -> bool:
    """Whether a headline itself tells what is only expected or planned."""
    expected = {*settings()["sameness"]["expected"].split()}
    planned = any(proposition.modality is not Modality.FACT for proposition in above.propositions)
    return planned or not expected.isdisjoint(words_of(above.text))


def said_outright(above: frozenset[str], body: Sequence[Assertion], readings: Mapping[str, Reading]) -> bool:
    """Whether a sentence of the article says in its own voice what the headline says (its words are `above`).

    The claim need not hold that sentence. Those in which the assertions of `body` stand are known to say less.
    """
    reading = readings.get(body[0].article)
    if reading is None:
        return False
    text, rules = reading.article.text, settings()["sameness"]
    known = [span for assertion in body for span in assertion.span]
    known += [span for attribution in reading.attributions for span in attribution.content]
    title = reading.article.headline
    for sentence in reading.sentences:
        if _meets(sentence, [title] if title else []) or _meets(sentence, known):
            continue
        words = text[slice(*sentence)]
        shared = len(above & said(words))
        if shared >= rules["outright"] * len(above) and {*words_of(words)}.isdisjoint(rules["open"].split()):
            return True
    return False


def _meets(sentence: Span, spans: Collection[Span]) -> bool:
    return any(start < sentence[1] and sentence[0] < end for start, end in spans)
