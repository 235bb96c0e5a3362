"""One address for all the forms under which a page is linked to."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from headwater.reuse.lists import addresses

ASKED = 100_000
"""Addresses whose form is known: those of all articles are asked for again with each one that comes."""
_HOST = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_ARCHIVED = re.compile(r"/web/\d+\w*/(?P<address>.+)")
_AMP_CACHE = re.compile(r"/(?:c|v|a)/(?:s/)?(?P<address>.+)")
_AMP_VIEWER = re.compile(r"/amp/(?:s/)?(?P<address>.+)")
_AMP_PATH = re.compile(r"/amp(?=/|$)|(?<=\.)amp\.(?=html?$)")
_SLASHES = re.compile(r"/{2,}")
_INDEX = re.compile(r"/index\.(?:html?|php)$")


@lru_cache(maxsize=ASKED)
def canonical(address: str | None) -> str | None:
    """Host, path and query of a web address, without what does not change the page; None for what is none.

    Scheme, port, "www." and "m.", AMP in all its forms, a trailing slash, "index.html", fragments and what follows
    readers about (utm_source, fbclid) are ignored.
    """
    try:
        parts = urlsplit(_original((address or "").strip()))
        host = _decoded((parts.hostname or "").removesuffix("."))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "") or "." not in host:
        return None
    path = _INDEX.sub("", _AMP_PATH.sub("", _SLASHES.sub("/", unquote(parts.path)))).rstrip("/")
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _ignored().fullmatch(name)]
    return f"{_HOST.sub('', host, count=1)}{path}{'?' if query else ''}{urlencode(sorted(query))}"


def host(address: str | None) -> str | None:
    """The host of a web address, without "www."."""
    known = canonical(address)
    return re.split(r"[/?]", known, maxsplit=1)[0] if known else None


def _decoded(host: str) -> str:
    """A host in its own letters, whether it was written in them or as "xn--…"; UnicodeError is a ValueError."""
    return host.encode("ascii").decode("idna") if "xn--" in host else host


def _original(address: str) -> str:
    """The address of the page of which this is a copy that Google or the Internet Archive keeps."""
    parts = urlsplit(address)
    name = (parts.hostname or "").removeprefix("www.")
    if name == "web.archive.org":
        behind = _ARCHIVED.fullmatch(parts.path)
    elif name.endswith(".cdn.ampproject.org"):
        behind = _AMP_CACHE.fullmatch(parts.path)
    elif re.fullmatch(r"google\.(?:com?\.)?[a-z]{2,3}", name):
        behind = _AMP_VIEWER.fullmatch(parts.path)
    else:
        behind = None
    return "https://" + re.sub(r"^https?:/+", "", behind["address"]) if behind else address


@cache
def _ignored() -> re.Pattern[str]:
    return re.compile("|".join(addresses()["ignored"]), re.IGNORECASE)
