"""Claims that stay as they are, with what came later linked to them, and as people say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.cluster import Linked, assertions, claims
from headwater.linkage import Verdict
from headwater.model import Article, Assertion

from .test_grouping import FILLER, NEWS, own, reader

FIRE = "Fire destroyed the old mill by the harbour."
BLAZE = "A blaze destroyed the old harbour mill overnight."
LEFT = "The owner of the mill has left for Brazil."


def worded(groups: tuple[tuple[int, ...], ...], asserted: list[Assertion]) -> set[frozenset[str]]:
    return {frozenset(asserted[i].article for i in group) for group in groups}


@pytest.mark.parametrize(
    ("later", "joined"),
    [
        # It is what an article of the set says, in other words.
        (BLAZE, True),
        # It is what an article of the set says, word for word.
        (FIRE, True),
        # It is something else.
        (LEFT, False),
    ],
)
def test_what_comes_later_is_linked_to_what_is_there(later: str, joined: bool) -> None:
    aside = "\n\n".join(each.text for each in FILLER)
    known = [reader().read(Article("a", "a.txt", f"{FIRE}\n\n{aside}"))]
    present = [*known, reader().read(Article("z", "z.txt", f"{later} The harbour has burned before."))]
    told = [assertion for reading in present for assertion in assertions(reading)]
    groups = Linked.of([each for each in told if each.article == "a"], known).claims(told, present)
    first, last = (next(i for i, each in enumerate(told) if each.article == article) for article in "az")
    assert any({first, last} <= {*group} for group in groups) is joined


def test_what_is_gone_leaves_the_rest_as_it_was() -> None:
    known = [own(FIRE, "a"), own(BLAZE, "b"), own(FIRE, "c"), *FILLER]
    present = [known[0], *known[2:]]
    assert frozenset("ac") in worded(Linked.of(known).claims(present), present)


def test_two_that_come_later_are_linked_to_each_other() -> None:
    present = [*FILLER, own(FIRE, "y"), own(BLAZE, "z")]
    assert frozenset("yz") in worded(Linked.of(FILLER).claims(present), present)


TEXTS = st.lists(st.sampled_from(NEWS), max_size=8)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_what_people_say_and_what_comes_later_give_the_same_whatever_was_asked_before(
    there: list[str], later: list[str], data: st.DataObject
) -> None:
    known = [own(text, f"a{i}") for i, text in enumerate(there)]
    present = [each for each in known if data.draw(st.booleans())]
    present += [own(text, f"b{i}") for i, text in enumerate(later)]
    index = st.integers(0, max(0, len(present) - 1))
    pairs = data.draw(st.lists(st.tuples(index, index, st.booleans()), max_size=4)) if present else []
    verdicts = list({(a, b): Verdict(a, b, same) for a, b, same in pairs if a < b}.values())
    asked, groups = Linked.of(known), claims(known)
    asked.claims(known)
    asked.claims(present[: data.draw(index)])
    found = asked.claims(present, decisions=verdicts)
    assert sorted(i for group in found for i in group) == list(range(len(present)))
    assert found == Linked.of(known).claims(present, decisions=verdicts)
    assert found == Linked.of(known, groups=groups).claims(present, decisions=verdicts)
    place = {index: number for number, group in enumerate(found) for index in group}
    assert all(place[v.first] != place[v.second] for v in verdicts if not v.same)
    if all(v.same for v in verdicts):
        assert all(place[v.first] == place[v.second] for v in verdicts)


def test_an_article_that_reads_otherwise_keeps_the_claims_of_what_it_still_says() -> None:
    texts = {
        "a": "Fire destroyed the old mill, the mayor said. The owner has left for Brazil, the police said.",
        "b": "A blaze destroyed the old mill, firemen said. The mill's owner went to Brazil, his lawyer said.",
    }
    read = [reader().read(Article(id_, "", text)) for id_, text in texts.items()]
    asserted = [each for one in read for each in assertions(one)]
    linked = Linked.of(asserted, read)
    fewer = [read[0], replace(read[1], attributions=read[1].attributions[1:])]
    again = [each for one in fewer for each in assertions(one)]
    groups = linked.claims(again, fewer)
    assert sorted(i for group in groups for i in group) == list(range(len(again)))
    assert {"The owner has left for Brazil", "The mill's owner went to Brazil"} in [
        {again[i].text for i in g} for g in groups
    ]
    assert linked.claims(asserted, read) == claims(asserted, read)
