from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from headwater.export import terminal
from headwater.model import Disagreement, Reading, Story, Value

from .story import ATTACKS, COURIER_READING, EMPTY, LEDGER_READING, POST_READING, STORY, hostile


def printed(record: Reading | Story, width: int = 80, *, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    if isinstance(record, Reading):
        terminal.reading(console, record)
    else:
        terminal.story(console, record)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_head_says_what_it_is_and_what_it_derives_from() -> None:
    lines = words(printed(COURIER_READING))
    assert lines.startswith(
        "Board “ignored warnings” Evening Courier, 2019-03-20 - translation of The Ember Post, via Kalmar Ledger "
        "(stated): “according to a translation by Kalmar Ledger of an article in The Ember Post”"
    )
    assert "(inferred)" in printed(LEDGER_READING)


def test_the_head_says_on_whose_site_a_report_stands() -> None:
    reading = replace(COURIER_READING, article=replace(COURIER_READING.article, site="Portal"))
    assert "Evening Courier, on Portal, 2019-03-20" in words(printed(reading))


def test_attributions_come_in_the_order_of_the_text_with_who_how_what_and_chain() -> None:
    text = printed(POST_READING, width=200)
    rows = [words(line) for line in text.splitlines() if line.strip()]
    assert rows[2] == "Who How What Chain"
    assert rows[3].startswith(
        "a harbour official told The Ember Post The north lock gate at Port Ember failed in March"
    )
    assert [rows.index(row) for row in rows if row.startswith(("He ", "not named ", "The board "))] == [7, 9, 11]
    assert "The board (Port Ember Harbour Board)" in text


def test_what_is_nested_is_indented() -> None:
    assert "> engineers had reportedly" in printed(POST_READING)


@pytest.mark.parametrize(("reading", "marked"), [(COURIER_READING, True), (POST_READING, False)])
def test_the_legend_stands_where_a_link_is_inferred(reading: Reading, marked: bool) -> None:
    assert ("? after a name" in printed(reading)) is marked
    assert ("The Ember Post? >" in words(printed(reading))) is marked


def test_an_article_without_attributions_says_so() -> None:
    assert "No attribution found" in printed(replace(POST_READING, attributions=()))


def test_the_first_screen_says_what_deserves_attention() -> None:
    first = printed(STORY).splitlines()[:24]
    text = words("\n".join(first))
    assert first[0] == "3 articles rest on 1 to 3 publications and 2 to 5 speakers"
    for finding in (
        "Speakers: Lena Orsted, and others not named",
        "On a single origin (2) 1. The board ignored two warnings 1 publication: The Ember Post",
        "2. The north lock gate at Port Ember failed when: March 2019 against April",
        "Where a doubt was lost (1) 1. The board ignored two warnings Hedge dropped: Kalmar Ledger",
        "1 input could not be read",
    ):
        assert finding in text


def test_more_findings_than_fit_are_counted() -> None:
    many = printed(replace(STORY, claims=STORY.claims[:1] * 9))
    assert many.split("Where a doubt was lost (9)")[1].split("Told by")[0].count("Hedge dropped") == 3


def test_one_finding_is_named_once() -> None:
    twice = replace(STORY.claims[0], drift=STORY.claims[0].drift * 2)
    assert "Where a doubt was lost (1)" in printed(replace(STORY, claims=(twice,)))


def test_the_first_screen_is_one_screen() -> None:
    """Headline, counts and three kinds of finding, however many there are, before the first claim."""
    many = printed(replace(STORY, claims=STORY.claims * 20)).splitlines()
    assert many.index("Told by more than one article (80)") <= 24


def test_claims_come_with_who_says_so_and_why_the_origins_are_counted_so() -> None:
    text = words(printed(STORY))
    for finding in (
        "1.2 Evening Courier, hedged: Kalmar Ledger > The Ember Post “The harbour board",
        "1.3 Kalmar Ledger, asserted: in its own voice “The board ignored two warnings.”",
        "One publication: 1.1 and 1.2 (both rest on The Ember Post)",
        "Perhaps one publication: 1.2 and 1.3 (the text does not exclude it)",
        "Hedge dropped: hedged in 1.2, asserted in 1.3",
        "What stands on one origin alone (2) - The Ember Post (publication): 2 claims, and perhaps 1 more",
        "Kalmar Ledger and The Ember Post credit one another.",
        "Disagree on how many: “12” in 3.1; “14” in 3.2; “about 10” in 3.3",
        "4.1 The Ember Post, attributed: a harbour official “It bent like a spoon,”",
    ):
        assert finding in text
    assert text.index("1. The board") < text.index("2. The north") < text.index("in/broken.html: The page has no text")
    assert "no verdict on truth" in text


def test_a_claim_of_one_assertion_takes_two_lines() -> None:
    alone = replace(STORY.claims[3], assertions=STORY.claims[3].assertions[:1], joins=())
    text = printed(replace(STORY, claims=(alone,))).split("Told by one article only (1)\n\n")[1].splitlines()
    assert [words(line) for line in text[:3]] == [
        "1. It bent like a spoon",
        "The Ember Post, attributed: a harbour official",
        "",
    ]


def test_what_differs_without_a_conflict_is_no_disagreement() -> None:
    rounding = Disagreement("how many", (Value("2.38 million", (0,)), Value("2.4 million", (1,))), "rounding")
    text = words(printed(replace(STORY, claims=(replace(STORY.claims[3], variations=(rounding,)),))))
    assert "The same number, rounded: “2.38 million” in 1.1; “2.4 million” in 1.2" in text
    assert "Disagree" not in text


def added(story: Story, article: str) -> str:
    console = Console(file=io.StringIO(), width=80)
    terminal.adds(console, story, article)
    assert isinstance(console.file, io.StringIO)
    return words(console.file.getvalue())


def test_what_an_article_adds_comes_by_kinds_with_who_else_tells_it() -> None:
    assert added(STORY, "courier") == (
        "What Evening Courier adds to 2 other articles "
        "New: no other article has it (1) 3. Barges were held back "
        "Contradicted: another article says otherwise (1) 2. The north lock gate at Port Ember failed "
        "The Ember Post and Kalmar Ledger, on when "
        "Told by others too, from the same origin (2) 1. The board ignored two warnings "
        "The Ember Post and Kalmar Ledger 4. It bent like a spoon perhaps; The Ember Post"
    )


def test_an_article_that_adds_nothing_says_so() -> None:
    assert added(STORY, "post").endswith("It makes no claim.")


def test_many_joins_for_one_reason_stay_readable() -> None:
    (join,) = STORY.claims[3].joins
    many = tuple(replace(join, assertions=(0, index)) for index in range(1, 21))
    assert "; and 14 more (the same words)" in words(
        printed(replace(STORY, claims=(replace(STORY.claims[3], joins=many),)))
    )


def test_nothing_is_a_story_too() -> None:
    assert printed(EMPTY).startswith("No article could be read")


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    records: list[Reading | Story] = [STORY, hostile(), *STORY.articles, *hostile().articles]
    for record in records:
        text = re.sub(r"\x1b\[[0-9;]*m", "", printed(record, width, colour=colour))
        assert max(map(len, text.splitlines())) <= width
        assert len(text) < 60_000


def test_article_text_neither_acts_on_the_terminal_nor_is_read_as_markup() -> None:
    story = hostile()
    records: list[Reading | Story] = [story, *story.articles]
    for record in records:
        text = printed(record, width=400)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
        assert "[bold]not bold[/bold]" in words(text)
        assert "␛[31m" in words(text)
    coloured = printed(replace(story, failures=(replace(story.failures[0], message=ATTACKS[4]),)), colour=True)
    assert "\x1b[31mred" not in coloured
    assert "\x1b]" not in coloured
