"""Assertions of one set > groups that put one proposition, by all that tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from headwater.cluster import scorer
from headwater.cluster.blocking import keys
from headwater.cluster.features import NAMES, Features
from headwater.cluster.language import settings
from headwater.cluster.profiles import Background, Page, Profile
from headwater.cluster.told_twice import Twice, told_twice
from headwater.linkage import Floats, Groups, Integers, Reach, Score, Verdict, link
from headwater.model import Article, Assertion, Reading
from headwater.scoring import Scorer, Vectors

OTHER_YEAR = NAMES.index("years.differ")
"""Two that name different years tell of two events, however alike."""
Inferred = Callable[[Integers, Integers], Vectors]
"""Further features of pairs, those named in INFERRED."""
SHARED = 12
"""Candidates by shared words, beside those by meaning."""


def profiled(asserted: Sequence[Assertion], readings: Iterable[Reading]) -> tuple[list[Profile], list[Background]]:
    """What the assertions are compared by, and the articles that they stand in."""
    given = {reading.article.id: reading for reading in readings}
    numbers = {article: number for number, article in enumerate(sorted({a.article for a in asserted}))}
    pages = {id_: Page(given.get(id_) or _unread(id_), number) for id_, number in numbers.items()}
    return [pages[a.article].of(a) for a in asserted], [page.background for page in pages.values()]


def ties(
    profiles: Sequence[Profile], attributed: Sequence[bool], repeated: Mapping[int, int], features: Features
) -> list[Verdict]:
    """What is one claim by itself: what is repeated with where it stands first, and what an article tells twice."""
    again = (Verdict(original, index, True) for index, original in repeated.items())
    return [*again, *tied(told_twice(profiles, attributed), features)]


def tied(told: Iterable[Twice], features: Features) -> list[Verdict]:
    """Those that surely are one claim, and those that are as alike as the members of one have to be.

    Of those below a headline this is asked of the most alike alone.
    """
    told = tuple(told)
    unsure = [each for each in told if not each.surely]
    firsts, seconds = np.array([(each.first, each.second) for each in unsure], dtype=np.int64).reshape(-1, 2).T
    scores = likeness(features)(firsts, seconds).tolist() if unsure else []
    most: dict[int, float] = {}
    for each, score in zip(unsure, scores, strict=True):
        if each.below:
            most[each.first] = max(score, most.get(each.first, 0.0))
    least = settings()["claims"]["threshold"]
    alike = (
        each
        for each, score in zip(unsure, scores, strict=True)
        if score >= (max(least, most[each.first]) if each.below else least)
    )
    return [Verdict(each.first, each.second, True) for each in (*(e for e in told if e.surely), *alike)]


def grouped(
    profiles: Sequence[Profile], features: Features, decided: Iterable[Verdict] = (), left_out: Iterable[int] = ()
) -> Groups:
    """Profiles of one proposition; those `left_out` go where they are decided to be."""
    found, out = keys(profiles), set(left_out)
    return link(
        [() if i in out else found[i] for i in range(len(found))],
        likeness(features),
        settings()["claims"]["threshold"],
        decided,
        Reach(most=SHARED),
        (features.near.firsts, features.near.seconds),
        settings()["claims"]["bond"],
    )


def likeness(features: Features) -> Score:
    """How likely two of the profiles put one proposition; those that may are laid side by side word by word.

    Who writes two sentences says two things: where one article has both, others that run them are no reason to take
    them for one. Nor are two headlines one because both are short and name the same.
    """
    looked, headlines = looking_twice(scorer.load(), scorer.second(), features, features.inferred), features.headline
    rarer = settings()["claims"]["headlines"]

    def score(firsts: Integers, seconds: Integers) -> Floats:
        found = looked(firsts, seconds)
        both = headlines[firsts] & headlines[seconds] & (features.article[firsts] != features.article[seconds])
        return np.where(both, _rarer_by(rarer, found), found)

    def told(firsts: Integers, seconds: Integers) -> Floats:
        found = score(firsts, seconds)
        places, ones, others = features.repetitions.in_one_article(firsts, seconds)
        np.minimum.at(found, places, score(ones, others))
        return found

    return told


def looking_twice(first: Scorer, second: Scorer, features: Features, inferred: Inferred) -> Score:
    """`second` is asked, with what is `inferred`, about the pairs that `first` finds possible."""
    least, crowded = settings()["claims"]["asked"], settings()["crowded"]["asked"]
    rarer = _rarer(features.size)

    def here(found: Floats) -> Floats:
        return _rarer_by(rarer, found)

    def score(firsts: Integers, seconds: Integers) -> Floats:
        rows = features(firsts, seconds)
        found = np.where(rows[:, OTHER_YEAR] == 1, 0.0, first(rows))
        asked = np.flatnonzero((found >= least) & (here(found) >= crowded))
        if len(asked):
            found[asked] = second(np.hstack((rows[asked], inferred(firsts[asked], seconds[asked]))))
        return here(found)

    return score


def _rarer_by(times: float, found: Floats) -> Floats:
    """Probabilities, where one claim is so many times rarer than the scorer knows."""
    return found / (found + (1 - found) * times)


def _rarer(size: int) -> float:
    """How much rarer it is in a set of so many that two that look alike are one than where the scorers learned it."""
    crowded = settings()["crowded"]
    return max(1.0, float((size / crowded["size"]) ** crowded["power"]))


def _unread(article: str) -> Reading:
    return Reading(Article(article, "", ""), (), (), (), (), ())
