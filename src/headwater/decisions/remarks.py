"""What people have said of each thing in a story: ratings, notes, tags and every other decision that it bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from headwater.decisions import concerning
from headwater.decisions.claims import Assertions
from headwater.decisions.passages import current, located
from headwater.model import Decision, Derives, Passage, Story, Who, folded

ByName = Mapping[str, tuple[Decision, ...]]


@dataclass(frozen=True, slots=True)
class Remarks:
    """Decisions in force by what they are on: ids of claims, entities and articles; `case` holds those on the whole.

    `lost` are decisions on what is not there: an article that was removed, words that a newer version has not, a name
    that nobody bears. They stay in the log, and hold again when it comes back.
    """

    claims: ByName
    entities: ByName
    articles: ByName
    case: tuple[Decision, ...]
    lost: tuple[Decision, ...]


def remarks(story: Story, decisions: Iterable[Decision], moved: Mapping[str, str] = {}) -> Remarks:
    """The decisions (in force) on each thing in a story that was traced under them."""
    places = _Places(story, moved)
    claims: dict[str, list[Decision]] = defaultdict(list)
    entities: dict[str, list[Decision]] = defaultdict(list)
    articles: dict[str, list[Decision]] = defaultdict(list)
    case, lost = [], []
    for decision in decisions:
        act = decision.act
        passages = (Passage(act.article),) if isinstance(act, Derives) else concerning.passages(act)
        sources = concerning.sources(act)
        found = False
        for passage in passages:
            article = places.article(passage)
            found |= article is not None
            for held, id_ in ((articles, article), (claims, places.claim(passage))):
                if id_ is not None and decision not in held[id_][-1:]:
                    held[id_].append(decision)
        for who in sources:
            for id_ in places.entities(who):
                found = True
                if decision not in entities[id_][-1:]:
                    entities[id_].append(decision)
        if not passages and not sources:
            case.append(decision)
        elif not found:
            lost.append(decision)
    return Remarks(_frozen(claims), _frozen(entities), _frozen(articles), tuple(case), tuple(lost))


def _frozen(found: Mapping[str, list[Decision]]) -> ByName:
    return {id_: tuple(made) for id_, made in found.items() if made}


class _Places:
    """Where in a story passages and sources are."""

    def __init__(self, story: Story, moved: Mapping[str, str]) -> None:
        self._moved = moved
        self._texts = {reading.article.id: reading.article.text for reading in story.articles}
        asserted = [assertion for claim in story.claims for assertion in claim.assertions]
        self._assertions = Assertions(asserted, story.articles, moved)
        self._claims = [claim.id for claim in story.claims for _ in claim.assertions]
        self._entities: dict[str, list[str]] = defaultdict(list)
        self._mentioned: dict[str, set[str]] = {}
        for entity in story.entities:
            self._mentioned[entity.id] = {place.article for place in entity.mentions}
            for name in dict.fromkeys(map(folded, (entity.name, *entity.aliases))):
                self._entities[name].append(entity.id)

    def article(self, passage: Passage) -> str | None:
        article = current(passage.article, self._moved)
        here = article in self._texts and located(passage, self._texts[article]) is not None
        return article if here else None

    def claim(self, passage: Passage) -> str | None:
        index = self._assertions.at(passage)
        return None if index is None else self._claims[index]

    def entities(self, who: Who) -> Iterator[str]:
        for id_ in self._entities.get(folded(who.name), ()):
            if not who.article or current(who.article, self._moved) in self._mentioned[id_]:
                yield id_
