"""Which profiles are compared at all: those that share a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from headwater.cluster.language import settings
from headwater.cluster.profiles import Profile


def keys(profiles: Sequence[Profile]) -> list[list[str]]:
    """The keys of each profile, in a stable order: pairs of its rarest words, its deed with those who take part."""
    counts = Counter(word for profile in profiles for word in profile.words)
    most = settings()["blocking"]["rarest"]
    return [[*_pairs(profile, counts, most), *_deeds(profile)] for profile in profiles]


def _pairs(profile: Profile, counts: Counter[str], most: int) -> Iterator[str]:
    shared = (word for word in profile.words if counts[word] > 1)
    rarest = sorted(shared, key=lambda word: (counts[word], word))[:most]
    return (f"{one} {other}" for one, other in combinations(sorted(rarest), 2))


def _deeds(profile: Profile) -> Iterator[str]:
    if profile.deed:
        yield f"deed {profile.alike}"
        yield from (f"deed {profile.alike} {word}" for word in sorted(profile.who | profile.whom | profile.names))
