"""Decisions on the sample story: each is applied at once, and the story follows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater import codec, pipeline
from headwater.case import acts
from headwater.decisions import in_force
from headwater.export import html, interchange
from headwater.model import (
    Act,
    Assertion,
    AssertionsSame,
    AttributionMended,
    AttributionRight,
    AttributionWrong,
    Certainty,
    Claim,
    Decision,
    Derives,
    JoinHolds,
    Reading,
    SourcesSame,
    SourceType,
    Story,
    Undone,
    Who,
)

Readings = tuple[Reading, ...]


def decided(*made: Act) -> list[Decision]:
    return [codec.decided(act, "ada", "I asked", f"2026-01-01T00:{i:02}:00+00:00") for i, act in enumerate(made)]


def told(readings: Sequence[Reading], *made: Act, moved: Mapping[str, str] = {}) -> Story:
    story = pipeline.trace(readings, decided(*made), moved)
    assert html.page(story)
    return story


def texts(readings: Readings) -> dict[str, str]:
    return {reading.article.id: reading.article.text for reading in readings}


def claim_with(story: Story, test: Callable[[Claim], bool]) -> Claim:
    return next(claim for claim in story.claims if test(claim))


def of(readings: Sequence[Reading], end: str) -> Reading:
    return next(reading for reading in readings if reading.article.uri.endswith(end))


def same_claim(story: Story, one: Assertion, other: Assertion) -> bool:
    def key(a: Assertion) -> object:
        return a.article, a.span

    return any({key(one), key(other)} <= {key(a) for a in claim.assertions} for claim in story.claims)


# -- attributions -----------------------------------------------------------------------------------------------------


def test_what_is_wrong_is_gone_and_its_words_are_the_article_s_own(readings: Readings, story: Story) -> None:
    reading = of(readings, "ledger.txt")
    attribution = reading.attributions[0]
    after = told(readings, AttributionWrong(acts.said(reading, attribution)))
    [mended] = [r for r in after.articles if r.article.id == reading.article.id]
    assert len(mended.attributions) == len(reading.attributions) - 1
    assert all(a.cue != attribution.cue or a.content != attribution.content for a in mended.attributions)
    assert after != story


def test_another_name_counts_as_another_speaker(readings: Readings) -> None:
    reading = of(readings, "ledger-update.txt")
    attribution = next(a for a in reading.attributions if a.source_name == "Maren Oakes")
    said = acts.said(reading, attribution)
    after = told(readings, AttributionMended(said, acts.changed(reading, said, name="Bo Lund")))
    assert "Bo Lund" in after.speakers.names
    [mended] = [r for r in after.articles if r.article.id == reading.article.id]
    [changed] = [a for a in mended.attributions if a.id == attribution.id]
    assert (changed.source_name, changed.chain[-1].name, changed.confidence) == ("Bo Lund", "Bo Lund", 1.0)
    assert any(e.name == "Bo Lund" for e in after.entities)


def test_a_certainty_that_is_mended_is_the_assertion_s(readings: Readings) -> None:
    reading = of(readings, "ledger-update.txt")
    attribution = reading.attributions[0]
    said = acts.said(reading, attribution)
    after = told(readings, AttributionMended(said, acts.changed(reading, said, certainty=Certainty.DOUBTED)))
    assert any(
        a.certainty is Certainty.DOUBTED
        for claim in after.claims
        for a in claim.assertions
        if a.article == reading.article.id and a.attribution == attribution.id
    )


def test_what_is_right_stays_when_the_machine_does_not_find_it(readings: Readings) -> None:
    """As after another model."""
    reading = of(readings, "ledger.txt")
    attribution = next(a for a in reading.attributions if a.parent is None and a.source_name)
    act = AttributionRight(acts.said(reading, attribution))
    without = tuple(
        replace(r, attributions=tuple(a for a in r.attributions if a.id != attribution.id)) if r is reading else r
        for r in readings
    )
    [kept] = [r for r in told(without, act).articles if r.article.id == reading.article.id]
    again = next(a for a in kept.attributions if a.content == attribution.content and a.cue == attribution.cue)
    assert (again.source_name, again.certainty) == (attribution.source_name, attribution.certainty)
    assert (again.kind, again.chain[-1].name) == (attribution.kind, attribution.source_name)
    [sure] = [r for r in told(readings, act).articles if r.article.id == reading.article.id]
    assert next(a for a in sure.attributions if a.id == attribution.id).confidence == 1.0


def test_a_decision_finds_its_words_in_a_newer_version(readings: Readings) -> None:
    reading = of(readings, "ledger.txt")
    act = AttributionWrong(acts.said(reading, reading.attributions[0]))
    shift = len("Corrected. ")

    def moved(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((start + shift, end + shift) for start, end in spans)

    newer = replace(
        reading,
        article=replace(reading.article, id="newer", text="Corrected. " + reading.article.text),
        attributions=tuple(
            replace(a, source=moved(a.source), cue=moved(a.cue), content=moved(a.content)) for a in reading.attributions
        ),
        sentences=moved(reading.sentences),
        clauses=moved(reading.clauses),
        entities=(),
        derivations=(),
        affiliations=(),
        dates=(),
        quantities=(),
        propositions=(),
        meanings=(),
        hedges=(),
    )
    [mended] = pipeline.trace([newer], decided(act), {reading.article.id: "newer"}).articles
    assert len(mended.attributions) == len(reading.attributions) - 1


# -- sources ----------------------------------------------------------------------------------------------------------


def test_two_names_are_one_entity_and_one_speaker(readings: Readings, story: Story) -> None:
    one, other = "Maren Oakes", "Ada Thorne"
    after = told(readings, SourcesSame(Who(one), Who(other), True))
    [entity] = [e for e in after.entities if one in (e.name, *e.aliases)]
    assert other in (entity.name, *entity.aliases)
    assert any("ada decided so: I asked" in join.reason for join in entity.joins)
    assert after.speakers.high == story.speakers.high - 1


def test_names_that_the_machine_took_for_one_are_two(readings: Readings, story: Story) -> None:
    entity = next(e for e in story.entities if any(j.names and "report" not in j.reason for j in e.joins))
    join = next(j for j in entity.joins if "report" not in j.reason)
    after = told(readings, SourcesSame(Who(join.names[0]), Who(join.names[1]), False))
    assert not any({*join.names} <= {e.name, *e.aliases} for e in after.entities)


def test_one_name_is_two_people_s(readings: Readings, story: Story) -> None:
    speaking = {(a.chain[-1].name, a.article) for c in story.claims for a in c.assertions if a.chain}
    name = min(n for n, _ in speaking if n in story.speakers.names and sum(n == other for other, _ in speaking) > 1)
    having = sorted(article for n, article in speaking if n == name)
    after = told(readings, SourcesSame(Who(name, having[0]), Who(name, having[1]), False))
    assert len({e.name for e in after.entities if e.name.startswith(name)}) == 2
    assert after.speakers.high == story.speakers.high + 1


def test_somebody_unnamed_gets_the_name(readings: Readings) -> None:
    reading, attribution = next(
        (r, a) for r in readings for a in r.attributions if a.source_type is SourceType.ANONYMOUS and a.chain
    )
    name = attribution.chain[-1].name
    after = told(readings, SourcesSame(Who(name, reading.article.id), Who("Maren Oakes"), True))
    [mended] = [r for r in after.articles if r.article.id == reading.article.id]
    [changed] = [a for a in mended.attributions if a.id == attribution.id]
    assert (changed.source_name, changed.source_type) == ("Maren Oakes", SourceType.PERSON)


# -- claims -----------------------------------------------------------------------------------------------------------


def test_assertions_are_one_claim_or_two_as_a_person_says(readings: Readings, story: Story) -> None:
    by_id = texts(readings)
    claim = story.claims[0]
    one, other = next(
        (a, b) for a, b in combinations(claim.assertions, 2) if a.article != b.article and a.text != b.text
    )
    stranger = story.claims[-1].assertions[0]

    def word(a: Assertion, b: Assertion, same: bool) -> AssertionsSame:
        first, second = (acts.of_assertion(each, by_id[each.article]) for each in (a, b))
        return AssertionsSame(first, second, same)

    assert same_claim(story, one, other)
    assert not same_claim(told(readings, word(one, other, False)), one, other)
    assert not same_claim(story, one, stranger)
    assert same_claim(told(readings, word(one, stranger, True)), one, stranger)


def test_a_join_that_does_not_hold_raises_the_count_and_one_that_holds_lowers_it(
    readings: Readings, story: Story
) -> None:
    by_id = texts(readings)
    claim = claim_with(story, lambda c: any(j.certain and j.of == "publication" for j in c.joins))
    join = next(j for j in claim.joins if j.certain and j.of == "publication")
    off = acts.join_holds(claim, join, by_id, holds=False)
    after = claim_with(told(readings, off), lambda c: c.id == claim.id)
    assert after.publications.high == claim.publications.high + 1
    assert join.id not in {j.id for j in after.joins}

    possible = claim_with(story, lambda c: any(not j.certain for j in c.joins))
    perhaps = next(j for j in possible.joins if not j.certain)
    on = acts.join_holds(possible, perhaps, by_id, holds=True)
    sure = claim_with(told(readings, on), lambda c: c.id == possible.id)
    [given] = [j for j in sure.joins if j.id == perhaps.id]
    assert (given.certain, given.reason) == (True, "ada decided so: I asked")
    side = "publications" if perhaps.of == "publication" else "speakers"
    assert getattr(sure, side).high == getattr(possible, side).high - 1


def test_what_is_apart_is_not_joined_by_way_of_a_third(readings: Readings, story: Story) -> None:
    """Joins are stars: the pair that a person means need not have a join of its own."""
    by_id = texts(readings)
    claim, origin = next((c, o) for c in story.claims for o in c.origins if len(o.assertions) > 2)
    of_, (one, other) = origin.of, origin.assertions[1:3]
    first, second = (acts.of_assertion(claim.assertions[i], by_id[claim.assertions[i].article]) for i in (one, other))
    after = claim_with(told(readings, JoinHolds(first, second, of_, False)), lambda c: c.id == claim.id)
    assert not any({one, other} <= {*o.assertions} for o in after.origins if o.of == of_)


def test_what_is_no_disagreement_is_none(readings: Readings, story: Story) -> None:
    by_id = texts(readings)
    disputed = [claim for claim in story.claims if claim.disagreements]
    assert disputed
    for claim in disputed:
        act = acts.no_disagreement(claim, claim.disagreements[0], by_id)
        after = claim_with(told(readings, act), lambda c, id_=claim.id: c.id == id_)  # type: ignore[misc]
        assert claim.disagreements[0].slot not in {d.slot for d in after.disagreements}


def test_an_article_takes_from_whom_a_person_says(readings: Readings, story: Story) -> None:
    reading = next(r for r in story.articles if r.derivations)
    publication = reading.derivations[0].publication
    after = told(readings, Derives(reading.article.id, publication, False))
    assert not any(d.article == reading.article.id and d.publication == publication for d in after.derivations)
    more = told(readings, Derives(reading.article.id, "Far Away Times", True))
    assert any(d.article == reading.article.id and d.publication == "Far Away Times" for d in more.derivations)


# -- a new article ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("later", range(0, 11, 3))
def test_what_was_decided_before_an_article_came_holds_with_it(readings: Readings, later: int) -> None:
    """Whichever of the articles is the one that comes."""
    before = tuple(r for number, r in enumerate(readings) if number != later)
    by_id, earlier = texts(readings), pipeline.trace(before)
    claim = claim_with(earlier, lambda c: any(len(o.assertions) > 1 for o in c.origins))
    origin = next(o for o in claim.origins if len(o.assertions) > 1)
    one, other = (claim.assertions[i] for i in origin.assertions[:2])
    first, second = (acts.of_assertion(each, by_id[each.article]) for each in (one, other))
    disputed = claim_with(earlier, lambda c: bool(c.disagreements))
    act = acts.no_disagreement(disputed, disputed.disagreements[0], by_id)

    after = told(readings, JoinHolds(first, second, origin.of, False), act)
    for each in after.claims:
        for rests in each.origins:
            spans = {(each.assertions[i].article, each.assertions[i].span) for i in rests.assertions}
            assert rests.of != origin.of or not {(a.article, a.span) for a in (one, other)} <= spans
        for disagreement in each.disagreements:
            indices = {i for value in disagreement.values for i in value.assertions}
            held = {(each.assertions[i].article, each.assertions[i].span) for i in indices}
            assert disagreement.slot != act.slot or not held <= {(p.article, p.spans) for p in act.held}
    apart = told(readings, AssertionsSame(first, second, False))
    assert not same_claim(apart, one, other)


# -- any decisions ----------------------------------------------------------------------------------------------------


def anything(readings: Readings, story: Story, chance: random.Random) -> Act:
    """Some decision on something in the story."""
    by_id = texts(readings)
    reading = chance.choice([r for r in story.articles if r.attributions])
    said = acts.said(reading, chance.choice(reading.attributions))
    claim = chance.choice([c for c in story.claims if len(c.assertions) > 1])
    asserted = [a for c in story.claims for a in c.assertions]
    one, other = (acts.of_assertion(a, by_id[a.article]) for a in chance.sample(asserted, 2))
    names = [e.name for e in story.entities]
    same = chance.random() < 0.5
    return chance.choice(
        [
            AttributionRight(said),
            AttributionWrong(said),
            AttributionMended(said, acts.changed(reading, said, name=chance.choice(names))),
            AttributionMended(said, acts.changed(reading, said, certainty=chance.choice(list(Certainty)))),
            SourcesSame(Who(chance.choice(names)), Who(chance.choice(names)), same),
            SourcesSame(Who(chance.choice(names), reading.article.id), Who(chance.choice(names)), same),
            AssertionsSame(one, other, same),
            acts.join_holds(claim, chance.choice(claim.joins), by_id, holds=same) if claim.joins else Undone("x"),
            Derives(reading.article.id, chance.choice(names), same),
        ]
    )


def logs(readings: Readings, story: Story, chance: random.Random) -> Iterator[Decision]:
    made: list[Decision] = []
    for minute in range(chance.randint(1, 14)):
        undo = made and chance.random() < 0.3
        act = Undone(chance.choice(made).id) if undo else anything(readings, story, chance)
        made.append(codec.decided(act, "ada", when=f"2026-01-01T00:{minute:02}:00+00:00"))
    yield from made


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_any_decisions_give_the_story_of_those_in_force(readings: Readings, story: Story, seed: int) -> None:
    chance = random.Random(seed)
    log = list(logs(readings, story, chance))
    told = pipeline.trace(readings, log)
    shuffled = chance.sample(log, len(log))
    assert pipeline.trace(readings, in_force(shuffled)) == told
    assert pipeline.with_articles(replace(told, articles=()), readings, in_force(log)) == told
    assert interchange.story(told)
    assert html.page(told)
    for claim in told.claims:
        for side in (claim.publications, claim.speakers):
            assert 0 <= side.low <= side.high


def test_everything_undone_is_the_story_as_it_was(readings: Readings, story: Story) -> None:
    chance = random.Random(7)
    log = list(logs(readings, story, chance))
    undone = [
        codec.decided(Undone(each.id), "karl", when="2026-01-02T00:00:00+00:00")
        for each in log
        if not isinstance(each.act, Undone)
    ]
    kept = [each for each in log if not isinstance(each.act, Undone)]
    assert pipeline.trace(readings, [*kept, *undone]) == story
