from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.export import wording
from headwater.model import (
    Argument,
    Assertion,
    Certainty,
    Claim,
    Count,
    Disagreement,
    Drift,
    Link,
    Modality,
    Proposition,
    SourceType,
    Value,
)

from .story import (
    BARGES,
    COURIER_READING,
    EMPTY,
    FAILED,
    LEDGER_READING,
    POST_READING,
    SPOON,
    STORY,
    WARNED,
)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 0, "no speaker"),
        (0, 1, "at most 1 speaker"),
        (0, 3, "at most 3 speakers"),
        (1, 1, "1 speaker"),
        (1, 2, "1 to 2 speakers"),
        (4, 4, "4 speakers"),
    ],
)
def test_a_range_is_said_with_the_right_number(low: int, high: int, said: str) -> None:
    assert wording.ranged(Count(low, high, ()), "speaker") == said


def test_publications_and_speakers_are_counted_apart() -> None:
    assert wording.origins(Count(1, 1, ()), Count(2, 5, ())) == "1 publication, 2 to 5 speakers"


def test_articles_of_one_publisher_have_different_labels() -> None:
    article = POST_READING.article
    readings = [
        POST_READING,
        replace(POST_READING, article=replace(article, id="b", published="2020-01-01")),
        replace(POST_READING, article=replace(article, id="c", published=None)),
        replace(POST_READING, article=replace(article, id="d", published=None)),
        replace(POST_READING, article=replace(article, id="e", publisher=None, title=None)),
        COURIER_READING,
    ]
    assert list(wording.labels(readings).values()) == [
        "The Ember Post, 19 Mar 2019",
        "The Ember Post, 1 Jan 2020",
        "The Ember Post, undated (1)",
        "The Ember Post, undated (2)",
        "post.txt",
        "Evening Courier",
    ]


def test_an_inferred_link_has_a_question_mark() -> None:
    assert wording.chain(COURIER_READING.attributions[2].chain) == "Kalmar Ledger > The Ember Post? > an official"


def test_a_derivation_names_what_it_came_through() -> None:
    first, second = COURIER_READING.derivations[0], LEDGER_READING.derivations[0]
    assert wording.derivation(first) == "translation of The Ember Post, via Kalmar Ledger"
    assert wording.derivation(second) == "retelling of The Ember Post"


def test_what_is_nested_follows_what_it_is_nested_in() -> None:
    shuffled = POST_READING.attributions[::-1]
    assert [(depth, each.id) for depth, each in wording.in_order(shuffled)] == [
        (0, "p1"), (0, "p2"), (0, "p3"), (1, "p4"), (0, "p5"),
    ]  # fmt: skip


def test_a_parent_that_is_not_there_loses_no_attribution() -> None:
    orphan = replace(POST_READING.attributions[3], parent="gone")
    assert wording.in_order([orphan]) == [(0, orphan)]


def test_only_claims_of_several_articles_can_rest_on_a_single_origin() -> None:
    assert [wording.single_origin(claim) for claim in (WARNED, FAILED, BARGES, SPOON)] == [True, False, False, True]
    alone = (replace(WARNED.origins[0], assertions=(0,)),)
    assert not wording.single_origin(replace(WARNED, assertions=WARNED.assertions[:1], origins=alone))


def test_an_article_that_says_the_opposite_does_not_rest_on_the_origin() -> None:
    """One tells it, two deny it: that is no claim that several articles have from one origin."""
    first = replace(WARNED.origins[0], assertions=(0,))
    assert not wording.single_origin(replace(WARNED, origins=(first,)))


def test_the_summary_says_what_comes_first() -> None:
    assert wording.headline(STORY) == "3 articles rest on 1 to 3 publications and 2 to 5 speakers"
    assert wording.summary(STORY) == (
        "Of 4 claims, 4 are told by more than one article; 2 of them rest on a single origin.",
        "2 claims stand on The Ember Post alone.",
        "The articles disagree on 2 claims.",
        "On 1 claim a doubt or a source was lost in the retelling.",
    )


def test_the_summary_of_nothing_says_so() -> None:
    assert wording.headline(EMPTY) == "No article could be read"
    assert wording.summary(EMPTY) == ("No claim was found.",)
    alone = replace(STORY, claims=(replace(SPOON, assertions=SPOON.assertions[:1]),))
    assert wording.summary(alone)[0] == "Of 1 claim, none is told by more than one article."
    assert wording.summary(replace(STORY, claims=(SPOON,)))[0] == (
        "Of 1 claim, 1 is told by more than one article; it rests on a single origin."
    )


def test_attributions_in_a_circle_are_all_kept() -> None:
    """Offsets and parents come from a model; a wrong one costs the order, never an attribution."""
    one, two = (replace(each, parent=other) for each, other in zip(POST_READING.attributions[:2], "ab", strict=True))
    circle = [replace(one, id="b"), replace(two, id="a")]
    assert {each.id for _, each in wording.in_order(circle)} == {"a", "b"}


