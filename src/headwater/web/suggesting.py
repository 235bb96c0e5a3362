"""A suggestion for a claim's credibility by the Admiralty code, and why; people alone set one."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export import wording
from headwater.model import Certainty, Claim

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`credibility` is 2 to 4, or 6: what confirms or refutes a claim is nothing that the texts alone can show."""

    credibility: int
    why: str


def credibility(claim: Claim) -> Suggestion:
    """What the texts speak for: how many independent origins it has for sure, who disputes it, how it is put."""
    put = {each.certainty for each in claim.assertions}
    on = wording.origins(claim.publications, claim.speakers)
    if claim.disagreements:
        against = wording.slots(each.slot for each in claim.disagreements)
        return Suggestion(4, f"the articles disagree on {against}")
    if put <= {Certainty.DENIED, Certainty.DOUBTED}:
        return Suggestion(4, "nobody tells it without denying or doubting it")
    if claim.publications.low > 1 and claim.speakers.low > 1:
        return Suggestion(2, f"it stands on more than one independent origin for sure ({on}), and no article disagrees")
    if claim.publications.high > 1 or claim.speakers.high > 1:
        return Suggestion(3, f"its origins may be one ({on}), and no article disagrees")
    return Suggestion(6, f"it stands on a single origin ({on})")
