"""Which of two articles took from the other: told by credits and links, else by agencies and dates, else not known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from headwater.model import DerivationKind, Reading
from headwater.reuse.addresses import canonical
from headwater.reuse.names import Names, key

_NEXT_NAME = re.compile(r"[;,|]|\band\b|\bfor\b")


@dataclass(frozen=True, slots=True)
class Standing:
    """What an article shows of its place among others; publications and people are keys.

    `credited` are publications that it says it takes from, `wires` those of them whose text it says it is, `quoted` the
    people whom it quotes, `authors` its own; `links` the addresses that it links to.
    """

    publication: str | None
    credited: frozenset[str]
    wires: frozenset[str]
    authors: frozenset[str]
    quoted: frozenset[str]
    addresses: frozenset[str]
    links: frozenset[str]
    published: str | None
    is_agency: bool


def standing(reading: Reading, names: Names) -> Standing:
    article = reading.article
    own = key(names.usual(article.publisher)) if article.publisher else None
    stated = [(key(names.usual(d.publication)), d.kind) for d in reading.derivations if d.stated]
    return Standing(
        own,
        frozenset(name for name, _ in stated) - {own},
        frozenset(name for name, kind in stated if kind is DerivationKind.REPRINT) - {own},
        frozenset(key(name) for name in _NEXT_NAME.split(article.byline or "") if name.strip()),
        frozenset(key(a.source_name) for a in reading.attributions if a.source_name),
        frozenset(filter(None, map(canonical, (article.uri, article.address)))),
        frozenset(filter(None, (canonical(link.uri) for link in article.links))),
        article.published,
        bool(article.publisher) and names.is_agency(article.publisher or ""),
    )


def direction(one: Standing, other: Standing) -> tuple[bool, str] | None:
    """Whether `one` is the source of what the two share, and what shows it; None if nothing does.

    Agencies are reprinted, whatever the dates say. An article that says that its text is a third one's need have
    nothing from the other, however late it came. Length does not tell: of 21 dated pairs of uneven shares (from
    benchmarks/text_reuse.py) the shorter article was the later one in 16.
    """
    for by, takes in (("credit", _credits), ("link", _links)):
        takes_one, takes_other = takes(other, one), takes(one, other)
        if takes_one or takes_other:
            return None if takes_one and takes_other else (takes_one, by)
    if one.is_agency != other.is_agency:
        return one.is_agency, "agency"
    if one.wires or other.wires:
        return None
    first = earlier(one.published, other.published)
    return None if first is None else (first, "date")


def cites(article: Standing, source: Standing) -> bool:
    """Whether `article` names `source` as where it takes from: its publication, its author, or its address."""
    return (
        _credits(article, source) or _links(article, source) or bool(source.authors & article.quoted - article.authors)
    )


def _credits(article: Standing, source: Standing) -> bool:
    return source.publication is not None and source.publication in article.credited


def _links(article: Standing, source: Standing) -> bool:
    return bool(source.addresses & article.links) and not source.addresses & article.addresses


def earlier(one: str | None, other: str | None) -> bool | None:
    """Whether the first of two dates (ISO 8601, as exact as they are known) is earlier; None if that is not known."""
    if not one or not other:
        return None
    moments = _moment(one), _moment(other)
    if moments[0] and moments[1]:
        return None if moments[0] == moments[1] else moments[0] < moments[1]
    # Dates as far as both are exact; a year begins with digits of its own, so strings compare as dates do.
    days = [date[:10] for date in (one, other)]
    length = min(map(len, days))
    first, second = (day[:length] for day in days)
    return None if first == second else first < second


def _moment(date: str) -> datetime | None:
    """The moment that a date with a time of day names; without a time zone it is none."""
    try:
        moment = datetime.fromisoformat(date)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
