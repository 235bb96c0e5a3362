"""A claim may hold what is told of two things: what is said of one contradicts nothing that is said of the other."""

from __future__ import annotations

from functools import cache

import pytest

from headwater import config
from headwater.disagreement import compare
from headwater.model import Article, Assertion, Certainty
from headwater.pipeline import Reader


@cache
def reader() -> Reader:
    return Reader(config.load())


def told(*texts: str) -> list[str]:
    """The slots of what is told as a disagreement, if each text is an article, and all of them are one claim."""
    readings = [reader().read(Article(str(n), f"{n}.txt", text, language="en")) for n, text in enumerate(texts)]
    asserted = [
        Assertion(
            r.article.id, None, ((0, len(r.article.text)),), r.article.text, Certainty.ASSERTED, (), r.propositions
        )
        for r in readings
    ]
    return [each.slot for each in compare(asserted, readings).disagreements]


@pytest.mark.parametrize(
    "texts",
    [
        # One word, but nothing says that it was done to one and the same.
        ("The results of the test have not been released.", "He was booked and later released on bail."),
        # Parts of a whole; another quake; the sum of several raids.
        ("Seven bullets entered the clerk's body.", "One bullet entered his left shoulder."),
        ("Ten people were killed when the quake hit Qarsem on 28 November 2005.",
         "A quake killed 612 people in Zerand on 22 February 2005."),
        ("The crew seized 12 magazines in the raid.", "The crew have seized 31 magazines so far."),
        ("Three people died when the bank burned.", "Two women and a man died when the bank burned."),
        # A number that the other has as well.
        ("He spent his first 11 seasons as a player with the club.",
         "He played 15 seasons in the league, the first 11 with the club."),
        # Whose house it was.
        ("He was one of the few present at a March 30, 1972, meeting at Keller's vacation home on Merrow Bay, Norland.",
         "He was at the meeting in Merrow Bay, Norland, on March 30, 1972."),
        # Minutes that have seconds.
        ("He scored with just under six minutes remaining.", "He scored with 4 minutes 48 seconds remaining."),
        # What he will speak of, and where.
        ("He will raise the issue of the vote, along with Norway, Ukraine and other topics.",
         "He will raise the issue of the vote at the summit in Helsinki."),
        # Efforts to do it, of which something else is said; and what would be if it came to that.
        ("The agency had targeted the club for a special audit.",
         "The hearing on the agency's efforts to target the club offered few surprises."),
        ("We will close the border.", "I do not think he would win if he were to try to close the border."),
        # Another coach, another year.
        ("Keller was hired as the club's coach in 2004.", "The club fired its coach and quickly hired Brandt."),
        # Each won some.
        ("Keller picked up delegates in corners of the state that Brandt won.",
         "Keller hopes to pick off delegates won by Moss."),
        # Whoever was grateful.
        ("We are very grateful to the fire service.", "No one was hurt and was grateful to the fire service."),
        # Passengers and the crew; most of the crew.
        ("The firm took 420 passengers and crew off the ship.",
         "The firm took 246 passengers and most of the crew off the ship."),
        # "Several" may be two.
        ("The raiders came from two countries on the gulf.", "The raiders came from several countries on the gulf."),
    ],
)  # fmt: skip
def test_two_things_are_no_disagreement(texts: tuple[str, str]) -> None:
    assert told(*texts) == []


@pytest.mark.parametrize(
    ("texts", "slot"),
    [
        (("Two cables between Oslin and Merrow were cut on Friday.",
          "Three cables between Oslin and Merrow were cut on Friday."), "how many"),
        # "Some" before a number is no word for several.
        (("The clerk counted 1,140 ballots twice.", "The clerk counted some 1,400 ballots twice."), "how many"),
        (("Keller leaked the report to the press.", "He never leaked the report to the press."), "polarity"),
    ],
)  # fmt: skip
def test_one_thing_is(texts: tuple[str, str], slot: str) -> None:
    assert slot in told(*texts)
