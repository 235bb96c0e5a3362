"""News items as agencies send them in XML: IPTC NewsML-G2, with XHTML, NITF or plain text in it; and NITF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.errors import UnreadableError
from headwater.ingest import fragment, xml
from headwater.ingest.articles import assemble, checked
from headwater.ingest.dates import iso_8601
from headwater.ingest.paragraphs import Paragraph, Whole, joined
from headwater.ingest.readers import Input, Look, Match, Reader, failure
from headwater.model import Article, Failure

_ROOTS = ("newsItem", "newsMessage", "nitf")
_MARKUP = 20  # bytes of an item for each character that its text may have
_BODIES = (".//body.content", ".//body")
_HEADINGS = {"hl1": "h1", "hl2": "h2", "bq": "blockquote", "byttl": "p", "dateline": "p"}


def recognise(look: Look) -> Match:
    return Match.CERTAIN if xml.root(look.start) in _ROOTS else Match.NONE


def read(given: Input) -> Iterator[Article | Failure]:
    """The article of every item with a text; a package's pictures are passed over. Raises UnreadableError."""
    root = xml.without_namespaces(xml.parsed(given.data(_MARKUP)))
    items = [root] if root.tag in ("newsItem", "nitf") else list(root.iter("newsItem"))
    found = False
    for number, item in enumerate(items, start=1):
        place = given.uri if item is root else f"{given.uri}#{number}"
        try:
            for article in _articles(item, place, given.max_characters):
                found = True
                yield article
        except UnreadableError as error:
            found = True
            yield failure(place, error.kind, str(error))
    if not found:
        raise UnreadableError("no-text", "holds no news item with a text: get the agency's text feed")


def _articles(item: Any, place: str, max_characters: int) -> Iterator[Article]:
    status = item.find("itemMeta/pubStatus")
    if status is not None and (status.get("qcode") or "").endswith(":canceled"):
        raise UnreadableError("withdrawn", "is withdrawn by its agency (pubStatus: canceled)")
    body = _body(item)
    if body is None or not body.text:
        return
    title = _text(item, "contentMeta/headline", ".//hedline/hl1", "itemMeta/title", "head/title")
    byline = _text(item, "contentMeta/by", ".//byline") or _text(item, "contentMeta/creator/name")
    dateline = _text(item, "contentMeta/dateline", ".//body.head/dateline")
    shown = [part for part in (title, byline, dateline) if part and part not in body.text[: len(part) + 300]]
    whole = joined([*(Paragraph(part) for part in shown), *body.paragraphs])
    created = _date(item, "contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated")
    language = item.find(".//contentMeta/language")
    yield assemble(
        item.get("guid") or place,
        checked(whole.text, max_characters),
        title=title,
        byline=byline,
        publisher=_publisher(item),
        published=created or _nitf_date(item),
        updated=_date(item, "contentMeta/contentModified", "itemMeta/versionCreated"),
        language=(language.get("tag") if language is not None else None) or item.get("lang"),
        links=whole.links,
    )


def _body(item: Any) -> Whole | None:
    from lxml import etree

    for content in item.findall("contentSet/inlineXML") or ([item] if item.tag == "nitf" else []):
        inside = next((e for path in _BODIES if (e := content.find(path)) is not None), content)
        for element in inside.iter(*_HEADINGS):
            element.tag = _HEADINGS[element.tag]
        return fragment.of_html(f"<div>{etree.tostring(inside, encoding='unicode', with_tail=False)}</div>")
    data = item.find("contentSet/inlineData")
    if data is None:
        return None
    written = "".join(data.itertext())
    return fragment.of_html(written) if "html" in (data.get("contenttype") or "") else fragment.of_text(written)


def _publisher(item: Any) -> str | None:
    found = _text(item, "contentMeta/infoSource/name", "rightsInfo/copyrightHolder/name", "itemMeta/provider/name")
    if found:
        return found
    holder, provider = item.find(".//doc.copyright"), item.find("itemMeta/provider")
    literal = provider.get("literal") if provider is not None else None
    return (holder.get("holder") if holder is not None else None) or literal or _text(item, "contentMeta/creditline")


def _text(item: Any, *paths: str) -> str | None:
    for path in paths:
        for element in item.findall(path):
            if value := " ".join("".join(element.itertext()).split()):
                return value
    return None


def _date(item: Any, *paths: str) -> str | None:
    return next((date for path in paths if (date := iso_8601(_text(item, path) or ""))), None)


def _nitf_date(item: Any) -> str | None:
    issued = item.find(".//date.issue")
    norm = (issued.get("norm") or "") if issued is not None else ""
    compact = norm[:8]
    return iso_8601(norm) or (iso_8601(f"{compact[:4]}-{compact[4:6]}-{compact[6:]}") if compact.isdigit() else None)


READER = Reader("a NewsML-G2 item", recognise, read)