def test_a_drift_between_equal_certainties_names_the_source_that_was_lost() -> None:
    report = Link("leaked report", SourceType.DOCUMENT, True, (0, 5))
    paper = Link("the Courier", SourceType.PUBLICATION, True, (0, 5))
    said = [
        Assertion(article, None, ((0, 5),), "It cracked", Certainty.ATTRIBUTED, (link,))
        for article, link in (("a", report), ("b", paper))
    ]
    claim = Claim("c", "It cracked", None, None, tuple(said), Count(1, 1, ()), Count(1, 1, ()), (), (), ())
    lost = Drift(0, 1, "lost", ())
    assert wording.change(claim, lost) == ("from leaked report", "only from the Courier")
    assert wording.drifted(claim, lost) == "Source lost"
    assert wording.drifted(claim, Drift(0, 1, "lost", (), "headline")) == "The headline says more than the text"


@pytest.mark.parametrize(
    ("slot", "values", "said"),
    [
        ("how many", ("Four people", "Five people"), "how many: “Four people” against “Five people”"),
        ("when", ("2019-03", "2019-04-02"), "when: March 2019 against 2 April 2019"),
        ("polarity", ("denied knowing", "known"), "whether it is so: “denied knowing” against “known”"),
        ("outcome", ("attempt", "success"), "what came of it: “attempt” against “success”"),
        ("colour", ("red", "blue"), "colour: “red” against “blue”"),
    ],
)
def test_a_disagreement_is_said_in_words(slot: str, values: tuple[str, str], said: str) -> None:
    disagreement = Disagreement(slot, tuple(Value(value, (index,)) for index, value in enumerate(values)))
    assert wording.against(disagreement) == said


def test_a_disagreement_names_who_holds_what() -> None:
    names = wording.labels(STORY.articles)
    (disagreement,) = FAILED.disagreements
    assert wording.held(FAILED, disagreement, names) == "when: March 2019 in 2 articles, April 2019 in Evening Courier"


def test_a_reason_names_each_pair_of_assertions_once() -> None:
    """Two speakers in one sentence make two joins of the same two assertions."""
    ((certain, reason, joins),) = wording.reasons(replace(SPOON, joins=SPOON.joins * 2))
    assert (certain, reason, len(joins)) == (True, "the same words", 1)
    other = replace(SPOON.joins[0], of="speaker")
    assert len(wording.reasons(replace(SPOON, joins=(*SPOON.joins, other)))) == 2


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("rounding", "The same number, rounded"),
        ("more precise", "One is more precise"),
        ("update", "The later report has a newer value"),
        ("correction", "The later report corrects the earlier one"),
        ("something new", "Something new"),
    ],
)
def test_what_differs_without_a_conflict_says_why(kind: str, said: str) -> None:
    assert wording.variation(Disagreement("how many", (), kind)) == said


@pytest.mark.parametrize(
    ("names", "high", "said"),
    [
        ((), 3, ""),
        (("B", "A"), 2, "A, B"),
        (("A",), 3, "A, and others not named"),
        (tuple("ABCD"), 9, "A, B, and 2 more, and others not named"),
    ],
)
def test_names_are_counted_where_they_are_many(names: tuple[str, ...], high: int, said: str) -> None:
    assert wording.named(Count(0, high, names), 2) == said


def test_a_single_origin_is_named() -> None:
    assert wording.stands_on(WARNED) == "1 publication: The Ember Post"
    assert wording.stands_on(replace(WARNED, publications=Count(1, 2, ()), speakers=Count(1, 1, ()))) == "1 speaker"


def test_the_flags_of_a_claim_come_once_each() -> None:
    assert wording.flags(WARNED) == [("single", "Single origin"), ("doubt", "Hedge dropped")]
    twice = replace(WARNED, drift=WARNED.drift * 2)
    assert wording.flags(twice) == wording.flags(WARNED)
    assert wording.flags(FAILED) == [("dispute", "Disagree on when: March 2019 against April 2019")]


def test_what_rests_on_an_origin_is_counted_for_certain_and_perhaps() -> None:
    assert [wording.rest(each) for each in STORY.rests] == ["2 claims, and perhaps 1 more", "perhaps 1 claim"]


def test_what_an_article_adds_comes_with_the_new_first() -> None:
    kinds = [(words.partition(":")[0], len(found)) for words, found in wording.additions(STORY.additions)]
    assert kinds == [("New", 1), ("Contradicted", 1), ("Told by others too, from the same origin", 2)]


def test_shared_wording_without_a_direction_says_so() -> None:
    shared = replace(LEDGER_READING.derivations[0], directed=False)
    assert wording.derivation(shared) == "wording shared with The Ember Post; which of the two took it is not known"


def test_a_proposition_says_who_did_what_first() -> None:
    text = "On Monday the crew did not lift the gate."
    when, who, whom = (0, 9), (10, 18), (32, 40)
    arguments = tuple(Argument(slot, span, span) for slot, span in (("when", when), ("whom", whom), ("who", who)))
    proposition = Proposition((0, 40), (27, 31), "lift", arguments, True, Modality.ATTEMPT)
    assert wording.parts(text, proposition) == [
        ("who", "the crew"),
        ("what", "lift (not so, tried)"),
        ("when", "On Monday"),
        ("whom", "the gate"),
    ]
    plain = replace(proposition, negated=False, modality=Modality.FACT, arguments=())
    assert wording.parts(text, plain) == [("what", "lift")]
