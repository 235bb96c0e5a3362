"""Whose report a page is: the publisher that it names as its source, apart from the site that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from courlan import extract_domain

from headwater.ingest import page_archives
from headwater.ingest.page_archives import host

_PROLOGUE = 8192  # characters in which a browser writes where it saved a page from
_SAVED = re.compile(r"saved from url=\(\d{4,5}\)(\S+)|page saved with singlefile\s+url:\s*(\S+)", re.IGNORECASE)
_CREDITED = ("syndication-source", "original-source", "source", "dc.source", "dcterms.source", "article:source")

_SCHEMES = ("http://", "https://")
_LONGEST_NAME, _SHORTEST = 80, 3


def saved_from(markup: str) -> str | None:
    """The address that a browser ("saved from url=…") or SingleFile wrote into a page that it saved."""
    found = _SAVED.search(markup, 0, _PROLOGUE)
    address = (found[1] or found[2]) if found else ""
    return address if address.startswith(_SCHEMES) else None


def publisher(
    page: Any, own: str | None, organisation: str | None, address: str | None
) -> tuple[str | None, str | None]:
    """The publisher, and the site that the page stands on where that is another one, else None.

    `own` is what the page calls its publisher, `organisation` the one that it has the report from, `address` where it
    was saved. A canonical address on another site, or a source that the page states, names the real publisher.
    """
    canonical = _original(
        next((e.get("href") for e in page.iter("link") if "canonical" in (e.get("rel") or "").split()), None)
    )
    place = _original(address or next(meta(page, "og:url"), None))
    elsewhere = bool(place and canonical and _are_two(place, canonical))
    called = next(meta(page, "og:site_name"), None)
    site = called or (host(place) if place else None) or own
    credited = organisation or next(_named(page), None)
    if not credited and (linked := next(_linked(page, place or canonical), None)):
        if own and called and not _same(own, called):  # a name that tells more than an address
            return own, site
        credited = linked
    if credited and not _same(credited, own):
        return credited, own or site
    if elsewhere and canonical and own and _same(own, called or own) and _is_called_so(canonical, own):
        return own, None  # A copy, which calls itself what it is a copy of.
    if elsewhere and canonical:
        named = own if own and not _same(own, site) else host(canonical)
        return named, None if _same(named, site) else site
    return own, None


def meta(page: Any, *properties: str) -> Iterator[str]:
    """The contents of the page's meta elements of these names (or properties, or itemprops), in the order of those."""
    for wanted in properties:
        for element in page.iter("meta"):
            named = (element.get("property"), element.get("name"), element.get("itemprop"))
            value = " ".join((element.get("content") or "").split())
            if value and wanted.lower() in (name.lower() for name in named if name):
                yield value


def domain(address: str) -> str | None:
    """The part of an address's host that somebody registered: "example.co.uk" of "news.example.co.uk"."""
    return extract_domain(address, fast=True) or host(address)


def _are_two(one: str, other: str) -> bool:
    """Whether two addresses are on sites of two owners; one that has a domain in several countries is one."""
    names = [(domain(each) or "").partition(".")[0] for each in (one, other)]
    return all(names) and names[0] != names[1]


def _named(page: Any) -> Iterator[str]:
    """Who the page says, by name, it has its report from."""
    return (value for value in meta(page, *_CREDITED) if not value.startswith(_SCHEMES) and len(value) < _LONGEST_NAME)


def _linked(page: Any, place: str | None) -> Iterator[str]:
    """The hosts of the addresses, on other sites, that the page says it has its report from."""
    for value in meta(page, *_CREDITED):
        if value.startswith(_SCHEMES) and (name := host(value)) and (place is None or _are_two(value, place)):
            yield name


def _original(address: str | None) -> str | None:
    return page_archives.original(address) if address else address


def _is_called_so(address: str, name: str) -> bool:
    """Whether a site's domain is in the publisher's name, or the name in the domain; a domain itself is no name."""
    one, other = _key((domain(address) or "").partition(".")[0]), _key(name)
    return "." not in name and min(len(one), len(other)) >= _SHORTEST and (one in other or other in one)


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _key(one or "") == _key(other or "")


def _key(name: str) -> str:
    return "".join(character for character in name.casefold().removeprefix("the ") if character.isalnum())
