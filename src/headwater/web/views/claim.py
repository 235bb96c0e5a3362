"""One claim: its assertions side by side, the chains behind them, and what people decide on it."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.decisions.admiralty import Suggestion, credibility
from headwater.export import wording
from headwater.model import Claim, JoinHolds
from headwater.web.decided import DecisionLine, lines
from headwater.web.page import Asked, Page, Shown, missing
from headwater.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`names` are those of the articles by id; `keys` name the assertions in decisions, in their order."""

    number: int
    address: str
    claim: Claim
    names: dict[str, str]
    keys: tuple[str, ...]
    suggestion: Suggestion
    decisions: tuple[DecisionLine, ...]


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    row = edition.claim(asked.path["key"])
    if row is None:
        raise missing("claim")
    claim = row.claim
    log, holding = workbench.decisions()
    here = edition.judged(log).get(row.number, [])
    record = ClaimPage(
        row.number,
        edition.to_claim(row.number),
        claim,
        {each: edition.names[each] for each in wording.articles_of(claim)},
        tuple(each.key for each in claim.assertions),
        credibility(claim),
        lines(here, log, holding, edition.names),
    )
    off = {each.id for each in here if isinstance(each.act, JoinHolds) and not each.act.holds}
    return Shown(record, {"row": row, "chart": edition.picture_of(claim), "story": edition.alone(claim), "off": off})


SHOWN = Page(
    "claim",
    "/claims/{key}",
    "One claim: its assertions, joins, disagreements, drift and decisions",
    ClaimPage,
    show,
    parts={"key": "The key of one of its assertions, as in its address."},
)
