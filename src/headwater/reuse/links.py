"""Links from one article's report to another article: derivations that are stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from headwater.model import Article, Derivation, DerivationKind, Hyperlink, Reading
from headwater.reuse.addresses import canonical
from headwater.reuse.furniture import is_notice
from headwater.reuse.lists import lists
from headwater.reuse.names import Names, key, publication

_WORD = re.compile(r"[^\W_]+")


def linked(readings: Sequence[Reading], names: Names) -> Iterator[Derivation]:
    """One for each article and article of another publication that its report links to, with the links as evidence.

    A line that only announces another article ("Read more: …"), or is nothing but a link, tells of no derivation.
    """
    articles = _by_address(reading.article for reading in readings)
    known = {article.id: article for article in articles.values()}
    for reading in readings:
        found: dict[str, list[Hyperlink]] = {}
        for link in reading.article.links:
            parent = articles.get(canonical(link.uri) or "")
            if parent and not _same(reading.article, parent, names) and _is_told(reading.article, link):
                found.setdefault(parent.id, []).append(link)
        for id_, links in sorted(found.items()):
            kinds = {_kind(reading.article, link) for link in links}
            kind = DerivationKind.RETELLING if DerivationKind.RETELLING in kinds else DerivationKind.HAT_TIP
            evidence = tuple(sorted({link.span for link in links if link.span[0] < link.span[1]}))
            yield Derivation(reading.article.id, publication(known[id_], names), (), kind, True, evidence, id_)


def _by_address(articles: Iterable[Article]) -> Mapping[str, Article]:
    """The articles under their addresses; an address that two give means neither."""
    found: dict[str, Article] = {}
    shared: set[str] = set()
    for article in articles:
        for address in set(filter(None, (canonical(article.uri), canonical(article.address)))):
            if found.setdefault(address, article) is not article:
                shared.add(address)
    return {address: article for address, article in found.items() if address not in shared}


def _same(one: Article, other: Article, names: Names) -> bool:
    return one.id == other.id or key(publication(one, names)) == key(publication(other, names))


def _line(article: Article, link: Hyperlink) -> tuple[int, int]:
    end = article.text.find("\n", link.span[1])
    return article.text.rfind("\n", 0, link.span[0]) + 1, end if end >= 0 else len(article.text)


def _is_told(article: Article, link: Hyperlink) -> bool:
    start, end = _line(article, link)
    if link.span[0] == link.span[1]:  # where it stands is not known
        return True
    around = article.text[start : link.span[0]] + " " + article.text[link.span[1] : end]
    return bool(_WORD.search(around)) and not is_notice(article.text[start:end].strip())


def _kind(article: Article, link: Hyperlink) -> DerivationKind:
    start, end = _line(article, link)
    placed = link.span[0] < link.span[1]
    return DerivationKind.HAT_TIP if placed and _hat_tip().search(article.text[start:end]) else DerivationKind.RETELLING


@cache
def _hat_tip() -> re.Pattern[str]:
    return re.compile(lists()["links"]["hat_tip"], re.IGNORECASE)
