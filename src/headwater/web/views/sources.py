"""Who says what in the whole case: everybody by name."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model import StoryEntity
from headwater.web.lines import SourceLine, source_line
from headwater.web.page import PAGE, Asked, Page, Parameter, Shown
from headwater.web.paging import Paging, cut
from headwater.web.workbench import Workbench

SIZE = 60
ORDERS = ("says", "name")


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Those whose names hold `named`, of the kind `kind`; those first who say most, unless by name."""

    sources: tuple[SourceLine, ...]
    kinds: dict[str, int]
    paging: Paging


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    named, kind, order = asked.text("named").casefold(), asked.text("kind"), asked.text("order") or ORDERS[0]
    entries = edition.named.listed(kind, by_weight=order == "says")
    if named:
        entries = entries.among(lambda entity: _is_named(entity, named))
    found, paging = cut(entries, asked.page, SIZE)
    record = SourcesPage(
        tuple(source_line(edition, each) for each in found),
        {heading: len(group) for heading, group in edition.entries},
        paging,
    )
    return Shown(record, {"named": asked.text("named"), "kind": kind, "order": order})


def _is_named(entity: StoryEntity, named: str) -> bool:
    return any(named in name.casefold() for name in (entity.name, *entity.aliases))


_PARAMETERS = (
    Parameter("named", "A part of the name."),
    Parameter("kind", "People, Organisations, Places, …: the headings of the index."),
    Parameter("order", "By how much they say, or by name.", ORDERS),
    PAGE,
)
SHOWN = Page("sources", "/sources", "Who says what in the whole case", SourcesPage, show, _PARAMETERS)
