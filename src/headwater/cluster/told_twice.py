"""What one article tells twice: a deed to one object, what a content points back to, what the headline sums up."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.cluster.profiles import Profile
from headwater.cluster.surroundings import ANY, WHEN

MEANT = 2
"""Words that say who or what is meant: of five pairs with two in training/stories all were one claim."""
ENOUGH, COVERED = 4, 0.8
"""Words of an assertion that another one points back to, and how many of them it has to point at: seven of seven."""
REACH = 16
"""Assertions with one deed that another one is compared with: the last ones before it."""


@dataclass(frozen=True, slots=True)
class Twice:
    """Indices of two in one article that tell of one event: `surely`, or if they are alike in other ways as well.

    `below`: the second stands below the first, a headline, which tells what the most alike of these tells.
    """

    first: int
    second: int
    surely: bool
    below: bool = False


def told_twice(profiles: Sequence[Profile], attributed: Sequence[bool]) -> Iterator[Twice]:
    """Assertions in one article that tell of one event.

    "To recruit a Syrian engineer", "recruited the Syrian engineer": one deed, done to the same, as far as both say it.
    "The raid was planned in Oslo", he said; "it was planned in Bergen", she said: what a content leaves to the words
    around it to say is what the other one says, and a deed of theirs is the same. Of 47 such pairs that were marked, 33
    of the 38 that score 0.3 are one claim, and 3 of the others; what takes up "it", or "the raid", scores low as it is.
    """
    told: dict[tuple[int, str], deque[int]] = defaultdict(lambda: deque(maxlen=REACH))
    for index, profile in enumerate(profiles):
        here = [told[profile.article, deed] for deed in {*profile.own, *(deed for deed, _ in profile.acts)}]
        for other in sorted({other for before in here for other in before}):
            before = profiles[other]
            forth = attributed[index] and _points_at(profile, before)
            back = attributed[other] and _points_at(before, profile)
            if forth or back or _same_object(profile, before):
                yield Twice(other, index, (forth and profile.resumes) or (back and before.resumes))
        for each in here:
            each.append(index)
    yield from _answers(profiles)
    yield from _below_headlines(profiles)


def _below_headlines(profiles: Sequence[Profile]) -> Iterator[Twice]:
    """A headline sums up what stands below it: in the reports of training/stories nine in ten tell it again there.

    Of those below the most alike tells it in 0.69 where it scores 0.2 to 0.3, in 0.77 where 0.3 to 0.5; of any two in
    one article as alike 0.17 and 0.31 are one claim. Tied so, pairs of whole stories are right in 0.470 at a recall of
    0.262, by cross-validation; 0.446 and 0.237 without (training/LOG.md, 2026-11-27).
    """
    above: dict[int, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        if profile.headline:
            above[profile.article].append(index)
            continue
        yield from (Twice(headline, index, False, True) for headline in above[profile.article])


def _answers(profiles: Sequence[Profile]) -> Iterator[Twice]:
    """What gives nothing but a value, or denies "it", and what was told just before it: it is of that that it speaks.

    "The fire service puts the injured at 11. The union says it was 14"; "they say that the firm knew. It denies that."
    In training/stories all three values that stand alone are of one claim with the last one; of 30 beside which one
    other word stands one is.
    """
    last: dict[int, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        before = last[profile.article]
        if profile.answers or profile.denies:
            near = (i for i in reversed(before) if profile.place - profiles[i].place <= 1)
            told = next((i for i in near if profile.denies or _of_a_kind(profile, profiles[i])), None)
            if told is not None:
                yield Twice(told, index, True)
        before.append(index)


def _of_a_kind(one: Profile, other: Profile) -> bool:
    """Whether two give a value of one kind; of a mere number nobody says what it counts."""
    if one.values & other.values:
        return True
    return ANY in one.values and bool(other.values - {WHEN})


def _same_object(one: Profile, other: Profile) -> bool:
    return any(
        deed == again and len(whom & who) >= MEANT and (whom <= who or who <= whom)
        for deed, whom in one.acts
        for again, who in other.acts
    )


def _points_at(one: Profile, other: Profile) -> bool:
    # What leaves most to the words around it to say is known by these.
    told = other.own if len(other.own) >= ENOUGH else other.words
    if len(told) < ENOUGH or len(told & one.words) < COVERED * len(told) or other.own <= one.own:
        return False
    return any(deed in one.own and deed in other.own for deed, _ in (*one.acts, *other.acts))
