"""Two places of one day, whatever the verbs: "met on 5 December in Vantry", "decided on 5 December in Port Ellery"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from headwater import edtf
from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.deeds.phrases import Page, Phrase
from headwater.disagreement.values.difference import NEAR, Difference
from headwater.disagreement.values.places import Stated, compare
from headwater.model import Assertion


@dataclass(frozen=True)
class _Placed:
    """The one place that an assertion (its index) gives, and its day."""

    assertion: int
    place: Phrase
    day: date


def contrasts(assertions: Sequence[Assertion], pages: Sequence[Page | None], said: Stated) -> Iterator[Contrast]:
    """The places, apart from each other, where reports have what one claim tells of one day.

    With them come those that are alike. A report may tell of two things on a day: its own places are not compared.
    """
    told = zip(range(len(assertions)), assertions, pages, strict=True)
    placed = [found for index, assertion, page in told if page and (found := _placed(index, assertion, page))]
    differing = {
        (one, other): difference
        for one, other in combinations(placed, 2)
        if one.day == other.day
        and assertions[one.assertion].article != assertions[other.assertion].article
        and (difference := compare(one.place.places, other.place.places, said))
    }
    opposed = {found for pair, how in differing.items() if how is Difference.CONFLICT for found in pair}
    for (one, other), how in differing.items():
        if how is Difference.CONFLICT or (how in NEAR and opposed.issuperset((one, other))):
            yield Contrast(_told(one), _told(other), how if how is Difference.CONFLICT else Difference.SAME)


def _placed(index: int, assertion: Assertion, page: Page) -> _Placed | None:
    """Where and on which day it was, if the assertion gives one of each; not where from, or where to."""
    days = {date.when for span in assertion.span for date in page.dated(span)}
    places = [Phrase(page, each) for each in page.names_of_places(assertion.span)]
    if len(days) != 1 or len(places) != 1 or not places[0].places or places[0].role != "at":
        return None
    first, last = edtf.bounds(next(iter(days)))
    return _Placed(index, places[0], first) if first and first == last else None


def _told(placed: _Placed) -> Told:
    return Told("where", placed.assertion, placed.place.text, (placed.place.place,))
