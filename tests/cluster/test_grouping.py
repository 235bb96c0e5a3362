"""Which assertions are one claim."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import config, pipeline
from headwater.cluster import assertions, claims, scorer
from headwater.cluster.features import Features
from headwater.cluster.grouping import likeness, looking_twice, profiled
from headwater.cluster.language import settings as language
from headwater.linkage import Integers, Verdict
from headwater.model import (
    Article,
    Assertion,
    Certainty,
    Reading,
    Span,
)
from headwater.pipeline import Reader
from headwater.scoring import Vectors

from .readings import attributed, reading

SHARED = Path(__file__).parents[3] / "shared"


def own(text: str, article: str = "a", span: Span = (0, 1)) -> Assertion:
    return Assertion(article, None, (span,), text, Certainty.ASSERTED, ())


FILLER = [
    own("Ferries to the northern islands will run twice a day from May.", "f", (0, 1)),
    own("A choir from Bergen sang in the old church on Sunday night.", "f", (1, 2)),
    own("The council wants cheaper buses for pupils and pensioners.", "f", (2, 3)),
    own("Farmers fear a dry summer after the warmest spring on record.", "f", (3, 4)),
]
ASIDE = "".join(f"\n{one.text}" for one in FILLER)


@cache
def reader() -> Reader:
    return Reader(config.load())


def together(*texts: str) -> set[frozenset[str]]:
    """The claims that are told more than once in articles of these texts, beside one of other matters."""
    read = [reader().read(Article(f"a{i}", "", text)) for i, text in enumerate((*texts, ASIDE))]
    asserted = [assertion for one in read for assertion in assertions(one)]
    groups = claims(asserted, read)
    assert sorted(i for group in groups for i in group) == list(range(len(asserted)))
    return {frozenset(asserted[i].text for i in group) for group in groups if len(group) > 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fire destroyed the old mill by the harbour.", "A blaze destroyed the old harbour mill overnight.", True),
        ("Police arrested the owner of the mill.", "The mill's owner was detained by police.", True),
        # A denial is in the claim that it denies.
        ("The bank bought the old mill.", "The bank did not buy the old mill.", True),
        # An attempt and a success are one affair.
        ("The bank tried to buy the old mill.", "The bank succeeded in buying the old mill.", True),
        ("Fire destroyed the old mill by the harbour.", "The owner of the mill has left for Brazil.", False),
        # Two fires, two years.
        ("The old mill burned down in 1999.", "The old mill burned down in 2016.", False),
        # Nothing but frequent words in common.
        ("He had seen it all before.", "She was there with all of them.", False),
        ("", "", False),
    ],
)
def test_assertions_of_one_proposition_are_one_claim(one: str, other: str, same: bool) -> None:
    assert bool(together(one, other)) is same


def test_a_content_that_points_back_is_read_with_what_it_points_to() -> None:
    first = "The raid on the harbour freed a captive banker on Friday. The raid was planned in Oslo, ministers said."
    second = "Police raided a bar in Lissa. The Courier reports that a raid on the harbour was planned in Bergen."
    assert {"The raid was planned in Oslo", "a raid on the harbour was planned in Bergen"} in together(first, second)


def test_a_person_outranks_the_score() -> None:
    asserted = [
        own("Fire destroyed the old mill by the harbour.", "a"),
        own("A blaze destroyed the old harbour mill.", "b"),
        own("The owner has left for Brazil.", "c"),
    ]
    decisions = [Verdict(0, 1, False), Verdict(1, 2, True)]
    assert set(claims([*asserted, *FILLER], decisions=decisions)) >= {(0,), (1, 2)}


def test_a_sentence_that_everybody_runs_is_one_claim() -> None:
    wire = [own("Fire destroyed the old mill by the harbour.", f"a{i:03}") for i in range(400)]
    assert sorted(map(len, claims([*wire, *FILLER])))[-1] == 400


NEWS = [
    "Fire destroyed the old mill by the harbour.",
    "A blaze destroyed the old harbour mill overnight.",
    "Police arrested the owner of the mill.",
    "The mill's owner was detained by police.",
    "The bank bought the old mill in 2016.",
    "The bank did not buy the old mill.",
    "it was run from Oslo",
]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(NEWS), max_size=12), st.data())
def test_the_order_of_assertions_makes_no_difference(texts: list[str], data: st.DataObject) -> None:
    asserted = [own(text, f"a{i}") for i, text in enumerate(texts)]
    order = data.draw(st.permutations(range(len(asserted))))
    again = claims([asserted[i] for i in order])
    assert {frozenset(g) for g in claims(asserted)} == {frozenset(order[i] for i in g) for g in again}


def seconds_for(attributions: int) -> float:
    """Of processor time, the least of three, for a text of as many short contents that point back."""
    line = "Ahn said it fell. "
    starts = range(0, len(line) * attributions, len(line))
    said = tuple(
        replace(attributed(line, ("it fell",)), id=f"a{s}", cue=((s + 4, s + 8),), content=((s + 9, s + 16),))
        for s in starts
    )
    read = replace(reading(line * attributions, *said), sentences=tuple((s, s + len(line) - 1) for s in starts))
    taken = []
    for _ in range(3):
        begun = process_time()
        assert sum(map(len, claims(assertions(read), [read]))) == attributions
        taken.append(process_time() - begun)
    return min(taken)


def test_time_grows_with_the_number_of_attributions_not_with_its_square() -> None:
    assert seconds_for(2400) < 24 * seconds_for(300)  # eight times as many; the square would be 64


# -- the two real reports ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "acceptance").is_dir(), reason="the two real reports stay outside the repository")
def test_the_events_of_the_two_real_reports_are_claims() -> None:
    gold = json.loads((SHARED / "acceptance" / "seeds.json").read_text("utf-8"))
    readings = [r for r in pipeline.read([str(SHARED / "seeds")], config.load()) if isinstance(r, Reading)]
    asserted = [a for read in readings for a in assertions(read)]
    names = {read.article.id: read.article.uri.rsplit("/", 1)[-1] for read in readings}
    by_id = {a["id"]: a for a in gold["attributions"]}

    def characters(spans: Iterable[Sequence[int]]) -> set[int]:
        return {i for start, end in spans for i in range(start, end)}

    def found(id_: str) -> set[int]:
        """What asserts at least half of the content that a person marked, or lies in it by half."""
        content = characters(by_id[id_]["content"])
        here = {i: characters(a.span) for i, a in enumerate(asserted) if names[a.article] == by_id[id_]["article"]}
        return {i for i, said in here.items() if 2 * len(said & content) >= min(len(said), len(content))}

    for event in gold["story"]["same_event"]:
        wanted = [found(id_) for id_ in event["assertions"]]
        assert any(all(set(group) & one for one in wanted) for group in claims(asserted, readings)), event["what"]


def test_two_headlines_of_two_articles_are_one_claim_more_rarely() -> None:
    read = [reader().read(Article(f"a{i}", "", "The old mill by the harbour burned down.")) for i in range(2)]
    profiles, backgrounds = profiled([each for one in read for each in assertions(one)], read)
    first, second = np.array([0]), np.array([1])

    def odds(*headlines: bool) -> float:
        told = [replace(p, headline=headline) for p, headline in zip(profiles, headlines, strict=True)]
        likely = float(likeness(Features(told, backgrounds))(first, second)[0])
        return likely / (1 - likely)

    assert odds(True, False) == odds(False, False)
    assert odds(True, True) == pytest.approx(odds(False, False) / language()["claims"]["headlines"])


@pytest.mark.parametrize("size", [4, 400, 10_000_000])
def test_pairs_that_are_unlikely_in_a_set_so_large_are_not_laid_side_by_side(size: int) -> None:
    texts = [
        "The old mill by the harbour burned down.",
        "Fire destroyed the old harbour mill.",
        "The bank bought the old mill.",
        "The old harbour was destroyed.",
        "The mill was sold.",
    ]
    read = [reader().read(Article(f"a{i}", "", text)) for i, text in enumerate(texts)]
    features = Features(*profiled([each for one in read for each in assertions(one)], read))
    firsts, seconds = np.triu_indices(len(texts), 1)
    laid: list[tuple[int, int]] = []

    def inferred(one: Integers, other: Integers) -> Vectors:
        laid.extend(zip(one.tolist(), other.tolist(), strict=True))
        return features.inferred(one, other)

    likely = scorer.load()(features(firsts, seconds))
    features.size = size
    found = looking_twice(scorer.load(), scorer.second(), features, inferred)(firsts, seconds)
    rarer = max(1.0, (size / 400) ** 0.6)
    wanted = [p >= 0.05 and p / (p + (1 - p) * rarer) >= 0.02 for p in likely.tolist()]
    assert (len(laid) < np.count_nonzero(likely >= 0.05)) == (size > 400)
    assert laid == [tuple(pair) for pair, asked in zip(np.c_[firsts, seconds].tolist(), wanted, strict=True) if asked]
    # What is not laid side by side is far from being one claim.
    least = language()["claims"]["threshold"]
    assert all(score < least for score, asked in zip(found, wanted, strict=True) if not asked)
