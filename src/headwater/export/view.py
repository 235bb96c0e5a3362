"""What the pages ask about a story: names, numbers, the first of each kind, and the address of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import overload

from headwater.export import dates, flow, index, marks, timeline, wording
from headwater.export.tellings import Telling, tellings
from headwater.export.text import cut, shorten
from headwater.model import Addition, Assertion, Claim, Join, Place, Rest, Span, Spans, Story

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_QUOTED = re.compile('["“”„«»]')
# Reasons in a claim's row before it says how many more there are, findings of a kind that come first, and who-did-what
# of one assertion.
_REASONS, _FIRST, _PROPOSITIONS = 1, 5, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as the table shows it; `reasons` are the first, `more` says how many there are besides."""

    claim: Claim
    kinds: tuple[str, ...]
    tellings: tuple[Telling, ...]
    reasons: tuple[tuple[bool, str, list[Join]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row(Line):
    """The line of a claim in a story, where it has a number."""

    number: int


class Rows(Sequence[Row]):
    """Some rows of a story: those with these numbers, which are the places of its lines."""

    def __init__(self, lines: Sequence[Line], numbers: Sequence[int]) -> None:
        self._lines, self._numbers = lines, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            return Rows(self._lines, self._numbers[at])
        number = self._numbers[at]
        line = self._lines[number - 1]
        return Row(line.claim, line.kinds, line.tellings, line.reasons, line.more, number)


class View:
    """What the templates ask about a story.

    An element's id is its address in the one page of the story; what is named `to_…` is where a link to it leads, which
    another set of pages may put elsewhere.
    """

    def __init__(self, story: Story, before: View | None = None) -> None:
        """`before`: the view of an earlier story, of which all is taken over that is the very same."""
        self.story = story
        self.names = wording.labels(story.articles)
        told: tuple[Sequence[Claim], Sequence[Line]] = (before.story.claims, before.lines) if before else ((), ())
        known = dict(zip(map(id, told[0]), told[1], strict=True))
        self.lines: Sequence[Line] = [known.get(id(claim)) or _line(claim) for claim in story.claims]
        self.rows = Rows(self.lines, range(1, len(self.lines) + 1))
        self._named_before = vars(before).get("named") if before else None
        self.readings = {each.article.id: each for each in story.articles}
        self._numbers = {each.article.id: number for number, each in enumerate(story.articles, 1)}
        self._laid: dict[str, marks.Layout] = {}

    @cached_property
    def told(self) -> tuple[timeline.When, ...]:
        return timeline.by_date(self.story.timeline)

    @cached_property
    def picture(self) -> timeline.Picture:
        return timeline.draw(self.told)

    @cached_property
    def named(self) -> index.Index:
        before, self._named_before = self._named_before, None
        return index.Index(self.story, before)

    @property
    def entries(self) -> list[tuple[str, index.Entries]]:
        return self.named.entries

    def first_in_each(self, claim: Claim, telling: Telling) -> list[Assertion]:
        """The first of its assertions in each article that tells it so, in their order."""
        found: dict[str, Assertion] = {}
        for number in telling.assertions:
            found.setdefault(claim.assertions[number].article, claim.assertions[number])
        return list(found.values())

    # -- addresses: the id of an element --

    def article(self, article: str) -> str:
        return f"article-{self._numbers[article]}"

    def sentence(self, article: str, offset: int) -> str:
        """The sentence at `offset`."""
        return f"{self.article(article)}-s{marks.index_at(self.laid(article).sentences, offset)}"

    # -- where links lead --

    def to(self, section: str) -> str:
        """A section of the story."""
        return f"#{section}"

    def to_kind(self, _kind: str) -> str:
        """The claims of a kind."""
        return self.to("claims")

    def to_claim(self, number: int) -> str:
        return f"#claim-{number}"

    def to_assertion(self, number: int, index: int) -> str:
        """An assertion (its index) of a claim (its number)."""
        return f"#claim-{number}-{index + 1}"

    def to_article(self, article: str) -> str:
        return f"#{self.article(article)}"

    def to_sentence(self, article: str, offset: int) -> str:
        return f"#{self.sentence(article, offset)}"

    def to_entry(self, number: int) -> str:
        """Somebody in the index."""
        return f"#entry-{number}"

    def to_date(self, number: int) -> str:
        """A date of the timeline (its number)."""
        return f"#when-{number}"

    def to_spans(self, article: str, spans: Spans) -> str:
        """Where the first of the spans begins, or the article where there is none."""
        return self.to_sentence(article, min(spans)[0]) if spans else self.to_article(article)

    def to_node(self, node: flow.Node) -> str | None:
        """What a box of the picture leads to: the article, or whoever it names in the index."""
        if len(node.names) > 1:
            return None
        if node.type == flow.ARTICLE:
            return self.to_article(node.article)
        number = self.named.number(node.names[0], node.article)
        return self.to_entry(number) if number else None

    # -- texts --

    def laid(self, article: str) -> marks.Layout:
        """Where the paragraphs and sentences of an article stand."""
        if article not in self._laid:
            self._laid[article] = marks.layout(self.readings[article])
        return self._laid[article]

    @cached_property
    def span(self) -> str:
        """When the articles were published, from the first to the last; "" where none says."""
        told = [each.article.published[:10] for each in self.story.articles if each.article.published]
        known = sorted((when for when in told if dates.days(when)), key=lambda when: (dates.days(when), when))
        ends = dict.fromkeys([*known[:1], *known[-1:]])
        return f"published {dates.said('/'.join(ends))}" if ends else ""

    def language(self, article: str) -> str:
        """A language tag that is safe to use, or "" for not known."""
        language = self.readings[article].article.language or ""
        return language if _LANGUAGE.fullmatch(language) else ""

    def context(self, assertion: Assertion) -> list[tuple[str, bool]]:
        text = self.readings[assertion.article].article.text
        return list(marks.context(text, self.laid(assertion.article), assertion.span))

    def parts(self, assertion: Assertion) -> list[list[tuple[str, str]]]:
        text = self.readings[assertion.article].article.text
        return [wording.parts(text, each) for each in assertion.propositions[:_PROPOSITIONS]]

    def covered(self, article: str, spans: Spans, limit: int) -> str:
        return shorten(cut(self.readings[article].article.text, spans), limit)

    def evidence(self, claim: Claim, joins: Sequence[Join]) -> list[tuple[str, str]]:
        """The address and text of each sentence that the joins rest on, without those that make the claim."""
        making = {self.to_spans(each.article, each.span) for each in claim.assertions}
        places = (place for join in joins for place in join.evidence)
        found = {self.to_sentence(place.article, place.span[0]): place for place in places}
        return [(address, self.around(place)) for address, place in found.items() if address not in making]

    def around(self, place: Place) -> str:
        """The sentence at a place, in quotation marks unless it has some."""
        sentences = self.laid(place.article).sentences
        inside = sentences[marks.index_at(sentences, place.span[0])] if sentences else place.span
        text = self.covered(place.article, (inside,), 200)
        return text if _QUOTED.search(text) else f"“{text}”"

    def notes(self, article: str) -> dict[int, list[int]]:
        """The numbers of the claims that the article's assertions end, by the offset where they do."""
        found: dict[int, list[int]] = {}
        for number, assertion in self._asserted.get(article, ()):
            if assertion.span:
                found.setdefault(max(assertion.span)[1], []).append(number)
        return {offset: sorted(set(numbers)) for offset, numbers in found.items()}

    def mentions(self, places: tuple[Place, ...]) -> Iterator[tuple[str, list[Span]]]:
        """The articles of the places, and their spans in each."""
        ordered = sorted(places, key=lambda place: (self._numbers[place.article], place.span))
        for article, found in groupby(ordered, key=lambda place: place.article):
            yield article, [place.span for place in found]

    def chains(self) -> Iterator[tuple[str, list[str]]]:
        """Each article and the different chains that its assertions come through, for those who see no picture."""
        for article in self.names:
            told = (each for _, each in self._asserted.get(article, ()))
            chains = (wording.chain(each.chain) or wording.unchained(each.attribution is not None) for each in told)
            yield article, list(dict.fromkeys(chains))

    # -- claims --

    @cached_property
    def _asserted(self) -> dict[str, list[tuple[int, Assertion]]]:
        """The assertions of each article, with the numbers of their claims."""
        found: dict[str, list[tuple[int, Assertion]]] = {}
        for number, claim in enumerate(self.story.claims, 1):
            for assertion in claim.assertions:
                found.setdefault(assertion.article, []).append((number, assertion))
        return found

    def claims(self, article: str) -> list[Row]:
        """The claims that the article makes."""
        return [self.rows[number - 1] for number in dict.fromkeys(n for n, _ in self._asserted.get(article, ()))]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        """The place of each claim among the rows, by its id."""
        return {claim.id: place for place, claim in enumerate(self.story.claims)}

    def rests(self, most: int | None = None) -> list[tuple[Rest, list[Row], list[Row]]]:
        """The first origins on which claims stand alone, with those that fall with it for certain, and possibly."""
        return [(rest, self._rows(rest.claims), self._rows(rest.possibly)) for rest in self.story.rests[:most]]

    def adds(self, article: str) -> list[tuple[str, list[tuple[Row, Addition]]]]:
        """What the article adds, by kinds in words, with the claims."""
        return [
            (words, [(self.rows[self._place_of[each.claim]], each) for each in found])
            for words, found in wording.additions(self._additions.get(article, ()))
        ]

    @cached_property
    def _additions(self) -> dict[str, list[Addition]]:
        found: dict[str, list[Addition]] = {}
        for each in self.story.additions:
            if each.claim in self._place_of:
                found.setdefault(each.article, []).append(each)
        return found

    def _rows(self, ids: Sequence[str]) -> list[Row]:
        return [self.rows[place] for place in sorted(self._place_of[id_] for id_ in ids if id_ in self._place_of)]

    @cached_property
    def by_kind(self) -> dict[str, Rows]:
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            for kind in line.kinds:
                found.setdefault(kind, []).append(number)
        return {kind: Rows(self.lines, numbers) for kind, numbers in found.items()}

    def of_kind(self, kind: str) -> Rows:
        return self.by_kind.get(kind) or Rows((), ())

    def first(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows[:_FIRST]


def _line(claim: Claim) -> Line:
    several = len(wording.articles_of(claim)) > 1
    kinds = {
        "several": several,
        "alone": not several,
        "single": wording.single_origin(claim),
        "dispute": bool(claim.disagreements),
        "doubt": bool(wording.lost(claim)),
    }
    reasons = wording.reasons(claim)
    return Line(
        claim, tuple(kind for kind, has in kinds.items() if has), tuple(tellings(claim)),
        tuple(reasons[:_REASONS]), len(reasons[_REASONS:]),
    )  # fmt: skip
