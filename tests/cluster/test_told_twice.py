"""What one article tells twice."""

from dataclasses import replace

import pytest

from headwater.cluster.language import stems
from headwater.cluster.profiles import Profile
from headwater.cluster.told_twice import Twice, told_twice

NO: frozenset[str] = frozenset()


def told(own: str, deed: str = "", whom: str = "", around: str = "", article: int = 0) -> Profile:
    acts = frozenset({(next(iter(stems(deed))), stems(whom))}) if deed else frozenset()
    return Profile(article, deed, deed, NO, NO, stems(own), stems(around), NO, NO, NO, NO, None, None, NO, NO, acts)


RAID = told("raid on the harbour of Lissa planned in Oslo", "planned")


@pytest.mark.parametrize(
    ("one", "other", "attributed", "twice"),
    [
        # One deed to the same object, as far as both say it.
        (told("", "recruit", "Syrian engineer"), told("", "recruited", "the Syrian engineer"), False, True),
        # Of another object, or of one that a single word names; of another deed; in another article.
        (told("", "recruit", "Syrian engineer"), told("", "recruit", "French engineer"), False, False),
        (told("", "recruit", "engineer"), told("", "recruit", "engineer"), False, False),
        (told("", "recruit", "Syrian engineer"), told("", "dismiss", "Syrian engineer"), False, False),
        (told("", "recruit", "Syrian engineer"), told("", "recruit", "Syrian engineer", article=1), False, False),
        # What somebody says of "it", and what "it" is.
        (RAID, told("planned in Bergen", "planned", around="raid on the harbour of Lissa in Oslo"), True, True),
        # In the article's own voice it may be another matter; and of what is not around it nothing is known.
        (RAID, told("planned in Bergen", "planned", around="raid on the harbour of Lissa in Oslo"), False, False),
        (RAID, told("planned in Bergen", "planned", around="harbour"), True, False),
    ],
)
def test_two_assertions_of_one_article_tell_of_one_event(
    one: Profile, other: Profile, attributed: bool, twice: bool
) -> None:
    assert list(told_twice([one, other], [attributed] * 2)) == [Twice(0, 1, False)] * twice


def valued(place: int, values: str, *, answers: bool = False, denies: bool = False, article: int = 0) -> Profile:
    plain = told(f"matter {place}", article=article)
    return replace(plain, place=place, values=frozenset(values.split(",")), answers=answers, denies=denies)


@pytest.mark.parametrize(
    ("before", "after", "twice"),
    [
        # "It puts the injured at 11. The union says it was 14": a mere number answers whatever is counted before it.
        (valued(1, "people"), valued(2, "", answers=True), True),
        (valued(1, "when"), valued(2, "when", answers=True), True),
        # Not a date, and not another thing that is counted.
        (valued(1, "when"), valued(2, "", answers=True), False),
        (valued(1, "people"), valued(2, "houses", answers=True), False),
        # What other words stand beside, what is further off, and what stands elsewhere is of its own matter.
        (valued(1, "people"), valued(2, "people"), False),
        (valued(1, "people"), valued(3, "people", answers=True), False),
        (valued(1, "people"), valued(1, "people", answers=True, article=1), False),
        # Who denies "it" denies what was said last.
        (valued(1, "people"), valued(2, "", denies=True), True),
    ],
)
def test_what_gives_nothing_but_a_value_is_of_what_was_told_before_it(
    before: Profile, after: Profile, twice: bool
) -> None:
    assert list(told_twice([before, after], [True] * 2)) == [Twice(0, 1, True)] * twice


def test_what_takes_up_a_deed_is_surely_of_it() -> None:
    """ "It was planned in Bergen" looks like nothing else."""
    bergen = replace(told("planned in Bergen", "planned", around="raid on the harbour of Lissa in Oslo"), resumes=True)
    assert list(told_twice([RAID, bergen], [False, True])) == [Twice(0, 1, True)]
    assert list(told_twice([bergen, RAID], [True, False])) == [Twice(0, 1, True)]
    assert list(told_twice([RAID, bergen], [False, False])) == []


def test_a_headline_is_told_again_below_in_its_own_article() -> None:
    headline = replace(told("mill burns"), headline=True)
    texts = [
        headline,
        told("the mill burned down"),
        replace(told("fire", article=1), headline=True),
        told("a man held"),
    ]
    assert list(told_twice(texts, [False] * 4)) == [Twice(0, 1, False, True), Twice(0, 3, False, True)]
