"""The assertions of one claim: only among them does what a publication passes on, or a headline sums up, say more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headwater.model import Assertion
from headwater.provenance.joins import Tie
from headwater.provenance.lineage import Lineage, place


@dataclass(frozen=True, slots=True)
class Scope:
    """`members`: indices in canonical order; `above`: headlines in the article's own voice whose claim the article
    makes below as well; `headlines`: the ties of both.
    """

    number: int
    members: tuple[int, ...]
    above: frozenset[int]
    headlines: Mapping[int, Tie]


def scope(number: int, members: Sequence[int], assertions: Sequence[Assertion], lineage: Lineage) -> Scope:
    """A claim's scope; `members` come in canonical order."""
    headings = {i for i in members if in_headline(assertions[i], lineage)}
    below: dict[str, int] = {}
    for index in members:
        if index not in headings:
            below.setdefault(assertions[index].article, index)
    above = [
        i for i in members if i in headings and assertions[i].attribution is None and assertions[i].article in below
    ]
    ties = {}
    for index in above:
        article = assertions[index].article
        key = ("headline", f"{number} {article}")
        words = "is the headline of the article", "are headlines of one article"
        ties[index] = Tie(key, *words, place(article, assertions[index].span))
        under = below[article]
        ties[under] = Tie(key, "stands below it", words[1], place(article, assertions[under].span))
    return Scope(number, tuple(members), frozenset(above), ties)


def in_headline(assertion: Assertion, lineage: Lineage) -> bool:
    reading = lineage.readings.get(assertion.article)
    return reading is not None and bool(assertion.span) and reading.article.heads(assertion.span[0][0])
