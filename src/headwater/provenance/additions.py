"""What an article adds: which of its claims are new, independent, retold or contradicted, read against all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from headwater.model import Addition, Claim
from headwater.provenance.words import folded


def additions(claims: Iterable[Claim], publishers: Mapping[str, str | None]) -> tuple[Addition, ...]:
    """One for each article and claim that it makes, in their order; `publishers` by the article's id."""
    found = [addition for claim in claims for addition in _additions(claim, publishers)]
    return tuple(sorted(found, key=lambda a: a.article))


def _additions(claim: Claim, publishers: Mapping[str, str | None]) -> Iterator[Addition]:
    for article in sorted({assertion.article for assertion in claim.assertions}):
        mine = tuple(i for i, assertion in enumerate(claim.assertions) if assertion.article == article)
        others = tuple(i for i in range(len(claim.assertions)) if i not in mine)
        slots = _slots(claim, set(mine))
        kind, certain = _kind(claim, set(mine), folded(publishers.get(article) or "")) if others else ("new", True)
        if slots or (others and kind == "contradicted"):
            kind, certain = "contradicted", True
        yield Addition(article, claim.id, kind, certain, mine, others, slots)


def _slots(claim: Claim, mine: set[int]) -> tuple[str, ...]:
    """The slots in which another article holds a value that this one does not."""
    return tuple(
        dict.fromkeys(
            disagreement.slot
            for disagreement in claim.disagreements
            if any(set(value.assertions) & mine for value in disagreement.values)
            and any(value.assertions and not set(value.assertions) & mine for value in disagreement.values)
        )
    )


def _kind(claim: Claim, mine: set[int], publisher: str) -> tuple[str, bool]:
    """By the publications on which the article's assertions rest, and who else rests on them."""
    held = [o for o in claim.origins if o.of == "publication" and set(o.assertions) & mine]
    if not held:
        # It is counted nowhere because it says the opposite of the claim as worded.
        return "contradicted", True
    alone = [origin for origin in held if set(origin.assertions) <= mine]
    if any(not origin.vague for origin in alone):
        return "independent", True
    if publisher and any(folded(o.name or "") == publisher for o in held if o not in alone):
        return "origin", True
    return "retold", not alone
