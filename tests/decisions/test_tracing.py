"""A story told again and again is the one that is told from nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater import codec, config, pipeline
from headwater.case import acts
from headwater.cluster import Outcome
from headwater.decisions import in_force
from headwater.linkage import Verdict
from headwater.model import (
    Act,
    Article,
    AssertionsSame,
    AttributionMended,
    Certainty,
    Decision,
    Reading,
    Story,
    Undone,
)
from headwater.pipeline import Before, Ground, Tracing, UnreadyError

from .test_story import anything

Readings = tuple[Reading, ...]


def decided(act: Act, minute: int) -> Decision:
    return codec.decided(act, "ada", when=f"2026-01-01T00:{minute:02}:00+00:00")


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_after_every_decision_it_is_the_story_told_from_nothing(readings: Readings, story: Story, seed: int) -> None:
    chance, tracing, log, told = random.Random(seed), Tracing(), list[Decision](), story
    for minute in range(4):
        undo = log and chance.random() < 0.25
        act = Undone(chance.choice(log).id) if undo else anything(readings, chance.choice([told, story]), chance)
        log.append(decided(act, minute))
        told = tracing.story(readings, in_force(log))
        assert told == pipeline.trace(readings, in_force(log))


def test_what_no_decision_touches_is_the_very_same(readings: Readings, story: Story) -> None:
    tracing, by_id = Tracing(), {reading.article.id: reading.article.text for reading in readings}
    before = tracing.story(readings)
    assert before == story
    claim = next(each for each in before.claims if any(join.certain for join in each.joins))
    act = acts.join_holds(claim, next(join for join in claim.joins if join.certain), by_id, holds=False)
    after = tracing.story(readings, [decided(act, 1)])
    changed = {each.id for each in after.claims} - {
        each.id for each in after.claims if any(each is c for c in before.claims)
    }
    assert changed == {claim.id}


@pytest.mark.parametrize("later", range(0, 11, 5))
def test_an_article_that_comes_later_parts_no_claim(readings: Readings, later: int) -> None:
    """Every other claim holds what it held, and all that the article says is in one claim each."""
    tracing = Tracing(small=0, grown=2)
    before = tracing.story([r for number, r in enumerate(readings) if number != later])
    after = tracing.story(readings)
    new = readings[later].article.id
    place = {(a.article, a.span, a.attribution): c.id for c in after.claims for a in c.assertions}
    for claim in before.claims:
        kept = {place.get((a.article, a.span, a.attribution)) for a in claim.assertions} - {None}
        assert len(kept) <= 1
    whole = pipeline.trace(readings)
    assert {a for c in after.claims for a in c.assertions} == {a for c in whole.claims for a in c.assertions}
    assert (after.articles, after.entities, after.timeline) == (whole.articles, whole.entities, whole.timeline)
    assert after.derivations == whole.derivations
    assert any(a.article == new for c in after.claims for a in c.assertions if len(c.assertions) > 1)
    for claim in after.claims:
        for count in (claim.publications, claim.speakers):
            assert 0 <= count.low <= count.high


def test_an_outlet_that_comes_is_known_to_the_articles_that_name_it(readings: Readings) -> None:
    texts = {
        "x": "The mayor has left, the Packet reported on Friday. A memo seen by the Packet says so.",
        "y": "The mayor has left, the Sundholm Packet reported on Friday. The Aske Packet denied it.",
        "z": "The harbour was closed until noon, the police said on Friday.",
    }
    later = [Article(id_, f"{id_}.txt", text, language="en") for id_, text in texts.items()]
    later[2] = replace(later[2], publisher="Sundholm Packet")
    x, y, z = (each for each in pipeline.read_articles(later, config.load()) if isinstance(each, Reading))
    tracing, told = Tracing(small=0, grown=2), list[Reading](readings)
    tracing.story(told)
    known = []
    for come in (x, z, y):
        told.append(come)
        found, whole = tracing.story(told), pipeline.trace(told)
        assert (found.articles, found.derivations) == (whole.articles, whole.derivations)
        known.append([d.publication for d in whole.derivations if d.article == "x"])
    assert known[0] != known[1]
    assert tracing.story(told[:-1]).articles == pipeline.trace(told[:-1]).articles


def test_what_is_removed_leaves_the_story_of_the_rest(readings: Readings) -> None:
    tracing = Tracing(small=0)
    tracing.story(readings)
    told, rest = tracing.story(readings[1:]), pipeline.trace(readings[1:])
    assert {a for c in told.claims for a in c.assertions} == {a for c in rest.claims for a in c.assertions}
    assert (told.articles, told.entities, told.derivations) == (rest.articles, rest.entities, rest.derivations)
    assert tracing.story(readings) == pipeline.trace(readings)


def test_to_a_small_set_and_to_one_that_has_grown_an_article_comes_as_if_it_had_been_there(readings: Readings) -> None:
    for tracing in (Tracing(), Tracing(small=0)):
        tracing.story(readings[2:])
        assert tracing.story(readings) == pipeline.trace(readings)


def test_what_is_wanted_soon_is_behind_with_the_whole_at_most(readings: Readings, story: Story) -> None:
    tracing, by_id = Tracing(), {reading.article.id: reading.article.text for reading in readings}
    tracing.story(readings)
    for minute, claim in enumerate([each for each in story.claims if any(join.certain for join in each.joins)][:5]):
        join = next(join for join in claim.joins if join.certain)
        log = [decided(acts.join_holds(claim, join, by_id, holds=False), minute)]
        whole = pipeline.trace(readings, log)
        soon = tracing.story(readings, log, soon=True)
        assert replace(soon, publications=whole.publications, speakers=whole.speakers) == whole
        assert tracing.behind or soon == whole
        assert tracing.story(readings, log) == whole
        assert not tracing.behind


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), later=st.integers(0, 10))
def test_a_program_that_starts_again_goes_on_where_it_was(
    readings: Readings, story: Story, seed: int, later: int
) -> None:
    """Whatever was decided before and is decided then, and whether articles have come to the set or not."""
    chance, first = random.Random(seed), [r for number, r in enumerate(readings) if number != later]
    going = Tracing(small=0, grown=2)
    going.story(first)
    log = [decided(anything(readings, story, chance), 1)]
    told = going.story(readings, log)
    assert going.ground is not None
    again = Tracing(small=0, grown=2, before=Before(replace(told, articles=()), going.ground))
    assert again.story(readings, log) == told
    if chance.random() < 0.5:
        again.warm()
    for minute in (2, 3):
        log.append(decided(anything(readings, told, chance), minute))
        assert again.story(readings, in_force(log)) == going.story(readings, in_force(log))
    assert again.story(readings[1:], in_force(log)) == going.story(readings[1:], in_force(log))


def test_a_join_switched_off_after_a_start_takes_what_was_told_before(
    readings: Readings, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what is asserted nor who is named is looked for again, nor wording that articles share."""
    going = Tracing()
    going.story(readings)
    assert going.ground is not None
    by_id = {reading.article.id: reading.article.text for reading in readings}
    claim = next(each for each in story.claims if any(join.certain for join in each.joins))
    act = acts.join_holds(claim, next(join for join in claim.joins if join.certain), by_id, holds=False)
    again = Tracing(before=Before(replace(story, articles=()), going.ground))
    with monkeypatch.context() as patched:
        for name in ("tracing.assertions", "names.bearers"):
            patched.setattr(f"headwater.pipeline.{name}", None)
        patched.setattr("headwater.reuse.Reuses._found", None)
        assert again.story(readings) == story
        told = again.story(readings, [decided(act, 1)])
    assert told == pipeline.trace(readings, [decided(act, 1)])
    again.warm()
    assert again.story(readings[1:]) == pipeline.trace(readings[1:])


