"""Values that conflict although nothing but their surroundings says that they are of one matter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

import pytest

from headwater.disagreement import compare
from headwater.disagreement.comparison import Articles
from headwater.disagreement.contrasts.likeness import NAMES, Rarity, features, likely
from headwater.disagreement.deeds.deed import deeds
from headwater.disagreement.deeds.given import Given, given
from headwater.disagreement.deeds.given import compare as differ
from headwater.disagreement.values.difference import Difference
from headwater.model import Meaning

from ..records import reading

Values = list[tuple[Given, ...]]


def told(*texts: str) -> tuple[Values, Articles]:
    """The values of one assertion an article."""
    found = [reading(f"a{number}", text) for number, text in enumerate(texts)]
    articles = Articles(article for _, article in found)
    values = []
    for index, ((assertion,), _) in enumerate(found):
        page = articles.page(assertion.article)
        assert page
        values.append(tuple(given(deeds(index, assertion, page), assertion, page)))
    return values, articles


def difference(*texts: str) -> Difference | None:
    """Of the first values of the same slot."""
    (one, other), _ = told(*texts)
    return next((differ(a, b) for a, b in product(one, other) if a.slot == b.slot), None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Things that are counted may have two names, or none.
        ("[who|It] [cut|cut off] [how many=1200..1200 households|1,200 households].",
         "[how many=2000..2000 customers|2,000 customers] [sit|sat] in the dark.", Difference.CONFLICT),
        ("[who|The toll] [climb|climbed] to [how many=94..94 |94].",
         "[how many=60..60 children|60 children] [fall|fell] ill.", Difference.CONFLICT),
        ("About [how many=~40..40 thalers|40 thalers] were [pay|paid].",
         "[how many=38..38 thalers|38 thalers] were [pay|paid].", Difference.ROUNDING),
        # Euros are no households, "by 4" is not "to 4", and a day is not a week.
        ("[who|It] [cost|cost] [how many=12..12 EUR|12 euros].", "[how many=15..15 men|15 men] [pay|paid].", None),
        ("[who|It] [rise|rose] by [how many=4..4 percent|4 percent].",
         "[who|It] [rise|rose] to [how many=22..22 percent|22 percent].", None),
        ("[who|It] [make|makes] [how many=400..400 cars|400 cars] a day.",
         "[who|It] [make|makes] [how many=900..900 cars|900 cars] a week.", None),
        # Who dies is counted by itself, and so is a part of others.
        ("[how many=4..4 men|Four men] [die|died].", "[how many=9..9 men|Nine men] were [hurt|hurt].", None),
        ("[how many=4..4 men|Four of them] [flee|fled].", "[how many=9..9 men|Nine men] [flee|fled].", None),
        # Of dates it has to be one deed.
        ("[whom|He] was [arrest|arrested] on [when=2020-09-02|2 September].",
         "[whom|He] was [detain|detained] on [when=2020-09-09|9 September].", None),
        ("[who|The court] will [end|end] it by [when=../2020-07|July].",
         "[who|The court] will [finish|finish] it by [when=../2020-09|September].", None),
        ("[whom|The bridge] was [build|built] in [when=1962|1962].",
         "[whom|The bridge] was [construct|constructed] in [when=1958|1958].", Difference.CONFLICT),
        ("[who|The prince] [marry|married] in [when=1981|1981].",
         "[who|The prince] [divorce|divorced] in [when=1996|1996].", None),
    ],
)  # fmt: skip
def test_values_that_cannot_both_be_so(one: str, other: str, expected: Difference | None) -> None:
    assert difference(one, other) is expected
    assert difference(other, one) is expected


CUT_OFF = (
    "[who|The storm] [leave|left] [how many=41..41 homes|41 homes] in {place:Lorne} without power.",
    "[how many=44..44 homes|44 homes] in {place:Lorne} [lose|lost] power in the storm.",
)


@pytest.mark.parametrize(
    ("meanings", "slots"), [((b"\x40\x01", b"\x40\x02"), ["how many"]), ((b"\x40\x01", b"\x01\x40"), [])]
)
def test_verbs_may_differ_where_the_sentences_mean_the_same(meanings: Sequence[bytes], slots: list[str]) -> None:
    found = [reading(f"a{number}", text) for number, text in enumerate(CUT_OFF)]
    asserted = [assertion for assertions, _ in found for assertion in assertions]
    articles = [
        replace(article, meanings=(Meaning(article.sentences, vector),))
        for (_, article), vector in zip(found, meanings, strict=True)
    ]
    conflicts = compare(asserted, articles).disagreements
    assert [conflict.slot for conflict in conflicts] == slots
    for conflict in conflicts:
        assert [(value.value, value.assertions) for value in conflict.values] == [
            ("41 homes", (0,)),
            ("44 homes", (1,)),
        ]


def test_features_are_the_same_from_both_sides() -> None:
    (one, other), articles = told(*CUT_OFF)
    rows = [features(a, b, articles.rarity) for a, b in ((one[0], other[0]), (other[0], one[0]))]
    assert len(rows[0]) == len(NAMES)
    assert [str(number) for number in rows[0]] == [str(number) for number in rows[1]]
    assert likely(rows)[0] == likely(rows)[1]


def test_what_is_not_known_is_no_number() -> None:
    (one, other), articles = told(
        "[who|It] was [build|built] in [when=1962|1962].", "[who|It] [stand|stood] in [when=1958|1958]."
    )
    row = dict(zip(NAMES, features(one[0], other[0], articles.rarity), strict=True))
    assert math.isnan(row["ratio"])
    assert math.isnan(row["meaning"])
    assert row["when"] == 1


def test_nothing_is_likely_of_nothing() -> None:
    assert likely([]) == []


def test_shared_rare_words_weigh_more() -> None:
    found: Iterable[str] = ("the dam burst", "the dam held", "the siren and the dam")
    rarity = Rarity(article for _, article in (reading(f"a{i}", f"{text}.") for i, text in enumerate(found)))
    common, rare = frozenset({"dam", "burst"}), frozenset({"dam", "siren"})
    assert rarity.dice(common, rare) < 0.5
    assert rarity.contained(frozenset({"dam"}), rare) == 1
    assert math.isnan(rarity.dice(frozenset(), frozenset()))
