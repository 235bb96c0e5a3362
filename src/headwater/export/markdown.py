"""The dossier as Markdown (CommonMark with footnotes): whatever an article says in it is text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.export.document import Block, Document, Inline, Kind, Reference, Style
from headwater.export.dossier import dossier
from headwater.export.text import line
from headwater.model import Story

_ACTIVE = re.compile(r"([\\`*_\[\]<>#|~$])")
# What GitHub and others make a link of their own accord.
_BARE_LINK = re.compile(r"(?<=[a-z])(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_ITEM = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
_MARK = {Style.PLAIN: "", Style.STRONG: "**", Style.EMPHASIS: "*"}


def write(story: Story) -> bytes:
    """A dossier for the desk, as Markdown with footnotes."""
    return render(dossier(story)).encode("utf-8")


def render(document: Document) -> str:
    """The document as Markdown; notes come last, by their numbers."""
    parts = [f"# {escape(document.title)}\n"]
    before: Block | None = None
    for block in document.blocks:
        together = before is not None and before.kind is block.kind is Kind.ITEM
        parts.append(("" if together else "\n") + _block(block))
        before = block
    notes = (
        f"[^{number}]: {escape(note.where)}: {escape(note.sentence)}\n" for number, note in enumerate(document.notes, 1)
    )
    return "".join([*parts, "\n", *notes])


def escape(text: str) -> str:
    """`text` on one line, every character that Markdown could act on made a plain one."""
    text = _ACTIVE.sub(r"\\\1", line(text)).replace("&", "&amp;")
    return _BARE_LINK.sub(r"\\", text)


def _block(block: Block) -> str:
    words = _inline(block.content)
    if block.kind is Kind.HEADING:
        return f"{'#' * (block.level + 1)} {words}\n"
    if block.kind is Kind.ITEM:
        return f"{'  ' * (block.level - 1)}- {_plain_start(words)}\n"
    return f"{_plain_start(words)}\n"


def _plain_start(words: str) -> str:
    """What would begin a list does not, at the start of a line."""
    return _ITEM.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2][0].isdigit() else f"{found[1]}\\{found[2]}", words
    )


def _inline(content: Iterable[Inline]) -> str:
    parts = []
    for each in content:
        if isinstance(each, Reference):
            parts.append(f"[^{each.note}]")
        else:
            mark, text = _MARK[each.style], escape(each.text)
            # The line's own space at an end stays outside of the mark, which else would not close.
            inner = f"{mark}{text}{mark}" if text else ""
            parts.append(f"{' ' * (each.text[:1] == ' ')}{inner}{' ' * (each.text[-1:] == ' ')}")
    return "".join(parts).strip()