def test_after_a_start_the_claims_are_not_compared_again_for_a_join(
    readings: Readings, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where an article has come to the set, and a claim of it was parted."""
    going, by_id = Tracing(small=0, grown=2), {reading.article.id: reading.article.text for reading in readings}
    going.story(readings[1:])
    came = readings[0].article.id
    old = next(c for c in story.claims if len(c.assertions) > 1 and came not in {a.article for a in c.assertions})
    one, other = (acts.of_assertion(each, by_id[each.article]) for each in old.assertions[:2])
    log = [decided(AssertionsSame(one, other, False), 1)]
    told, ground = going.story(readings, log), going.ground
    assert ground is not None
    assert ground.outcome.came
    assert ground.outcome.parted
    claim = next(each for each in told.claims if any(join.certain for join in each.joins))
    join = next(join for join in claim.joins if join.certain)
    log.append(decided(acts.join_holds(claim, join, by_id, holds=False), 2))
    kept = codec.decode(codec.encode(ground), Ground)
    again = Tracing(small=0, grown=2, before=Before(replace(told, articles=()), kept))
    with monkeypatch.context() as patched:
        patched.setattr("headwater.cluster.linking.profiled", None)
        assert again.story(readings, log[:1]) == told
        switched = again.story(readings, log)
    assert switched == going.story(readings, log)
    assert again.story(readings[2:], log) == going.story(readings[2:], log)


def test_what_was_told_before_is_not_told_again_where_it_fits_and_is_where_it_does_not(
    readings: Readings, story: Story
) -> None:
    going = Tracing()
    going.story(readings)
    ground = going.ground
    assert ground is not None
    marked = replace(story, claims=tuple(replace(each, text=f"{each.text} (kept)") for each in story.claims))
    kept = Tracing(before=Before(marked, ground)).story(readings)
    assert {each.text for each in kept.claims} == {each.text for each in marked.claims}
    misfits = (
        (readings[1:], ground),
        (readings, replace(ground, articles=(*ground.articles, "gone"))),
        (readings, replace(ground, groups=ground.groups[1:])),
        (readings, Ground(ground.articles, (ground.groups[0], *ground.groups))),
        (readings, replace(ground, outcome=Outcome(ties=(Verdict(0, 10**9, True),)))),
        (readings, replace(ground, outcome=Outcome(parted=(((0, 1), (), ((0,),)),)))),
    )
    for given_, off in misfits:
        assert Tracing(before=Before(marked, off)).story(given_) == pipeline.trace(given_)


def resumed(readings: Readings) -> Tracing:
    """As a program that starts again, and has made nothing ready yet."""
    going = Tracing(small=0, grown=2)
    told, ground = going.story(readings), going.ground
    assert ground is not None
    again = Tracing(small=0, grown=2, before=Before(replace(told, articles=()), ground))
    assert again.story(readings) == told
    return again


def test_a_claim_that_is_parted_before_all_is_ready_is_told_as_it_was_and_then_as_it_is(
    readings: Readings, story: Story
) -> None:
    by_id = {reading.article.id: reading.article.text for reading in readings}
    old = next(each for each in story.claims if len(each.assertions) > 1)
    one, other = (acts.of_assertion(each, by_id[each.article]) for each in old.assertions[:2])
    log, tracing = [decided(AssertionsSame(one, other, False), 1)], resumed(readings)
    soon = tracing.story(readings, log, soon=True)
    assert tracing.behind
    assert soon.claims == story.claims
    assert tracing.counting() is None
    tracing.warm()
    assert tracing.story(readings, log, soon=True).claims == pipeline.trace(readings, log).claims != story.claims


def test_a_certainty_that_is_mended_before_all_is_ready_is_told_at_once(readings: Readings) -> None:
    reading = next(each for each in readings if each.article.uri.endswith("ledger-update.txt"))
    said = acts.said(reading, reading.attributions[0])
    act = AttributionMended(said, acts.changed(reading, said, certainty=Certainty.DOUBTED))
    log, tracing = [decided(act, 1)], resumed(readings)
    soon, whole = tracing.story(readings, log, soon=True), pipeline.trace(readings, log)
    assert soon.articles == whole.articles
    assert {each for claim in soon.claims for each in claim.assertions} == {
        each for claim in whole.claims for each in claim.assertions
    }
    tracing.warm()
    assert tracing.story(readings, log) == whole


def test_an_article_that_comes_before_all_is_ready_is_told_when_it_is(readings: Readings) -> None:
    tracing = resumed(readings[1:])
    with pytest.raises(UnreadyError):
        tracing.story(readings, soon=True)
    tracing.warm()
    assert {each.article.id for each in tracing.story(readings, soon=True).articles} == {
        each.article.id for each in readings
    }


def test_the_whole_is_counted_beside_and_taken_if_it_is_still_that(readings: Readings, story: Story) -> None:
    tracing, by_id = Tracing(), {reading.article.id: reading.article.text for reading in readings}
    tracing.story(readings)
    claim = next(each for each in story.claims if any(join.certain for join in each.joins))
    join = next(join for join in claim.joins if join.certain)
    log = [decided(acts.join_holds(claim, join, by_id, holds=False), 1)]
    tracing.story(readings, log, soon=True)
    counting = tracing.counting()
    assert counting is not None
    found = counting()
    tracing.story(readings, [], soon=True)
    tracing.counted(counting, found)
    tracing.story(readings, [], soon=True)
    assert tracing.behind
    assert tracing.story(readings, log, soon=True) == pipeline.trace(readings, log)
    assert not tracing.behind
