"""What an article adds: which of its claims are new, independent, retold or contradicted, read against all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from headwater.model import Addition, Claim, folded


def additions(claims: Iterable[Claim], publishers: Mapping[str, str | None]) -> tuple[Addition, ...]:
    """One for each article and claim that it makes, in their order; `publishers` by the article's id."""
    return by_article(addition for claim in claims for addition in additions_of(claim, publishers))


def by_article(found: Iterable[Addition]) -> tuple[Addition, ...]:
    """Additions, claim by claim, in the order of the articles that make them."""
    return tuple(sorted(found, key=lambda a: a.article))


def additions_of(claim: Claim, publishers: Mapping[str, str | None]) -> Iterator[Addition]:
    """What each article that makes one claim adds with it."""
    told: dict[str, list[int]] = defaultdict(list)
    for index, assertion in enumerate(claim.assertions):
        told[assertion.article].append(index)
    for article, own in sorted(told.items()):
        mine, here = tuple(own), frozenset(own)
        others = tuple(i for i in range(len(claim.assertions)) if i not in here)
        slots = _slots(claim, here)
        kind, certain = _kind(claim, here, folded(publishers.get(article) or "")) if others else ("new", True)
        if slots or (others and kind == "contradicted"):
            kind, certain = "contradicted", True
        yield Addition(article, claim.id, kind, certain, mine, others, slots)


def _slots(claim: Claim, mine: frozenset[int]) -> tuple[str, ...]:
    """The slots in which another article holds a value that this one does not."""
    return tuple(
        dict.fromkeys(
            disagreement.slot
            for disagreement in claim.disagreements
            if any(not mine.isdisjoint(value.assertions) for value in disagreement.values)
            and any(value.assertions and mine.isdisjoint(value.assertions) for value in disagreement.values)
        )
    )


def _kind(claim: Claim, mine: frozenset[int], publisher: str) -> tuple[str, bool]:
    """By the publications on which the article's assertions rest, and who else rests on them."""
    held = [o for o in claim.origins if o.of == "publication" and not mine.isdisjoint(o.assertions)]
    if not held:
        # It is counted nowhere because it says the opposite of the claim as worded.
        return "contradicted", True
    alone = [origin for origin in held if mine.issuperset(origin.assertions)]
    if any(not origin.vague for origin in alone):
        return "independent", True
    if publisher and any(folded(o.name or "") == publisher for o in held if o not in alone):
        return "origin", True
    return "retold", not alone
