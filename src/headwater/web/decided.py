"""A decision as a line of a log, with the names of what it is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from headwater.codec import kind_of
from headwater.decisions import described
from headwater.decisions.concerning import articles
from headwater.model import Decision, Undone
from headwater.web.addresses import article_key

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """`told` is what was decided, in words; `holds` says whether it is in force; `articles` are their addresses."""

    id: str
    when: str
    who: str
    why: str
    kind: str
    told: str
    holds: bool
    articles: tuple[str, ...]


def lines(
    made: Iterable[Decision], log: Iterable[Decision], in_force: Iterable[Decision], names: Mapping[str, str]
) -> tuple[DecisionLine, ...]:
    """The decisions, in their order; `names` are those of the articles by id."""
    known = {each.id: each for each in log}
    holding = {each.id for each in in_force}
    holding |= {d.id for d in known.values() if isinstance(d.act, Undone) and not _holds(d.act.decision, holding)}
    called = [_named(each, names) for each in known.values()]
    return tuple(
        DecisionLine(
            each.id,
            each.when,
            each.who,
            each.why,
            kind_of(type(each.act)),
            described(_named(each, names), called),
            each.id in holding,
            tuple(f"/articles/{article_key(id_)}" for id_ in articles(each.act)),
        )
        for each in made
    )


def _holds(id_: str, holding: set[str]) -> bool:
    return id_ in holding


def _named(record: Record, names: Mapping[str, str]) -> Record:
    """The record with the name of each article in the place of its id."""
    if isinstance(record, tuple):
        return tuple(_named(each, names) for each in record)  # type: ignore[return-value]
    if not is_dataclass(record):
        return record
    changed: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        changed[field.name] = names.get(value, value) if field.name == "article" else _named(value, names)
    return replace(record, **changed)  # type: ignore[type-var]
