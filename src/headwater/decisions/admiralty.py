"""Suggestions for the Admiralty code (NATO AJP-2.1), a letter for a source and a figure for a claim, with the reason.

People decide. The case knows who confirms and who contradicts, not who is honest: it never suggests A or E for a
source, nor 5 for a claim, and says "cannot be judged" where it has too little to go by.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model import Claim, Count, Story, folded

SEVERAL = 2
ENOUGH = 5
"""Claims of a source from which its record says something."""
MOST, HALF = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A letter, or a figure, and the reason for it in words."""

    code: str
    why: str


def credibility(claim: Claim) -> Suggestion:
    """What the origins of a claim, and what contradicts it, suggest."""
    publications, speakers = claim.publications, claim.speakers
    stands = f"it stands on {_range(publications, 'publication')} and {_range(speakers, 'speaker')}"
    if claim.disagreements:
        slots = ", ".join(dict.fromkeys(each.slot for each in claim.disagreements))
        return Suggestion("4", f"the articles disagree on it ({slots}); {stands}")
    if publications.low >= SEVERAL and speakers.low >= SEVERAL:
        return Suggestion("1", f"{stands}, and nothing contradicts it")
    if publications.low >= SEVERAL or speakers.low >= SEVERAL:
        return Suggestion("2", f"{stands}, and nothing contradicts it")
    if publications.high >= SEVERAL or speakers.high >= SEVERAL:
        return Suggestion("3", f"{stands}: these may all rest on one, and nothing contradicts it")
    return Suggestion("6", f"{stands}: nothing in the case confirms or contradicts it")


def reliability(story: Story, name: str) -> Suggestion:
    """What became of the claims that a source, by any of its names, stands behind."""
    names = {folded(name)}
    for entity in story.entities:
        known = set(map(folded, (entity.name, *entity.aliases)))
        names |= known if known & names else set()
    held = [c for c in story.claims if any(o.name and folded(o.name) in names for o in c.origins)]
    contradicted = sum(bool(claim.disagreements) for claim in held)
    confirmed = sum(credibility(claim).code in ("1", "2") for claim in held)
    record = f"of {len(held)} claims that rest on it others confirm {confirmed}, and {contradicted} are in dispute"
    if len(held) < ENOUGH:
        return Suggestion("F", f"too few to go by: {record}")
    if contradicted >= HALF * len(held):
        return Suggestion("D", record)
    if confirmed >= MOST * len(held) and not contradicted:
        return Suggestion("B", record)
    if confirmed >= HALF * len(held):
        return Suggestion("C", record)
    return Suggestion("F", f"most are its word alone: {record}")


def _range(count: Count, of: str) -> str:
    low, high = count.low, count.high
    return f"{low if low == high else f'{low} to {high}'} {of}{'' if high == 1 else 's'}"
