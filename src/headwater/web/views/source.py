"""One source: what it says, what is said of it, why its names are one's, and how reliable people hold it to be."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.decisions.admiralty import Suggestion
from headwater.decisions.concerning import sources
from headwater.model import NameJoin, Place, SourceRated
from headwater.web.decided import DecisionLine, lines
from headwater.web.edition import Edition
from headwater.web.page import PAGE, Asked, Page, Shown, missing
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE, MENTIONS = 50, 60


@dataclass(frozen=True, slots=True)
class Saying:
    """One assertion: the claim that it makes, where, and how it is put."""

    claim: int
    address: str
    text: str
    certainty: str
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """`mentions` are the first, `counts` tells how many there are of each list; `names` are those of articles by id.

    `reliability` is what people have set by the Admiralty code.
    """

    address: str
    name: str
    type: str
    aliases: tuple[str, ...]
    joins: tuple[NameJoin, ...]
    says: tuple[Saying, ...]
    said_of: tuple[Saying, ...]
    mentions: tuple[Place, ...]
    counts: dict[str, int]
    names: dict[str, str]
    reliability: str | None
    suggestion: Suggestion
    decisions: tuple[DecisionLine, ...]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition, key = workbench.edition, asked.path["key"]
    entry = edition.source(key)
    if entry is None:
        raise missing("source")
    entity = entry.entity
    log, holding = workbench.decisions()
    names = {entity.name, *entity.aliases}
    here = [each for each in log if any(who.name in names for who in sources(each.act))]
    rated = [d.act.reliability for d in holding if isinstance(d.act, SourceRated) and d.act.source.name in names]
    longest = max(entry.says, entry.said_of, key=len)
    record = SourcePage(
        edition.to_entry(entry.number),
        entity.name,
        entity.type,
        tuple(sorted(entity.aliases)),
        entity.joins,
        _sayings(edition, cut(entry.says, asked.page, SIZE)[0]),
        _sayings(edition, cut(entry.said_of, asked.page, SIZE)[0]),
        entity.mentions[:MENTIONS],
        {"says": len(entry.says), "said_of": len(entry.said_of), "mentions": len(entity.mentions)},
        {place.article: edition.names[place.article] for place in entity.mentions},
        rated[-1] if rated else None,
        edition.reliability(entity.name),
        lines(here, log, holding, edition.names),
        cut(longest, asked.page, SIZE)[1],
    )
    return Shown(record)


def _sayings(edition: Edition, found: object) -> tuple[Saying, ...]:
    sayings = []
    for number, index in found:  # type: ignore[attr-defined]
        assertion = edition.rows[number - 1].claim.assertions[index]
        offset = min(assertion.span)[0] if assertion.span else 0
        sayings.append(
            Saying(
                number,
                edition.to_claim(number),
                assertion.text,
                assertion.certainty.value,
                edition.names[assertion.article],
                edition.to_sentence(assertion.article, offset),
            )
        )
    return tuple(sayings)


SHOWN = Page(
    "source",
    "/sources/{key}",
    "One source: what it says, and what is said of it",
    SourcePage,
    show,
    (PAGE,),
    {"key": "As in its address, which follows from its name."},
)
