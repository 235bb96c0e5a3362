"""Assertions to claims: which of them put one proposition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from headwater.cluster import scorer
from headwater.cluster.blocking import keys
from headwater.cluster.extraction import location
from headwater.cluster.features import Features
from headwater.cluster.language import settings
from headwater.cluster.overlap import Overlap, Wording
from headwater.cluster.profiles import Background, Page, Profile
from headwater.linkage import Floats, Groups, Integers, Verdict, each, link
from headwater.model import Article, Assertion, Reading

LEVEL = 0.5
"""Where the thresholds of the two scores are brought to, so that one can be taken for the other."""


def claims(
    asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Verdict] = ()
) -> Groups:
    """Indices into `asserted`, grouped by proposition; those that deny it are in its group as well.

    Two assertions are one claim if a scorer trained on events says so, or their wording does. `readings` give the text
    around an assertion, for contents that do not say by themselves what they are about ("it was run from Paris"), and
    what the encoder makes of it. The order of `asserted` and of `readings` makes no difference to who is with whom.
    """
    order = sorted(range(len(asserted)), key=lambda i: (location(asserted[i]), asserted[i].text))
    place = {index: position for position, index in enumerate(order)}
    profiles, backgrounds = profiled([asserted[i] for i in order], readings)
    verdicts = [Verdict(place[d.first], place[d.second], d.same) for d in decisions]
    parted = {index for verdict in verdicts if not verdict.same for index in (verdict.first, verdict.second)}
    again = {index: first for index, first in _repeated(profiles).items() if not parted & {index, first}}
    groups = grouped(
        profiles,
        backgrounds,
        [
            *(Verdict(original, position, True) for position, original in again.items()),
            *verdicts,
        ],
        again,
        [asserted[i].text for i in order],
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
    texts: Sequence[str] = (),
) -> Groups:
    """Profiles of one proposition; those `repeated` go where the decisions put them; `texts` are in whose words."""
    rules = settings()["claims"]
    likely, features, left_out = scorer.load(), Features(profiles, backgrounds), set(repeated)
    wordings = [Wording.of(profile, text) for profile, text in zip(profiles, texts, strict=False)]
    alike = each(wordings, Overlap(wordings))

    def score(firsts: Integers, seconds: Integers) -> Floats:
        events = _level(likely(features(firsts, seconds)), rules["threshold"])
        if not wordings:
            return events
        return np.maximum(events, _level(alike(firsts, seconds), rules["wording"]))

    found = keys(profiles)
    return link([() if i in left_out else found[i] for i in range(len(found))], score, LEVEL, decisions)


def _level(scores: Floats, threshold: float) -> Floats:
    """Scores stretched on both sides of their threshold, so that it comes to LEVEL."""
    above = LEVEL + (scores - threshold) * (1 - LEVEL) / (1 - threshold)
    return np.where(scores < threshold, scores * LEVEL / threshold, above)


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
