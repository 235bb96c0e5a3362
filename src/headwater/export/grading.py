"""People's grades in the words of the Admiralty code, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.export import dates
from headwater.export.text import shorten
from headwater.model import CREDIBILITY, RELIABILITY, Claim, Grade, Story, folded

CLAIM, SOURCE = "claim", "source"


def meaning(grade: Grade) -> str:
    """What a grade says: "probably true"."""
    return (CREDIBILITY if grade.of == CLAIM else RELIABILITY).get(grade.grade, shorten(grade.grade, 40))


def said(grade: Grade) -> str:
    """ "2, probably true, says ada on 26 November 2026: the minutes bear it out"."""
    when = dates.published(grade.when)
    why = f": {shorten(grade.why, 400)}" if grade.why else ""
    return f"{shorten(grade.grade, 8)}, {meaning(grade)}, says {shorten(grade.who, 80)} on {when}{why}"


def of_claim(story: Story, claim: Claim) -> Iterator[Grade]:
    yield from (each for each in story.grades if each.of == CLAIM and each.name == claim.id)


def of_source(story: Story, name: str) -> Iterator[Grade]:
    """Those of whoever is called so, in any article."""
    yield from (e for e in story.grades if e.of == SOURCE and not e.article and folded(e.name) == folded(name))
