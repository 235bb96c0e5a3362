"""Who speaks for which publication."""

from __future__ import annotations

import pytest

from .marked import resolution


def ties(marked: str, publisher: str | None = None, byline: str | None = None) -> set[tuple[str, str]]:
    return {(a.person, a.publication) for a in resolution(marked, publisher, byline).affiliations}


@pytest.mark.parametrize(
    "marked",
    [
        "{<P:Ada Moss> of the <U:Aldery Courier>} said so.",
        "{<P:Ada Moss> of the daily <U:Aldery Courier>} said so.",
        "{<P:Ada Moss>, a reporter for the <U:Aldery Courier>,} said so.",
        "{<P:Ada Moss>, 34, who is political editor of the <U:Aldery Courier>,} said so.",
        "{<P:Ada Moss>, the <U:Aldery Courier>'s correspondent,} said so.",
        "{The <U:Aldery Courier>’s court reporter, <P:Ada Moss>,} said so.",
        "{<U:Aldery Courier> reporter <P:Ada Moss>} said so.",
        "{The <U:Aldery Courier> article’s author, <P:Ada Moss>,} said so.",
        "{The author of the <U:Aldery Courier> story, <P:Ada Moss>,} said so.",
        "{<P:Ada Moss>, who wrote the story for the <U:Aldery Courier>,} said so.",
        "The <U:Aldery Courier> said it. {<P:Ada Moss>, who wrote the article,} said so.",
        "The <U:Aldery Courier> said it. {The paper's reporter <P:Ada Moss>} said so.",
        "{<P:Ada Moss>} wrote in the <U:Aldery Courier> that so.",
    ],
)
def test_a_reporter_is_tied_to_the_publication(marked: str) -> None:
    assert ties(marked) == {("Ada Moss", "Aldery Courier")}


@pytest.mark.parametrize(
    "marked",
    [
        "{<P:Ada Moss>} told the <U:Aldery Courier> so.",
        "{<P:Ada Moss>, the spokeswoman,} told reporters in Aldery, the <U:Aldery Courier> said.",
        "{<P:Ada Moss> of Aske} told the <U:Aldery Courier> so.",
        "{<P:Ada Moss>, a former reporter for the <U:Aldery Courier>,} said so.",
        "{<P:Ada Moss>} sued a reporter for the <U:Aldery Courier>.",
        "The <U:Aldery Courier> and the <U:Senn Post> said it. {The paper's reporter <P:Ada Moss>} said so.",
    ],
)
def test_who_only_stands_by_a_publication_is_not(marked: str) -> None:
    assert ties(marked) == set()


def test_a_byline_ties_its_people_to_the_publisher_and_no_agency() -> None:
    text = "Dam fails\n\nBy <P:Ada Moss> and <P:Karl Roe>, Reuters\n\nThe dam failed."
    tied = {("Ada Moss", "Aldery Courier"), ("Karl Roe", "Aldery Courier")}
    assert ties(text, publisher="The Aldery Courier", byline="Ada Moss and Karl Roe, Reuters") == tied
    assert ties(text, publisher="The Aldery Courier") == tied
