"""How likely two profiles put one proposition, from the features of the pair: what training/scorer.py learned."""

from __future__ import annotations

from functools import cache

from headwater import scoring
from headwater.cluster.features import INFERRED, NAMES
from headwater.scoring import Scorer


@cache
def load() -> Scorer:
    """The scorer of a first look, at all candidates."""
    return scoring.load("cluster", "scorer.json", NAMES)


@cache
def second() -> Scorer:
    """The scorer of a second look, which also knows what comes of laying the two side by side."""
    return scoring.load("cluster", "second.json", (*NAMES, *INFERRED))
