"""What a story leaves open: the questions that an editor would send a reporter back with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headwater.export import wording
from headwater.export.index import UNNAMED_TYPES
from headwater.export.narration import put
from headwater.export.text import shorten
from headwater.model import Certainty, Claim, DerivationKind, Drift, Place, Rest, Story

_NAME = 80


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the numbers of the claims that it is about, and where what raises it stands."""

    text: str
    claims: tuple[int, ...]
    evidence: tuple[Place, ...] = ()


def questions(story: Story) -> tuple[Question, ...]:
    """In the order in which they are worth asking: conflicts, single origins, lost doubts, the unnamed, the rest."""
    names = wording.labels(story.articles)
    asked = (
        *_conflicts(story, names),
        *_single(story),
        *_doubts(story, names),
        *_unnamed(story, names),
        *_own_voices(story, names),
        *_directions(story, names),
        *_origins_of_articles(story, names),
        *_unread(story),
    )
    return tuple(dict.fromkeys(asked))


def _conflicts(story: Story, names: dict[str, str]) -> Iterator[Question]:
    for number, claim in enumerate(story.claims, 1):
        for each in claim.disagreements:
            evidence = tuple(_places(claim, [value.assertions[0] for value in each.values if value.assertions]))
            yield Question(f"Which holds? {_sentence(wording.held(claim, each, names))}", (number,), evidence)


def _single(story: Story) -> Iterator[Question]:
    """By the origin, so that one call settles many claims."""
    found: dict[str, list[int]] = {}
    for number, claim in enumerate(story.claims, 1):
        if wording.single_origin(claim):
            found.setdefault(_origin(claim), []).append(number)
    for origin, numbers in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        told = "a claim that several articles tell" if len(numbers) == 1 else "claims that several articles tell"
        yield Question(f"Who besides {origin} can confirm {told}?", tuple(numbers))


def _origin(claim: Claim) -> str:
    for count in (claim.publications, claim.speakers):
        if count.high == 1 and count.names:
            return shorten(count.names[0], _NAME)
    return "the one origin"


def _doubts(story: Story, names: dict[str, str]) -> Iterator[Question]:
    """By who had the doubt, so that all who lost it stand together."""
    for number, claim in enumerate(story.claims, 1):
        found: dict[tuple[str, str], list[Drift]] = {}
        for each in wording.lost(claim):
            before, after = claim.assertions[each.retold], claim.assertions[each.retelling]
            if before.article == after.article:
                text = f"Does the text of {names[after.article]} bear its headline out?"
                yield Question(text, (number,), tuple(_places(claim, [each.retold, each.retelling])))
            else:
                found.setdefault((before.article, _sides(claim, each)[0]), []).append(each)
        for (article, had), lost in found.items():
            takers: dict[str, list[str]] = {}
            for each in lost:
                taker = names[claim.assertions[each.retelling].article]
                takers.setdefault(_sides(claim, each)[1], []).append(taker)
            now = ", ".join(f"{how} in {wording.listed(dict.fromkeys(who))}" for how, who in takers.items())
            text = f"Was a doubt settled, or only lost? {_sentence(had)} in {names[article]}, {now}"
            places = dict.fromkeys(index for each in lost for index in (each.retold, each.retelling))
            yield Question(text, (number,), tuple(_places(claim, list(places))))


def _sides(claim: Claim, drift: Drift) -> tuple[str, str]:
    """How it was put, and how it is now: "with a hedge", "without one"."""
    before, after = claim.assertions[drift.retold].certainty, claim.assertions[drift.retelling].certainty
    if before is after:
        return wording.change(claim, drift)
    if before is Certainty.ATTRIBUTED:
        return "as somebody’s word", put(after)
    return put(before), "without it" if after is Certainty.ATTRIBUTED else put(after)


def _unnamed(story: Story, names: dict[str, str]) -> Iterator[Question]:
    """Speakers without a name on whom claims stand alone; what two articles call alike may be two."""
    numbers = {claim.id: number for number, claim in enumerate(story.claims, 1)}
    found: dict[tuple[str, str], list[Rest]] = {}
    for rest in story.rests:
        if rest.of == "speaker" and rest.type in UNNAMED_TYPES and rest.claims and rest.evidence:
            found.setdefault((rest.name, rest.evidence[0].article), []).append(rest)
    for (name, article), rests in found.items():
        on = tuple(sorted({numbers[claim] for rest in rests for claim in rest.claims if claim in numbers}))
        text = f"Who stands behind “{shorten(name, _NAME)}” ({names[article]}), and how do they know?"
        yield Question(text, on, rests[0].evidence[:1])


def _own_voices(story: Story, names: dict[str, str]) -> Iterator[Question]:
    """Articles that tell what others tell and do not say where they have it from; a reprint has it from its agency."""
    found: dict[str, list[int]] = {}
    for number, claim in enumerate(story.claims, 1):
        if len(wording.articles_of(claim)) > 1:
            for article in dict.fromkeys(each.article for each in claim.assertions if each.attribution is None):
                found.setdefault(article, []).append(number)
    copies = {each.article for each in story.derivations if each.kind is DerivationKind.REPRINT}
    for article, numbers in found.items():
        if article not in copies:
            yield Question(f"Where does {names[article]} have it from? It says so in its own voice.", tuple(numbers))


def _origins_of_articles(story: Story, names: dict[str, str]) -> Iterator[Question]:
    """Articles that do not say who published them, or when."""
    for reading in story.articles:
        article = reading.article
        lacks = ["by whom"] * (not article.publisher) + ["when"] * (not article.published)
        if lacks:
            yield Question(f"{wording.listed(lacks).capitalize()} was {names[article.id]} published?", ())


def _directions(story: Story, names: dict[str, str]) -> Iterator[Question]:
    for each in story.derivations:
        if not each.directed:
            places = tuple(Place(each.article, span) for span in each.evidence[:1])
            text = f"Which had the wording first, {names[each.article]} or {shorten(each.publication, _NAME)}?"
            yield Question(text, (), places)
    for loop in story.loops:
        circle = wording.listed(shorten(name, _NAME) for name in loop.publications)
        yield Question(f"Who had it first? {circle} credit one another.", (), loop.evidence)


def _unread(story: Story) -> Iterator[Question]:
    if story.failures:
        yield Question(f"What stands in the {wording.number(len(story.failures), 'input')} that could not be read?", ())


def _places(claim: Claim, indices: list[int]) -> Iterator[Place]:
    for index in indices:
        each = claim.assertions[index]
        yield from (Place(each.article, span) for span in each.span[:1])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
