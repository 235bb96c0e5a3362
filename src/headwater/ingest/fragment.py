"""A body without a page around it (of a feed, a mail, an item) to its paragraphs."""

from __future__ import annotations

import re

from headwater.ingest.paragraphs import Anchor, Paragraph, Whole, joined

_BLANK_LINE = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")


def of_text(text: str) -> Whole:
    """The paragraphs of a plain body; a single line break stays in its paragraph."""
    return joined(Paragraph(part.strip()) for part in _BLANK_LINE.split(text))


def of_html(markup: str, base: str | None = None) -> Whole:
    """Every block of a body in HTML that is shown. Raises UnreadableError for what no parser takes."""
    # lxml takes a moment to load, so only markup pays for it.
    from headwater.ingest import page_blocks, page_links, page_tree

    tree = page_tree.parse(markup)
    page_tree.remove_hidden(tree)
    blocks = list(page_blocks.blocks(tree, everything=True))

    def absolute(block: page_blocks.Block) -> Paragraph:
        found = ((page_links.address(a.target, base), a) for a in block.anchors)
        return Paragraph(block.text, tuple(Anchor(to, a.start, a.end) for to, a in found if to))

    return joined(absolute(block) for block in blocks)
