"""The dossier read again by other libraries: markdown-it, python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx as python_docx
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from headwater.export import docx, markdown
from headwater.export.document import Document, Kind, Reference
from headwater.export.dossier import dossier
from headwater.model import Story

from .story import ATTACKS, EMPTY, POST, STORY, hostile

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(text: str) -> list[Token]:
    """Every token of a page, as GitHub would read it, with the inner ones."""
    parser = MarkdownIt("gfm-like").use(footnote_plugin)
    return list(_flat(parser.parse(text)))


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type == "text")


def document_text(written: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in python_docx.Document(io.BytesIO(written)).paragraphs)


def headings(made: Document) -> list[str]:
    return ["".join(getattr(each, "text", "") for each in b.content) for b in made.blocks if b.kind is Kind.HEADING]


def test_the_sections_come_in_the_order_of_their_weight() -> None:
    first = [each for each in headings(dossier(STORY)) if not each[0].isdigit()]
    assert first == [
        "In short", "Open questions", "Claims that several tell, or that are disputed", "What rests on one origin",
        "Who takes from whom", "When", "The articles", "Not read",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "- **1.1** The Ember Post, according to an unnamed harbour official, with a hedge: “engineers had reportedly "
        "warned the board twice”",
        "- **4.2** Evening Courier, citing Kalmar Ledger’s translation of The Ember Post (inferred), quoting",
        "Told by 3 articles, on 1 publication (The Ember Post) and 1 to 2 speakers",
        "- When: March 2019 in The Ember Post (2.1) and Kalmar Ledger (2.3); April 2019 in Evening Courier (2.2)",
        "- Hedge dropped: hedged in Evening Courier (1.2), asserted in Kalmar Ledger (1.3)",
        "- One publication: 1.1 and 1.2 (both rest on The Ember Post)",
        "- **The Ember Post (the only publication):** claims 1 and 4; perhaps claim 2",
        "- **Evening Courier:** translation of The Ember Post, via Kalmar Ledger (stated)",
        "- **12 March 2019:** “The gate failed on 12 March 2019.”",
        "- Lena Orsted. “Lock gate fails at Port Ember”. The Ember Post, 19 March 2019. in/post.txt",
        "- in/broken.html: The page has no text; save it again with its content.",
    ],
)
def test_what_was_found_is_told_in_words(line: str) -> None:
    written = markdown.write(STORY).decode()
    assert line in written or line.replace("quoting", "according to") in written


def test_every_assertion_has_a_note_to_its_sentence() -> None:
    made = dossier(STORY)
    called = {each.note for block in made.blocks for each in block.content if isinstance(each, Reference)}
    assert called == set(range(1, len(made.notes) + 1))
    sentence = "The board denied that it had been warned."
    start = POST.index("He added")
    assert any(
        f"characters {start} to" in note.where and note.where.startswith("The Ember Post") for note in made.notes
    )
    assert sentence in POST


def test_markdown_reads_back_as_headings_items_and_notes() -> None:
    tokens = read(markdown.write(STORY).decode())
    made = dossier(STORY)
    assert sum(token.type == "heading_open" for token in tokens) == len(headings(made)) + 1
    assert sum(token.type == "list_item_open" for token in tokens) == sum(b.kind is Kind.ITEM for b in made.blocks)
    assert sum(token.type == "footnote_open" for token in tokens) == len(made.notes)
    assert "What rests on one origin" in shown(tokens)


@pytest.fixture(scope="module")
def attack() -> Story:
    return hostile()


def test_nothing_in_an_article_acts_in_markdown(attack: Story) -> None:
    tokens = read(markdown.write(attack).decode())
    kinds = {token.type for token in tokens}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "fence",
        "s_open",
        "table_open",
    }
    assert ATTACKS[0] in shown(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "1. first", "- item", "+ item", "# heading", "> quote", "* * *", "```code```", "a_b_c *x* ~~y~~", "[a](b)",
        "![a](b)", "<b>x</b>", "https://example.org www.example.org", "[^1]: note", "| a | b |", "&lt;b&gt;", "=== ---",
        "\\*a\\*", "$x$", "a\nb", "    code",
    ],
)  # fmt: skip
def test_any_text_is_only_text_in_markdown(text: str) -> None:
    words = "x " + markdown.escape(text)
    tokens = read(f"{words}\n\n- {words}\n")
    assert shown(tokens) == 2 * ("x " + " ".join(text.split()))


def test_word_reads_it_back_with_its_footnotes() -> None:
    written = docx.write(STORY)
    made = dossier(STORY)
    text = document_text(written)
    assert all(heading in text for heading in headings(made))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    defined = {note.get(f"{WORD}id"): "".join(note.itertext()) for note in notes}
    called = [each.get(f"{WORD}id") for each in body.iter(f"{WORD}footnoteReference")]
    assert called == [str(number) for number in range(1, len(called) + 1)]
    assert set(called) <= set(defined)
    assert all(any(note.sentence in found for found in defined.values()) for note in made.notes)


def test_a_note_that_is_called_again_leads_to_the_first(attack: Story) -> None:
    for story in (STORY, attack):
        with zipfile.ZipFile(io.BytesIO(docx.write(story))) as archive:
            notes = etree.fromstring(archive.read("word/footnotes.xml"))
        said = {note.get(f"{WORD}id"): "".join(note.itertext()) for note in notes}
        again = [each for each in said.values() if "; see note " in each]
        assert again
        for each in again:
            where, _, number = each.rpartition("; see note ")
            assert "; see note" not in said[number.rstrip(".")]
            assert where.strip()


def test_an_empty_story_says_that_nothing_could_be_read() -> None:
    assert "No article could be read" in markdown.write(EMPTY).decode()
    assert "No article could be read" in document_text(docx.write(EMPTY))
