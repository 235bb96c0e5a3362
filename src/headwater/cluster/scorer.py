"""How likely two profiles put one proposition, from the features of the pair: what training/scorer.py learned."""

from __future__ import annotations

from functools import cache

from headwater import scoring
from headwater.cluster.features import NAMES
from headwater.scoring import Scorer


@cache
def load() -> Scorer:
    """The scorer that ships with Headwater."""
    return scoring.load("cluster", "scorer.json", NAMES)
