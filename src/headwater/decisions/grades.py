"""People's grades of sources and claims, by the Admiralty code: which source or claim of the story each is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.decisions.claims import Assertions
from headwater.decisions.passages import current
from headwater.model import Claim, ClaimRated, Decision, Grade, Reading, SourceRated


def grades(
    claims: Sequence[Claim], readings: Iterable[Reading], decisions: Iterable[Decision], moved: Mapping[str, str] = {}
) -> tuple[Grade, ...]:
    """One for each decision in force; of claims, those whose assertion is still found."""
    rated = [each for each in decisions if isinstance(each.act, SourceRated | ClaimRated)]
    return tuple(_grades(claims, readings, rated, moved)) if rated else ()


def _grades(
    claims: Sequence[Claim], readings: Iterable[Reading], decisions: Iterable[Decision], moved: Mapping[str, str]
) -> Iterator[Grade]:
    asserted = [(claim.id, assertion) for claim in claims for assertion in claim.assertions]
    found = Assertions([assertion for _, assertion in asserted], readings, moved)
    for decision in decisions:
        match decision.act:
            case SourceRated(source, reliability):
                article = source.article and current(source.article, moved)
                yield Grade("source", source.name, reliability, decision.who, decision.when, decision.why, article)
            case ClaimRated(assertion, credibility):
                if (index := found.at(assertion)) is not None:
                    claim = asserted[index][0]
                    yield Grade("claim", claim, str(credibility), decision.who, decision.when, decision.why)
