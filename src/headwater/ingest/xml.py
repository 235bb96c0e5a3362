"""XML without its traps: no entities of its own, nothing fetched, no depth without end."""

from __future__ import annotations

import re
from typing import Any

from headwater.errors import UnreadableError

_PROLOGUE = r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*"
_LOOKED_AT = 4096  # characters at the start of a text
_NAMESPACE = re.compile(r"<[^<>]{1,400}\sxmlns(?::[\w.-]+)?\s*=")
_DECLARES = re.compile(rb"<!ENTITY|<\0!\0E\0N\0T\0I\0T\0Y|\0<\0!\0E\0N\0T\0I\0T\0Y", re.IGNORECASE)
_ROOT = re.compile(_PROLOGUE.encode() + rb"<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)


def root(start: bytes) -> str:
    """The name of the outermost element, without its prefix; "" for what does not begin like XML."""
    match = _ROOT.match(start)
    return match[1].decode("ascii", "replace") if match else ""


def alone(text: str) -> str:
    """The name of the outermost element of what says that it is XML; "" for any other text."""
    start = text[:_LOOKED_AT].lstrip()
    return root(start.encode("utf-8", "replace")) if start.startswith("<?xml") or _NAMESPACE.match(start) else ""


def refuse_entities(data: bytes) -> None:
    """Raises UnreadableError for a document that declares entities: they may grow without end, or read other files."""
    if _DECLARES.search(data):
        raise UnreadableError("entities", "declares XML entities, which are not read: save its text as .txt")


def parsed(data: bytes) -> Any:
    """The root element of an XML document. Raises UnreadableError."""
    from lxml import etree

    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("bad-xml", f"is no well-formed XML ({error}): get it again") from error


def without_namespaces(element: Any) -> Any:
    """`element` with plain names throughout, changed in place."""
    for each in element.iter("*"):
        each.tag = each.tag.rpartition("}")[2]
    return element
