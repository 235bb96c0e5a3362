"""Web archives (WARC, alone or in WACZ): the reports among the pages that were answered, each once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from headwater.errors import UnreadableError
from headwater.ingest import archives, warc_records
from headwater.ingest.readers import Input, Look, Match, Reader, failure
from headwater.ingest.warc_records import Damage, Page, Refusal
from headwater.model import Article, Failure

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
_MARKUP = 20  # bytes of a page for each character that its text may have
_LISTED = 20  # addresses that are named of those passed over
_PROSE = 1_500  # characters from which a text without date and byline is taken for a report
_MOST_BYTES = 1 << 40  # of a WACZ: archives of the web are large, and what is in them is already packed
_MOST_LISTED = 20_000_000  # bytes of a WACZ's list of pages


def recognise(look: Look) -> Match:
    return Match.CERTAIN if warc_records.is_warc(look.head) else Match.NONE


def recognise_wacz(look: Look) -> Match:
    return archives.recognise(look, b"datapackage.json", b"archive/")


def read(given: Input) -> Iterator[Article | Failure]:
    """The reports in a WARC file; records for damage, and for pages that look like no report."""
    seen = _Seen()
    yield from _articles(given.stream, given, seen, None)
    yield from seen.passed_over(given.uri)


def read_wacz(given: Input) -> Iterator[Article | Failure]:
    """The reports in every WARC file of a WACZ, of its pages alone where it lists them."""
    seen = _Seen()
    with archives.opened(given.stream, "a web archive (WACZ)", most=_MOST_BYTES) as archive:
        listed = _listed(archive)
        names = [name for name in archive.namelist() if name.startswith("archive/") and ".warc" in name]
        if not names:
            raise UnreadableError("empty", "is a web archive (WACZ) without a WARC file in it")
        for name in sorted(names):
            with archive.open(name) as stream:
                yield from _articles(stream, given, seen, listed)  # type: ignore[arg-type]
    yield from seen.passed_over(given.uri)


@dataclass(slots=True)
class _Seen:
    """What has been met in one archive: pages by their digests, and those that look like no report."""

    anything: bool = False
    digests: set[bytes] = field(default_factory=set)
    no_reports: list[str] = field(default_factory=list)

    def passed_over(self, uri: str) -> Iterator[Failure]:
        if self.no_reports:
            named = ", ".join(self.no_reports[:_LISTED]) + (" …" if len(self.no_reports) > _LISTED else "")
            trouble = f"holds {len(self.no_reports)} pages that look like no report, passed over: {named}"
            yield failure(uri, "no-report", trouble)
        elif not self.anything:
            yield failure(uri, "empty", "is a web archive without a page that was answered")


def _articles(stream: BinaryIO, given: Input, seen: _Seen, listed: Set[str] | None) -> Iterator[Article | Failure]:
    limit = given.max_characters * _MARKUP
    for page in warc_records.pages(stream, limit):
        if isinstance(page, Refusal):
            seen.anything = True
            yield failure(f"{given.uri}#{page.address}", page.kind, page.message)
            continue
        if isinstance(page, Damage):
            seen.anything = True
            yield failure(given.uri, "damaged", f"holds damaged records, passed over: {page.stretches}, {page.what}")
            continue
        if not page.is_good or page.kind not in _PAGES or (listed is not None and page.address not in listed):
            continue
        digest = sha256(page.data).digest()
        if digest in seen.digests:
            continue
        seen.digests.add(digest)
        seen.anything = True
        yield from _article(page, given, seen)


def _article(page: Page, given: Input, seen: _Seen) -> Iterator[Article | Failure]:
    from headwater.ingest import page as pages
    from headwater.ingest import pdf

    uri = f"{given.uri}#{page.address}"
    if page.is_cut:
        yield failure(uri, "too-long", "is larger than a page may be: raise the limit to have it read")
        return
    inner = Input.of(page.data, uri, given.max_characters)
    try:
        if page.kind == "application/pdf":
            yield from pdf.read(inner)
            return
        article = pages.article(inner, encoding=page.encoding, saved_from=page.address)
    except UnreadableError as error:
        if error.kind in ("no-text", "empty"):
            seen.no_reports.append(page.address)
        else:
            yield failure(uri, error.kind, str(error))
        return
    except ImportError as error:
        yield failure(
            uri, "missing-extra", f"is a PDF document, which {error.name} reads: pip install 'headwater[pdf]'"
        )
        return
    if _is_report(article, page.address):
        yield article
    else:
        seen.no_reports.append(page.address)


def _is_report(article: Article, address: str) -> bool:
    """A front page and a page of links have neither date nor byline, or stand at a site's root."""
    if article.published or article.byline:
        return bool(urlsplit(address).path.strip("/") or urlsplit(address).query)
    return len(article.text) >= _PROSE and bool(urlsplit(address).path.strip("/"))


def _listed(archive: Any) -> Set[str] | None:
    """The addresses of the pages that a WACZ lists; None if it lists none."""
    found: set[str] = set()
    for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        if name not in archive.namelist() or archive.getinfo(name).file_size > _MOST_LISTED:
            continue
        for line in archive.read(name).splitlines():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict) and isinstance(value.get("url"), str):
                found.add(value["url"])
    return found or None


READER = Reader("a web archive (WARC)", recognise, read, extra="warc", takes_binary=True)
WACZ = Reader("a web archive (WACZ)", recognise_wacz, read_wacz, extra="warc", takes_binary=True)
