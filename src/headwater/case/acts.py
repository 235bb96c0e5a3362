"""Decisions on what a story shows: from its attributions, assertions, joins and disagreements to what outlasts them."""

from __future__ import annotations

from dataclasses import replace

from headwater.cluster.wording import shown
from headwater.errors import CaseError
from headwater.model import (
    Assertion,
    AssertionsSame,
    Attribution,
    Certainty,
    Claim,
    ClaimRated,
    Disagreement,
    Join,
    JoinHolds,
    NoDisagreement,
    Passage,
    Reading,
    Said,
    SourceType,
    Spans,
)


def passage(article: str, spans: Spans, text: str) -> Passage:
    """The stretch of an article whose whole text is `text`."""
    return Passage(article, spans, tuple(text[start:end] for start, end in spans))


def spans(written: str, size: int) -> Spans:
    """The spans that are written START-END, with a comma between several, in a text of `size` characters."""
    try:
        ends = [tuple(int(end) for end in part.split("-")) for part in written.split(",")]
        found = tuple((start, end) for start, end in ends)
    except ValueError:
        raise CaseError(f"{written!r} is no span: write START-END, and a comma between several") from None
    if not all(0 <= start < end <= size for start, end in found):
        raise CaseError(f"{written} is not in the article, which has {size} characters")
    return found


def said(reading: Reading, attribution: Attribution) -> Said:
    """An attribution as the reading has it."""
    article = reading.article
    source, cue, content = (
        passage(article.id, spans, article.text) for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return Said(source, cue, content, attribution.source_name, attribution.source_type, attribution.certainty)


def changed(
    reading: Reading,
    given: Said,
    *,
    source: Spans | None = None,
    cue: Spans | None = None,
    content: Spans | None = None,
    name: str | None = None,
    type: SourceType | None = None,  # noqa: A002
    certainty: Certainty | None = None,
) -> Said:
    """The attribution with what is given changed; a name without a type is a person's unless it had a name before."""
    article = reading.article
    spans = {"source": source, "cue": cue, "content": content}
    places = {field: passage(article.id, at, article.text) for field, at in spans.items() if at is not None}
    if name is not None and type is None:
        unnamed = given.type in (SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.UNSPECIFIED)
        type = SourceType.PERSON if unnamed else given.type  # noqa: A001
    return replace(
        given,
        **places,
        name=given.name if name is None else name or None,
        type=type or given.type,
        certainty=certainty or given.certainty,
    )


def of_assertion(assertion: Assertion, text: str) -> Passage:
    return passage(assertion.article, assertion.span, text)


def assertions_same(one: Passage, other: Passage, *, same: bool) -> AssertionsSame:
    """Whether two assertions put one claim; what is said and denied at one place is not told apart."""
    if one.key == other.key:
        raise CaseError("one and the other stand at one place, in one claim: name another assertion")
    return AssertionsSame(one, other, same)


def join_holds(claim: Claim, join: Join, texts: dict[str, str], *, holds: bool) -> JoinHolds:
    """Whether a join of a claim holds; `texts` are those of the articles, by id."""
    one, other = (claim.assertions[i] for i in join.assertions)
    return JoinHolds(of_assertion(one, texts[one.article]), of_assertion(other, texts[other.article]), join.of, holds)


def no_disagreement(claim: Claim, disagreement: Disagreement, texts: dict[str, str]) -> NoDisagreement:
    """That the values of a disagreement are none."""
    indices = sorted({index for value in disagreement.values for index in value.assertions})
    held = (claim.assertions[index] for index in indices)
    return NoDisagreement(disagreement.slot, tuple(of_assertion(each, texts[each.article]) for each in held))


def claim_rated(claim: Claim, credibility: int, texts: dict[str, str]) -> ClaimRated:
    """How credible a claim is; it is known again by the assertion that words it."""
    told = worded(claim)
    return ClaimRated(of_assertion(told, texts[told.article]), credibility)


def worded(claim: Claim) -> Assertion:
    """The assertion that words the claim."""
    return next((each for each in claim.assertions if shown(each) == claim.text), claim.assertions[0])
