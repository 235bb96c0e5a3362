"""The links of a page's report, found again in the text that was taken from it. Nothing is fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from headwater.ingest import page_archives
from headwater.ingest.page_blocks import Block
from headwater.ingest.paragraphs import Anchor
from headwater.model import Hyperlink, Span

_MOST = 2_000  # links: beyond any report's
_LONGEST = 2_000  # characters of an address
_AROUND = 40  # characters on either side by which a link is found in a paragraph that lost something


def find(blocks: Iterable[Block], text: str, base: str | None) -> tuple[Hyperlink, ...]:
    """The links of those `blocks` that stand in `text`, in its order; relative ones are made absolute by `base`."""
    linked = islice(((block, anchor) for block in blocks for anchor in block.anchors), _MOST)
    places = _lines(text)
    found: dict[Span, str] = {}
    last: Block | None = None
    start: int | None = None
    for block, anchor in linked:
        target = address(anchor.target, base)
        if block is not last:
            last, start = block, next(places[block.text], None) if block.text in places else None
        span = (start + anchor.start, start + anchor.end) if start is not None else _nearby(block, anchor, text)
        if target and span:
            found.setdefault(span, target)
    return tuple(Hyperlink(found[span], span) for span in sorted(found))


def base(page: Any, uri: str, own: str | None) -> str | None:
    """What relative links of `page` are relative to: what it says, else its own address, if it is known."""
    known = next((known for known in (own, address(uri, None)) if known and _is_absolute(known)), None)
    stated = next((element.get("href") for element in page.iter("base") if element.get("href")), None)
    return (address(stated, known) if stated else None) or known


def own_address(page: Any) -> str | None:
    """The address under which a page says that it is published; None where it says none that is absolute."""
    stated = [e.get("href") for e in page.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    stated += [e.get("content") for e in page.iter("meta") if e.get("property") == "og:url"]
    found = (address(each, None) for each in stated if each)
    return next((each for each in found if each and _is_absolute(each)), None)


def address(target: str, base: str | None) -> str | None:
    """The address that `target` means seen from `base`; None for what is no other page (a mail, a script, a place).

    What an archive of the web has kept is the page that it has kept.
    """
    target = "".join(target.split())
    try:
        if not target or target.startswith("#") or len(target) > _LONGEST:
            return None
        whole = page_archives.original(urljoin(base, target) if base else target)
        return whole if urlsplit(whole).scheme in ("http", "https", "") else None
    except ValueError:
        return None


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _lines(text: str) -> dict[str, Iterator[int]]:
    """Where each line of `text` starts, one after the other where it is there several times."""
    starts: dict[str, list[int]] = defaultdict(list)
    place = 0
    for line in text.split("\n"):
        starts[line].append(place)
        place += len(line) + 1
    return {line: iter(places) for line, places in starts.items()}


def _nearby(block: Block, anchor: Anchor, text: str) -> Span | None:
    """Where the link stands in `text`, with what is around it in the block; a block that is all link has nothing."""
    begin, end = max(0, anchor.start - _AROUND), anchor.end + _AROUND
    around = block.text[begin:end]
    if len(around) == anchor.end - anchor.start:
        return None
    place = text.find(around)
    return None if place < 0 else (place + anchor.start - begin, place + anchor.end - begin)
