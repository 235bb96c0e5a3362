"""Which profiles are compared at all: those that share a key."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from headwater.cluster.features import vectors
from headwater.cluster.language import settings
from headwater.cluster.profiles import Profile

SEED = 20160912
"""Of the hyperplanes: any number, but always the same one."""


def keys(profiles: Sequence[Profile]) -> list[list[str]]:
    """The keys of each profile, in a stable order: pairs of its rarest words, its deed with those who take part, and on
    which sides of some planes its meaning lies (Charikar 2002)."""
    rules = settings()["blocking"]
    counts = Counter(word for profile in profiles for word in profile.words)
    hashed = _hashes(profiles, rules["tables"], rules["crowd"])
    return [
        [*_pairs(profile, counts, rules["rarest"]), *_deeds(profile), *near]
        for profile, near in zip(profiles, hashed, strict=True)
    ]


def _pairs(profile: Profile, counts: Counter[str], most: int) -> Iterator[str]:
    shared = (word for word in profile.words if counts[word] > 1)
    rarest = sorted(shared, key=lambda word: (counts[word], word))[:most]
    return (f"{one} {other}" for one, other in combinations(sorted(rarest), 2))


def _deeds(profile: Profile) -> Iterator[str]:
    if profile.deed:
        yield f"deed {profile.alike}"
        yield from (f"deed {profile.alike} {word}" for word in sorted(profile.who | profile.whom | profile.names))


def _hashes(profiles: Sequence[Profile], tables: int, crowd: int) -> list[list[str]]:
    """For each profile a key from every table: which side of its planes the meaning lies on.

    There are as many planes as leave about `crowd` profiles together.
    """
    meanings = vectors([profile.meaning for profile in profiles])
    known = ~np.isnan(meanings[:, 0]) if len(profiles) else np.zeros(0, dtype=bool)
    planes = max(1, math.ceil(math.log2(max(2, len(profiles) / crowd))))
    drawn = np.random.default_rng(SEED).standard_normal((meanings.shape[1], tables, planes)).astype(np.float32)
    centred = meanings - np.nanmean(meanings, axis=0) if known.any() else meanings
    sides = np.einsum("nd,dtp->ntp", np.nan_to_num(centred), drawn) > 0
    numbers = (sides * (1 << np.arange(planes, dtype=np.int64))).sum(2)
    return [
        [f"meaning {table} {number}" for table, number in enumerate(row)] if there else []
        for row, there in zip(numbers.tolist(), known.tolist(), strict=True)
    ]
