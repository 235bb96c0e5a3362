"""Assertions to claims: which of them put one proposition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from headwater.cluster import scorer
from headwater.cluster.blocking import keys
from headwater.cluster.extraction import location
from headwater.cluster.features import NAMES, Features
from headwater.cluster.language import settings
from headwater.cluster.profiles import Background, Page, Profile
from headwater.cluster.told_twice import told_twice
from headwater.linkage import Floats, Groups, Integers, Reach, Verdict, link
from headwater.model import Article, Assertion, Reading

OTHER_YEAR = NAMES.index("years.differ")
"""Two that name different years tell of two events, however alike."""
SHARED = 12
"""Candidates by shared words, beside those by meaning."""


def claims(
    asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Verdict] = ()
) -> Groups:
    """Indices into `asserted`, grouped by proposition; those that deny it are in its group as well.

    `readings` give the text around an assertion, for contents that do not say by themselves what they are about ("it
    was run from Paris"), and what the encoder makes of it. The order of `asserted` and of `readings` makes no
    difference to who is with whom.
    """
    order = sorted(range(len(asserted)), key=lambda i: (location(asserted[i]), asserted[i].text))
    place = {index: position for position, index in enumerate(order)}
    profiles, backgrounds = profiled([asserted[i] for i in order], readings)
    attributed = [asserted[i].attribution is not None for i in order]
    verdicts = [Verdict(place[d.first], place[d.second], d.same) for d in decisions]
    parted = {index for verdict in verdicts if not verdict.same for index in (verdict.first, verdict.second)}
    again = {index: first for index, first in _repeated(profiles).items() if not parted & {index, first}}
    groups = grouped(
        profiles,
        backgrounds,
        [
            *(Verdict(original, position, True) for position, original in again.items()),
            *(Verdict(one, other, True) for one, other in told_twice(profiles, attributed)),
            *verdicts,
        ],
        again,
    )
    return tuple(tuple(order[position] for position in group) for group in groups)


def profiled(asserted: Sequence[Assertion], readings: Iterable[Reading]) -> tuple[list[Profile], list[Background]]:
    """What the assertions are compared by, and the articles that they stand in."""
    given = {reading.article.id: reading for reading in readings}
    numbers = {article: number for number, article in enumerate(sorted({a.article for a in asserted}))}
    pages = {id_: Page(given.get(id_) or _unread(id_), number) for id_, number in numbers.items()}
    return [pages[a.article].of(a) for a in asserted], [page.background for page in pages.values()]


def grouped(
    profiles: Sequence[Profile],
    backgrounds: Sequence[Background],
    decisions: Iterable[Verdict] = (),
    repeated: Iterable[int] = (),
) -> Groups:
    """Profiles of one proposition; those `repeated` go where the decisions put them."""
    left_out = set(repeated)
    likely, features = scorer.load(), Features(profiles, backgrounds, left_out)
    found = keys(profiles)

    def score(firsts: Integers, seconds: Integers) -> Floats:
        rows = features(firsts, seconds)
        return np.where(rows[:, OTHER_YEAR] == 1, 0.0, likely(rows))

    return link(
        [() if i in left_out else found[i] for i in range(len(found))],
        score,
        settings()["claims"]["threshold"],
        decisions,
        Reach(most=SHARED),
        (features.near.firsts, features.near.seconds),
    )


def _repeated(profiles: Sequence[Profile]) -> dict[int, int]:
    """A sentence that three hundred outlets run is compared once: each repetition with the first one."""
    first: dict[tuple[frozenset[str], ...], int] = {}
    found = {}
    for index, profile in enumerate(profiles):
        if len(profile.own) >= settings()["claims"]["elliptical"]:
            original = first.setdefault((profile.own, profile.who, profile.whom, profile.years), index)
            if original != index:
                found[index] = original
    return found


def _unread(article: str) -> Reading:
    return Reading(Article(article, "", ""), (), (), (), (), ())
