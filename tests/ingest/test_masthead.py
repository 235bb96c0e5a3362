"""The top of a plain text: what is a title, a byline, a publisher, a date, and what only looks like one."""

from __future__ import annotations

import pytest

from headwater.ingest import masthead
from headwater.ingest.masthead import Masthead

BODY = (
    "The harbour board said on Sunday that two of its cranes had failed, and that a third one would be taken down soon."
)

LONG_TITLE = "Board Closes the Harbour After Third Crane Fails and Two Directors Leave in Anger Over Money."


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Board closes the harbour\n\n", "Board closes the harbour"),
        ("Will the harbour close?\n\n", "Will the harbour close?"),
        ("Harbour closes.\n\n", "Harbour closes."),
        ("U.S. Sen. Roe visits the harbour\n\n", "U.S. Sen. Roe visits the harbour"),
        (f"{LONG_TITLE}\n\n", LONG_TITLE),
        ("\n\r\n  Harbour – report  \r\n\r\n", "Harbour – report"),
        ("Board closes the harbour\n", "Board closes the harbour"),
        ("Board closes the harbour\nBy Jane Doe\n", "Board closes the harbour"),
        ("", None),
        ("The board met. It closed the harbour\n\n", None),
        ("The board, which met on Sunday in the old town hall, said that the harbour would be closed.\n\n", None),
        (
            "The board said on Sunday that it would take down\nthe third of its cranes, and that the harbour would\n",
            None,
        ),
        ("The board met on Sunday.\n", None),
        ("By Jane Doe\n\n", None),
        ("March 3, 2024\n\n", None),
        ("x" * 201 + "\n\n", None),
    ],
)
def test_title(top: str, title: str | None) -> None:
    assert masthead.read(top + BODY).title == title


def test_a_lone_line_is_text_and_not_a_title() -> None:
    assert masthead.read("Board closes the harbour") == Masthead()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", Masthead(byline="Jane Doe")),
        ("Example Courier, 12 March 2024", Masthead(publisher="Example Courier", published="2024-03-12")),
        ("Example Town, 12 March 2024", Masthead(published="2024-03-12")),
        ("By: Jane Doe", Masthead(byline="Jane Doe")),
        ("BY JANE DOE", Masthead(byline="JANE DOE")),
        ("By JANE DOE and JOHN ROE", Masthead(byline="JANE DOE and JOHN ROE")),
        ("By Jane Doe, Example Times", Masthead(byline="Jane Doe, Example Times")),
        ("by J. R. van Doe, Jr.", Masthead(byline="J. R. van Doe, Jr.")),
        ("Written by Zoë O’Neill", Masthead(byline="Zoë O’Neill")),
        ("By the Example Press", Masthead(byline="the Example Press")),
        ("By Example Wire Staff", Masthead(byline="Example Wire Staff", publisher="Example Wire")),
        (
            "By: The Example Times Newsroom",
            Masthead(byline="The Example Times Newsroom", publisher="The Example Times"),
        ),
        ("Jane Doe | Example Post", Masthead(byline="Jane Doe | Example Post")),
        ("Source: Example Wire", Masthead(publisher="Example Wire")),
        ("Published by The Example Times", Masthead(publisher="The Example Times")),
        ("Example Times – 12 March 2024", Masthead(publisher="Example Times", published="2024-03-12")),
        ("example.org | 12 March 2024", Masthead(publisher="example.org", published="2024-03-12")),
        ("By Jane Doe - Jul 15, 2018 2:37 pm", Masthead(byline="Jane Doe", published="2018-07-15T14:37:00")),
        ("March 3, 2024", Masthead(published="2024-03-03")),
        ("Published: 12 September 2016", Masthead(published="2016-09-12")),
        ("Originally published July 15, 2018 at 9:06 pm", Masthead(published="2018-07-15T21:06:00")),
        ("Last updated: 4 March 2024", Masthead(updated="2024-03-04")),
        ("Published 3 March 2024 | Updated 4 March 2024", Masthead(published="2024-03-03", updated="2024-03-04")),
    ],
)
def test_a_credit_line_near_the_top_is_read(line: str, expected: Masthead) -> None:
    found = masthead.read(f"Board closes the harbour\n\n{line}\n\n{BODY}")
    assert found == Masthead(
        "Board closes the harbour", expected.byline, expected.publisher, expected.published, expected.updated
    )


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the harbour had been closed.",
        "By Monday",
        "By Staff",
        "By far the largest crane",
        "By contrast, the board was calm",
        "London – 12 March 2024",
        "HARBOUR TOWN (Reuters) – The board met on Sunday.",
        "Source: a person who was in the room.",
        "The board met on March 3, 2024.",
        "Published: last week",
        "Updated plans for the harbour were shown on 3 March 2024",
        "03/04/2024",
        "2024",
        "May 2024",
    ],
)
def test_a_line_of_the_body_says_nothing(line: str) -> None:
    assert masthead.read_line(line) is None


def test_a_credit_far_down_is_not_the_articles_own() -> None:
    assert masthead.read((BODY + "\n\n") * 12 + "By Jane Doe\n").byline is None
