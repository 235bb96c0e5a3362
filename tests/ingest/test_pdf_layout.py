"""Letters to paragraphs, with letters whose places are known."""

from __future__ import annotations

import pytest

from headwater.ingest.pdf_layout import Box, Glyph, lines_of, paragraphs, without_running_heads

SIZE, STEP = 10.0, 5.0  # of the letters, and from one to the next


def drawn(text: str, left: float, top: float, size: float = SIZE) -> list[Glyph]:
    """The letters of one line, drawn from `left` on, `top` points above the foot of the page."""
    step = STEP * size / SIZE
    places = [(character, left + n * step) for n, character in enumerate(text)]
    return [Glyph(c, Box(x, top - size, x + step, top), size, False) for c, x in places]


def read(*lines: tuple[str, float, float] | tuple[str, float, float, float]) -> list[str]:
    glyphs = [glyph for line in lines for glyph in drawn(*line)]
    return [each.paragraph.text for each in paragraphs(lines_of(glyphs, 0))]


def column(left: float, *texts: str, top: float = 700) -> list[tuple[str, float, float]]:
    return [(text, left, top - 12 * n) for n, text in enumerate(texts)]


ONE = column(
    50,
    "the board met on sunday and",
    "said that two of its cranes",
    "had failed, that a third was",
    "to be taken down by",
)
TWO = column(
    250,
    "the end of may, as nobody",
    "knew what else could break",
    "on the old quay where they",
    "had stood so long now.",
)


@pytest.mark.parametrize("order", ["column by column", "line by line", "right first"])
def test_columns_are_read_one_after_the_other_however_they_were_drawn(order: str) -> None:
    lines = {
        "column by column": [*ONE, *TWO],
        "line by line": [line for pair in zip(ONE, TWO, strict=True) for line in pair],
        "right first": [*TWO, *ONE],
    }[order]
    assert read(*lines) == [" ".join(text for text, _, _ in (*ONE, *TWO))]


NEAR = [(text, left - 50, top) for text, left, top in TWO]


def test_columns_that_stand_close_are_read_one_after_the_other() -> None:
    """The gutter is as wide as a letter is high, and no line of a column reaches over it."""
    assert read(*ONE, *NEAR) == [" ".join(text for text, _, _ in (*ONE, *NEAR))]


def test_a_headline_of_two_lines_that_are_centred_is_one() -> None:
    headline = [("Cranes fail on the old quay", 50.0, 740.0, 18.0), ("as the board meets", 90.5, 718.0, 18.0)]
    assert read(*headline, *ONE)[0] == "Cranes fail on the old quay as the board meets"


def test_a_headline_over_both_columns_comes_first_and_is_apart() -> None:
    headline = ("Cranes fail on the old quay as board meets", 50.0, 730.0, 18.0)
    assert read(*ONE, headline, *TWO)[0] == headline[0]


def test_a_wide_line_parts_what_is_above_from_what_is_below() -> None:
    above = [*column(50, "one goes here on the left", "and two below it"), *column(250, "three is right", "four too")]
    wide = ("a caption that goes from the left edge of the page over to its right one", 50.0, 660.0)
    below = [
        *column(50, "five is left once more", "and six stands below it", top=630),
        *column(250, "seven is right", "eight is last", top=630),
    ]
    text = " ".join(read(*above, wide, *below))
    names = ("one", "two", "three", "four", "caption", "five", "six", "seven", "eight")
    places = [text.index(name) for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("the inspec-", "tors came"), "the inspectors came"),
        (("the inspec\u00ad", "tors came"), "the inspectors came"),
        (("the inspec\u2010", "tors came"), "the inspectors came"),
        (("the well-", "known pin"), "the wellknown pin"),
        (("a well-known man and a well-", "known pin"), "a well-known man and a well-known pin"),
        (("the Norhaven-", "Port Ellery line"), "the Norhaven- Port Ellery line"),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_unless_the_word_is_written_with_one(lines: tuple[str, ...], text: str) -> None:
    assert read(*column(50, *lines)) == [text]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (column(50, "The board met on sunday and said", "that its cranes had failed."), 1),
        ([*column(50, "The board met on sunday."), ("It said no more.", 50.0, 670.0)], 2),
        (
            [*column(50, "the board met on sunday and said", "so."), ("And the union met on monday too.", 50.0, 676.0)],
            2,
        ),
        ([("The board met on sunday and said", 50.0, 700.0), ("  that it would meet again in may", 62.0, 688.0)], 2),
    ],
    ids=["lines", "gap", "short line", "indented"],
)
def test_where_a_paragraph_ends(lines: list[tuple[str, float, float]], count: int) -> None:
    assert len(read(*lines)) == count


def test_what_recurs_at_the_edges_of_pages_is_no_text() -> None:
    pages = [
        lines_of(
            [
                *drawn("Norhaven Courier, page " + str(n + 1), 50, 780),
                *drawn(f"the report goes on for the {('first', 'second', 'third')[n]} time", 50, 700),
                *drawn("and on and on", 50, 688),
                *drawn(str(n + 1), 300, 30),
            ],
            n,
        )
        for n in range(3)
    ]
    body, heads = without_running_heads(pages)
    assert [line.text for line in body if line.text[0].isdigit() or "Courier" in line.text] == []
    assert heads[0] == "Norhaven Courier, page 1"


def test_a_year_alone_at_the_foot_of_a_page_is_no_page_number() -> None:
    pages = [
        lines_of(drawn("the report of", 50, 700) + drawn("2024", 50, 30), 0),
        lines_of(drawn("another one", 50, 700), 1),
    ]
    body, _ = without_running_heads(pages)
    assert "2024" in [line.text for line in body]
