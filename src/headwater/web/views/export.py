"""The formats in which the story, or one claim of it, can be had."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export import formats
from headwater.web.page import Asked, Page, Shown
from headwater.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Format:
    """A format, what it is, and where the story is to be had in it."""

    name: str
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """All formats; one claim is at /claims/{key}/export/{format}."""

    formats: tuple[Format, ...]


def show(_: Workbench, __: Asked) -> Shown:
    found = (Format(name, formats.described(name), f"/export/{name}") for name in formats.names())
    return Shown(ExportPage(tuple(found)))


SHOWN = Page("export", "/export", "The formats in which the story can be had", ExportPage, show)
