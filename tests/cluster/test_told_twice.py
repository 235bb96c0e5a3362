"""What one article tells twice."""

import pytest

from headwater.cluster.language import stems
from headwater.cluster.profiles import Profile
from headwater.cluster.told_twice import told_twice

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
    assert list(told_twice([one, other], [attributed] * 2)) == [(0, 1)] * twice
